/** Time left and time over, as a person says it. */
import { useTranslation } from 'react-i18next'

const minute = 60_000

export const useClockText = () => {
  const { t } = useTranslation('incidents')
  /** 2 天 3 小时 · 3 小时 5 分钟 · 24 分钟; whole minutes, a begun one counts. */
  const span = (milliseconds: number): string => {
    const minutes = Math.ceil(Math.abs(milliseconds) / minute)
    const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)]
    if (days > 0)
      return [t('days', { count: days }), hours > 0 ? t('hours', { count: hours }) : ''].filter(Boolean).join(' ')
    if (hours > 0)
      return [t('hours', { count: hours }), minutes % 60 > 0 ? t('minutes', { count: minutes % 60 }) : '']
        .filter(Boolean)
        .join(' ')
    return t('minutes', { count: minutes })
  }
  return {
    span,
    /** How a running clock stands at an instant. */
    standing: (dueAt: string, now: string): { text: string; over: boolean } => {
      const left = Date.parse(dueAt) - Date.parse(now)
      return { text: t(left < 0 ? 'over' : 'left', { time: span(left) }), over: left < 0 }
    },
  }
}
