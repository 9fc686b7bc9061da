/** Attachments of any entry: scanned licences, contracts, photographs. */
import { z } from 'zod'
import { id, instant, nothing, read, required, write } from '../../contract/call'

export const ownerKinds = ['customer', 'product', 'incident', 'training'] as const
export type OwnerKind = (typeof ownerKinds)[number]
const owner = { ownerKind: z.enum(ownerKinds), ownerId: id }

/** An office's scans are a few megabytes; larger ones belong elsewhere. */
export const largestAttachment = 20 * 1024 * 1024
const content = z
  .instanceof(Uint8Array<ArrayBuffer>)
  .refine(bytes => bytes.length <= largestAttachment, { abort: true })

export const attachment = z.strictObject({
  id,
  name: z.string(),
  bytes: z.int().min(0),
  createdAt: instant,
})
export type Attachment = z.output<typeof attachment>

export const files = {
  list: read(z.strictObject(owner), z.array(attachment)),
  add: write(z.strictObject({ ...owner, name: required(200), content }), attachment),
  /** The file as the person gave it. */
  content: read(z.strictObject({ id }), z.strictObject({ name: z.string(), content: z.instanceof(Uint8Array) })),
  remove: write(z.strictObject({ id }), nothing),
}
