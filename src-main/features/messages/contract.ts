/** Messages that leave the office: group robots and mail behind one interface, with a queue that nothing is sent twice from. */
import { z } from 'zod'
import { id, instant, job, nothing, pageOf, paging, read, required, text, version, write } from '../../contract/call'

export const channelKinds = ['wecom', 'dingtalk', 'mail'] as const
const address = z.email().max(120)

/** What a channel needs; names with `secret` and `password` never reach the journal. */
export const channelSettings = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('wecom'), secretKey: required(200) }),
  z.strictObject({ kind: z.literal('dingtalk'), secretToken: required(200), signingSecret: text(200) }),
  z.strictObject({
    kind: z.literal('mail'),
    host: required(120),
    port: z.int().min(1).max(65_535),
    /** TLS from the first byte; else STARTTLS where the server offers it. */
    secure: z.boolean(),
    user: text(120),
    password: text(200),
    sender: address,
    recipients: z.array(address).min(1).max(50),
  }),
])
export type ChannelSettings = z.output<typeof channelSettings>

/** A channel as screens see it: without its keys. */
export const channel = z.strictObject({
  id,
  name: z.string(),
  kind: z.enum(channelKinds),
  /** Where it goes, in words: recipients, or the robot's service. */
  to: z.string(),
  escalations: z.boolean(),
  active: z.boolean(),
  version,
})
export type Channel = z.output<typeof channel>

export const messageStates = ['queued', 'sending', 'sent', 'failed', 'doubtful', 'cancelled'] as const
export const failures = [
  'unreachable',
  'timedOut',
  'refused',
  'signedWrongly',
  'tooOften',
  'tooLong',
  'unexpected',
] as const
export type Failure = (typeof failures)[number]
export const message = z.strictObject({
  id,
  channelId: id,
  channel: z.string(),
  subject: z.string(),
  text: z.string(),
  incidentId: id.nullable(),
  state: z.enum(messageStates),
  attempts: z.int(),
  nextTryAt: instant.nullable(),
  sentAt: instant.nullable(),
  failure: z.union([z.literal(''), z.enum(failures)]),
  createdAt: instant,
  createdBy: z.string(),
})
export type Message = z.output<typeof message>

const flags = { name: required(40), escalations: z.boolean(), active: z.boolean() }

export const messages = {
  channels: read(nothing, z.array(channel)),
  addChannel: write(z.strictObject({ ...flags, settings: channelSettings }), channel, { role: 'administrator' }),
  /** Null leaves the settings as they are. */
  correctChannel: write(z.strictObject({ id, version, ...flags, settings: channelSettings.nullable() }), channel, {
    role: 'administrator',
  }),
  /** What escalations say; nothing of the incident leaves but what its braces name. */
  template: read(nothing, z.strictObject({ text: z.string() })),
  changeTemplate: write(z.strictObject({ text: required(300) }), z.strictObject({ text: z.string() }), {
    role: 'administrator',
  }),

  page: read(z.strictObject({ ...paging, state: z.enum(messageStates).nullable() }), pageOf(message)),
  waiting: read(nothing, z.strictObject({ queued: z.int(), failed: z.int() })),
  send: write(
    z.strictObject({
      channelIds: z.array(id).min(1).max(20),
      subject: text(120),
      text: required(4000),
      incidentId: id.nullable(),
    }),
    z.strictObject({ queued: z.int() }),
  ),
  /** Again, after a failure or where nobody knows whether it arrived. */
  retry: write(z.strictObject({ id }), message),
  cancel: write(z.strictObject({ id }), message),
  /** Sends what is due; the program calls it by itself. */
  deliver: job(nothing, z.never(), z.strictObject({ sent: z.int(), failed: z.int() }), {
    role: 'clerk',
  }),
}
