/** Sizes of files in words: 3.4 MB. */
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

export const useFileSize = () => {
  const { i18n } = useTranslation()
  const { language } = i18n
  return useCallback(
    (bytes: number): string => {
      const step = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10))
      return new Intl.NumberFormat(language, {
        style: 'unit',
        unit: units[step] ?? 'byte',
        unitDisplay: 'short',
        maximumFractionDigits: step === 0 ? 0 : 1,
      }).format(bytes / 1024 ** step)
    },
    [language],
  )
}
