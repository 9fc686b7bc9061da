/** Working time at its boundaries (rule 2): lunch, midnight, month end, leap day, holidays, working weekends, pauses, other time zones. */
import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import {
  addWallTime,
  addWorkingTime,
  calendarOf,
  isWorkingDay,
  workingDayFrom,
  workingMinutes,
} from '../../src-main/features/office/calendar.rules'
import type { CalendarDay } from '../../src-main/features/office/contract'
import { publishedDays } from '../../src-main/features/office/holidays.rules'

const hours = [
  { from: 510, to: 720 },
  { from: 810, to: 1050 },
]
const week = [hours, hours, hours, hours, hours, [], []]
const own = (day: string, working: boolean): CalendarDay => ({ day, working, name: '', nameEn: '', own: true })
// The test office: Saturday 2026-12-26 works, 2027-01-01 is off.
const fz = calendarOf(week, [...publishedDays, own('2026-12-26', true), own('2027-01-01', false)], 'Asia/Shanghai')
const at = (local: string, offset = '+08:00'): string => new Date(`${local}:00${offset}`).toISOString()
const due = (from: string, minutes: number, pauses: { from: string; to: string | null }[] = []): string | null =>
  addWorkingTime(at(from), minutes, fz, pauses).at

describe('working time', () => {
  it.each([
    ['within the morning', '2026-12-10T09:00', 60, '2026-12-10T10:00'],
    ['over lunch', '2026-12-10T11:30', 60, '2026-12-10T14:00'],
    ['exactly to lunch', '2026-12-10T11:00', 60, '2026-12-10T12:00'],
    ['received at lunch', '2026-12-10T12:30', 30, '2026-12-10T14:00'],
    ['over the evening', '2026-12-10T17:00', 60, '2026-12-11T09:00'],
    ['received at night', '2026-12-10T23:59', 1, '2026-12-11T08:31'],
    ['received at midnight', '2026-12-11T00:00', 1, '2026-12-11T08:31'],
    ['over a plain weekend', '2026-12-11T17:00', 60, '2026-12-14T09:00'],
    ['over a working Saturday', '2026-12-25T17:00', 60, '2026-12-26T09:00'],
    ['over new year', '2026-12-31T17:00', 60, '2027-01-04T09:00'],
    ['over the end of a month', '2026-11-30T17:00', 60, '2026-12-01T09:00'],
    ['over the leap day', '2028-02-28T17:00', 7.5 * 60 + 60, '2028-03-01T09:00'],
    ['over the spring festival and its working Saturday', '2026-02-13T17:00', 60, '2026-02-14T09:00'],
    ['over the whole festival', '2026-02-14T17:00', 60, '2026-02-24T09:00'],
    ['nought minutes', '2026-12-12T10:00', 0, '2026-12-14T08:30'],
  ])('%s', (_name, from, minutes, expected) => {
    expect(due(from, minutes)).toBe(at(expected))
  })

  it('leaves pauses out, however they lie, and waits while one lasts', () => {
    const paused = (from: string, to: string | null) => ({ from: at(from), to: to && at(to) })
    expect(due('2026-12-10T09:00', 60, [paused('2026-12-10T09:30', '2026-12-10T10:30')])).toBe(at('2026-12-10T11:00'))
    expect(due('2026-12-10T09:00', 60, [paused('2026-12-10T08:00', '2026-12-10T09:30')])).toBe(at('2026-12-10T10:30'))
    expect(due('2026-12-10T11:30', 60, [paused('2026-12-10T12:00', '2026-12-10T13:30')])).toBe(at('2026-12-10T14:00'))
    expect(due('2026-12-10T09:00', 60, [paused('2026-12-10T10:00', '2026-12-12T10:00')])).toBe(at('2026-12-10T10:00'))
    expect(due('2026-12-10T09:00', 60, [paused('2026-12-10T09:30', null)])).toBeNull()
    expect(due('2026-12-10T09:00', 20, [paused('2026-12-10T09:30', null)])).toBe(at('2026-12-10T09:20'))
  })

  it('shows the arithmetic line by line, and names years whose holidays it does not know', () => {
    const { lines, unknownYears } = addWorkingTime(at('2026-12-10T11:30'), 60, fz, [])
    expect(lines).toEqual([
      { from: at('2026-12-10T11:30'), to: at('2026-12-10T12:00'), minutes: 30 },
      { from: at('2026-12-10T13:30'), to: at('2026-12-10T14:00'), minutes: 30 },
    ])
    expect(unknownYears).toEqual([])
    expect(addWorkingTime(at('2035-12-31T17:00'), 60, fz, []).unknownYears).toEqual([2035, 2036])
  })

  it('keeps to local hours where clocks are put forward and back', () => {
    const berlin = calendarOf(week, [], 'Europe/Berlin')
    // Clocks go forward on Sunday 2026-03-29 and back on Sunday 2026-10-25.
    expect(addWorkingTime(at('2026-03-27T17:00', '+01:00'), 60, berlin, []).at).toBe(at('2026-03-30T09:00', '+02:00'))
    expect(addWorkingTime(at('2026-10-23T17:00', '+02:00'), 60, berlin, []).at).toBe(at('2026-10-26T09:00', '+01:00'))
    expect(addWallTime(at('2026-03-28T14:00', '+01:00'), 1440).at).toBe(at('2026-03-29T15:00', '+02:00'))
  })

  it('ends where there is no working time at all', () => {
    expect(
      addWorkingTime(at('2026-12-10T09:00'), 1, calendarOf([[], [], [], [], [], [], []], [], 'Asia/Shanghai'), []).at,
    ).toBeNull()
  })

  it('moves a day to the next that is worked', () => {
    expect(workingDayFrom('2026-12-26', fz)).toBe('2026-12-26')
    expect(workingDayFrom('2026-12-27', fz)).toBe('2026-12-28')
    expect(workingDayFrom('2027-01-01', fz)).toBe('2027-01-04')
    expect(isWorkingDay('2026-10-01', fz)).toBe(false)
    expect(isWorkingDay('2026-10-10', fz)).toBe(true)
  })

  it('always counts as much working time as was asked for, in whatever pieces', () => {
    const start = Date.parse('2026-09-20T00:00:00Z')
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 200_000 }),
        fc.integer({ min: 1, max: 5000 }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 200_000 }), fc.integer({ min: 1, max: 5000 })), { maxLength: 4 }),
        (minutesIn, minutes, gaps) => {
          const from = new Date(start + minutesIn * 60_000).toISOString()
          const pauses = gaps.map(([begin, length]) => ({
            from: new Date(start + begin * 60_000).toISOString(),
            to: new Date(start + (begin + length) * 60_000).toISOString(),
          }))
          const { at: end, lines } = addWorkingTime(from, minutes, fz, pauses)
          expect(lines.reduce((sum, line) => sum + line.minutes, 0)).toBeCloseTo(minutes, 6)
          expect(workingMinutes(from, end ?? from, fz, pauses)).toBeCloseTo(minutes, 6)
        },
      ),
      { numRuns: 60 },
    )
  })
})
