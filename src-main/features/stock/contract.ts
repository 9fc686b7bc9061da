/** Stock: the ledger of receipts and issues, what stands at any moment, and the safety stock it must not run under (B1.1, B1.2). */
import { z } from 'zod'
import { id, instant, nothing, pageOf, paging, read, required, text, write } from '../../contract/call'

export const states = ['awaiting', 'available', 'hold', 'rejected'] as const
export type State = (typeof states)[number]
export const kinds = [
  'opening',
  'receipt',
  'inspection',
  'issue',
  'transfer',
  'return',
  'hold',
  'release',
  'scrap',
  'count',
  'reversal',
] as const
export type Kind = (typeof kinds)[number]
export const levels = ['below', 'at', 'above', 'noRule'] as const
export type StockLevel = (typeof levels)[number]

/** Integer thousandths of the product's unit. */
const quantity = z.int().min(-1_000_000_000_000).max(1_000_000_000_000)
const positive = z.int().min(1).max(1_000_000_000_000)
const none = z.int().min(0).max(1_000_000_000_000)
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)

/** Null: now. An earlier instant needs a reason and corrects the past (rule 6). */
const when = { effectiveAt: instant.nullable(), reason: text(300), reference: text(80) }
const where = { productId: id, warehouseId: id }

export const warehouse = z.strictObject({ id, name: z.string(), active: z.boolean() })
export type Warehouse = z.output<typeof warehouse>

export const movement = z.strictObject({
  postingId: id,
  kind: z.enum(kinds),
  warehouseId: id,
  state: z.enum(states),
  quantity,
  /** What a count found. */
  counted: none.nullable(),
  effectiveAt: instant,
  recordedAt: instant,
  reference: z.string(),
  reason: z.string(),
  byName: z.string(),
  /** Came into the past after a count: balances it at the count's instant. */
  balances: id.nullable(),
  reversed: z.boolean(),
})
export type Movement = z.output<typeof movement>

export const stockRow = z.strictObject({
  productId: id,
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  category: z.string(),
  available: quantity,
  awaiting: quantity,
  hold: quantity,
  rejected: quantity,
  safety: none.nullable(),
  /** The month the safety stock was agreed for, when that is an earlier one. */
  carriedFrom: month.nullable(),
  level: z.enum(levels),
})
export type StockRow = z.output<typeof stockRow>

export const belowPeriod = z.strictObject({
  from: instant,
  until: instant.nullable(),
  least: quantity,
  safety: none,
  foundLate: z.boolean(),
})

const posted = z.strictObject({ id })

export const stock = {
  warehouses: read(nothing, z.array(warehouse)),
  addWarehouse: write(z.strictObject({ name: required(60) }), warehouse, { role: 'keeper' }),

  /** Every product with what stands now, below safety first. */
  page: read(
    z.strictObject({ ...paging, text: text(60), level: z.enum(levels).nullable() }),
    pageOf(stockRow).extend({ below: z.int().min(0) }),
  ),
  one: read(z.strictObject({ productId: id }), stockRow),
  /** What was available at an instant, from the ledger itself; null for every warehouse. */
  asOf: read(
    z.strictObject({ productId: id, warehouseId: id.nullable(), at: instant }),
    z.strictObject({ available: quantity }),
  ),
  movements: read(z.strictObject({ productId: id, ...paging }), pageOf(movement)),
  /** When it stood below its safety stock; also what only came to light afterwards. */
  belowPeriods: read(z.strictObject({ productId: id }), z.array(belowPeriod)),

  receive: write(z.strictObject({ ...where, ...when, quantity: positive, opening: z.boolean() }), posted, {
    role: 'keeper',
  }),
  /** What was awaiting inspection passes or fails; both may be less than what awaits. */
  inspect: write(z.strictObject({ ...where, ...when, passed: none, failed: none }), posted, { role: 'keeper' }),
  issue: write(z.strictObject({ ...where, ...when, quantity: positive }), posted, { role: 'keeper' }),
  /** Comes back from a customer or a job. */
  takeBack: write(z.strictObject({ ...where, ...when, quantity: positive }), posted, { role: 'keeper' }),
  transfer: write(z.strictObject({ ...where, ...when, toWarehouseId: id, quantity: positive }), posted, {
    role: 'keeper',
  }),
  /** Sets goods aside from what is available, or frees them again when `release`. */
  hold: write(z.strictObject({ ...where, ...when, quantity: positive, release: z.boolean() }), posted, {
    role: 'keeper',
  }),
  /** The figure that was counted; the ledger gets what was missing to it. */
  count: write(z.strictObject({ ...where, ...when, counted: none }), posted, { role: 'keeper' }),
  /** Takes a posting back by its opposite. */
  reverse: write(z.strictObject({ id, reason: required(300) }), posted, { role: 'keeper' }),

  setSafety: write(z.strictObject({ productId: id, month, quantity: none }), nothing, { role: 'clerk' }),
  /** Procurement and business each agree to a month's value (B1.1). */
  agreeSafety: write(z.strictObject({ productId: id, month, side: z.enum(['procurement', 'business']) }), nothing, {
    role: 'manager',
  }),
  safety: read(
    z.strictObject({ productId: id }),
    z.array(
      z.strictObject({
        month,
        quantity: none,
        procurementBy: z.string().nullable(),
        businessBy: z.string().nullable(),
      }),
    ),
  ),
}
