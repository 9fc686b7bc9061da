/** Standing in (B2.5) over the real archive: the matrix, rotation training, a shortage that offers only the trained, overtime kept fairly. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { availabilityOf, standingOn } from '../../src-main/features/skills/rules'
import { emptyColleague } from '../../src-main/features/staff/rules'
import type { TestArchive } from '../support/archive'
import { codeOf, testArchive, valueOf } from '../support/archive'

let archive: TestArchive
const first = { offset: 0, limit: 50 }

beforeEach(() => {
  archive = testArchive()
  archive.clock.set('2026-11-24T00:00:00.000Z')
})
afterEach(() => {
  expect(archive.faults).toEqual([])
  archive.close()
})
const colleague = async (code: string, skills: string[] = []) =>
  (await valueOf(archive.api.staff.add({ ...emptyColleague, code, name: `同事${code}`, skills }))).id

describe('rules', () => {
  it('a skill holds on its last day, not before its training, and not for ever when dated', () => {
    const own = { trainedOn: '2026-01-01', validUntil: '2026-11-24' }
    expect(standingOn('2026-11-24', false, own)).toBe('valid')
    expect(standingOn('2026-11-25', true, own)).toBe('expired')
    expect(standingOn('2025-12-31', true, own)).toBe('none')
    expect(standingOn('2026-11-24', true, null)).toBe('undated')
    expect(standingOn('2026-11-24', false, null)).toBe('none')
    expect(standingOn('2099-01-01', false, { ...own, validUntil: null })).toBe('valid')
  })
  it('whoever comes off a night shift rests; a turn of the day is duty', () => {
    expect(availabilityOf('2026-11-24', [{ day: '2026-11-23', overnight: true }])).toBe('resting')
    expect(availabilityOf('2026-11-24', [{ day: '2026-11-23', overnight: false }])).toBe('free')
    expect(availabilityOf('2026-11-24', [{ day: '2026-11-24', overnight: true }])).toBe('onDuty')
  })
})

describe('the shortage of a day', () => {
  it('offers only the trained, the free and least burdened first, and counts who is there', async () => {
    const { api } = archive
    const [fresh, tired, worked, untrained, expired, there] = [
      await colleague('1', ['driver']),
      await colleague('2', ['driver']),
      await colleague('3'),
      await colleague('4', ['buyer']),
      await colleague('5', ['driver']),
      await colleague('6', ['driver']),
    ]
    await valueOf(
      api.skills.qualify({ colleagueId: worked, skill: 'driver', trainedOn: '2026-05-01', validUntil: null, note: '' }),
    )
    await valueOf(
      api.skills.qualify({
        colleagueId: expired,
        skill: 'driver',
        trainedOn: '2025-05-01',
        validUntil: '2026-11-25',
        note: '',
      }),
    )
    const night = await valueOf(api.duty.addShift({ name: '夜班', from: 1050, to: 510, active: true }))
    await valueOf(api.duty.assign({ day: '2026-11-25', shiftId: night.id, colleagueId: tired }))
    await valueOf(api.duty.assign({ day: '2026-11-26', shiftId: night.id, colleagueId: there }))
    await valueOf(
      api.skills.recordOvertime({
        colleagueId: worked,
        onDay: '2026-11-20',
        minutes: 150,
        skill: 'driver',
        reason: '急单',
      }),
    )
    const short = await valueOf(
      api.skills.shortage({ skill: 'driver', day: '2026-11-26', needed: 3, departmentId: null }),
    )
    expect({ there: short.there, missing: short.missing }).toEqual({ there: 1, missing: 2 })
    expect(
      short.candidates.map(({ colleagueId, availability, called, minutes }) => [
        colleagueId,
        availability,
        called,
        minutes,
      ]),
    ).toEqual([
      [fresh, 'free', 0, 0],
      [worked, 'free', 1, 150],
      [tired, 'resting', 0, 0],
      [there, 'onDuty', 0, 0],
    ])
    expect(short.candidates.map(({ colleagueId }) => colleagueId)).not.toContain(untrained)
  })
})

describe('rotation training and overtime', () => {
  it('passed, the skill stands in the matrix; a result is entered once', async () => {
    const { api } = archive
    const id = await colleague('1')
    const planned = {
      colleagueId: id,
      skill: 'buyer',
      fromDay: '2026-11-02',
      untilDay: '2026-11-20',
      trainer: '陈晓梅',
    }
    expect(await codeOf(api.skills.planRotation({ ...planned, untilDay: '2026-11-01' }))).toBe('skills.wrongDays')
    const rotation = await valueOf(api.skills.planRotation(planned))
    const ended = { id: rotation.id, state: 'passed' as const, result: '能独立采购', validUntil: '2027-11-20' }
    expect(await valueOf(api.skills.endRotation(ended))).toMatchObject({ state: 'passed' })
    expect(await codeOf(api.skills.endRotation(ended))).toBe('skills.over')
    const matrix = await valueOf(api.skills.matrix({ ...first, departmentId: null }))
    expect(matrix.rows[0]?.cells).toEqual([
      { skill: 'buyer', standing: 'valid', trainedOn: '2026-11-20', validUntil: '2027-11-20' },
    ])
    await valueOf(api.skills.withdraw({ colleagueId: id, skill: 'buyer' }))
    expect(await codeOf(api.skills.withdraw({ colleagueId: id, skill: 'buyer' }))).toBe('skills.hasItNot')
  })
  it('overtime is kept by month, never of a day to come', async () => {
    const { api } = archive
    const id = await colleague('1')
    const hours = { colleagueId: id, onDay: '2026-11-24', minutes: 90, skill: '', reason: '暴雪' }
    expect(await codeOf(api.skills.recordOvertime({ ...hours, onDay: '2026-11-25' }))).toBe('skills.notYet')
    await valueOf(api.skills.recordOvertime(hours))
    await valueOf(api.skills.recordOvertime({ ...hours, onDay: '2026-10-31', minutes: 30 }))
    expect(await valueOf(api.skills.overtimes({ ...first, month: '2026-11' }))).toMatchObject({ total: 1, minutes: 90 })
    expect(await valueOf(api.skills.overtimes({ ...first, month: '2026-12' }))).toMatchObject({ total: 0, minutes: 0 })
  })
})
