/** Stock: the ledger of receipts and issues, what stands at any moment, and the safety stock it must not run under (B1.1, B1.2). */
import { z } from 'zod'
import { day, id, instant, nothing, pageOf, paging, read, required, text, write } from '../../contract/call'

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
  /** Of what is available; the rest is free. */
  reserved: none,
  safetyHold: z.string(),
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

export const reservation = z.strictObject({
  id,
  productId: id,
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  warehouseId: id,
  warehouse: z.string(),
  quantity: none,
  purpose: z.string(),
  at: instant,
  byName: z.string(),
})
export type Reservation = z.output<typeof reservation>

/** What a product's days were like: from the ledger, at the end of each business day. */
const dayFigure = z.strictObject({ day, onHand: quantity, safety: none.nullable() })
export type DayFigure = z.output<typeof dayFigure>

/** What came in, went out and stands, over business days; `opening + inward - outward + found = closing`. */
export const reportRow = z.strictObject({
  productId: id,
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  opening: quantity,
  received: quantity,
  returned: quantity,
  issued: quantity,
  transferred: quantity,
  /** Gains and losses that counts found. */
  found: quantity,
  other: quantity,
  closing: quantity,
})
export type ReportRow = z.output<typeof reportRow>

const proposal = z.strictObject({
  /** Thousandths, rounded up to whole units; null while the ledger is too young to tell. */
  quantity: none.nullable(),
  /** What it rests on: days looked at, use in them, mean and spread of a day's use, lead time, days until the next look. */
  days: z.int(),
  used: quantity,
  meanADay: z.number(),
  spreadADay: z.number(),
  leadDays: z.int(),
  leadKnown: z.boolean(),
  reviewDays: z.int(),
  factor: z.number(),
})
export type Proposal = z.output<typeof proposal>

const outlook = z.strictObject({
  proposal,
  /** The first business day at whose end it will stand below its safety stock; null when not within `horizon` days. */
  runsUnderOn: day.nullable(),
  /** To arrive by then it must be ordered on this day at the latest. */
  orderBy: day.nullable(),
  horizon: z.int(),
  /** Known receipts that were counted in. */
  expected: z.array(z.strictObject({ day, quantity: none, number: z.string() })),
  ahead: z.array(dayFigure),
})

export const alert = z.strictObject({
  productId: id,
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  available: quantity,
  safety: none,
  /** Safety stock less what is available. */
  gap: none,
  since: instant,
  /** Who saw it; null while nobody has, or when the gap has grown since (rule 7). */
  acknowledged: z.strictObject({ byName: z.string(), at: instant, reason: z.string() }).nullable(),
})
export type Alert = z.output<typeof alert>

const slip = z.strictObject({
  kind: z.enum(kinds),
  effectiveAt: instant,
  reference: z.string(),
  reason: z.string(),
  byName: z.string(),
  lines: z.array(
    z.strictObject({
      code: z.string(),
      name: z.string(),
      unit: z.string(),
      warehouse: z.string(),
      state: z.enum(states),
      quantity,
    }),
  ),
})
export type Slip = z.output<typeof slip>

/** What is asked of the ledger. */
export const figures = {
  warehouses: read(nothing, z.array(warehouse)),
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
  reservations: read(z.strictObject({ productId: id.nullable(), ...paging }), pageOf(reservation)),
  /** Where a product lies and how much of it is there. */
  places: read(
    z.strictObject({ productId: id }),
    z.array(
      z.strictObject({
        warehouseId: id,
        warehouse: z.string(),
        place: z.string(),
        available: quantity,
        reserved: none,
      }),
    ),
  ),
  /** The daily sheet when both days are the same, else the period report; products that neither moved nor stand are left out. */
  report: read(z.strictObject({ from: day, to: day, ...paging }), pageOf(reportRow)),
  /** One posting with all its lines, for its slip. */
  posting: read(z.strictObject({ id }), slip),
  /** One product's card: every line of a period with what stood after it. */
  card: read(
    z.strictObject({ productId: id, from: day, to: day }),
    z.strictObject({
      opening: quantity,
      lines: z.array(movement.extend({ stands: quantity })),
      /** More than a card holds: the period is to be shortened. */
      cut: z.boolean(),
    }),
  ),
  /** The end of each of the last days against the safety stock of that day. */
  history: read(z.strictObject({ productId: id, days: z.int().min(7).max(400) }), z.array(dayFigure)),
  /** The same for the rows of a list, without the safety stock. */
  trends: read(
    z.strictObject({ productIds: z.array(id).max(100), days: z.int().min(7).max(400) }),
    z.array(z.strictObject({ productId: id, ends: z.array(quantity) })),
  ),
  /** Issues less returns, month by month, the present one last. */
  consumption: read(
    z.strictObject({ productId: id, months: z.int().min(1).max(36) }),
    z.array(z.strictObject({ month, used: quantity })),
  ),
  /** What safety stock is proposed and why, and when it will run under (B1.1). */
  outlook: read(z.strictObject({ productId: id }), outlook),
  /** What is below, worst gap first; what somebody has seen comes after. */
  alerts: read(z.strictObject(paging), pageOf(alert).extend({ unseen: z.int() })),
  /** Products without an agreed value of the next month; due from the 25th on (rule 5). */
  safetyDue: read(
    z.strictObject(paging),
    pageOf(
      z.strictObject({
        productId: id,
        code: z.string(),
        name: z.string(),
        unit: z.string(),
        never: z.boolean(),
        proposed: z.boolean(),
      }),
    ).extend({
      month,
      due: z.boolean(),
    }),
  ),
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

/** What changes it. */
export const postings = {
  addWarehouse: write(z.strictObject({ name: required(60) }), warehouse, { role: 'keeper' }),
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
  /** Takes rejected or held goods off the books: sent back or thrown away. */
  scrap: write(z.strictObject({ ...where, ...when, quantity: positive, state: z.enum(['rejected', 'hold']) }), posted, {
    role: 'keeper',
  }),
  /** The figure that was counted; the ledger gets what was missing to it. */
  count: write(z.strictObject({ ...where, ...when, counted: none }), posted, { role: 'keeper' }),
  /** Sets free goods aside for a purpose; they stay available, but nobody else may issue them. */
  reserve: write(z.strictObject({ ...where, quantity: positive, purpose: required(200) }), posted, {
    touches: ['sourcing'],
  }),
  /** Issues on a reservation; what is left of it stays reserved. */
  issueReserved: write(z.strictObject({ id, quantity: positive, reference: text(80) }), posted, { role: 'keeper' }),
  release: write(z.strictObject({ id, reason: required(300) }), nothing, { touches: ['sourcing'] }),
  setPlace: write(z.strictObject({ ...where, place: text(40) }), nothing, { role: 'keeper' }),
  acknowledge: write(z.strictObject({ productId: id, reason: required(300) }), nothing),
  /** Takes a posting back by its opposite. */
  reverse: write(z.strictObject({ id, reason: required(300) }), posted, { role: 'keeper' }),
  setSafety: write(z.strictObject({ productId: id, month, quantity: none }), nothing, { role: 'clerk' }),
  /** Procurement and business each agree to a month's value (B1.1). */
  agreeSafety: write(z.strictObject({ productId: id, month, side: z.enum(['procurement', 'business']) }), nothing, {
    role: 'manager',
  }),
}

export const stock = { ...figures, ...postings }
