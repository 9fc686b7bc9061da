/** Call-outs over the real archive: rounds, next numbers, several callers, paper typed back in, and what the incident hears. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyColleague } from '../../src-main/features/staff/rules'
import type { TestArchive } from '../support/archive'
import { codeOf, testArchive, valueOf } from '../support/archive'
import { aCustomer } from '../support/customers'

let archive: TestArchive
const first = { offset: 0, limit: 50 }
const phone = (original: string, preferred: boolean) => ({
  original,
  number: original,
  extension: '',
  kind: 'mobile' as const,
  preferred,
})
const contact = (name: string, preferred: boolean, ...phones: string[]) => ({
  name,
  role: '',
  email: '',
  note: '',
  preferred,
  phones: phones.map((original, index) => phone(original, index === 0)),
})

beforeEach(async () => {
  archive = testArchive()
  archive.takePlans()
  archive.clock.set('2026-12-10T06:00:00.000Z')
  for (const [code, area] of [
    ['C-1', 'A'],
    ['C-2', 'A'],
    ['C-3', 'B'],
  ] as const)
    await valueOf(
      archive.api.customers.add({
        ...aCustomer(),
        code,
        name: `客户${code}`,
        area,
        contacts: [contact('副手', false, '13900000003'), contact('厂长', true, '13900000001', '13900000002')],
      }),
    )
})
afterEach(() => {
  expect(archive.faults).toEqual([])
  archive.close()
})

const start = (areas: string[] = ['A'], incidentId: string | null = null) =>
  valueOf(archive.api.callouts.create({ title: '暂停送货', message: '', incidentId, from: { kind: 'areas', areas } }))
const record = (id: string, position: number, outcome: 'reached' | 'noAnswer' | 'wrongNumber' | 'refused', more = {}) =>
  archive.api.callouts.record({
    id,
    position,
    outcome,
    phone: '13900000001',
    note: '',
    callbackAt: null,
    caller: '甲',
    at: null,
    ...more,
  })

describe('a call-out', () => {
  it('gives each caller somebody else, the preferred number first, and goes on to the next number', async () => {
    const { id, number, total } = await start()
    expect([number, total]).toEqual(['DH-2026-0001', 2])
    const next = async (caller: string) => (await valueOf(archive.api.callouts.next({ id, caller }))).person
    const one = await next('甲')
    expect(one?.phones.map(({ original }) => original)).toEqual(['13900000001', '13900000002', '13900000003'])
    expect((await next('乙'))?.position).not.toBe(one?.position)
    expect((await next('甲'))?.position).toBe(one?.position)
    expect(await next('丙')).toBeNull()
    // Ten minutes later nobody holds them any more.
    archive.clock.advance(600_000)
    expect(await next('丙')).not.toBeNull()
    const wrong = await valueOf(record(id, 1, 'wrongNumber'))
    expect([wrong.state, wrong.phones[0]?.original]).toEqual(['open', '13900000002'])
    await valueOf(record(id, 1, 'wrongNumber', { phone: '13900000002' }))
    expect((await valueOf(record(id, 1, 'wrongNumber', { phone: '13900000003' }))).state).toBe('wrongNumber')
  })

  it('calls back when it was asked to, and rings the rest again in the next round', async () => {
    const { id } = await start()
    await valueOf(record(id, 1, 'noAnswer', { callbackAt: '2026-12-10T07:00:00.000Z' }))
    await valueOf(record(id, 2, 'noAnswer'))
    const next = async () => (await valueOf(archive.api.callouts.next({ id, caller: '甲' }))).person?.position ?? null
    expect(await next()).toBeNull()
    expect(await codeOf(archive.api.callouts.nextRound({ id }))).toBe('callouts.roundNotOver')
    archive.clock.set('2026-12-10T07:00:00.000Z')
    expect(await next()).toBe(1)
    await valueOf(record(id, 1, 'reached'))
    expect((await valueOf(archive.api.callouts.nextRound({ id }))).round).toBe(2)
    expect(await next()).toBe(2)
    await valueOf(record(id, 2, 'refused'))
    const done = await valueOf(archive.api.callouts.one({ id }))
    expect([done.reached, done.closedAt]).toEqual([2, '2026-12-10T07:00:00.000Z'])
    expect(await codeOf(record(id, 2, 'reached'))).toBe('callouts.closed')
  })

  it('is proof for its incident once everybody has been called, and holds closing up until then', async () => {
    const plan = (await valueOf(archive.api.plans.page({}))).find(({ key }) => key === 'severeWeather')
    const incident = await valueOf(
      archive.api.incidents.report({
        planId: plan?.id ?? '',
        title: '暴雪',
        place: '',
        area: 'A',
        reporter: '',
        reporterPhone: '',
        customerId: null,
        vehicleId: null,
        productId: null,
        level: 1,
        assumedWorst: false,
        facts: {},
        occurredAt: null,
        receivedAt: null,
        ownerId: null,
        drill: false,
      }),
    )
    const one = () => valueOf(archive.api.incidents.one({ id: incident.id }))
    const said = (record: Parameters<typeof archive.api.incidents.record>[0]['record']) =>
      valueOf(archive.api.incidents.record({ id: incident.id, record, text: '看过', at: null, step: null }))
    await said({ kind: 'note' })
    await said({ kind: 'approval', who: '王芳', granted: true, document: '停字 1 号' })
    const { id, number } = await start(['A', 'B'], incident.id)
    expect((await one()).lacks).toContainEqual({ kind: 'callout', ref: number, title: { zh: number, en: number } })
    for (const position of [1, 2, 3]) await valueOf(record(id, position, 'reached'))
    const view = await one()
    expect(view.steps.find(({ step }) => step.key === 'callAll')?.state).toBe('done')
    expect(view.lacks.filter(({ kind }) => kind === 'callout')).toEqual([])
  })

  it('takes paper back in with its own time, and refuses what cannot be', async () => {
    const { id } = await start()
    archive.clock.advance(3_600_000)
    const typed = await valueOf(record(id, 2, 'reached', { at: '2026-12-10T06:20:00.000Z', caller: '老王', phone: '' }))
    expect([typed.lastAt, typed.caller]).toEqual(['2026-12-10T06:20:00.000Z', '老王'])
    expect(await codeOf(record(id, 2, 'reached'))).toBe('callouts.reachedAlready')
    expect(await codeOf(record(id, 9, 'reached'))).toBe('callouts.noPerson')
    expect(await codeOf(record(id, 1, 'reached', { at: '2026-12-10T05:59:00.000Z' }))).toBe('callouts.wrongTime')
    expect(await codeOf(record(id, 1, 'noAnswer', { callbackAt: '2026-12-10T06:30:00.000Z' }))).toBe(
      'callouts.callbackPast',
    )
    expect(
      await codeOf(
        archive.api.callouts.create({
          title: 'x',
          message: '',
          incidentId: null,
          from: { kind: 'areas', areas: ['Z'] },
        }),
      ),
    ).toBe('callouts.nobody')
    expect(await codeOf(archive.as('auditor').callouts.close({ id }))).toBe('core.roleTooLow')
  })

  it('calls colleagues too: the team, a department, everybody employed', async () => {
    const [office] = await valueOf(archive.api.staff.departments({}))
    const add = (code: string, more: object) =>
      valueOf(archive.api.staff.add({ ...emptyColleague, code, name: code, ...more }))
    await add('leader', { teamRole: 'leader' })
    await add('clerk', { departmentId: office?.id ?? null })
    await add('gone', { employed: false, teamRole: 'member' })
    const of = async (from: Parameters<typeof archive.api.callouts.create>[0]['from']) => {
      const { id } = await valueOf(archive.api.callouts.create({ title: '集合', message: '', incidentId: null, from }))
      return (await valueOf(archive.api.callouts.people({ id, only: 'all', ...first }))).rows.map(({ name }) => name)
    }
    expect(await of({ kind: 'team' })).toEqual(['leader'])
    expect(await of({ kind: 'departments', ids: [office?.id ?? ''] })).toEqual(['clerk'])
    expect((await of({ kind: 'allStaff' })).sort()).toEqual(['clerk', 'leader'])
  })

  it('forgets a customer who is erased', async () => {
    const { id } = await start(['B'])
    await valueOf(record(id, 1, 'noAnswer', { note: '他爱人接的' }))
    const page = await valueOf(
      archive.api.customers.page({
        ...first,
        text: 'C-3',
        area: '',
        division: '',
        standing: null,
        tag: '',
        gap: null,
        sort: 'name',
        descending: false,
      }),
    )
    const row = page.rows[0]
    await valueOf(archive.api.customers.erase({ id: row?.id ?? '', version: row?.version ?? 0, reason: '本人要求' }))
    const [person] = (await valueOf(archive.api.callouts.people({ id, only: 'all', ...first }))).rows
    expect(person).toMatchObject({ customerId: null, name: '', note: '', phones: [] })
  })
})
