/** Times as the office reads them: in its own time zone, by Intl, the same everywhere. */
import { createContext, use, useMemo } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { instantOf } from '../../src-main/features/office/rules'
import { tagOf } from './i18n'

const Clock = createContext({ timeZone: 'Asia/Shanghai', ahead: 0 })

type Props = { timeZone: string; now: string; cameAt: number; children: ReactNode }

/** `now` is the archive's time when it was last asked, `cameAt` this PC's at that moment; screens count on from there. */
export const OfficeClock = ({ timeZone, now, cameAt, children }: Props) => {
  const ahead = Date.parse(now) - cameAt
  const clock = useMemo(() => ({ timeZone, ahead }), [timeZone, ahead])
  return <Clock value={clock}>{children}</Clock>
}

/** Writers for instants and business days in the present language. */
export const useMoments = () => {
  const { timeZone, ahead } = use(Clock)
  const { i18n } = useTranslation()
  const tag = tagOf(i18n.language)
  return useMemo(() => {
    const chinese = tag === 'zh-CN'
    const parts = (value: Date, zone: string, options: Intl.DateTimeFormatOptions): Record<string, string> =>
      Object.fromEntries(
        new Intl.DateTimeFormat(tag, { ...options, timeZone: zone })
          .formatToParts(value)
          .map(part => [part.type, part.value]),
      )
    const dayText = (value: Date, zone: string, year: boolean): string => {
      const {
        month = '',
        day = '',
        weekday = '',
        year: written = '',
      } = parts(value, zone, {
        year: 'numeric',
        month: chinese ? 'numeric' : 'short',
        day: 'numeric',
        weekday: 'short',
      })
      if (chinese) return `${year ? `${written}年` : ''}${month}月${day}日 ${weekday}`
      return `${weekday} ${day} ${month}${year ? ` ${written}` : ''}`
    }
    const timeText = (value: Date): string =>
      new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(value)
    return {
      timeZone,
      /** The present instant, by the archive's clock. */
      now: (): string => new Date(Date.now() + ahead).toISOString(),
      /** "2 hours ago", by the archive's clock. */
      ago: (instant: string): string => {
        const minutes = Math.max(0, Math.round((Date.now() + ahead - Date.parse(instant)) / 60_000))
        const format = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' })
        if (minutes < 60) return format.format(-minutes, 'minute')
        return minutes < 48 * 60
          ? format.format(-Math.round(minutes / 60), 'hour')
          : format.format(-Math.round(minutes / 1440), 'day')
      },
      /** 11月23日 周一 14:05 */
      moment: (instant: string): string =>
        `${dayText(new Date(instant), timeZone, false)} ${timeText(new Date(instant))}`,
      /** 14:05 */
      time: (instant: string): string => timeText(new Date(instant)),
      /** With the year, for paper and for what is long ago. */
      fullMoment: (instant: string): string =>
        `${dayText(new Date(instant), timeZone, true)} ${timeText(new Date(instant))}`,
      /** A business day as a person says it. */
      day: (day: string): string => dayText(new Date(`${day}T00:00:00Z`), 'UTC', true),
      /** The instant of a local date and time as pickers give it, in the office's time zone. */
      instantOf: (local: string): string => instantOf(local, timeZone),
      /** The business day an instant falls on. */
      dayOf: (instant: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date(instant)),
    }
  }, [tag, timeZone, ahead])
}
