/** Sourcing: six tiers, each opened only by recorded exhaustion of the one above (B0, B2.1 to B2.3). */
import { z } from 'zod'
import { day, id, instant, nothing, pageOf, paging, read, required, text, version, write } from '../../contract/call'
import { amount, price } from '../suppliers/contract'

/** 1 to 6: the same item, a suitable substitute, a similar item, qualified suppliers, partner traders, the open market. */
export const tiers = [1, 2, 3, 4, 5, 6] as const
export type Tier = (typeof tiers)[number]
const tier = z.union(tiers.map(value => z.literal(value)))
export const needStates = ['open', 'covered', 'closed'] as const

export const need = z.strictObject({
  id,
  number: z.string(),
  productId: id,
  code: z.string(),
  product: z.string(),
  unit: z.string(),
  quantity: amount,
  /** Thousandths that are found so far. */
  covered: z.int(),
  neededOn: day,
  customerId: id.nullable(),
  customer: z.string(),
  /** The contract it is for, as the office calls it. */
  contract: z.string(),
  reason: z.string(),
  state: z.enum(needStates),
  coordinatedAt: instant.nullable(),
  coordinatedBy: z.string().nullable(),
  coordination: z.string(),
  agreedBy: z.string(),
  closedAt: instant.nullable(),
  closedBy: z.string().nullable(),
  closeReason: z.string(),
  /** The tier that is open; null when all six are exhausted. */
  openTier: tier.nullable(),
  version,
  createdAt: instant,
  createdBy: z.string(),
})
export type Need = z.output<typeof need>

export const inquiry = z.strictObject({
  id,
  tier,
  productId: id,
  product: z.string(),
  warehouseId: id.nullable(),
  warehouse: z.string(),
  supplierId: id.nullable(),
  supplier: z.string(),
  whom: z.string(),
  answer: z.enum(['yes', 'no']),
  quantity: z.int(),
  /** Of what was offered, how much is taken. */
  used: z.int(),
  priceFen: price.nullable(),
  availableOn: day.nullable(),
  note: z.string(),
  at: instant,
  byName: z.string(),
})
export type Inquiry = z.output<typeof inquiry>

const opinion = z.strictObject({ name: required(60), opinion: required(300) })
const review = z.strictObject({
  id,
  productId: id,
  product: z.string(),
  opinions: z.array(opinion),
  passed: z.boolean(),
  at: instant,
  byName: z.string(),
})
export type Review = z.output<typeof review>
const amendment = z.strictObject({
  id,
  productId: id,
  product: z.string(),
  document: z.string(),
  note: z.string(),
  at: instant,
  byName: z.string(),
})
export type Amendment = z.output<typeof amendment>
const exhausted = z.strictObject({ tier, reason: z.string(), at: instant, byName: z.string() })
export type Exhausted = z.output<typeof exhausted>

/** What the own stock could give to a tier now: free goods, never any under a safety hold (B0). */
const offer = z.strictObject({
  tier,
  productId: id,
  product: z.string(),
  unit: z.string(),
  warehouseId: id,
  warehouse: z.string(),
  free: z.int(),
})
export type Offer = z.output<typeof offer>

/** What the taking of an offer still waits for. */
export const conditions = ['amendment', 'review'] as const

const about = { id, version }

export const sourcing = {
  page: read(z.strictObject({ ...paging, all: z.boolean() }), pageOf(need)),
  entry: read(
    z.strictObject({ id }),
    need.extend({
      offers: z.array(offer),
      inquiries: z.array(inquiry),
      exhausted: z.array(exhausted),
      reviews: z.array(review),
      amendments: z.array(amendment),
      uses: z.array(
        z.strictObject({
          id,
          inquiryId: id,
          quantity: z.int(),
          reservationId: id.nullable(),
          purchase: z.string(),
          at: instant,
          byName: z.string(),
        }),
      ),
      /** Suppliers whom the open tier asks and nobody has asked yet. */
      toAsk: z.array(z.strictObject({ id, name: z.string() })),
    }),
  ),
  /** Refused for goods that would still stand at or above their safety stock (B0). */
  start: write(
    z.strictObject({
      productId: id,
      quantity: amount,
      neededOn: day,
      customerId: id.nullable(),
      contract: text(60),
      reason: required(300),
    }),
    need,
  ),
  /** Internal coordination: what the others gave up and who agreed; may release a reservation at once. */
  coordinate: write(
    z.strictObject({ ...about, coordination: required(500), agreedBy: required(60), reservationId: id.nullable() }),
    need,
    { touches: ['stock'] },
  ),
  /** An answer: from the own stock in tiers 1 to 3, from a supplier in tiers 4 to 6. */
  inquire: write(
    z.strictObject({
      id,
      tier,
      productId: id,
      warehouseId: id.nullable(),
      supplierId: id.nullable(),
      whom: required(60),
      answer: z.enum(['yes', 'no']),
      quantity: z.int().min(0).max(1_000_000_000_000),
      priceFen: price.nullable(),
      availableOn: day.nullable(),
      note: text(300),
    }),
    nothing,
  ),
  /** Contract review of a similar item: who said what, and the result (B2.1). */
  review: write(
    z.strictObject({ id, productId: id, opinions: z.array(opinion).min(1).max(20), passed: z.boolean() }),
    nothing,
    { role: 'manager' },
  ),
  amend: write(z.strictObject({ id, productId: id, document: required(60), note: text(300) }), nothing),
  /** Takes an offer: reserves own goods, or requests the purchase. */
  use: write(z.strictObject({ id, inquiryId: id, quantity: amount }), need, { touches: ['stock', 'purchasing'] }),
  exhaust: write(z.strictObject({ id, tier, reason: required(300) }), need),
  close: write(z.strictObject({ ...about, reason: required(300) }), need),
}
