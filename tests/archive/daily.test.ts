/** Every day's work over the real archive: the roster, swaps and handovers, visits as contracted, the day's facts and the briefing. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clashOf, inTurn, spanOf } from '../../src-main/features/duty/rules'
import { emptyColleague } from '../../src-main/features/staff/rules'
import type { TestArchive } from '../support/archive'
import { codeOf, testArchive, valueOf } from '../support/archive'
import { aCustomer } from '../support/customers'

let archive: TestArchive
const at = (local: string): string => new Date(`${local}:00+08:00`).toISOString()
const set = (local: string): void => {
  archive.clock.set(at(local))
}
const first = { offset: 0, limit: 50 }

beforeEach(() => {
  archive = testArchive()
  archive.takePlans()
  // A Tuesday.
  set('2026-11-24T08:00')
})
afterEach(() => {
  expect(archive.faults).toEqual([])
  archive.close()
})
const colleague = (code: string) => valueOf(archive.api.staff.add({ ...emptyColleague, code, name: `同事${code}` }))
const shift = (name: string, from: number, to: number) =>
  valueOf(archive.api.duty.addShift({ name, from, to, active: true }))

describe('the roster', () => {
  it('shifts run over midnight, to midnight, and by the office’s clock', () => {
    const zone = 'Asia/Shanghai'
    expect(spanOf('2026-12-31', { from: 1050, to: 510 }, zone)).toEqual({
      fromAt: at('2026-12-31T17:30'),
      toAt: at('2027-01-01T08:30'),
    })
    expect(spanOf('2028-02-28', { from: 480, to: 1440 }, zone).toAt).toBe(at('2028-02-29T00:00'))
    expect(spanOf('2026-11-24', { from: 0, to: 0 }, zone).toAt).toBe(at('2026-11-25T00:00'))
  })
  it('clashes: two at once, too little rest, somebody who left; exactly eight hours are rest enough', () => {
    const turn = (fromAt: string, toAt: string, employed = true) => ({
      day: fromAt.slice(0, 10),
      colleagueId: 'a',
      employed,
      fromAt: at(fromAt),
      toAt: at(toAt),
    })
    const day = turn('2026-11-24T08:30', '2026-11-24T17:30')
    expect(clashOf(day, [day, turn('2026-11-24T17:00', '2026-11-24T20:00')])).toBe('overlap')
    expect(clashOf(day, [day, turn('2026-11-23T20:00', '2026-11-24T00:30')])).toBeNull()
    expect(clashOf(day, [day, turn('2026-11-23T20:00', '2026-11-24T00:31')])).toBe('noRest')
    expect(clashOf({ ...day, employed: false }, [day])).toBe('left')
    expect(clashOf(day, [day, { ...turn('2026-11-24T09:00', '2026-11-24T10:00'), colleagueId: 'b' }])).toBeNull()
    expect(inTurn(['1', '2', '3'], ['x', 'y'])).toEqual([
      { day: '1', colleagueId: 'x' },
      { day: '2', colleagueId: 'y' },
      { day: '3', colleagueId: 'x' },
    ])
  })
  it('is filled in turn without touching what stands, shows gaps, and says who is on duty now', async () => {
    const { api } = archive
    const [one, two] = [await colleague('1'), await colleague('2')]
    const [day, night] = [await shift('白班', 510, 1050), await shift('夜班', 1050, 510)]
    expect((await valueOf(api.duty.now({}))).kept).toBe(false)
    await valueOf(api.duty.assign({ day: '2026-11-25', shiftId: day.id, colleagueId: two.id }))
    expect(await codeOf(api.duty.assign({ day: '2026-11-25', shiftId: day.id, colleagueId: two.id }))).toBe(
      'duty.hasItAlready',
    )
    const filled = { from: '2026-11-23', until: '2026-11-29', colleagueIds: [one.id, two.id] }
    expect(await valueOf(api.duty.fill({ ...filled, shiftId: day.id }))).toEqual({ filled: 6 })
    expect(await codeOf(api.duty.fill({ ...filled, from: '2026-11-30', shiftId: day.id }))).toBe('duty.wrongSpan')
    await valueOf(api.duty.assign({ day: '2026-11-23', shiftId: night.id, colleagueId: two.id }))
    // At 8:00 the night shift of the day before still runs.
    expect((await valueOf(api.duty.now({}))).people).toMatchObject([
      { name: '同事2', shift: '夜班', untilAt: at('2026-11-24T08:30') },
    ])
    set('2026-11-24T08:30')
    const now = await valueOf(api.duty.now({}))
    expect(now.people).toMatchObject([{ name: '同事2', shift: '白班' }])
    // Seven nights to come, the last two days' day shifts beyond what was filled.
    expect(now.gaps).toBe(8)
    const [, tuesday] = await valueOf(api.duty.roster({ from: '2026-11-23', days: 2 }))
    expect(tuesday?.slots.map(({ shift: name, people }) => [name, people.map(({ clash }) => clash)])).toEqual([
      ['白班', ['noRest']],
      ['夜班', []],
    ])
    expect(
      await codeOf(archive.as('auditor').duty.assign({ day: '2026-11-25', shiftId: night.id, colleagueId: one.id })),
    ).toBe('core.roleTooLow')
  })
  it('turns change hands only when the other has agreed, both or none', async () => {
    const { api } = archive
    const [one, two] = [await colleague('1'), await colleague('2')]
    const day = await shift('白班', 510, 1050)
    const turn = (of: string, colleagueId: string) => ({ day: of, shiftId: day.id, colleagueId })
    await valueOf(api.duty.assign(turn('2026-11-25', one.id)))
    await valueOf(api.duty.assign(turn('2026-11-26', two.id)))
    const asked = {
      ...turn('2026-11-25', one.id),
      takerId: two.id,
      backDay: '2026-11-26',
      backShiftId: day.id,
      reason: '家事',
    }
    expect(await codeOf(api.duty.askSwap({ ...asked, takerId: one.id }))).toBe('duty.withOneself')
    expect(await codeOf(api.duty.askSwap({ ...asked, backShiftId: null }))).toBe('duty.halfBack')
    expect(await codeOf(api.duty.askSwap({ ...asked, day: '2026-11-27' }))).toBe('duty.hasItNot')
    const swap = await valueOf(api.duty.askSwap(asked))
    const who = async () =>
      (await valueOf(api.duty.roster({ from: '2026-11-25', days: 2 }))).map(({ slots }) =>
        slots.flatMap(({ people }) => people.map(({ name }) => name)),
      )
    expect(await who()).toEqual([['同事1'], ['同事2']])
    await valueOf(api.duty.answerSwap({ id: swap.id, agreed: true, answer: '电话同意' }))
    expect(await who()).toEqual([['同事2'], ['同事1']])
    expect(await codeOf(api.duty.answerSwap({ id: swap.id, agreed: false, answer: '' }))).not.toBe('')
    // Asked, and the roster changed meanwhile: refused as a whole.
    const stale = await valueOf(api.duty.askSwap({ ...asked, ...turn('2026-11-25', two.id), takerId: one.id }))
    await valueOf(api.duty.release(turn('2026-11-26', one.id)))
    expect(await codeOf(api.duty.answerSwap({ id: stale.id, agreed: true, answer: '同意' }))).toBe('duty.hasItNot')
    expect(await who()).toEqual([['同事2'], []])
  })
})

describe('handover and calls', () => {
  it('is drawn from what is open, and signed by another account than the one that hands over', async () => {
    const { api } = archive
    const [one, two] = [await colleague('1'), await colleague('2')]
    const day = await shift('白班', 510, 1050)
    const plan = (await valueOf(api.plans.page({}))).find(({ key }) => key === 'complaint')
    await valueOf(
      api.incidents.report({
        planId: plan?.id ?? '',
        title: '客户投诉到货慢',
        place: '',
        area: '',
        reporter: '',
        reporterPhone: '',
        customerId: null,
        vehicleId: null,
        productId: null,
        level: 2,
        assumedWorst: false,
        facts: {},
        occurredAt: null,
        receivedAt: null,
        ownerId: one.id,
        drill: false,
      }),
    )
    const composed = await valueOf(api.duty.compose({ language: 'zh' }))
    expect(composed.matters).toContain('客户投诉到货慢 · 同事1')
    const input = {
      ...composed,
      situation: '平稳',
      day: '2026-11-24',
      shiftId: day.id,
      outgoingId: one.id,
      incomingId: two.id,
    }
    expect(await codeOf(api.duty.hand({ ...input, incomingId: one.id }))).toBe('duty.toOneself')
    const handed = await valueOf(api.duty.hand(input))
    expect((await valueOf(api.duty.now({}))).unsigned).toHaveLength(1)
    const sign = { id: handed.id, version: handed.version, remark: '已阅' }
    expect(await codeOf(api.duty.sign(sign))).toBe('duty.signedByOneself')
    expect(await codeOf(archive.as('clerk').duty.sign({ ...sign, version: 9 }))).toBe('core.conflict')
    await valueOf(archive.as('clerk').duty.sign(sign))
    expect(await codeOf(archive.as('keeper').duty.sign(sign))).toBe('duty.signedAlready')
    expect((await valueOf(api.duty.now({}))).unsigned).toEqual([])
  })
  it('a call is logged with when it came, and settled once', async () => {
    const { api } = archive
    const call = {
      unit: '博远化工',
      name: '李',
      phone: '13800000000',
      content: '问到货时间',
      passedTo: '供应部',
      incidentId: null,
    }
    expect(await codeOf(api.duty.logCall({ ...call, receivedAt: at('2026-11-24T08:01') }))).toBe('duty.inFuture')
    const logged = await valueOf(api.duty.logCall({ ...call, receivedAt: at('2026-11-24T07:50') }))
    expect((await valueOf(api.duty.calls({ ...first, open: true, text: '博远' }))).total).toBe(1)
    await valueOf(api.duty.settleCall({ id: logged.id, outcome: '已回电' }))
    expect(await codeOf(api.duty.settleCall({ id: logged.id, outcome: '再' }))).toBe('duty.settledAlready')
    expect((await valueOf(api.duty.calls({ ...first, open: true, text: '' }))).total).toBe(0)
  })
})

describe('visits', () => {
  const contracted = async (code: string, startsOn: string, everyDays: number) =>
    valueOf(
      archive.api.customers.add(
        aCustomer({
          code,
          name: `客户${code}`,
          area: 'A',
          contracts: [
            {
              reference: `HT-${code}`,
              responseHours: null,
              visitEveryDays: everyDays,
              startsOn,
              endsOn: null,
              note: '',
            },
          ],
        }),
      ),
    )
  it('fall due by the contract on a working day, by appointment on the day agreed, and start anew when made', async () => {
    const { api } = archive
    // 30 days after 2026-10-22 is Saturday 2026-11-21: due on Monday.
    const { id } = await contracted('1', '2026-10-22', 30)
    await contracted('2', '2026-11-01', 30)
    const due = async (ahead: number) => {
      const { rows, overdue } = await valueOf(api.visits.due({ ...first, ahead }))
      return { rows: rows.map(({ code, dueOn, overdueDays }) => [code, dueOn, overdueDays]), overdue }
    }
    expect(await due(0)).toEqual({ rows: [['1', '2026-11-23', 1]], overdue: 1 })
    expect((await due(7)).rows).toEqual([
      ['1', '2026-11-23', 1],
      ['2', '2026-12-01', 0],
    ])
    for (const [offset, rows] of [
      [1, 1],
      [2, 0],
    ] as const) {
      const later = await valueOf(api.visits.due({ ...first, ahead: 7, offset }))
      expect([later.rows.length, later.total, later.overdue]).toEqual([rows, 2, 1])
    }
    const visit = {
      customerId: id,
      way: 'phone' as const,
      onDay: '2026-11-24',
      visitor: '王芳',
      spokenTo: '李工',
      result: '设备正常',
      satisfied: true,
      nextOn: null,
    }
    expect(await codeOf(api.visits.record({ ...visit, onDay: '2026-11-25' }))).toBe('visits.notYet')
    expect(await codeOf(api.visits.record({ ...visit, nextOn: '2026-11-24' }))).toBe('visits.past')
    await valueOf(api.visits.record({ ...visit, nextOn: '2026-11-28' }))
    // A Saturday, but agreed.
    expect((await due(7)).rows).toEqual([
      ['1', '2026-11-28', 0],
      ['2', '2026-12-01', 0],
    ])
    await valueOf(api.visits.record(visit))
    expect((await due(7)).rows).toEqual([['2', '2026-12-01', 0]])
    expect((await valueOf(api.visits.page({ ...first, customerId: id }))).total).toBe(2)
    const { version } = await valueOf(api.customers.entry({ id }))
    await valueOf(api.customers.erase({ id, version, reason: '客户要求' }))
    expect((await valueOf(api.visits.page({ ...first, customerId: null }))).total).toBe(0)
  })
  it('upkeep counts the month’s confirmations, and names who cannot be rung where bad weather threatens', async () => {
    const { api } = archive
    const { id, version } = await contracted('1', '2026-10-22', 30)
    await valueOf(api.customers.add(aCustomer({ code: '2', name: '无号客户', area: 'A', contacts: [] })))
    await valueOf(api.customers.confirm({ id, version }))
    const upkeep = () => valueOf(api.visits.upkeep({}))
    expect(await upkeep()).toMatchObject({
      month: '2026-11',
      customers: 2,
      customersConfirmed: 1,
      customersWithoutPhone: 1,
      threatened: { count: 0 },
    })
    await valueOf(api.weather.addPlace({ name: '丰州', aliases: [], areas: ['A'], latitude: 25, longitude: 110 }))
    await valueOf(
      api.weather.addSignal({
        text: '丰州气象台24日7时发布暴雪蓝色预警信号',
        issuer: '丰州气象台',
        type: '暴雪',
        color: 'blue',
        action: 'issued',
        issuedAt: at('2026-11-24T07:00'),
        expiresAt: null,
        areas: ['A'],
      }),
    )
    expect((await upkeep()).threatened).toEqual({ count: 1, names: ['无号客户'] })
    set('2026-12-01T00:00')
    expect(await upkeep()).toMatchObject({ month: '2026-12', customersConfirmed: 0 })
  })
})

describe('the briefing', () => {
  it('is prepared at its time, once a day, takes the facts of the moment it is issued, and is not changed afterwards', async () => {
    const { api, due } = archive
    expect(due()).not.toContain('briefing.prepare')
    set('2026-11-24T08:15')
    expect(due()).toContain('briefing.prepare')
    const prepared = await valueOf(api.briefing.prepare({}))
    expect(due()).not.toContain('briefing.prepare')
    expect(await valueOf(api.briefing.prepare({}))).toEqual(prepared)
    expect(prepared).toMatchObject({ number: 'RB-2026-0001', issuedAt: null, facts: { incidents: { open: 0 } } })
    const remarked = await valueOf(api.briefing.remark({ id: prepared.id, version: 1, remarks: '注意防滑' }))
    expect(await codeOf(archive.as('clerk').briefing.issue({ id: prepared.id, version: 2, remarks: '' }))).toBe(
      'core.roleTooLow',
    )
    await valueOf(
      archive.api.duty.logCall({
        receivedAt: null,
        unit: '',
        name: '',
        phone: '',
        content: '来电',
        passedTo: '',
        incidentId: null,
      }),
    )
    const issued = await valueOf(
      api.briefing.issue({ id: prepared.id, version: remarked.version, remarks: '注意防滑' }),
    )
    const today = await valueOf(api.briefing.today({}))
    expect(issued.facts).toEqual(today)
    expect(issued.facts.calls.open).toBe(1)
    expect(await codeOf(api.briefing.remark({ id: issued.id, version: issued.version, remarks: '改' }))).toBe(
      'briefing.issuedAlready',
    )
    set('2026-11-25T08:15')
    const next = await valueOf(api.briefing.prepare({}))
    set('2026-11-26T00:00')
    expect(await codeOf(api.briefing.issue({ id: next.id, version: next.version, remarks: '' }))).toBe(
      'briefing.anotherDay',
    )
    expect((await valueOf(api.briefing.page(first))).rows.map(({ number }) => number)).toEqual([
      'RB-2026-0002',
      'RB-2026-0001',
    ])
    await valueOf(api.briefing.changeSettings({ prepareAt: null }))
    expect(due()).not.toContain('briefing.prepare')
  })
})
