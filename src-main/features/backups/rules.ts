/** Rules of backups: when one is due, which are kept, and whether the archive could be lost (A1.3). Time is an argument. */
import dayjs from 'dayjs'
import isoWeek from 'dayjs/plugin/isoWeek'
import { businessDay, startOfDay } from '../office/rules'
import { extension } from './file.rules'
import type { BackupClaims, Concern, Overview, Place, Reason } from './contract'

dayjs.extend(isoWeek)

const hour = 3_600_000
const day = 24 * hour
/** A backup older than this no longer counts as the present archive. Milliseconds. */
const young = day
const drillEvery = 7 * day
const drillMissing = 8 * day
const registerOld = 30 * day
const codeProvedFor = 365 * day
/** After a failure a place is left alone for so long, unless its drive was plugged in meanwhile. */
export const pauseAfterFailure = 10 * 60_000
/** Whoever adds a place has it backed up in the same breath; the schedule leaves that so long, or both would write there. */
const firstIsAskedFor = 60_000
/** How long one can go back to the archive that a restore put aside. */
export const undoFor = 7 * day

const since = (earlier: string, now: string): number => Date.parse(now) - Date.parse(earlier)

/** `Watchpost-FZ-2026-11-23-140500.watchpost`: the outlet's code and the office's own date and time; nothing personal. */
export const backupName = (outletCode: string, localDateTime: string): string => {
  const code = outletCode.replace(/[^A-Za-z0-9]/g, '')
  return [
    'Watchpost',
    code,
    localDateTime.replace(/[^0-9]/g, '').replace(/^(\d{4})(\d\d)(\d\d)(\d{6}).*$/, '$1-$2-$3-$4'),
  ]
    .filter(Boolean)
    .join('-')
    .concat(extension)
}

type Counted = {
  office: { name: string; outletCode: string }
  createdAt: string
  program: string
  tables: Record<string, { rows: number }>
  journal: { rows: number }
  attachments: readonly unknown[]
}

/** A manifest's claims in the words of the screen. */
export const claimsOf = (manifest: Counted, bytes: number): BackupClaims => ({
  office: manifest.office.name,
  outletCode: manifest.office.outletCode,
  createdAt: manifest.createdAt,
  program: manifest.program,
  bytes,
  counts: {
    customers: manifest.tables['customer']?.rows ?? 0,
    staff: manifest.tables['colleague']?.rows ?? 0,
    users: manifest.tables['user']?.rows ?? 0,
    attachments: manifest.attachments.length,
    journal: manifest.journal.rows,
    products: manifest.tables['product']?.rows ?? 0,
    ledger: manifest.tables['stock_movement']?.rows ?? 0,
  },
})

/** The latest instant, not after `now`, at which the daily backup was to begin. `at` is HH:MM in the office's time zone. */
export const lastScheduled = (now: string, at: string, timeZone: string): string => {
  const [hours = 0, minutes = 0] = at.split(':').map(Number)
  const on = (plusDays: number): string =>
    new Date(
      Date.parse(startOfDay(businessDay(now, timeZone), timeZone, plusDays)) + hours * hour + minutes * 60_000,
    ).toISOString()
  return on(0) <= now ? on(0) : on(-1)
}

type Standing = {
  /** The last proven backup in this place, and the writes that came after it. */
  latestAt: string | null
  writesSince: number
  /** Those of them that were there when the archive was opened: the backup before closing missed them. */
  writesMissed: number
  failedAt: string | null
  /** When its drive was last plugged in, as far as this program saw; null while it is not there. */
  reachableSince: string | null
}
type Schedule = { backupAt: string; backupEveryWrites: number; backupOnClosing: boolean; timeZone: string }

/** Why a place is due for a backup now, or null. What was missed while the PC was off is due as soon as it is on. */
export const dueReason = (
  place: Standing,
  schedule: Schedule,
  now: string,
): Extract<Reason, 'daily' | 'closing' | 'writes'> | null => {
  if (place.reachableSince === null) return null
  const resting = place.failedAt !== null && since(place.failedAt, now) < pauseAfterFailure
  if (resting && (place.failedAt ?? '') >= place.reachableSince) return null
  const seenFor = since(place.reachableSince, now)
  const untried = place.latestAt === null && place.failedAt === null
  // Less than nothing once the clock was set back.
  if (untried && seenFor >= 0 && seenFor < firstIsAskedFor) return null
  if (place.latestAt === null || place.latestAt < lastScheduled(now, schedule.backupAt, schedule.timeZone))
    return 'daily'
  if (schedule.backupOnClosing && place.writesMissed > 0) return 'closing'
  const { backupEveryWrites } = schedule
  return backupEveryWrites > 0 && place.writesSince >= backupEveryWrites ? 'writes' : null
}

