/** Rules that look ahead: how much safety stock a product needs, when it will run under, and which alerts stand (B1.1, rules 5 and 7). */
import type { Alert, DayFigure, Proposal } from './contract'
import type { BelowPeriod } from './rules'

/** A day's use is judged over half a year, so that a season's start still shows and one bad week does not rule. */
export const windowDays = 182
/** Fewer days than this say nothing about a day's use. */
export const leastDays = 14
/** Taken where no supplier's lead time is known. */
export const assumedLeadDays = 14
/** Stock is looked through once a week at the latest. */
export const reviewDays = 7
/** Of a normal spread, 19 in 20 cases lie below 1.65 times the deviation. */
export const serviceFactor = 1.65
/** How far ahead the use of today says anything, days. */
export const horizon = 120

const unit = 1000

/** Day `YYYY-MM-DD` plus a number of days. Pure calendar: business days have no clock. */
export const plusDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10)

/** Days from one business day to another; negative when the other is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)

/** The month after `YYYY-MM`. */
export const nextMonth = (month: string): string => plusDays(`${month}-28`, 4).slice(0, 7)

/**
 * Proposes a month's safety stock from the use of each day (thousandths, the oldest first): the spread that lead time
 * and review leave uncovered, but never less than a review's mean use. Rounded up to whole units.
 */
export const propose = (usedADay: readonly number[], leadDays: number | null): Proposal => {
  const days = usedADay.length
  const used = usedADay.reduce((sum, value) => sum + value, 0)
  const mean = days === 0 ? 0 : used / days
  const variance = days < 2 ? 0 : usedADay.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (days - 1)
  const spread = Math.sqrt(variance)
  const lead = leadDays ?? assumedLeadDays
  const needed = Math.max(serviceFactor * spread * Math.sqrt(lead + reviewDays), Math.max(0, mean) * reviewDays)
  return {
    quantity: days < leastDays ? null : Math.ceil(Math.round(needed) / unit) * unit,
    days,
    used,
    meanADay: Math.round(mean) / unit,
    spreadADay: Math.round(spread) / unit,
    leadDays: lead,
    leadKnown: leadDays !== null,
    reviewDays,
    factor: serviceFactor,
  }
}

type Ahead = {
  today: string
  onHand: number
  /** Use of the last `days` days, thousandths in all. */
  used: number
  days: number
  /** Known receipts by the day they are expected; what should have come already counts from today. */
  expected: readonly { day: string; quantity: number }[]
  safetyOn: (day: string) => number | null
}

/** What will stand at the end of each day from today on, if use goes on as it was. Stops at nothing: stock is never negative. */
export const lookAhead = ({ today, onHand, used, days, expected, safetyOn }: Ahead): DayFigure[] => {
  const ahead: DayFigure[] = []
  for (let count = 0; count <= horizon; count += 1) {
    const day = plusDays(today, count)
    const gone = days === 0 ? 0 : Math.floor((Math.max(0, used) * count) / days)
    const come = expected.reduce((sum, receipt) => (receipt.day <= day ? sum + receipt.quantity : sum), 0)
    ahead.push({ day, onHand: Math.max(0, onHand + come - gone), safety: safetyOn(day) })
  }
  return ahead
}

/** The first day at whose end less than the safety stock stands (rule 5: strictly less). */
export const runsUnderOn = (ahead: readonly DayFigure[]): string | null =>
  ahead.find(({ onHand, safety }) => safety !== null && onHand < safety)?.day ?? null

type Seen = { gap: number; at: string; byName: string; reason: string }

/**
 * Whether what somebody saw still holds: seen in the period that lasts, and the gap no greater than it was then
 * (rule 7).
 */
export const stillSeen = (seen: Seen | null, period: BelowPeriod | undefined, gap: number): Alert['acknowledged'] =>
  seen !== null && period?.until === null && period.from <= seen.at && gap <= seen.gap
    ? { byName: seen.byName, at: seen.at, reason: seen.reason }
    : null
