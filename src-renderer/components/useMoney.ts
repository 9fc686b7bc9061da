/** Money as a person reads it: fen become yuan. */
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { tagOf } from '../app/i18n'

export const useMoney = () => {
  const { i18n } = useTranslation()
  return useCallback(
    (fen: number): string =>
      new Intl.NumberFormat(tagOf(i18n.language), {
        style: 'currency',
        currency: 'CNY',
        currencyDisplay: 'narrowSymbol',
      }).format(fen / 100),
    [i18n.language],
  )
}

/** What a person typed in yuan, as fen. */
export const fenOf = (yuan: number | string): number => Math.round(Number(yuan) * 100)
