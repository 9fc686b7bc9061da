/** The text of a refusal: code `feature.name` stands at `feature:refusal.name`. */
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

export type RefusalLike = { code: string; params: Record<string, string | number> }

export const useRefusalText = () => {
  const { t, i18n } = useTranslation()
  return useCallback(
    ({ code, params }: RefusalLike): string => {
      const [feature = '', name = ''] = code.split('.')
      const key = `${feature}:refusal.${name}`
      // What is named in both languages is shown in the present one.
      const named = params[i18n.language === 'en' ? 'en' : 'zh']
      const said = named === undefined ? params : { ...params, names: named }
      return i18n.exists(key, said) ? t(key, said) : t('core:refusal.unexpected', { log: code })
    },
    [t, i18n],
  )
}
