/** Quantities as a person reads them: thousandths of a unit become a plain number in the present language. */
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { tagOf } from '../app/i18n'

export const useQuantity = () => {
  const { i18n } = useTranslation()
  return useCallback(
    (thousandths: number, sign = false): string =>
      new Intl.NumberFormat(tagOf(i18n.language), {
        maximumFractionDigits: 3,
        signDisplay: sign ? 'exceptZero' : 'auto',
      }).format(thousandths / 1000),
    [i18n.language],
  )
}

/** What a person typed in units, as thousandths; exact, for thousandths of a unit are as fine as it gets. */
export const thousandthsOf = (units: number | string): number => Math.round(Number(units) * 1000)
