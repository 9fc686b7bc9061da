/** Suppliers: whom the office buys, borrows and orders from (B2.2, B2.3, B3.2). */
import { z } from 'zod'
import { day, id, pageOf, paging, read, required, text, version, write } from '../../contract/call'

/** Integer fen. */
export const price = z.int().min(0).max(1_000_000_000_000)
/** Integer thousandths of a unit, more than nothing. */
export const amount = z.int().min(1).max(1_000_000_000_000)

/** In the order in which they are asked: qualified, then partner traders, then the open market; neighbours lend. */
export const supplierKinds = ['qualified', 'trader', 'market', 'neighbour'] as const
export type SupplierKind = (typeof supplierKinds)[number]

const fields = {
  code: required(40),
  name: required(120),
  kind: z.enum(supplierKinds),
  contact: text(60),
  phone: text(60),
  address: text(200),
  /** The last day of a qualification; null when it has no end. */
  qualifiedUntil: day.nullable(),
  note: text(2000),
  active: z.boolean(),
}
export const supplierFields = z.strictObject(fields)
export type SupplierFields = z.output<typeof supplierFields>
export const supplier = z.strictObject({ ...fields, id, version })
export type Supplier = z.output<typeof supplier>

/** How a supplier has delivered: from the purchases, never typed. */
const rating = z.strictObject({
  delivered: z.int(),
  onTime: z.int(),
  /** Thousandths of units that were inspected, and of those that passed. */
  inspected: z.int(),
  passed: z.int(),
})
export type Rating = z.output<typeof rating>

export const suppliers = {
  page: read(
    z.strictObject({ ...paging, text: text(60), kind: z.enum(supplierKinds).nullable(), inactive: z.boolean() }),
    pageOf(supplier.extend({ rating })),
  ),
  entry: read(
    z.strictObject({ id }),
    supplier.extend({
      rating,
      products: z.array(
        z.strictObject({
          id,
          code: z.string(),
          name: z.string(),
          unit: z.string(),
          leadDays: z.int(),
          priceFen: price.nullable(),
        }),
      ),
    }),
  ),
  add: write(supplierFields, supplier),
  correct: write(z.strictObject({ ...fields, id, version }), supplier),
}
