/** Purchases: request, quotes compared, approval, order, receipt, inspection, put-away; late ones reported in writing (B1.3, B2.4). */
import { z } from 'zod'
import { day, id, instant, nothing, pageOf, paging, read, required, text, version, write } from '../../contract/call'
import { amount, price } from '../suppliers/contract'

export const purchaseStates = ['requested', 'approved', 'ordered', 'received', 'done', 'cancelled'] as const
export type PurchaseState = (typeof purchaseStates)[number]
/** Why a purchase is late, known before its date: past it, after the need, or after stock runs under. */
export const causes = ['overdue', 'afterNeed', 'runsUnder'] as const
export type Cause = (typeof causes)[number]
export const recipients = ['department', 'leaders'] as const
export type Recipient = (typeof recipients)[number]
export const purchaseShows = ['open', 'late', 'all'] as const

const none = z.int().min(0)

const lateness = z.strictObject({
  cause: z.enum(causes),
  /** When the goods will be there as things stand, and when stock runs under without them. */
  expectedOn: day,
  runsUnderOn: day.nullable(),
})
export type Lateness = z.output<typeof lateness>

export const purchase = z.strictObject({
  id,
  number: z.string(),
  productId: id,
  code: z.string(),
  product: z.string(),
  unit: z.string(),
  warehouseId: id,
  warehouse: z.string(),
  quantity: amount,
  neededOn: day,
  reason: z.string(),
  state: z.enum(purchaseStates),
  supplierId: id.nullable(),
  supplier: z.string().nullable(),
  priceFen: price.nullable(),
  leadDays: z.int().nullable(),
  document: z.string(),
  approvedBy: z.string().nullable(),
  orderedOn: day.nullable(),
  dueOn: day.nullable(),
  receivedOn: day.nullable(),
  received: none,
  passed: none,
  failed: none,
  place: z.string(),
  lateOutcome: z.string(),
  version,
  createdAt: instant,
  createdBy: z.string(),
})
export type Purchase = z.output<typeof purchase>

const quote = z.strictObject({
  id,
  supplierId: id,
  supplier: z.string(),
  priceFen: price,
  leadDays: z.int(),
  note: z.string(),
  at: instant,
  byName: z.string(),
})
export type Quote = z.output<typeof quote>

export const lateReport = z.strictObject({
  id,
  number: z.string(),
  purchaseId: id,
  recipient: z.enum(recipients),
  cause: z.enum(causes),
  expectedOn: day.nullable(),
  runsUnderOn: day.nullable(),
  at: instant,
  handedAt: instant.nullable(),
  handedTo: z.string(),
  handedBy: z.string(),
})
export type LateReport = z.output<typeof lateReport>

const step = z.strictObject({ id, version })

export const purchasing = {
  page: read(
    z.strictObject({ ...paging, show: z.enum(purchaseShows) }),
    pageOf(purchase.extend({ lateness: lateness.nullable() })).extend({
      late: z.int(),
      /** Late ones whose outcome nobody has entered: they are reminded of every day. */
      unresolved: z.int(),
    }),
  ),
  entry: read(
    z.strictObject({ id }),
    purchase.extend({
      lateness: lateness.nullable(),
      quotes: z.array(quote),
      reports: z.array(lateReport),
      events: z.array(z.strictObject({ at: instant, step: z.string(), note: z.string(), byName: z.string() })),
    }),
  ),
  report: read(z.strictObject({ id }), lateReport.extend({ purchase })),

  request: write(
    z.strictObject({ productId: id, warehouseId: id, quantity: amount, neededOn: day, reason: required(300) }),
    purchase,
  ),
  quote: write(
    z.strictObject({ id, supplierId: id, priceFen: price, leadDays: z.int().min(0).max(730), note: text(300) }),
    nothing,
  ),
  /** Chooses a quote. One that is not the lowest needs a reason. */
  approve: write(step.extend({ quoteId: id, document: required(60), reason: text(300) }), purchase, {
    role: 'manager',
  }),
  order: write(step.extend({ dueOn: day }), purchase, { touches: ['stock'] }),
  changeDue: write(step.extend({ dueOn: day, reason: required(300) }), purchase, { touches: ['stock'] }),
  /** `complete`: nothing more will come, although it is less than was ordered. */
  receive: write(step.extend({ quantity: amount, reference: text(80), complete: z.boolean() }), purchase, {
    role: 'keeper',
    touches: ['stock', 'suppliers'],
  }),
  inspect: write(step.extend({ passed: none, failed: none, note: text(300) }), purchase, {
    role: 'keeper',
    touches: ['stock', 'suppliers', 'products'],
  }),
  putAway: write(step.extend({ place: required(40) }), purchase, { role: 'keeper', touches: ['stock'] }),
  cancel: write(step.extend({ reason: required(300) }), purchase, { touches: ['stock'] }),

  /** Writes the two reports of every purchase that has become late. The program does this by itself. */
  reportLate: write(nothing, z.strictObject({ reports: z.int() }), { role: 'manager' }),
  handReport: write(z.strictObject({ id, to: required(60) }), nothing),
  enterOutcome: write(step.extend({ outcome: required(500) }), purchase),
}
