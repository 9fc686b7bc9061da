/** Early delivery: the maker pressed, neighbours' stock, the own stock, added up to what is wanted (B3.1 to B3.3). */
import { z } from 'zod'
import { day, id, instant, nothing, pageOf, paging, read, required, text, version, write } from '../../contract/call'
import { amount, price } from '../suppliers/contract'

export const ways = ['press', 'neighbour', 'own'] as const
export const earlyStates = ['composing', 'chosen', 'done', 'abandoned'] as const
/** As many as are tried in every combination; an office knows fewer. */
export const mostParts = 12

const partFields = {
  way: z.enum(ways),
  source: required(120),
  /** By air (B3.1). */
  air: z.boolean(),
  quantity: amount,
  /** Fen once when it is used at all, and fen for each unit. */
  fixedFen: price,
  unitFen: price,
  arrivesOn: day,
  risk: text(200),
  note: text(300),
}
export const part = z.strictObject({
  ...partFields,
  id,
  /** What the chosen combination takes of it; null while nothing is chosen. */
  taken: z.int().nullable(),
  sentAt: instant.nullable(),
  arrivedAt: instant.nullable(),
  byName: z.string(),
})
export type Part = z.output<typeof part>

/** The best combination: complete as early as can be, then at the least cost. */
const combination = z.strictObject({
  takes: z.array(z.strictObject({ id, quantity: z.int() })),
  completeOn: day,
  costFen: z.int(),
  /** The parts without which it would be later or not at all. */
  binding: z.array(id),
})
export type Combination = z.output<typeof combination>

export const early = z.strictObject({
  id,
  number: z.string(),
  productId: id,
  code: z.string(),
  product: z.string(),
  unit: z.string(),
  quantity: amount,
  wantedOn: day,
  customerId: id.nullable(),
  customer: z.string(),
  place: z.string(),
  reason: z.string(),
  state: z.enum(earlyStates),
  completeOn: day.nullable(),
  costFen: z.int().nullable(),
  closeReason: z.string(),
  version,
  createdAt: instant,
  createdBy: z.string(),
})
export type Early = z.output<typeof early>

const about = { id, version }

export const earlyDelivery = {
  page: read(z.strictObject({ ...paging, all: z.boolean() }), pageOf(early)),
  entry: read(
    z.strictObject({ id }),
    early.extend({
      parts: z.array(part),
      best: combination.nullable(),
      /** What all parts together lack. */
      missing: z.int(),
      /** What of the own stock is free now (B3.3). */
      free: z.int(),
    }),
  ),
  start: write(
    z.strictObject({
      productId: id,
      quantity: amount,
      wantedOn: day,
      customerId: id.nullable(),
      place: required(120),
      reason: required(300),
    }),
    early,
  ),
  addPart: write(z.strictObject({ id, ...partFields }), nothing),
  removePart: write(z.strictObject({ id, partId: id }), nothing),
  /** Takes the best combination as it stands. */
  choose: write(z.strictObject({ ...about, completeOn: day, costFen: z.int() }), early, { role: 'manager' }),
  /** A part set off, or is there. */
  track: write(z.strictObject({ id, partId: id, step: z.enum(['sent', 'arrived']) }), early),
  abandon: write(z.strictObject({ ...about, reason: required(300) }), early),
}
