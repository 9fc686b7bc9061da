/** Rules of the office: its time zone decides every business day. */
import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone'
import utc from 'dayjs/plugin/utc'

dayjs.extend(utc)
dayjs.extend(timezone)

/** The business day `YYYY-MM-DD` on which an instant falls in the office's own time zone, never the PC's. */
export const businessDay = (instant: string, timeZone: string): string =>
  dayjs.utc(instant).tz(timeZone).format('YYYY-MM-DD')

/** Whether this is an IANA time zone the program can reckon with. */
export const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** The UTC instant at which a business day begins in the office's time zone; `plusDays` counts further days. */
export const startOfDay = (day: string, timeZone: string, plusDays = 0): string =>
  dayjs.tz(dayjs.utc(day).add(plusDays, 'day').format('YYYY-MM-DD'), timeZone).toISOString()

/** The UTC instant of a local date and time (`YYYY-MM-DD HH:mm:ss`) in the office's own time zone. */
export const instantOf = (local: string, timeZone: string): string => dayjs.tz(local, timeZone).toISOString()

/** `YYYY-MM-DD HH:mm:ss` of an instant in the office's own time zone. */
export const localDateTime = (instant: string, timeZone: string): string =>
  dayjs.utc(instant).tz(timeZone).format('YYYY-MM-DD HH:mm:ss')

/**
 * The next number of a document: what it is, the year, and its place among the year's, such as `CG-2026-0007`.
 * `numbered` counts how many begin with a text.
 */
export const nextNumber = (prefix: string, businessDay: string, numbered: (beginning: string) => number): string => {
  const beginning = `${prefix}-${businessDay.slice(0, 4)}-`
  return beginning + String(numbered(beginning) + 1).padStart(4, '0')
}
