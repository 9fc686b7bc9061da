/** Rules of the stock ledger (B1.1, B1.2; rules 5 and 6). Quantities are integer thousandths of a unit; time is an argument. */
import type { StockLevel } from './contract'

/** A line of one product in one warehouse and state, as the ledger has it. */
export type Line = { effectiveAt: string; quantity: number }

/** What stands at an instant: every line up to and with it. */
export const onHandAt = (lines: readonly Line[], at: string): number =>
  lines.reduce((sum, { effectiveAt, quantity }) => (effectiveAt <= at ? sum + quantity : sum), 0)

/**
 * The least that will have stood from an instant on, up to but without the next count, which starts anew from its own
 * figure. `lines` may be in any order.
 */
export const leastFrom = (lines: readonly Line[], from: string, until: string | null): number => {
  const later = lines
    .filter(({ effectiveAt }) => effectiveAt > from && (until === null || effectiveAt < until))
    .sort((one, other) => (one.effectiveAt < other.effectiveAt ? -1 : 1))
  let stands = onHandAt(lines, from)
  let least = stands
  for (const [index, { effectiveAt, quantity }] of later.entries()) {
    stands += quantity
    // Lines of one instant count together: a transfer's two sides are never apart.
    if (later[index + 1]?.effectiveAt !== effectiveAt) least = Math.min(least, stands)
  }
  return least
}

/** Below means strictly less; 0 is a value; a product that never had a value has no rule (rule 5). */
export const levelOf = (onHand: number, safety: number | null): StockLevel =>
  safety === null ? 'noRule' : onHand < safety ? 'below' : onHand === safety ? 'at' : 'above'

export type BelowPeriod = {
  from: string
  /** Null while it lasts. */
  until: string | null
  /** The least in it. */
  least: number
  safety: number
  /** Shown below only by something that was entered after it had happened (rule 6). */
  foundLate: boolean
}

type Recorded = Line & { recordedAt: string }
/** When a value of the safety stock begins to hold: the first instant of its month in the office's time zone. */
export type SafetyFrom = { at: string; quantity: number | null }

/**
 * When a product stood below its safety stock, up to `now`. A period is found late when the lines that had been
 * recorded by then did not yet show it.
 */
export const belowPeriods = (lines: readonly Recorded[], safety: readonly SafetyFrom[], now: string): BelowPeriod[] => {
  const instants = [...new Set([...lines.map(line => line.effectiveAt), ...safety.map(value => value.at)])]
    // Before the first line the ledger says nothing.
    .filter(at => at <= now && lines.some(line => line.effectiveAt <= at))
    .sort()
  const safetyAt = (at: string): number | null =>
    safety.filter(value => value.at <= at).sort((one, other) => (one.at < other.at ? 1 : -1))[0]?.quantity ?? null
  const periods: BelowPeriod[] = []
  let open: BelowPeriod | null = null
  for (const at of instants) {
    const stands = onHandAt(lines, at)
    const limit = safetyAt(at)
    if (limit === null || stands >= limit) {
      if (open) open.until = at
      open = null
      continue
    }
    const seenThen = onHandAt(
      lines.filter(line => line.recordedAt <= at || line.recordedAt <= line.effectiveAt),
      at,
    )
    const late = seenThen >= limit
    if (open) {
      open.least = Math.min(open.least, stands)
      open.safety = limit
      open.foundLate &&= late
    } else {
      open = { from: at, until: null, least: stands, safety: limit, foundLate: late }
      periods.push(open)
    }
  }
  return periods
}
