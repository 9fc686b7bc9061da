/** Finding any record by its number or words, and naming records by their ids: what the palette shows beside the registers. */
import { z } from 'zod'
import { id, read, required } from '../../contract/call'

export const kinds = [
  'customer',
  'colleague',
  'product',
  'supplier',
  'vehicle',
  'incident',
  'callout',
  'suspension',
  'bulletin',
  'briefing',
  'handover',
  'delivery',
  'breakdown',
  'purchase',
  'sourcing',
  'early',
  'stocktake',
  'plan',
  'chapter',
  'training',
  'tool',
  'kit',
] as const
export type Kind = (typeof kinds)[number]

const found = z.strictObject({
  kind: z.enum(kinds),
  id,
  /** Its number or code; empty where it has none. */
  number: z.string(),
  title: z.strictObject({ zh: z.string(), en: z.string() }),
})
export type Found = z.output<typeof found>

export const finding = {
  /** Records whose number or words contain the text, the newest three of each kind; the registers have searches of their own. */
  search: read(z.strictObject({ text: required(60) }), z.array(found)),
  /** What these ids stand for, in their order; those that are gone are left out. */
  named: read(z.strictObject({ ids: z.array(id).max(20) }), z.array(found)),
}
