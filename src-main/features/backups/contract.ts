/** Backups: written and proven into places, drilled, inspected, restored and undone (A1.3). */
import { z } from 'zod'
import { id, instant, job, nothing, pageOf, paging, read, required, text, version, write } from '../../contract/call'
import { person } from '../access/contract'
import { difference } from '../lists/contract'

/** Where a file or folder lies. No system has a path with that character, and asking for one throws. */
const path = required(1000).refine(value => !value.includes('\0'))
/** The code as printed; for checking and restoring a backup also headquarters' key as age writes it. */
const recoveryCode = z.string().min(1).max(400)
export const steps = ['copying', 'checking', 'restoring'] as const
const progress = z.strictObject({ fraction: z.number(), step: z.enum(steps) })

/** Why a backup was written. */
export const reasons = ['manual', 'daily', 'writes', 'closing', 'migration', 'update', 'restore'] as const
export type Reason = (typeof reasons)[number]

export const backupFile = z.strictObject({
  id,
  at: instant,
  placeId: id.nullable(),
  folder: z.string(),
  name: z.string(),
  bytes: z.int().min(0),
  /** Customers and colleagues in it, for a person to recognise it by. */
  records: z.int().min(0),
  reason: z.enum(reasons),
  byName: z.string(),
  /** Never removed by the rule of how long backups are kept. */
  pinned: z.boolean(),
  /** Removed by that rule, or found gone. */
  removedAt: instant.nullable(),
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
    products: z.int(),
    /** Lines of the stock ledger. */
    ledger: z.int(),
  }),
})
export type BackupClaims = z.output<typeof claims>

export const written = backupFile.pick({ at: true, folder: true, name: true, bytes: true, records: true }).extend({
  recipient: z.string(),
  /** Journal rows in it: what came after is not. */
  journalRows: z.int().min(0),
})
export type WrittenFile = z.output<typeof written>
/** What a backup job answers: also how many attachments could not be found. */
const writtenNow = written.extend({ missingAttachments: z.int().min(0) })

