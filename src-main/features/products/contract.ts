/** Products: what the office keeps, sells and services (A0.5). */
import { z } from 'zod'
import { id, instant, nothing, pageOf, paging, read, required, text, version, write } from '../../contract/call'

const fields = {
  code: required(40),
  name: required(120),
  /** 件, 台, kg, … */
  unit: required(12),
  category: text(40),
  hazard: text(200),
  note: text(2000),
  /** Whether received goods wait for inspection before they are available (B1.3). */
  inspected: z.boolean(),
  active: z.boolean(),
}
export const productFields = z.strictObject(fields)
export type ProductFields = z.output<typeof productFields>
export const product = z.strictObject({ ...fields, id, version, updatedAt: instant })
export type Product = z.output<typeof product>

export const products = {
  page: read(z.strictObject({ ...paging, text: text(60), category: text(40), inactive: z.boolean() }), pageOf(product)),
  entry: read(z.strictObject({ id }), product),
  add: write(productFields, product, { touches: ['stock'] }),
  correct: write(z.strictObject({ ...fields, id, version }), product, { touches: ['stock'] }),
  categories: read(nothing, z.array(z.string())),
}
