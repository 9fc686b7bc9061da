/** Weather bulletins (A2.3): written from forecast and signals, published, and read by everybody, one by one. */
import { z } from 'zod'
import { id, instant, nothing, pageOf, paging, read, required, text, version, write } from '../../contract/call'

export const waysToRead = ['desk', 'reply', 'phone'] as const

const head = z.strictObject({
  id,
  number: z.string(),
  title: z.string(),
  text: z.string(),
  severe: z.boolean(),
  incidentId: id.nullable(),
  incident: z.string(),
  calloutId: id.nullable(),
  publishedAt: instant.nullable(),
  publishedBy: z.string(),
  /** When it was put into the queue of the office's chat groups and mail. */
  sentAt: instant.nullable(),
  createdAt: instant,
  createdBy: z.string(),
  version,
  readers: z.int(),
  unread: z.int(),
})
export type Bulletin = z.output<typeof head>

const reader = z.strictObject({
  colleagueId: id,
  name: z.string(),
  department: z.string(),
  acknowledgedAt: instant.nullable(),
  how: z.enum(waysToRead).nullable(),
  note: z.string(),
  byName: z.string(),
})
export type Reader = z.output<typeof reader>

const body = { title: required(80), text: required(3000), severe: z.boolean() }

export const bulletins = {
  page: read(z.strictObject(paging), pageOf(head)),
  one: read(z.strictObject({ id }), head),
  /** Title and text drawn from the coming three days and the live signals. */
  compose: read(z.strictObject({ language: z.enum(['zh', 'en', 'both']) }), z.strictObject(body)),
  /** Published bulletins that somebody has not read. */
  unread: read(nothing, z.strictObject({ bulletins: z.int(), people: z.int() })),
  write: write(z.strictObject({ ...body, incidentId: id.nullable() }), head),
  change: write(z.strictObject({ id, version, ...body }), head),
  /** From now on it is not changed; everybody employed is to read it. */
  publish: write(z.strictObject({ id, version }), head, { touches: ['incidents'] }),
  readers: read(z.strictObject({ id, ...paging, unread: z.boolean() }), pageOf(reader)),
  acknowledge: write(
    z.strictObject({ id, colleagueId: id, how: z.enum(waysToRead), note: text(200) }),
    z.strictObject({ unread: z.int() }),
  ),
  /** A call-out of everybody who has not read it. */
  callUp: write(z.strictObject({ id }), z.strictObject({ calloutId: id }), { touches: ['callouts'] }),
  send: write(z.strictObject({ id, channelIds: z.array(id).min(1).max(20) }), head, { touches: ['messages'] }),
}
