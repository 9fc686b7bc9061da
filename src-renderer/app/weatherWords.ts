/** Figures of the weather in words: force and wind, rain and snow with their grade, the office's own notices. */
import { useTranslation } from 'react-i18next'
import type { ForecastDay, Notice, Signal } from '../../src-main/features/weather/contract'
import { forceOf, gradeOf, windOf } from '../../src-main/features/weather/rules'

type Day = Pick<ForecastDay, 'high' | 'low' | 'wind' | 'gust' | 'windFrom' | 'rain' | 'snow'>

export const useWeatherWords = () => {
  const { t } = useTranslation('weather')
  const degrees = (value: number | null): string =>
    value === null ? t('unknown') : t('degrees', { value: Math.round(value) })
  return {
    degrees,
    range: ({ high, low }: Day): string => t('range', { low: degrees(low), high: degrees(high) }),
    wind: ({ wind, gust, windFrom }: Day): string =>
      [
        wind === null
          ? ''
          : windFrom === null
            ? t('forcePlain', { force: forceOf(wind) })
            : t('force', { wind: t(`winds.${windOf(windFrom)}`), force: forceOf(wind) }),
        gust === null ? '' : t('gust', { force: forceOf(gust) }),
      ]
        .filter(Boolean)
        .join(' · '),
    /** With the grade word; dry where both are known to be nothing. */
    fall: ({ rain, snow }: Day): string => {
      const words = (['rain', 'snow'] as const).flatMap(kind => {
        const amount = kind === 'rain' ? rain : snow
        const grade = amount === null ? null : gradeOf(kind, amount)
        return grade === null ? [] : [t('rain', { grade: t(`grades.${kind}.${grade}`), amount })]
      })
      return words.length > 0 ? words.join(' · ') : rain === null && snow === null ? '' : t('dry')
    },
    notices: (notices: readonly Notice[]): string =>
      notices.length === 0
        ? ''
        : t('notice', { what: notices.map(({ measure }) => t(`measures.${measure}`)).join('、') }),
    color: (color: Signal['color']): string =>
      color === '' || color === 'white'
        ? t(`colors.${color || 'none'}`)
        : `${t(`colors.${color}`)} ${t(`words.${color}`)}`,
  }
}
