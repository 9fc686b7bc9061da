/** Keepers, tools and emergency kits (A4.2): named keepers, sign-out and return, calibration, sufficiency, handover. */
import { z } from 'zod'
import { day, id, instant, nothing, pageOf, paging, read, required, text, version, write } from '../../contract/call'
import { amount } from '../suppliers/contract'

const loan = z.strictObject({
  id,
  borrowerId: id,
  borrower: z.string(),
  purpose: z.string(),
  outAt: instant,
  dueOn: day.nullable(),
})
export type Loan = z.output<typeof loan>

export const keepership = z.strictObject({
  warehouseId: id,
  warehouse: z.string(),
  keeperId: id.nullable(),
  keeper: z.string(),
  phone: z.string(),
  since: instant.nullable(),
  /** The posted count on which the last handover rests. */
  stocktake: z.string(),
  handoverId: id.nullable(),
})
export type Keepership = z.output<typeof keepership>

const toolShape = {
  code: required(30),
  name: required(80),
  place: text(40),
  keeperId: id.nullable(),
  calibrationDue: day.nullable(),
  note: text(300),
  active: z.boolean(),
}
export const toolFields = z.strictObject(toolShape)
export type ToolFields = z.output<typeof toolFields>
export const tool = z.strictObject({ ...toolShape, id, version, keeper: z.string(), loan: loan.nullable() })
export type Tool = z.output<typeof tool>

export const shortages = ['tooFew', 'lent', 'calibrationDue', 'onHold'] as const
const kitItem = z.strictObject({
  productId: id.nullable(),
  toolId: id.nullable(),
  name: z.string(),
  unit: z.string(),
  quantity: amount,
  /** What is there of it; for a tool one or none. */
  there: z.int(),
  /** Why it does not suffice; null when it does. */
  short: z.enum(shortages).nullable(),
})
export type KitItem = z.output<typeof kitItem>
export const kit = z.strictObject({
  id,
  name: z.string(),
  place: z.string(),
  warehouseId: id,
  warehouse: z.string(),
  keeperId: id.nullable(),
  keeper: z.string(),
  note: z.string(),
  items: z.array(kitItem),
  sufficient: z.boolean(),
  loan: loan.nullable(),
  version,
})
export type Kit = z.output<typeof kit>

const kitShape = {
  name: required(60),
  place: text(40),
  warehouseId: id,
  keeperId: id.nullable(),
  note: text(300),
  items: z
    .array(z.strictObject({ productId: id.nullable(), toolId: id.nullable(), quantity: amount }))
    .min(1)
    .max(60),
}

export const handover = z.strictObject({
  id,
  warehouseId: id,
  warehouse: z.string(),
  from: z.string(),
  to: z.string(),
  at: instant,
  stocktakeId: id.nullable(),
  witness: z.string(),
})
export type Handover = z.output<typeof handover>

const signOut = { borrowerId: id, purpose: required(200), dueOn: day.nullable() }

export const tools = {
  keepers: read(nothing, z.array(keepership)),
  handover: read(z.strictObject({ id }), handover),
  /** The first keeper of a warehouse needs no count; every later one takes over a posted count of the whole warehouse. */
  handOver: write(
    z.strictObject({ warehouseId: id, keeperId: id, stocktakeId: id.nullable(), witness: text(60) }),
    handover,
    { role: 'manager' },
  ),
  /** Posted counts of a whole warehouse since its keeper began. */
  countsFor: read(
    z.strictObject({ warehouseId: id }),
    z.array(z.strictObject({ id, number: z.string(), at: instant })),
  ),

  page: read(z.strictObject({ ...paging, text: text(60), gone: z.boolean() }), pageOf(tool)),
  add: write(toolFields, tool, { role: 'keeper' }),
  correct: write(z.strictObject({ ...toolShape, id, version }), tool, { role: 'keeper' }),
  lend: write(z.strictObject({ id, ...signOut }), tool, { role: 'keeper' }),
  takeBack: write(z.strictObject({ id, condition: required(200) }), tool, { role: 'keeper' }),

  kits: read(z.strictObject(paging), pageOf(kit)),
  addKit: write(z.strictObject(kitShape), kit, { role: 'keeper' }),
  correctKit: write(z.strictObject({ ...kitShape, id, version }), kit, { role: 'keeper' }),
  /** Refused while the kit is not whole, with what is wanting. */
  lendKit: write(z.strictObject({ id, ...signOut }), kit, { role: 'keeper' }),
  takeKitBack: write(z.strictObject({ id, condition: required(200) }), kit, { role: 'keeper' }),
}
