/** Rules of the sourcing cascade (B0, B2.1 to B2.3). */
import type { StockLevel } from '../stock/contract'
import type { SupplierKind } from '../suppliers/contract'
import type { conditions, Inquiry, Offer, Tier } from './contract'
import { tiers } from './contract'

/** The tier that is open: the first that is not recorded as exhausted. None may be skipped; null after the last. */
export const openTierOf = (exhausted: readonly Tier[]): Tier | null =>
  tiers.find(tier => !exhausted.includes(tier)) ?? null

/** Tiers 1 to 3 look into the own stock, 4 to 6 go outside. */
export const isOwnStock = (tier: Tier): boolean => tier <= 3

/** Whom a tier asks; null for the own stock. Neighbours lend for an early delivery, they are no tier of their own. */
export const askedKind = (tier: Tier): SupplierKind | null =>
  tier === 4 ? 'qualified' : tier === 5 ? 'trader' : tier === 6 ? 'market' : null

/** Whether the cascade may start (B0): below safety stock, without a value, or below once this need is served. */
export const isShort = (level: StockLevel, free: number, safety: number | null, quantity: number): boolean =>
  level === 'below' || safety === null || free - quantity < safety

/** What must be recorded before an offer of a tier is taken: nothing, an amended contract, a passed review besides. */
export const neededFor = (tier: Tier): readonly (typeof conditions)[number][] =>
  tier === 2 ? ['amendment'] : tier === 3 ? ['review', 'amendment'] : []

/** What of a tier's offers is not taken yet, thousandths: a tier with any is not exhausted. */
export const leftIn = (
  tier: Tier,
  offers: readonly Pick<Offer, 'tier' | 'free'>[],
  inquiries: readonly Pick<Inquiry, 'tier' | 'quantity' | 'used'>[],
): number =>
  isOwnStock(tier)
    ? offers.reduce((sum, offer) => (offer.tier === tier ? sum + offer.free : sum), 0)
    : inquiries.reduce((sum, asked) => (asked.tier === tier ? sum + asked.quantity - asked.used : sum), 0)