const refusal = z.strictObject({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type KeptRefusal = z.output<typeof refusal>

/** What happened in one place; a failure in one is nobody else's. */
export const placeResult = z.strictObject({
  placeId: id,
  placeName: z.string(),
  written: written.nullable(),
  refusal: refusal.nullable(),
  /** Files that the rule removed there afterwards. */
  removed: z.array(id),
  volume: z.string(),
  portable: z.strictObject({ name: z.string(), sha256: z.string() }),
})
export type PlaceResult = z.output<typeof placeResult>

export const placeKinds = ['local', 'removable', 'network'] as const
export const place = z.strictObject({
  id,
  name: z.string(),
  /** Path as it was chosen; below the drive where there is a label. */
  folder: z.string(),
  label: z.string(),
  kind: z.enum(placeKinds),
  /** On the archive's own volume: lost together with it. */
  besideArchive: z.boolean(),
  /** Shares its volume with a place above it in the list. */
  sameVolumeAsOther: z.boolean(),
  /** Null until it was looked for. */
  reachable: z.boolean().nullable(),
  latest: backupFile.nullable(),
  lastFailure: refusal.extend({ at: instant }).nullable(),
  lastDrill: z.strictObject({ at: instant, passed: z.boolean() }).nullable(),
  portable: z.string(),
  version,
})
export type Place = z.output<typeof place>

/** What wants doing so that the archive cannot be lost. */
export const concerns = [
  'noPlace',
  'onePlace',
  'noneYoung',
  'oneYoung',
  'noneDetachable',
  'drillFailed',
  'drillOverdue',
  'registerOld',
  'codeUnproved',
] as const
export type Concern = (typeof concerns)[number]

export const overview = z.strictObject({
  /** safe: a verified backup younger than 24 hours in two places. thin: in one. lost: in none. */
  state: z.enum(['safe', 'thin', 'lost']),
  /** Places, one per volume and none beside the archive, that hold a backup younger than 24 hours. */
  young: z.int().min(0),
  /** The newest in any place. */
  newest: instant.nullable(),
  /** The newest that somebody wrote into a folder of their own choice; it does not renew itself. */
  elsewhere: instant.nullable(),
  concerns: z.array(z.enum(concerns)),
  registerPrintedAt: instant.nullable(),
  places: z.array(place),
})
export type Overview = z.output<typeof overview>

/** What a drill restored aside and compared. */
export const drillFound = claims.shape.counts.extend({
  tables: z.int().min(0),
  rows: z.int().min(0),
  /** Sums of the ledger that agreed, one per product and state. */
  sums: z.int().min(0).default(0),
  /** Whether the guide, and the portable program if one was left there, are as they were written. */
  companions: z.boolean(),
})
export const drill = z.strictObject({
  id,
  at: instant,
  placeId: id,
  placeName: z.string(),
  fileName: z.string(),
  milliseconds: z.int().min(0),
  /** Null when it passed. */
  code: z.string().nullable(),
  found: drillFound.nullable(),
  program: z.string(),
  byName: z.string(),
})
export type Drill = z.output<typeof drill>
export const drillResult = drill.omit({ id: true, byName: true })
export type DrillResult = z.output<typeof drillResult>

/** A customer of a backup beside the present one: not there any more, or different. */
export const comparedCustomer = z.strictObject({
  id,
  code: z.string(),
  name: z.string(),
  state: z.enum(['gone', 'changed']),
  differences: z.array(difference),
})
export type ComparedCustomer = z.output<typeof comparedCustomer>
/** Shown of one comparison; a search narrows it down. */
export const mostCompared = 200

const signInName = required(40)

export const backups = {
  /** The latest proven backup, for the status line. */
  overview: read(nothing, overview),
  list: read(z.strictObject({ ...paging, placeId: id.nullable() }), pageOf(backupFile)),
  /** Backups that still stand and need an older recovery code than the present one. */
  older: read(nothing, z.array(backupFile)),
  drills: read(z.strictObject(paging), pageOf(drill)),
  /** One drill, for its certificate. */
  drill: read(z.strictObject({ id }), drill),

  /** Looks at a folder and keeps it as a place that backups go to by themselves. */
  addPlace: job(z.strictObject({ folder: path, name: text(60) }), z.never(), place, { role: 'manager' }),
  renamePlace: write(z.strictObject({ id, version, name: required(60) }), nothing, { role: 'manager' }),
  /** No more backups go there; those that stand there stay. */
  dropPlace: write(z.strictObject({ id, version }), nothing, { role: 'manager' }),
  pin: write(z.strictObject({ id, pinned: z.boolean() }), nothing, { role: 'clerk' }),
  /** The whole customer register was printed: paper is the last backup. */
  noteRegisterPrinted: write(nothing, nothing, { role: 'clerk' }),
  /** Looks again which places can be reached. */
  look: job(nothing, z.never(), nothing, { role: 'auditor' }),

  /** Writes one backup into a folder of one's choice and proves it by reading it back. */
  create: job(z.strictObject({ folder: path }), progress, writtenNow, { role: 'clerk', aside: true }),
  /** Writes to every place, or to these, and proves each. Answers what happened where. */
  run: job(
    z.strictObject({ reason: z.enum(reasons), places: z.array(id).max(50).nullable() }),
    progress,
    z.array(placeResult),
    { role: 'clerk', aside: true },
  ),
  /** Restores the newest backup of every place aside, compares it whole, and throws the copy away. */
  rehearse: job(z.strictObject({ places: z.array(id).max(50).nullable() }), progress, z.array(drillResult), {
    role: 'clerk',
    aside: true,
  }),

  /** Customers of a backup that are gone or changed since. Needs no code: the archive keeps its own backups' key. */
  compareCustomers: job(
    z.strictObject({ path, text: text(60) }),
    progress,
    z.strictObject({
      claims,
      rows: z.array(comparedCustomer),
      total: z.int().min(0),
    }),
    { role: 'keeper', aside: true },
  ),
  /** Puts one customer as the backup has it among the present ones. Attachments stay as they are. */
  bringBackCustomer: job(z.strictObject({ path, id }), progress, z.strictObject({ id }), {
    role: 'keeper',
    aside: true,
    touches: ['customers'],
  }),

  /** Backup files on the drives of this PC and in the places of an open archive, newest first. */
  find: job(
    nothing,
    z.never(),
    z.array(z.strictObject({ path: z.string(), name: z.string(), folder: z.string(), claims })),
    { role: 'open' },
  ),
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
      /** The same numbers, counted in the restored archive itself. */
      restored: claims.shape.counts,
      /** A new one, shown once, where headquarters' key opened the backup; null where the code did. */
      recoveryCode: z.string().nullable(),
      colleagues: z.array(z.strictObject({ signInName, displayName: z.string(), password: z.string() })),
    }),
    { role: 'open' },
  ),
  /** Until when one can go back to the archive that the last restore put aside; null when there is none. */
  undoable: read(nothing, z.strictObject({ until: instant.nullable() })),
  /** Goes back to the archive that the last restore replaced, and closes the desk for a new sign-in. */
  undoRestore: job(nothing, z.never(), nothing, { role: 'administrator' }),
}
