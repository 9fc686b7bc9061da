/** Backups: written and proven into a folder, inspected, restored and undone. */
import { z } from 'zod'
import { id, instant, job, nothing, pageOf, paging, read, required } from '../../contract/call'
import { person } from '../access/contract'

const path = required(1000)
const recoveryCode = z.string().min(1).max(80)
export const steps = ['copying', 'checking', 'restoring'] as const
const progress = z.strictObject({ fraction: z.number(), step: z.enum(steps) })

export const backupFile = z.strictObject({
  id,
  at: instant,
  folder: z.string(),
  name: z.string(),
  bytes: z.int().min(0),
  /** Customers and colleagues in it, for a person to recognise it by. */
  records: z.int().min(0),
  byName: z.string(),
  /** Written before the recovery code was renewed: only the older code opens it. */
  olderCode: z.boolean(),
})
export type BackupFile = z.output<typeof backupFile>

/** What a backup says of itself. Proven only after the recovery code opened it. */
export const claims = z.strictObject({
  office: z.string(),
  outletCode: z.string(),
  createdAt: instant,
  program: z.string(),
  bytes: z.int().min(0),
  counts: z.strictObject({
    customers: z.int(),
    staff: z.int(),
    users: z.int(),
    attachments: z.int(),
    journal: z.int(),
  }),
})
export type BackupClaims = z.output<typeof claims>

export const written = backupFile.pick({ at: true, folder: true, name: true, bytes: true, records: true }).extend({
  recipient: z.string(),
})
/** What a backup job answers: also how many attachments could not be found. */
const writtenNow = written.extend({ missingAttachments: z.int().min(0) })
export type WrittenFile = z.output<typeof written>

const signInName = required(40)

export const backups = {
  /** The latest proven backup, for the status line. */
  latest: read(nothing, backupFile.nullable()),
  list: read(z.strictObject(paging), pageOf(backupFile)),
  /** Writes one backup into a folder and proves it by reading it back. */
  create: job(z.strictObject({ folder: path }), progress, writtenNow, { role: 'clerk', aside: true }),
  /** What the file claims, and whether it is whole; needs no code. */
  inspect: job(z.strictObject({ path }), z.never(), claims, { role: 'open' }),
  /** Proves the whole file with its recovery code, and answers who may become its administrator here. */
  check: job(
    z.strictObject({ path, recoveryCode }),
    progress,
    z.strictObject({ claims, administrators: z.array(z.strictObject({ signInName, displayName: z.string() })) }),
    { role: 'open' },
  ),
  /** Puts the backup in the place of what is here, which is kept. Answers one-time passwords, shown once. */
  restore: job(
    z.strictObject({
      path,
      recoveryCode,
      administrator: z.strictObject({ signInName, password: z.string().min(1).max(200) }),
    }),
    progress,
    z.strictObject({
      person,
      claims,
      colleagues: z.array(z.strictObject({ signInName, displayName: z.string(), password: z.string() })),
    }),
    { role: 'open' },
  ),
  /** Whether the last restore put an archive aside that one can go back to. */
  undoable: read(nothing, z.strictObject({ undoable: z.boolean() })),
  /** Goes back to the archive that the last restore replaced, and closes the desk for a new sign-in. */
  undoRestore: job(nothing, z.never(), nothing, { role: 'administrator' }),
}
