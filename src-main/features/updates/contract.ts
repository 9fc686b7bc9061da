/** Updates of the program itself: what the office's feed offers, fetched and installed when a person asks. */
import { z } from 'zod'
import { desktop, instant, nothing } from '../../contract/call'

/** Why this copy of the program does not update itself. */
export const unables = ['testBuild', 'noKey', 'portable', 'notInstalled'] as const
export type Unable = (typeof unables)[number]

export const offer = z.strictObject({
  version: z.string(),
  /** When it was made, as its signed description says; empty when it does not. */
  releasedAt: z.string(),
  bytes: z.int().min(1),
  /** Plain text, whatever it looks like. */
  notes: z.string(),
})
export type Offer = z.output<typeof offer>

export const standing = z.strictObject({
  /** This program's own version. */
  program: z.string(),
  unable: z.enum(unables).nullable(),
  stage: z.enum(['idle', 'checking', 'downloading', 'ready', 'backingUp', 'installing']),
  /** When the feed last gave an answer that holds. */
  checkedAt: instant.nullable(),
  /** A newer version, its description proven. */
  offer: offer.nullable(),
  progress: z.strictObject({ bytes: z.int().min(0), bytesPerSecond: z.int().min(0) }).nullable(),
  /** Why the last attempt came to nothing. */
  failure: z
    .strictObject({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
    .nullable(),
})
export type Standing = z.output<typeof standing>

/** What a person may confirm in words and go on all the same. */
export const objections = ['clocks', 'noBackup'] as const
export type Objection = (typeof objections)[number]

const version = z.string().min(1).max(40)

export const updates = {
  state: desktop(nothing, standing),
  /** Asks the feed now; what came of it stands in the answer. */
  check: desktop(nothing, standing, { role: 'clerk' }),
  /** Fetches the version that the person saw; answers when that has ended, one way or another. */
  download: desktop(z.strictObject({ version }), standing, { role: 'manager' }),
  cancel: desktop(nothing, nothing, { role: 'manager' }),
  /** Backs up, closes the archive and hands over to the installer. */
  install: desktop(z.strictObject({ version, despite: z.array(z.enum(objections)).max(2) }), nothing, {
    role: 'manager',
  }),
}
