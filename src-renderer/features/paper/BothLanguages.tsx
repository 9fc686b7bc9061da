/** A document in the present language, and on the next page in the other one. */
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'

export const BothLanguages = ({ children }: { children: ReactNode }) => {
  const { i18n } = useTranslation()
  const other = useMemo(() => i18n.cloneInstance({ lng: i18n.language === 'en' ? 'zh' : 'en' }), [i18n])
  return (
    <>
      {children}
      <div style={{ breakBefore: 'page' }}>
        <I18nextProvider i18n={other}>{children}</I18nextProvider>
      </div>
    </>
  )
}
