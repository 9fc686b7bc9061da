/** Working time (rule 2): several ranges a day, public holidays, working weekends, dated pauses; pure arithmetic on instants. */
import { businessDay, instantOf } from './rules'
import type { CalendarDay, Range } from './contract'

export type Calendar = {
  /** Monday first. */
  weekdays: readonly (readonly Range[])[]
  days: ReadonlyMap<string, boolean>
  /** Years whose holidays are known. */
  years: ReadonlySet<number>
  timeZone: string
}
/** Nobody waits for the office between these; `to` is null while it lasts. */
export type Pause = { from: string; to: string | null }
/** One line of the arithmetic: time that counted. */
export type Line = { from: string; to: string; minutes: number }
export type Due = {
  /** Null while a pause lasts, or where no working time is left to come. */
  at: string | null
  lines: Line[]
  /** Years it ran into without knowing their holidays. */
  unknownYears: number[]
}

const minute = 60_000
/** Further ahead than this nobody plans; a calendar without working time must still end. */
const mostDays = 1100

export const calendarOf = (
  weekdays: readonly (readonly Range[])[],
  days: readonly CalendarDay[],
  timeZone: string,
): Calendar => ({
  weekdays,
  days: new Map(days.map(({ day, working }) => [day, working])),
  years: new Set(days.map(({ day }) => Number(day.slice(0, 4)))),
  timeZone,
})

/** Monday is 0. */
const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
export const dayAfter = (day: string, days = 1): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** The ranges worked on a day. A working weekend keeps the hours of the first weekday that has any. */
export const rangesOn = (day: string, { weekdays, days }: Calendar): readonly Range[] => {
  const own = weekdays[weekdayOf(day)] ?? []
  const said = days.get(day)
  if (said === undefined) return own
  if (!said) return []
  return own.length > 0 ? own : (weekdays.find(ranges => ranges.length > 0) ?? [])
}

export const isWorkingDay = (day: string, calendar: Calendar): boolean => rangesOn(day, calendar).length > 0

/** Whether an instant lies within working time. */
export const isWorkingAt = (instant: string, calendar: Calendar): boolean => {
  const day = businessDay(instant, calendar.timeZone)
  return rangesOn(day, calendar).some(
    ({ from, to }) =>
      instantAt(day, from, calendar.timeZone) <= instant && instant < instantAt(day, to, calendar.timeZone),
  )
}

/** The day itself when it is worked, else the next one that is; the day itself when none is to come. */
export const workingDayFrom = (day: string, calendar: Calendar): string => {
  for (let ahead = 0; ahead < mostDays; ahead += 1)
    if (isWorkingDay(dayAfter(day, ahead), calendar)) return dayAfter(day, ahead)
  return day
}

/** 08:15 of minutes after midnight. */
export const clockText = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map(part => String(part).padStart(2, '0')).join(':')

/** The instant so many minutes after a day's midnight by the office's clock; 1440 is the next midnight. */
export const instantAt = (day: string, minutes: number, timeZone: string): string => {
  const [of, rest] = minutes === 1440 ? [dayAfter(day), 0] : [day, minutes]
  return instantOf(`${of} ${clockText(rest)}:00`, timeZone)
}

/** What is left of a stretch of time when pauses are taken out. */
const without = (from: string, to: string, pauses: readonly Pause[]): Pause[] => {
  let left: { from: string; to: string }[] = [{ from, to }]
  for (const pause of pauses)
    left = left.flatMap(part => {
      const end = pause.to ?? '9999'
      if (end <= part.from || pause.from >= part.to) return [part]
      return [
        ...(pause.from > part.from ? [{ from: part.from, to: pause.from }] : []),
        ...(end < part.to ? [{ from: end, to: part.to }] : []),
      ]
    })
  return left
}

/** Milliseconds between two instants. */
const between = (from: string, to: string): number => Date.parse(to) - Date.parse(from)

/** When so many minutes have passed on the wall clock; nothing pauses it (rule 2). */
export const addWallTime = (from: string, minutes: number): Due => {
  const at = new Date(Date.parse(from) + minutes * minute).toISOString()
  return { at, lines: [{ from, to: at, minutes }], unknownYears: [] }
}

/** When so many minutes of working time have passed since an instant, pauses left out. */
export const addWorkingTime = (from: string, minutes: number, calendar: Calendar, pauses: readonly Pause[]): Due => {
  const lines: Line[] = []
  const unknown = new Set<number>()
  let wanted = minutes * minute
  const first = businessDay(from, calendar.timeZone)
  for (let ahead = 0; ahead < mostDays; ahead += 1) {
    const day = dayAfter(first, ahead)
    const year = Number(day.slice(0, 4))
    if (!calendar.years.has(year)) unknown.add(year)
    for (const range of rangesOn(day, calendar)) {
      const [opens, shuts] = [
        instantAt(day, range.from, calendar.timeZone),
        instantAt(day, range.to, calendar.timeZone),
      ]
      for (const part of without(opens < from ? from : opens, shuts, pauses)) {
        if (part.to === null || part.to <= part.from) continue
        const there = between(part.from, part.to)
        const used = Math.min(there, wanted)
        const to = new Date(Date.parse(part.from) + used).toISOString()
        lines.push({ from: part.from, to, minutes: used / minute })
        wanted -= used
        if (wanted <= 0) return { at: to, lines, unknownYears: [...unknown] }
      }
    }
    // A pause without an end swallows everything after it.
    if (pauses.some(pause => pause.to === null && pause.from <= instantAt(day, 1440, calendar.timeZone)))
      return { at: null, lines, unknownYears: [] }
  }
  return { at: null, lines, unknownYears: [...unknown] }
}

/** Minutes of working time between two instants, pauses left out. */
export const workingMinutes = (from: string, to: string, calendar: Calendar, pauses: readonly Pause[]): number => {
  const last = businessDay(to, calendar.timeZone)
  let total = 0
  for (let day = businessDay(from, calendar.timeZone); day <= last; day = dayAfter(day))
    for (const range of rangesOn(day, calendar)) {
      const [opens, shuts] = [
        instantAt(day, range.from, calendar.timeZone),
        instantAt(day, range.to, calendar.timeZone),
      ]
      const [start, end] = [opens < from ? from : opens, shuts > to ? to : shuts]
      if (start < end) for (const part of without(start, end, pauses)) total += between(part.from, part.to ?? part.from)
    }
  return total / minute
}
