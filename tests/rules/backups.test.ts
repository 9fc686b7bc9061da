/** When a backup is due, which are kept, and what a manager is told. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Place } from '../../src-main/features/backups/contract'
import {
  dueReason,
  drillIsDue,
  lastScheduled,
  overviewOf,
  toRemove,
  undoableUntil,
} from '../../src-main/features/backups/rules'

const shanghai = 'Asia/Shanghai'
const now = '2026-11-23T06:00:00.000Z'

describe('the daily backup', () => {
  it('is scheduled by the office’s clock', () => {
    expect(lastScheduled('2026-11-23T06:00:00.000Z', '14:00', shanghai)).toBe('2026-11-23T06:00:00.000Z')
    expect(lastScheduled('2026-11-23T05:59:59.999Z', '14:00', shanghai)).toBe('2026-11-22T06:00:00.000Z')
    expect(lastScheduled('2026-11-22T16:00:00.000Z', '00:00', shanghai)).toBe('2026-11-22T16:00:00.000Z')
    // The day before the first of March in a leap year, and across the year's end.
    expect(lastScheduled('2028-02-29T16:10:00.000Z', '12:00', shanghai)).toBe('2028-02-29T04:00:00.000Z')
    expect(lastScheduled('2026-12-31T17:00:00.000Z', '23:30', shanghai)).toBe('2026-12-31T15:30:00.000Z')
  })

  const schedule = { backupAt: '12:00', backupEveryWrites: 200, backupOnClosing: true, timeZone: shanghai }
  const standing = {
    latestAt: now,
    writesSince: 0,
    writesMissed: 0,
    failedAt: null,
    reachableSince: '2026-11-23T00:00:00.000Z',
  }

  it('is due once after its time, and caught up whenever the PC is on again', () => {
    expect(dueReason({ ...standing, latestAt: null }, schedule, now)).toBe('daily')
    expect(dueReason({ ...standing, latestAt: '2026-11-23T03:59:59.999Z' }, schedule, now)).toBe('daily')
    expect(dueReason({ ...standing, latestAt: '2026-11-23T04:00:00.000Z' }, schedule, now)).toBeNull()
    expect(dueReason({ ...standing, latestAt: '2026-11-12T04:00:00.000Z' }, schedule, now)).toBe('daily')
  })

  it('comes after so many writes as well, unless nobody wants that', () => {
    expect(dueReason({ ...standing, writesSince: 199 }, schedule, now)).toBeNull()
    expect(dueReason({ ...standing, writesSince: 200 }, schedule, now)).toBe('writes')
    expect(dueReason({ ...standing, writesSince: 9999 }, { ...schedule, backupEveryWrites: 0 }, now)).toBeNull()
  })

  it('is caught up where the one before closing was missed, unless nobody wants that one', () => {
    const missed = { ...standing, writesSince: 1, writesMissed: 1 }
    expect(dueReason(missed, schedule, now)).toBe('closing')
    expect(dueReason(missed, { ...schedule, backupOnClosing: false }, now)).toBeNull()
    expect(dueReason({ ...missed, writesMissed: 0 }, schedule, now)).toBeNull()
    expect(dueReason({ ...missed, latestAt: null }, schedule, now)).toBe('daily')
  })

  it('waits for its drive, and rests after a failure unless the drive was plugged in since', () => {
    const missed = { ...standing, latestAt: null }
    expect(dueReason({ ...missed, reachableSince: null }, schedule, now)).toBeNull()
    expect(dueReason({ ...missed, failedAt: '2026-11-23T05:55:00.000Z' }, schedule, now)).toBeNull()
    expect(dueReason({ ...missed, failedAt: '2026-11-23T05:50:00.000Z' }, schedule, now)).toBe('daily')
    const plugged = { failedAt: '2026-11-23T05:55:00.000Z', reachableSince: '2026-11-23T05:59:58.000Z' }
    expect(dueReason({ ...missed, ...plugged }, schedule, now)).toBe('daily')
  })

  it('leaves the first one of a new place to whoever adds it, for a minute', () => {
    const added = { ...standing, latestAt: null }
    expect(dueReason({ ...added, reachableSince: now }, schedule, now)).toBeNull()
    expect(dueReason({ ...added, reachableSince: '2026-11-23T05:59:00.001Z' }, schedule, now)).toBeNull()
    expect(dueReason({ ...added, reachableSince: '2026-11-23T05:59:00.000Z' }, schedule, now)).toBe('daily')
    // The clock was set back by three days in between.
    expect(dueReason({ ...added, reachableSince: '2026-11-26T06:00:00.000Z' }, schedule, now)).toBe('daily')
  })
})

describe('which backups are kept', () => {
  const keeping = { keepLatest: 2, keepDays: 3, keepWeeks: 2, keepMonths: 2, keepYears: 1 }
  const at = (instant: string, pinned = false) => ({ id: instant, at: instant, pinned })

  it('is the last few, then one per day, week, month and year', () => {
    const files = [
      '2026-11-23T05:00:00.000Z',
      '2026-11-23T04:00:00.000Z',
      '2026-11-23T03:00:00.000Z',
      '2026-11-22T04:00:00.000Z',
      '2026-11-21T04:00:00.000Z',
      '2026-11-20T04:00:00.000Z',
      '2026-11-15T04:00:00.000Z',
      '2026-10-31T04:00:00.000Z',
      '2026-10-01T04:00:00.000Z',
      '2025-12-31T04:00:00.000Z',
    ].map(instant => at(instant))
    expect(toRemove(files, keeping, shanghai)).toEqual([
      '2026-11-23T03:00:00.000Z',
      '2026-11-20T04:00:00.000Z',
      '2026-11-15T04:00:00.000Z',
      '2026-10-01T04:00:00.000Z',
      '2025-12-31T04:00:00.000Z',
    ])
  })

  it('counts days as the office does', () => {
    // 00:30 and 23:30 of one Shanghai day lie on two days of UTC.
    const files = [at('2026-11-22T15:30:00.000Z'), at('2026-11-21T16:30:00.000Z')]
    const alone = { keepLatest: 1, keepDays: 5, keepWeeks: 0, keepMonths: 0, keepYears: 0 }
    expect(toRemove(files, alone, shanghai)).toEqual(['2026-11-21T16:30:00.000Z'])
    expect(toRemove(files, alone, 'UTC')).toEqual([])
  })

  it('never gives up a pinned one, nor the newest', () => {
    const instants = fc.array(
      fc.record({
        day: fc.integer({ min: 0, max: 900 }),
        minute: fc.integer({ min: 0, max: 1439 }),
        pinned: fc.boolean(),
      }),
      { minLength: 1, maxLength: 60 },
    )
    const settings = fc.record({
      keepLatest: fc.integer({ min: 1, max: 5 }),
      keepDays: fc.integer({ min: 0, max: 10 }),
      keepWeeks: fc.integer({ min: 0, max: 10 }),
      keepMonths: fc.integer({ min: 0, max: 10 }),
      keepYears: fc.integer({ min: 0, max: 3 }),
    })
    fc.assert(
      fc.property(instants, settings, (made, chosen) => {
        const files = made.map(({ day, minute, pinned }, index) => ({
          id: String(index),
          at: new Date(Date.UTC(2024, 0, 1 + day, 0, minute)).toISOString(),
          pinned,
        }))
        const gone = new Set(toRemove(files, chosen, shanghai))
        const newest = files.reduce((one, other) => (other.at > one.at ? other : one))
        const left = files.filter(({ id }) => !gone.has(id))
        expect(left.some(file => file.at === newest.at)).toBe(true)
        expect(files.filter(file => file.pinned && gone.has(file.id))).toEqual([])
        // What was kept stays kept when the rule runs again.
        expect(toRemove(left, chosen, shanghai)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})

describe('what a manager is told', () => {
  const place = (over: Partial<Place> & { latestAt?: string }): Place => {
    const { latestAt, ...rest } = over
    return {
      id: '01900000-0000-7000-8000-000000000001',
      name: '',
      folder: '',
      label: '',
      kind: 'removable',
      besideArchive: false,
      sameVolumeAsOther: false,
      reachable: true,
      latest: latestAt === undefined ? null : ({ at: latestAt } as Place['latest']),
      lastFailure: null,
      lastDrill: { at: now, passed: true },
      portable: '',
      version: 1,
      ...rest,
    }
  }
  const told = (places: Place[], over: object = {}) =>
    overviewOf({ places, now, registerPrintedAt: now, codeProvedAt: now, elsewhere: null, ...over })

  it('is safe only with two places younger than a day', () => {
    const young = '2026-11-22T06:00:00.001Z'
    const old = '2026-11-22T06:00:00.000Z'
    expect(told([place({ latestAt: young }), place({ latestAt: young })])).toMatchObject({
      state: 'safe',
      concerns: [],
    })
    expect(told([place({ latestAt: young }), place({ latestAt: old })])).toMatchObject({
      state: 'thin',
      young: 1,
      concerns: ['oneYoung'],
    })
    expect(told([place({ latestAt: old }), place({ latestAt: old })])).toMatchObject({
      state: 'lost',
      concerns: ['noneYoung'],
    })
    expect(told([])).toMatchObject({ state: 'lost', concerns: ['noPlace'] })
    // One by hand is told, but makes nothing safe.
    expect(told([], { elsewhere: now })).toMatchObject({ state: 'lost', young: 0, newest: null, elsewhere: now })
  })

  it('counts neither the archive’s own volume nor one volume twice', () => {
    const beside = place({ latestAt: now, besideArchive: true, kind: 'local' })
    const again = place({ latestAt: now, sameVolumeAsOther: true })
    expect(told([beside, place({ latestAt: now }), again])).toMatchObject({
      state: 'thin',
      young: 1,
      concerns: ['onePlace'],
    })
  })

  it('names what is missing: a detachable place, a drill, the paper, the code', () => {
    const local = place({ latestAt: now, kind: 'local', lastDrill: { at: '2026-11-15T06:00:00.000Z', passed: true } })
    expect(
      told([local, local], { registerPrintedAt: '2026-10-24T05:59:59.999Z', codeProvedAt: null }).concerns,
    ).toEqual(['noneDetachable', 'drillOverdue', 'registerOld', 'codeUnproved'])
    const failed = place({ latestAt: now, lastDrill: { at: now, passed: false } })
    expect(told([failed, place({ latestAt: now })]).concerns).toEqual(['drillFailed'])
    expect(told([place({ latestAt: now, lastDrill: null }), place({ latestAt: now })]).concerns).toEqual([
      'drillOverdue',
    ])
    expect(
      told([place({ latestAt: now }), place({ latestAt: now })], { codeProvedAt: '2025-11-22T06:00:00.000Z' }).concerns,
    ).toEqual(['codeUnproved'])
  })

  it('drills weekly, and lets a restore be undone for seven days', () => {
    expect(drillIsDue(null, now, now)).toBe(true)
    expect(drillIsDue({ at: '2026-11-16T06:00:00.000Z', passed: true }, now, now)).toBe(true)
    expect(drillIsDue({ at: '2026-11-16T06:00:00.001Z', passed: true }, now, now)).toBe(false)
    const failed = { at: '2026-11-22T06:00:00.000Z', passed: false }
    expect(drillIsDue(failed, '2026-11-22T06:00:00.000Z', now)).toBe(false)
    expect(drillIsDue(failed, '2026-11-22T06:00:00.001Z', now)).toBe(true)
    expect(undoableUntil('2026-11-16T06:00:00.001Z', now)).toBe('2026-11-23T06:00:00.001Z')
    expect(undoableUntil('2026-11-16T06:00:00.000Z', now)).toBeNull()
    expect(undoableUntil(null, now)).toBeNull()
  })
})