/** Whether a drill is due in a place: weekly, and after one that failed as soon as there is a newer backup. */
export const drillIsDue = (
  last: { at: string; passed: boolean } | null,
  latestBackupAt: string,
  now: string,
): boolean => last === null || since(last.at, now) >= drillEvery || (!last.passed && latestBackupAt > last.at)

type Kept = { id: string; at: string; pinned: boolean }
export type Keeping = { keepLatest: number; keepDays: number; keepWeeks: number; keepMonths: number; keepYears: number }

/**
 * Which of a place's backups may go: all but the latest few, the last of each of so many days, weeks, months and years
 * (grandfather, father, son), and those that a person pinned. Periods without a backup do not count. Days are the office's.
 */
export const toRemove = (files: readonly Kept[], keeping: Keeping, timeZone: string): string[] => {
  const newestFirst = [...files].sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0))
  const kept = new Set(newestFirst.slice(0, keeping.keepLatest).map(({ id }) => id))
  const periods = [
    [keeping.keepDays, (day: string) => day],
    [keeping.keepWeeks, (day: string) => `${dayjs(day).isoWeekYear()}-${dayjs(day).isoWeek()}`],
    [keeping.keepMonths, (day: string) => day.slice(0, 7)],
    [keeping.keepYears, (day: string) => day.slice(0, 4)],
  ] as const
  for (const [most, periodOf] of periods) {
    const seen = new Set<string>()
    for (const { id, at } of newestFirst) {
      const period = periodOf(businessDay(at, timeZone))
      if (seen.has(period) || seen.size >= most) continue
      seen.add(period)
      kept.add(id)
    }
  }
  return newestFirst.filter(({ id, pinned }) => !pinned && !kept.has(id)).map(({ id }) => id)
}

type Known = {
  places: readonly Place[]
  now: string
  registerPrintedAt: string | null
  codeProvedAt: string | null
  elsewhere: string | null
}

/** What a manager reads at a glance: in how many places the present archive stands, and what wants doing. */
export const overviewOf = ({ places, now, registerPrintedAt, codeProvedAt, elsewhere }: Known): Overview => {
  // A place is a volume: not the archive's own, and two folders on one volume count once.
  const counted = places.filter(place => !place.besideArchive && !place.sameVolumeAsOther)
  const volumes = counted.map(place => place.latest?.at ?? '')
  const youngOnes = volumes.filter(at => at !== '' && since(at, now) < young).length
  const newest = places.map(place => place.latest?.at ?? '').reduce((one, other) => (one > other ? one : other), '')
  const drills = places.flatMap(({ latest, lastDrill }) => (latest ? [lastDrill] : []))
  const list: [Concern, boolean][] = [
    ['noPlace', counted.length === 0],
    ['onePlace', counted.length === 1],
    ['noneYoung', counted.length > 0 && youngOnes === 0],
    ['oneYoung', counted.length > 1 && youngOnes === 1],
    ['noneDetachable', counted.length > 0 && counted.every(({ kind }) => kind === 'local')],
    ['drillFailed', drills.some(drill => drill?.passed === false)],
    ['drillOverdue', drills.some(drill => drill === null || since(drill.at, now) >= drillMissing)],
    ['registerOld', registerPrintedAt === null || since(registerPrintedAt, now) > registerOld],
    ['codeUnproved', codeProvedAt === null || since(codeProvedAt, now) > codeProvedFor],
  ]
  return {
    state: youngOnes >= 2 ? 'safe' : youngOnes === 1 ? 'thin' : 'lost',
    young: youngOnes,
    newest: newest === '' ? null : newest,
    elsewhere,
    concerns: list.flatMap(([concern, holds]) => (holds ? [concern] : [])),
    registerPrintedAt,
    places: [...places],
  }
}

/** Whether the printed recovery code is to be typed back again: once a year. */
export const codeIsUnproved = (provedAt: string | null, now: string): boolean =>
  provedAt === null || since(provedAt, now) > codeProvedFor

/** Until when one can go back to what a restore replaced; null when that is over. */
export const undoableUntil = (replacedAt: string | null, now: string): string | null => {
  if (replacedAt === null || since(replacedAt, now) >= undoFor) return null
  return new Date(Date.parse(replacedAt) + undoFor).toISOString()
}
