/** Rules of the forecast: wind force, grades of rain and snow, the office's own notices, and what a daily check says. */
import type { ForecastDay, Measure, Notice, ShownDay, Span, Thresholds } from './contract'

/** Lower bounds of Beaufort 0 to 12 in m/s (WMO). */
const beaufort = [0, 0.3, 1.6, 3.4, 5.5, 8, 10.8, 13.9, 17.2, 20.8, 24.5, 28.5, 32.7]
/** Wind force of a speed in m/s. */
export const forceOf = (speed: number): number => beaufort.findLastIndex(least => speed >= least)

/** Grades of 24 hours' rain or snow, in mm of water (GB/T 28592-2012); the last bound not above the amount names it. */
const rainGrades = [
  [0.1, 'light'],
  [10, 'moderate'],
  [25, 'heavy'],
  [50, 'storm'],
  [100, 'severeStorm'],
  [250, 'extremeStorm'],
] as const
const snowGrades = [
  [0.1, 'light'],
  [2.5, 'moderate'],
  [5, 'heavy'],
  [10, 'storm'],
  [20, 'severeStorm'],
  [30, 'extremeStorm'],
] as const
export type Grade = (typeof rainGrades)[number][1]
/** The grade of an amount; null where it is too little to name. */
export const gradeOf = (kind: 'rain' | 'snow', amount: number): Grade | null =>
  (kind === 'rain' ? rainGrades : snowGrades).findLast(([least]) => amount >= least)?.[1] ?? null

/** The eight winds, from north round by east. */
export const winds = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const
export const windOf = (degrees: number): (typeof winds)[number] => winds[Math.round(degrees / 45) % 8] ?? 'n'

/** What an office takes notice of until it says otherwise: heavy snow, rainstorm, gusts of force 8, great heat and cold. */
export const standardThresholds: Thresholds = [
  { measure: 'snow', limit: 5 },
  { measure: 'rain', limit: 50 },
  { measure: 'gust', limit: 17.2 },
  { measure: 'high', limit: 37 },
  { measure: 'low', limit: -15 },
]

const reached = (measure: Measure, value: number, limit: number): boolean =>
  measure === 'low' ? value <= limit : value >= limit

/** The office's own notices of a day (本单位提示); only a weather office warns (rule 8). */
export const noticesOf = (day: ForecastDay, limits: Thresholds): Notice[] =>
  limits.flatMap(({ measure, limit }) => {
    const value = day[measure]
    return value !== null && reached(measure, value, limit) ? [{ measure, value, limit }] : []
  })

/** The days that severe weather is expected to last, both included: from a first one over every notice after it, at least to the last one known. */
export const severeDays = (
  from: string,
  atLeast: string,
  days: readonly Pick<ShownDay, 'day' | 'notices'>[],
): Span => ({
  from,
  until: days.reduce(
    (last, { day, notices }) => (notices.length > 0 && day > last ? day : last),
    atLeast > from ? atLeast : from,
  ),
})

/** Milliseconds until a source is asked again: every three hours, after failures doubling from five minutes to the same. */
export const waitAfterFetch = (failures: number): number =>
  Math.min(180, failures === 0 ? 180 : 5 * 2 ** (failures - 1)) * 60_000
