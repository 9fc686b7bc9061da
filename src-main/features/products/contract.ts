/** Products: what the office keeps, sells and services (A0.5). */
import { z } from 'zod'
import { day, id, instant, nothing, pageOf, paging, read, required, text, version, write } from '../../contract/call'
import { amount, price, supplierKinds } from '../suppliers/contract'

const fields = {
  code: required(40),
  name: required(120),
  /** 件, 台, kg, … */
  unit: required(12),
  category: text(40),
  hazard: text(200),
  /** What a scanner reads off it; empty when it has none of its own. */
  barcode: text(60),
  /** How it comes packed: a name and how much is in it. */
  packs: z.array(z.strictObject({ name: required(20), quantity: amount })).max(10),
  note: text(2000),
  /** Whether received goods wait for inspection before they are available (B1.3). */
  inspected: z.boolean(),
  active: z.boolean(),
}
export const productFields = z.strictObject(fields)
export type ProductFields = z.output<typeof productFields>
export const product = z.strictObject({
  ...fields,
  id,
  version,
  updatedAt: instant,
  /** Why it may not be offered to anybody (B0); empty when it may. */
  safetyHold: z.string(),
})
export type Product = z.output<typeof product>

/** `substitute`: does the same, needs an amended contract. `similar`: needs a passed contract review besides (B2.1). */
export const relations = ['substitute', 'similar'] as const
export const qualityKinds = ['inspection', 'test', 'complaint', 'recall', 'other'] as const
export const qualityResults = ['passed', 'failed', 'noted'] as const

const parameter = z.strictObject({ name: required(60), value: required(120) })
const related = z.strictObject({
  id,
  kind: z.enum(relations),
  note: z.string(),
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  safetyHold: z.string(),
})
export type Related = z.output<typeof related>
const supply = z.strictObject({
  supplierId: id,
  code: z.string(),
  name: z.string(),
  kind: z.enum(supplierKinds),
  leadDays: z.int(),
  priceFen: z.int().nullable(),
  least: z.int(),
})
export type Supply = z.output<typeof supply>
const quality = { batch: text(60), day, kind: z.enum(qualityKinds), result: z.enum(qualityResults), note: text(500) }
export const qualityRecord = z.strictObject({ ...quality, id, byName: z.string() })
const sold = { customerId: id, batch: text(60), serial: text(60), quantity: amount, deliveredOn: day, note: text(300) }
export const soldItem = z.strictObject({ ...sold, id, productId: id, customer: z.string(), phone: z.string() })
export type SoldItem = z.output<typeof soldItem>

const dossier = z.strictObject({
  parameters: z.array(parameter),
  related: z.array(related),
  suppliers: z.array(supply),
  quality: z.array(qualityRecord),
})
export type Dossier = z.output<typeof dossier>

export const products = {
  page: read(z.strictObject({ ...paging, text: text(60), category: text(40), inactive: z.boolean() }), pageOf(product)),
  entry: read(z.strictObject({ id }), product),
  add: write(productFields, product, { touches: ['stock'] }),
  correct: write(z.strictObject({ ...fields, id, version }), product, { touches: ['stock'] }),
  categories: read(nothing, z.array(z.string())),
  /** What a scanner or a person typed: a code, barcode or serial number; null when nothing has it. */
  byCode: read(z.strictObject({ code: required(60) }), z.strictObject({ id: id.nullable() })),

  /** Everything Technical and QC keep of a product, for whoever needs it at once (A0.5, A3.3). */
  dossier: read(z.strictObject({ id }), dossier),
  setParameters: write(z.strictObject({ id, parameters: z.array(parameter).max(60) }), nothing),
  relate: write(z.strictObject({ id, otherId: id, kind: z.enum(relations), note: text(200) }), nothing),
  unrelate: write(z.strictObject({ id, otherId: id }), nothing),
  supply: write(
    z.strictObject({
      id,
      supplierId: id,
      leadDays: z.int().min(0).max(730),
      priceFen: price.nullable(),
      least: z.int().min(0).max(1_000_000_000),
    }),
    nothing,
    { touches: ['stock', 'suppliers'] },
  ),
  unsupply: write(z.strictObject({ id, supplierId: id }), nothing, { touches: ['stock', 'suppliers'] }),
  addQuality: write(z.strictObject({ id, ...quality }), nothing),
  /** Who has goods of a product, or of one batch or serial number of it. */
  sold: read(z.strictObject({ id, text: text(60), ...paging }), pageOf(soldItem)),
  addSold: write(z.strictObject({ id, ...sold }), nothing),
  /** Stops a product from being offered, with the reason, or frees it with an empty one. */
  setSafetyHold: write(z.strictObject({ id, version, reason: text(300) }), product, {
    role: 'manager',
    touches: ['stock', 'sourcing'],
  }),
}
