/** Access: set-up, sign-in, lock, recovery, users and roles, and the journal as a manager reads it. */
import { z } from 'zod'
import { day, id, instant, job, nothing, pageOf, paging, read, required, roles, version } from '../../contract/call'
import { officeFields } from '../office/contract'

const role = z.enum(roles)
const signInName = required(40)
const password = z.string().min(1).max(200)
/** 160 bits in groups of four; spaces, dashes and lower case are forgiven. */
const recoveryCode = z.string().min(1).max(80)

export const person = z.strictObject({ id, name: z.string(), role })
export type Person = z.output<typeof person>

/** What stands between the person and the archive, each with its own message and its own way out. */
export const obstacles = [
  'archiveMissing',
  'archiveDamaged',
  'archiveForeign',
  'archiveNewer',
  'keysMissing',
  'keysDamaged',
  'inUse',
  'folderRefused',
] as const

export const state = z.strictObject({
  /** empty: nothing set up here. closed: an archive waits for sign-in. open: somebody works. locked: the screen is locked. */
  phase: z.enum(['empty', 'closed', 'open', 'locked']),
  obstacle: z.enum(obstacles).nullable(),
  /** Parameters of the obstacle's text, such as who has the archive open. */
  obstacleParams: z.record(z.string(), z.string()),
  person: person.nullable(),
  mustChangePassword: z.boolean(),
  /** False until somebody has typed the recovery code back. Only known while open. */
  recoveryConfirmed: z.boolean().nullable(),
  /** Whether the operating system's key store seals the key slots here. */
  sealing: z.enum(['on', 'off', 'unavailable']),
  /** Seconds until another password is listened to. */
  waitSeconds: z.int().min(0),
  lockAfterMinutes: z.int().min(0),
  /** The office's time zone; screens show every time in it. Only known while open. */
  timeZone: z.string().nullable(),
  /** The archive's time: what is shown as today follows it, also in tests. */
  now: instant,
})
export type AccessState = z.output<typeof state>

export const user = z.strictObject({
  id,
  signInName: z.string(),
  displayName: z.string(),
  role,
  active: z.boolean(),
  mustChangePassword: z.boolean(),
  version,
  createdAt: instant,
})
export type User = z.output<typeof user>

export const journalRow = z.strictObject({
  sequence: z.int(),
  at: instant,
  actorId: z.string(),
  actorName: z.string(),
  call: z.string(),
  entities: z.array(z.string()),
  /** JSON of what was asked, without secrets; null after an erasure. */
  input: z.string().nullable(),
  note: z.string().nullable(),
})
export type JournalRow = z.output<typeof journalRow>

const newcomer = { signInName, displayName: required(60) }
/** A password made by the program, shown once, changed at the first sign-in. */
const oneTime = { password: z.string() }

export const access = {
  state: read(nothing, state, { role: 'open', whileLocked: true }),
  /** Somebody is about to sign in: what they will need is made ready meanwhile. */
  approach: read(nothing, nothing, { role: 'open', whileLocked: true }),
  /** Makes the archive. `sample` fills in the sample office. Answers the recovery code, shown once. */
  setUp: job(
    z.strictObject({
      office: officeFields,
      administrator: z.strictObject({ ...newcomer, password }),
      sample: z.boolean(),
    }),
    z.strictObject({ fraction: z.number() }),
    z.strictObject({ recoveryCode: z.string() }),
    { role: 'open' },
  ),
  /** Proves that the printed code was kept. */
  confirmRecoveryCode: job(z.strictObject({ recoveryCode }), z.never(), nothing, { role: 'administrator' }),
  /** A new code; the old one opens nothing here any more. Answers it, shown once. */
  reissueRecoveryCode: job(z.strictObject({ password }), z.never(), z.strictObject({ recoveryCode: z.string() }), {
    role: 'administrator',
  }),
  signIn: job(z.strictObject({ signInName, password }), z.never(), person, { role: 'open' }),
  /** Locks the screen; the archive stays open behind it. */
  lock: job(nothing, z.never(), nothing, { role: 'open', whileLocked: true }),
  unlock: job(z.strictObject({ password }), z.never(), person, { role: 'open', whileLocked: true }),
  /** Closes the archive and drops its key. */
  signOut: job(nothing, z.never(), nothing, { role: 'open', whileLocked: true }),
  /** A forgotten password, or another Windows account: the recovery code opens, and the person gets a new password here. */
  recover: job(z.strictObject({ recoveryCode, signInName, password }), z.never(), person, { role: 'open' }),
  changePassword: job(z.strictObject({ current: password, password }), z.never(), nothing, { role: 'auditor' }),

  users: read(z.strictObject({ ...paging }), pageOf(user), { role: 'manager' }),
  addUser: job(z.strictObject({ ...newcomer, role }), z.never(), z.strictObject({ user, ...oneTime }), {
    role: 'administrator',
  }),
  /** Inactive people cannot sign in. The last active administrator stays one. */
  correctUser: job(
    z.strictObject({ id, version, displayName: required(60), role, active: z.boolean() }),
    z.never(),
    user,
    { role: 'administrator' },
  ),
  resetPassword: job(z.strictObject({ id }), z.never(), z.strictObject(oneTime), { role: 'administrator' }),

  journal: read(
    z.strictObject({
      ...paging,
      from: day.nullable(),
      to: day.nullable(),
      actorId: z.string().max(60).nullable(),
      call: z.string().max(80).nullable(),
      entity: z.string().max(60).nullable(),
    }),
    pageOf(journalRow),
    { role: 'manager' },
  ),
  /** Who and which calls stand in the journal, for its filters. */
  journalFilters: read(
    nothing,
    z.strictObject({
      actors: z.array(z.strictObject({ id: z.string(), name: z.string() })),
      calls: z.array(z.string()),
    }),
    { role: 'manager' },
  ),
  checkJournal: job(
    nothing,
    z.never(),
    z.strictObject({ rows: z.int(), broken: z.int().nullable(), head: z.string() }),
    { role: 'manager', aside: true },
  ),
}
