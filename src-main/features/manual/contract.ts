/** The manual (手册): chapters per product, published in versions, with what incidents taught (C1, C4). */
import { z } from 'zod'
import { id, instant, pageOf, paging, read, required, text, version, write } from '../../contract/call'

const published = z.strictObject({
  id,
  number: z.int().min(1),
  body: z.string(),
  note: z.string(),
  incidentId: id.nullable(),
  incident: z.string(),
  createdAt: instant,
  createdBy: z.string(),
})
export type Published = z.output<typeof published>

const chapter = z.strictObject({
  id,
  title: z.string(),
  productId: id.nullable(),
  product: z.string(),
  /** The version that holds. */
  versionId: id,
  number: z.int(),
  updatedAt: instant,
  version,
})
export type Chapter = z.output<typeof chapter>

const content = { body: required(20_000), note: text(300), incidentId: id.nullable() }

export const manual = {
  page: read(z.strictObject({ ...paging, text: text(60), productId: id.nullable() }), pageOf(chapter)),
  one: read(z.strictObject({ id }), chapter.extend({ versions: z.array(published) })),
  add: write(z.strictObject({ title: required(80), productId: id.nullable(), ...content }), chapter),
  /** The next version; the ones before stay to be read. */
  publish: write(z.strictObject({ id, version, title: required(80), productId: id.nullable(), ...content }), chapter),
}
