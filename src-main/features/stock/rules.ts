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
  const past = lines.filter(line => line.effectiveAt <= now)
  const first = past.reduce<string | null>(
    (least, { effectiveAt }) => (least !== null && least <= effectiveAt ? least : effectiveAt),
    null,
  )
  // Before the first line the ledger says nothing.
  if (first === null) return []
  const values = [...safety].sort((one, other) => (one.at < other.at ? -1 : 1))
  const instants = [...new Set([...past.map(line => line.effectiveAt), ...values.map(value => value.at)])]
    .filter(at => at >= first && at <= now)
    .sort()
  const inOrder = [...past].sort((one, other) => (one.effectiveAt < other.effectiveAt ? -1 : 1))
  // What was entered after it had happened: until then the ledger did not show it.
  const late = past.filter(line => line.recordedAt > line.effectiveAt)
  const periods: BelowPeriod[] = []
  let open: BelowPeriod | null = null
  let stands = 0
  let limit: number | null = null
  let [line, value] = [0, 0]
  for (const at of instants) {
    for (let next = inOrder[line]; next && next.effectiveAt <= at; next = inOrder[(line += 1)]) stands += next.quantity
    for (let next = values[value]; next && next.at <= at; next = values[(value += 1)]) limit = next.quantity
    if (limit === null || stands >= limit) {
      if (open) open.until = at
      open = null
      continue
    }
    const unseen = late.reduce(
      (sum, entry) => (entry.effectiveAt <= at && entry.recordedAt > at ? sum + entry.quantity : sum),
      0,
    )
    const foundLate = stands - unseen >= limit
    if (open) {
      open.least = Math.min(open.least, stands)
      open.safety = limit
      open.foundLate &&= foundLate
    } else {
      open = { from: at, until: null, least: stands, safety: limit, foundLate }
      periods.push(open)
    }
  }
  return periods
}
