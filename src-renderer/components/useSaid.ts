/** Words that the archive keeps in both languages, in the present one; Chinese where English is wanting. */
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

export const useSaid = () => {
  const { i18n } = useTranslation()
  const english = i18n.language === 'en'
  return useCallback(({ zh, en }: { zh: string; en: string }): string => (english && en !== '' ? en : zh), [english])
}
