/** Rules of purchases: which step follows which, and when one is late (B1.3, B2.4). */
import { assumedLeadDays, plusDays } from '../stock/outlook.rules'
import type { Lateness, Purchase, PurchaseState, Quote } from './contract'

type Timing = Pick<Purchase, 'state' | 'neededOn' | 'dueOn' | 'leadDays'>

/** Goods can still be late: they are neither here nor cancelled. */
export const isAwaited = (state: PurchaseState): boolean =>
  state === 'requested' || state === 'approved' || state === 'ordered'

/** When the goods will be there as things stand: by the order's date, else by the lead time from today. */
export const expectedOn = ({ state, dueOn, leadDays }: Timing, today: string, shortestLead: number | null): string => {
  if (state === 'ordered' && dueOn !== null) return dueOn < today ? today : dueOn
  return plusDays(today, leadDays ?? shortestLead ?? assumedLeadDays)
}

/**
 * Whether a purchase is late, also before its date: past it, or expected after the need, or after the day on which the
 * stock runs under its safety level without it (B1.3). On the day itself it is in time.
 */
export const latenessOf = (
  purchase: Timing,
  today: string,
  shortestLead: number | null,
  runsUnderOn: string | null,
): Lateness | null => {
  if (!isAwaited(purchase.state)) return null
  const expected = expectedOn(purchase, today, shortestLead)
  const told = { expectedOn: expected, runsUnderOn }
  if (purchase.state === 'ordered' && purchase.dueOn !== null && purchase.dueOn < today)
    return { cause: 'overdue', ...told }
  if (expected > purchase.neededOn) return { cause: 'afterNeed', ...told }
  return runsUnderOn !== null && expected > runsUnderOn ? { cause: 'runsUnder', ...told } : null
}

/** Whether a quote is the lowest; of equal prices each is. */
export const isLowest = (quote: Pick<Quote, 'priceFen'>, quotes: readonly Pick<Quote, 'priceFen'>[]): boolean =>
  quotes.every(({ priceFen }) => quote.priceFen <= priceFen)

/** Fen for a quantity in thousandths at a price for one unit; half a fen goes up. */
export const totalFen = (priceFen: number, quantity: number): number =>
  Number((BigInt(priceFen) * BigInt(quantity) + 500n) / 1000n)
