/** Stocktakes: sheets, a blind count, variances with their reasons, a recount, and the posting (B1.2). */
import { z } from 'zod'
import { id, instant, nothing, pageOf, paging, read, required, text, version, write } from '../../contract/call'

export const stocktakeStates = ['counting', 'posted', 'abandoned'] as const
const quantity = z.int()
const counted = z.int().min(0).max(1_000_000_000_000)

export const stocktake = z.strictObject({
  id,
  number: z.string(),
  warehouseId: id,
  warehouse: z.string(),
  category: z.string(),
  state: z.enum(stocktakeStates),
  startedAt: instant,
  startedBy: z.string(),
  endedAt: instant.nullable(),
  endedBy: z.string().nullable(),
  /** Why it was abandoned. */
  endReason: z.string(),
  lines: z.int(),
  counted: z.int(),
  version,
})
export type Stocktake = z.output<typeof stocktake>

export const stocktakeLine = z.strictObject({
  productId: id,
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  place: z.string(),
  counted: counted.nullable(),
  countedAt: instant.nullable(),
  countedBy: z.string().nullable(),
  /** What the first count found, when somebody counted again. */
  firstCounted: counted.nullable(),
  reason: z.string(),
  /** What the ledger says of the moment of the count; kept back until the line is counted. */
  book: quantity.nullable(),
  variance: quantity.nullable(),
})
export type StocktakeLine = z.output<typeof stocktakeLine>

const line = { id, productId: id }

export const stocktakes = {
  page: read(z.strictObject(paging), pageOf(stocktake)),
  entry: read(z.strictObject({ id }), stocktake),
  /** `variances`: only lines whose count differs from the ledger. */
  lines: read(
    z.strictObject({ id, ...paging, show: z.enum(['all', 'uncounted', 'variances']) }),
    pageOf(stocktakeLine).extend({ variances: z.int(), unexplained: z.int() }),
  ),
  start: write(z.strictObject({ warehouseId: id, category: text(40) }), stocktake, { role: 'keeper' }),
  /** Something lies there that the sheet does not name. */
  addLine: write(z.strictObject(line), nothing, { role: 'keeper' }),
  /** The count of a line; a second one is a recount, and the first figure stays beside it. */
  enter: write(z.strictObject({ ...line, counted }), nothing, { role: 'keeper' }),
  explain: write(z.strictObject({ ...line, reason: text(300) }), nothing, { role: 'keeper' }),
  /** Posts every count at its own moment. Refused while a line is uncounted or a variance unexplained. */
  post: write(z.strictObject({ id, version }), stocktake, { role: 'keeper', touches: ['stock'] }),
  abandon: write(z.strictObject({ id, version, reason: required(300) }), stocktake, { role: 'keeper' }),
}
