/** Incidents over the real archive: story 1, the gates, clocks, corrections, pauses, alarms; bad input changes nothing. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { One, Recorded } from '../../src-main/features/incidents/contract'
import { changeOf } from '../../src-main/features/incidents/rules'
import { customerFieldsOf } from '../../src-main/features/customers/rules'
import { emptyColleague } from '../../src-main/features/staff/rules'
import type { TestArchive } from '../support/archive'
import { codeOf, testArchive, valueOf } from '../support/archive'
import { proofOf } from '../support/proofs'
import { aCustomer } from '../support/customers'

let archive: TestArchive
const at = (local: string): string => new Date(`${local}:00+08:00`).toISOString()
const set = (local: string): void => {
  archive.clock.set(at(local))
}
const first = { offset: 0, limit: 50 }
const anyFilter = { text: '', planId: null, departmentId: null, ownerId: null, level: null, area: '', drills: false }

beforeEach(() => {
  archive = testArchive()
  archive.takePlans()
  set('2026-12-10T14:06')
})
afterEach(() => {
  expect(archive.faults).toEqual([])
  archive.close()
})

const planOf = async (key: string): Promise<string> =>
  (await valueOf(archive.api.plans.page({}))).find(plan => plan.key === key)?.id ?? ''
const reported = {
  title: '3 号机组振动超标',
  place: '',
  area: 'A',
  reporter: '李师傅',
  reporterPhone: '13900001111',
  customerId: null as string | null,
  vehicleId: null as string | null,
  productId: null,
  level: 3,
  assumedWorst: false,
  facts: {},
  occurredAt: null as string | null,
  receivedAt: null as string | null,
  ownerId: null,
  drill: false,
}
const report = async (key: string, more: Partial<typeof reported> = {}): Promise<string> =>
  (await valueOf(archive.api.incidents.report({ ...reported, planId: await planOf(key), ...more }))).id
const one = (id: string): Promise<One> => valueOf(archive.api.incidents.one({ id }))
const record = (id: string, what: Recorded, when: string | null = null, text = '') =>
  archive.api.incidents.record({ id, record: what, text, at: when && at(when), step: null })
const close = async (id: string) => archive.api.incidents.close({ id, version: (await one(id)).version })
const clockOf = (view: One, step: string) => view.clocks.find(clock => clock.step === step)
const entriesOf = async (id: string) =>
  (await valueOf(archive.api.incidents.entries({ id, offset: 0, limit: 200 }))).rows
const customer = async (more = {}): Promise<string> =>
  (await valueOf(archive.api.customers.add({ ...aCustomer(), ...more }))).id

describe('story 1: a major quality problem', () => {
  it('runs its clocks, keeps the original, holds the gates of leaving and closing', async () => {
    const id = await report('majorQuality', { receivedAt: at('2026-12-10T14:00') })
    let view = await one(id)
    expect(clockOf(view, 'tellHead')).toMatchObject({
      dueAt: at('2026-12-10T14:30'),
      warnMinutes: 5,
      metAt: null,
      setBy: 'measures',
    })
    expect(view.nextDueAt).toBe(at('2026-12-10T14:30'))
    expect(clockOf(view, 'arrive')?.dueAt).toBe(at('2026-12-11T14:00'))

    set('2026-12-10T14:37')
    view = await valueOf(record(id, { kind: 'told', who: '王芳', by: 'phone' }))
    expect(clockOf(view, 'tellHead')?.metAt).toBe(at('2026-12-10T14:37'))
    const told = (await entriesOf(id)).find(({ kind }) => kind === 'told')
    view = await valueOf(
      archive.api.incidents.correct({
        id,
        entryId: told?.id ?? '',
        at: at('2026-12-10T14:29'),
        text: '',
        reason: '看错了表',
      }),
    )
    expect(clockOf(view, 'tellHead')?.metAt).toBe(at('2026-12-10T14:29'))
    const both = (await entriesOf(id)).filter(({ kind }) => kind === 'told')
    expect(both.map(entry => [entry.at, entry.corrected])).toEqual([
      [at('2026-12-10T14:29'), false],
      [at('2026-12-10T14:37'), true],
    ])

    set('2026-12-10T15:30')
    const departments = await valueOf(archive.api.staff.departments({}))
    const duties = ['拆检轴承', '查出厂记录', '备轴承两套', '订车', '答复客户'].map((what, index) => ({
      what,
      departmentId: departments[[2, 4, 5, 5, 2][index] ?? 0]?.id ?? null,
      owner: '',
      dueAt: null,
    }))
    const meeting: Recorded = {
      kind: 'meeting',
      attendees: ['王芳', '陈技'],
      situation: '振动 7.1 mm/s',
      measures: '停机换轴承',
      duties,
    }
    view = await valueOf(record(id, meeting, '2026-12-10T15:00'))
    expect(view.tasks).toHaveLength(5)
    expect(new Set(view.tasks.map(({ department }) => department)).size).toBe(3)

    await valueOf(record(id, { kind: 'reply', who: '李师傅', by: 'phone' }))
    await valueOf(record(id, { kind: 'leaders', who: '总公司张总', by: 'phone' }))
    view = await valueOf(archive.api.incidents.pause({ id, from: null, reason: '等客户停机' }))
    expect([clockOf(view, 'tellHead')?.dueAt, clockOf(view, 'arrive')?.dueAt]).toEqual([
      at('2026-12-10T14:30'),
      at('2026-12-11T14:00'),
    ])
    await valueOf(archive.api.incidents.resume({ id, to: null }))

    set('2026-12-11T13:20')
    view = await valueOf(record(id, { kind: 'arrival', who: ['陈技'] }))
    expect([view.state, clockOf(view, 'arrive')?.metAt]).toEqual(['onSite', at('2026-12-11T13:20')])
    await valueOf(record(id, { kind: 'opinion', who: '李师傅' }, null, '要求换新轴承'))
    await valueOf(record(id, { kind: 'agreement', who: '李师傅' }, null, '免费更换'))
    await valueOf(record(id, { kind: 'given', what: 'people', worthFen: null }))

    const leave: Recorded = { kind: 'departure', who: ['陈技'] }
    expect(await codeOf(record(id, leave))).toBe('incidents.guidanceFirst')
    await valueOf(record(id, { kind: 'satisfaction', who: '李师傅', satisfied: false }, null, '还有异响'))
    expect(await codeOf(record(id, leave))).toBe('incidents.guidanceFirst')
    await valueOf(record(id, { kind: 'guidance', who: '李师傅', understood: true }))
    expect(await codeOf(record(id, leave))).toBe('incidents.satisfiedFirst')
    view = await valueOf(record(id, { kind: 'satisfaction', who: '李师傅', satisfied: true }))
    expect(view.satisfaction).toEqual({ rounds: 2, satisfied: true })
    view = await valueOf(record(id, leave))
    expect(view.state).toBe('awaiting')

    await valueOf(record(id, { kind: 'report', who: '客户总经理', document: 'BG-01' }))
    await valueOf(record(id, { kind: 'review', cause: '轴承缺油', lesson: '每班查油位', actions: [] }))
    for (const task of view.tasks.slice(1))
      await valueOf(archive.api.incidents.doTask({ id, taskId: task.id, note: '' }))
    const refused = await close(id)
    expect(refused).toMatchObject({ ok: false, code: 'incidents.lacking', params: { count: 1, zh: '拆检轴承' } })
    expect(await codeOf(archive.api.incidents.move({ id, version: (await one(id)).version, state: 'closed' }))).toBe(
      'incidents.lacking',
    )
    await valueOf(archive.api.incidents.doTask({ id, taskId: view.tasks[0]?.id ?? '', note: '' }))
    view = await valueOf(close(id))
    // CLAUSE C3: 7, 30 and 90 days on, each on a working day; 2027-01-10 is a Sunday.
    expect(view.state).toBe('followUp')
    expect(view.tasks.filter(({ kind }) => kind === 'followUp').map(({ dueAt }) => dueAt)).toEqual([
      at('2026-12-19T00:00'),
      at('2027-01-12T00:00'),
      at('2027-03-12T00:00'),
    ])
    expect(await codeOf(close(id))).toBe('incidents.closed')
  })
})

describe('gates', () => {
  it('A4.1: emergency supply only for the qualified, without a way round', async () => {
    const id = await report('suddenDemand')
    expect(await codeOf(record(id, { kind: 'eligibility' }))).toBe('incidents.noCustomer')
    const expired = await customer({ code: 'C-1', licenceNumber: '91350100', licenceValidUntil: '2026-12-09' })
    const demand = await report('suddenDemand', { customerId: expired })
    expect(await codeOf(record(demand, { kind: 'eligibility' }))).toBe('incidents.licenceExpired')
    for (const [more, code] of [
      [{ licenceNumber: '', licenceValidUntil: null }, 'incidents.noLicence'],
      [
        { licenceNumber: '91350100', licenceValidUntil: '2026-12-10', standing: 'blocked', standingReason: '欠款' },
        'incidents.blocked',
      ],
    ] as const) {
      const entry = await valueOf(archive.api.customers.entry({ id: expired }))
      const fields = { ...customerFieldsOf(entry), id: entry.id, version: entry.version }
      await valueOf(archive.api.customers.correct({ ...fields, ...more }))
      expect(await codeOf(record(demand, { kind: 'eligibility' }))).toBe(code)
    }
    const entry = await valueOf(archive.api.customers.entry({ id: expired }))
    const fields = { ...customerFieldsOf(entry), id: entry.id, version: entry.version }
    // The licence holds on its last day.
    await valueOf(archive.api.customers.correct({ ...fields, standing: 'normal', standingReason: '' }))
    const view = await valueOf(record(demand, { kind: 'eligibility' }))
    expect(view.steps.find(({ step }) => step.key === 'eligible')?.state).toBe('done')
  })

  it('A4.3: approval with its number, then supply, then a technician, a senior fitter and the kit', async () => {
    const id = await report('suddenDemand', { customerId: await customer({ licenceNumber: '91350100' }) })
    expect(await codeOf(record(id, { kind: 'supplyTold', who: '供应部' }))).toBe('incidents.approvalFirst')
    await valueOf(record(id, { kind: 'eligibility' }))
    const granted: Recorded = { kind: 'approval', who: '总公司', granted: true, document: '' }
    expect(await codeOf(record(id, granted))).toBe('incidents.documentMissing')
    await valueOf(record(id, { ...granted, granted: false }))
    expect(await codeOf(record(id, { kind: 'supplyTold', who: '供应部' }))).toBe('incidents.approvalFirst')
    await valueOf(record(id, { ...granted, document: '总字 12 号' }))
    await valueOf(record(id, { kind: 'supplyTold', who: '供应部' }))
    const view = await one(id)
    await valueOf(archive.api.incidents.change({ ...changeOf(view), facts: { short: 0 } }))
    await valueOf(record(id, { kind: 'stockPick', document: 'CK-1' }))
    const person = async (code: string, skills: string[]): Promise<string> =>
      (await valueOf(archive.api.staff.add({ ...emptyColleague, code, name: code, skills }))).id
    const [technician, fitter, both] = [
      await person('T', ['technician']),
      await person('F', ['seniorFitter']),
      await person('B', ['technician', 'seniorFitter']),
    ]
    const { id: warehouseId } = await valueOf(archive.api.stock.addWarehouse({ name: '主仓库' }))
    const { id: toolId } = await valueOf(
      archive.api.tools.add({
        code: 'G-1',
        name: '扳手',
        place: '',
        keeperId: null,
        calibrationDue: null,
        note: '',
        active: true,
      }),
    )
    const kit = await valueOf(
      archive.api.tools.addKit({
        name: '应急包',
        place: '',
        warehouseId,
        keeperId: null,
        note: '',
        items: [{ productId: null, toolId, quantity: 1000 }],
      }),
    )
    const crew = (colleagues: string[]): Recorded => ({ kind: 'crew', colleagues, kitId: kit.id })
    expect(await codeOf(record(id, crew([technician, fitter])))).toBe('incidents.noKit')
    await valueOf(archive.api.tools.lendKit({ id: kit.id, borrowerId: fitter, purpose: '抢修', dueOn: null }))
    expect(await codeOf(record(id, crew([fitter])))).toBe('incidents.noTechnician')
    expect(await codeOf(record(id, crew([technician])))).toBe('incidents.noSeniorFitter')
    expect(await codeOf(record(id, crew([both])))).toBe('incidents.noSeniorFitter')
    expect(
      (await valueOf(record(id, crew([technician, both])))).steps.find(({ step }) => step.key === 'crew')?.state,
    ).toBe('done')
  })

  it('A1.2: people before goods, whatever the path', async () => {
    const id = await report('trafficAccident', { drill: true, facts: { casualties: 1 } })
    expect(await codeOf(record(id, { kind: 'takeOver', vehicle: 'V-07' }))).toBe('incidents.rescueFirst')
    expect(await codeOf(record(id, { kind: 'newTime', who: '张总', promisedAt: at('2026-12-11T09:00') }))).toBe(
      'incidents.rescueFirst',
    )
    let view = await valueOf(record(id, { kind: 'rescue', called: ['120', '122'] }))
    expect(view.steps.find(({ step }) => step.key === 'rescue')?.state).toBe('open')
    view = await valueOf(record(id, { kind: 'rescue', called: ['120', '122', '110'] }))
    expect(view.steps.find(({ step }) => step.key === 'rescue')?.state).toBe('done')
    expect(await codeOf(record(id, { kind: 'takeOver', vehicle: 'V-07' }))).toBe('incidents.rescueFirst')
    await valueOf(record(id, { kind: 'newTime', who: '张总', promisedAt: at('2026-12-11T09:00') }))
    await valueOf(record(id, { kind: 'takeOver', vehicle: 'V-07' }))
  })
})

describe('clocks', () => {
  it('reckons working limits anew when the calendar, a pause or the level changes', async () => {
    set('2026-12-10T17:00')
    const id = await report('complaint', { level: 2 })
    const due = async () => clockOf(await one(id), 'reply')?.dueAt
    expect(await due()).toBe(at('2026-12-11T10:00'))
    await valueOf(archive.api.office.changeDay({ day: '2026-12-11', working: false, name: '停电' }))
    expect(await due()).toBe(at('2026-12-14T10:00'))
    await valueOf(archive.api.office.changeDay({ day: '2026-12-11', working: null, name: '' }))
    await valueOf(archive.api.incidents.change({ ...changeOf(await one(id)), level: 4, assumedWorst: true }))
    expect(await due()).toBe(at('2026-12-10T17:30'))
    set('2026-12-10T17:10')
    await valueOf(archive.api.incidents.pause({ id, from: null, reason: '等客户' }))
    expect(await due()).toBeNull()
    set('2026-12-11T08:40')
    await valueOf(archive.api.incidents.resume({ id, to: null }))
    // Ten minutes were used; twenty are left from twenty to nine.
    expect(await due()).toBe(at('2026-12-11T09:00'))
    const { lines } = await valueOf(archive.api.incidents.clock({ id, step: 'reply', source: 'plan' }))
    expect(lines.map(({ minutes }) => minutes)).toEqual([10, 20])
    expect(
      await codeOf(archive.api.office.changeHours({ weekdays: [[{ from: 600, to: 500 }], [], [], [], [], [], []] })),
    ).toBe('office.wrongRanges')
  })

  it('lists the contract beside the plan, also when it wants somebody sooner', async () => {
    const contracts = [
      { reference: 'HT-1', responseHours: 4, visitEveryDays: 45, startsOn: null, endsOn: null, note: '' },
    ]
    const id = await report('systemIncident', { customerId: await customer({ contracts }) })
    const view = await one(id)
    expect(view.clocks.filter(({ step }) => step === 'arrive').map(({ source, dueAt }) => [source, dueAt])).toEqual([
      ['contract', at('2026-12-10T18:06')],
      ['plan', at('2026-12-11T14:06')],
    ])
  })

  it('rings before, at and after, once each, and calls nobody for a drill', async () => {
    await valueOf(
      archive.api.messages.addChannel({
        name: '群',
        escalations: true,
        active: true,
        settings: { kind: 'wecom', secretKey: 'k' },
      }),
    )
    const id = await report('majorQuality')
    const drill = await report('majorQuality', { drill: true })
    expect(archive.due()).not.toContain('incidents.sound')
    const sound = async (local: string) => {
      set(local)
      return (await valueOf(archive.api.incidents.sound({})))
        .filter(({ step }) => step.zh.startsWith('30'))
        .map(({ incidentId, stage }) => [incidentId === drill, stage])
    }
    expect(await sound('2026-12-10T14:31')).toEqual([
      [false, 'before'],
      [true, 'before'],
    ])
    expect(await sound('2026-12-10T14:31')).toEqual([])
    expect((await sound('2026-12-10T14:36')).map(([, stage]) => stage)).toEqual(['at', 'at'])
    expect((await sound('2026-12-10T14:51')).map(([, stage]) => stage)).toEqual(['after', 'after'])
    expect(await sound('2026-12-10T15:30')).toEqual([])
    const escalated = async (of: string) =>
      (await entriesOf(of)).filter(({ kind, text }) => kind === 'escalated' && text.startsWith('30')).length
    expect([await escalated(id), await escalated(drill)]).toEqual([3, 0])
    const sent = await valueOf(archive.api.messages.page({ ...first, state: 'queued' }))
    expect(
      sent.rows.every(row => row.incidentId === id && !row.text.includes('3 号机组') && !row.text.includes('李师傅')),
    ).toBe(true)
  })
})

describe('what is refused changes nothing', () => {
  it('times, unknown steps, blocked steps, stale versions, closing twice', async () => {
    const count = async () =>
      (await valueOf(archive.api.incidents.page({ ...first, ...anyFilter, state: null, sort: 'newest' }))).total
    const planId = await planOf('majorQuality')
    const attempt = (more: object) => archive.api.incidents.report({ ...reported, planId, ...more })
    expect(await codeOf(attempt({ receivedAt: at('2026-12-10T15:00') }))).toBe('incidents.wrongTimes')
    expect(await codeOf(attempt({ receivedAt: at('2026-12-10T13:00'), occurredAt: at('2026-12-10T13:01') }))).toBe(
      'incidents.wrongTimes',
    )
    expect(await codeOf(attempt({ planId: archive.newId() }))).toBe('plans.notFound')
    expect(await codeOf(attempt({ title: 'x'.repeat(121) }))).toBe('core.invalidInput')
    expect(await codeOf(archive.as('auditor').incidents.report({ ...reported, planId }))).toBe('core.roleTooLow')
    expect(await count()).toBe(0)
    const id = await report('majorQuality')
    const before = (await entriesOf(id)).length
    const told: Recorded = { kind: 'told', who: '王芳', by: 'phone' }
    expect(await codeOf(record(id, told, '2026-12-10T14:07'))).toBe('incidents.inFuture')
    expect(await codeOf(record(id, told, '2026-12-10T14:00'))).toBe('incidents.beforeOccurred')
    const at5 = (what: Recorded, step: string) =>
      archive.api.incidents.record({ id, record: what, text: '', at: null, step })
    expect(await codeOf(at5(told, 'nothing'))).toBe('incidents.noStep')
    expect(await codeOf(at5(told, 'arrive'))).toBe('incidents.wrongProof')
    expect(await codeOf(at5({ kind: 'agreement', who: '李' }, 'agree'))).toBe('incidents.stepBlocked')
    expect((await entriesOf(id)).length).toBe(before)
    const { version } = await one(id)
    await valueOf(archive.api.incidents.activate({ id, version }))
    expect(await codeOf(archive.api.incidents.activate({ id, version }))).toBe('incidents.activatedAlready')
    expect(await codeOf(archive.api.incidents.move({ id, version, state: 'awaiting' }))).toBe('core.conflict')
    expect(await codeOf(archive.api.incidents.move({ id, version: version + 1, state: 'onSite' }))).toBe(
      'incidents.arriveFirst',
    )
    expect(await codeOf(archive.api.incidents.reopen({ id, version, reason: 'x' }))).toBe('incidents.notClosed')
    expect(await codeOf(archive.api.incidents.link({ id, otherId: id }))).toBe('incidents.itself')
  })

  it('a record taken back opens its step again; the timeline itself cannot be edited', async () => {
    const id = await report('majorQuality')
    await valueOf(record(id, { kind: 'told', who: '王芳', by: 'phone' }))
    const told = (await entriesOf(id)).find(({ kind }) => kind === 'told')
    const view = await valueOf(archive.api.incidents.takeBack({ id, entryId: told?.id ?? '', reason: '打错了人' }))
    expect(view.steps.find(({ step }) => step.key === 'tellHead')?.state).toBe('open')
    expect(clockOf(view, 'tellHead')?.metAt).toBeNull()
    expect(await codeOf(archive.api.incidents.takeBack({ id, entryId: told?.id ?? '', reason: 'x' }))).toBe(
      'incidents.correctedAlready',
    )
    expect(() => archive.db.exec("UPDATE incident_entry SET text = 'x'")).toThrow('append-only')
    expect(() => archive.db.exec('DELETE FROM incident_entry')).toThrow('append-only')
  })

  it('an incident keeps the version of the plan it started with', async () => {
    const id = await report('earlyDelivery')
    const planId = await planOf('earlyDelivery')
    const draft = await valueOf(archive.api.plans.draft({ id: planId }))
    const { body } = await valueOf(archive.api.plans.body({ versionId: draft.id }))
    const written = await valueOf(
      archive.api.plans.write({
        versionId: draft.id,
        version: draft.version,
        body: { ...body, steps: body.steps.slice(0, 1) },
        note: '',
      }),
    )
    const sales = await valueOf(
      archive.api.plans.approve({ versionId: draft.id, version: written.version, as: 'sales', name: '李销' }),
    )
    expect(sales.state).toBe('draft')
    expect(await codeOf(archive.api.plans.enforce({ versionId: draft.id, version: sales.version }))).toBe(
      'plans.notApproved',
    )
    const both = await valueOf(
      archive.api.plans.approve({ versionId: draft.id, version: sales.version, as: 'afterSales', name: '赵服' }),
    )
    await valueOf(archive.api.plans.enforce({ versionId: draft.id, version: both.version }))
    expect((await one(id)).steps).toHaveLength(body.steps.length)
    expect((await one(await report('earlyDelivery'))).steps).toHaveLength(1)
    expect(await codeOf(archive.api.plans.write({ versionId: draft.id, version: both.version, body, note: '' }))).toBe(
      'plans.notADraft',
    )
  })
})

describe('afterwards', () => {
  it('reports, follows up, reopens, and proves the sentences of the measures by records alone', async () => {
    const id = await report('complaint', { level: 1, customerId: await customer() })
    const period = { from: '2026-12-01', to: '2027-02-28', incidentId: null }
    const coverage = async () =>
      new Map((await valueOf(archive.api.incidents.coverage(period))).map(row => [row.id, row]))
    expect((await coverage()).get('A0.2b')?.count).toBe(0)
    await valueOf(record(id, { kind: 'reply', who: '李', by: 'phone' }, null, '今天派人'))
    await valueOf(record(id, { kind: 'note' }, null, '轴承缺油'))
    await valueOf(record(id, { kind: 'agreement', who: '李' }))
    await valueOf(record(id, { kind: 'note' }, null, '已加油'))
    await valueOf(record(id, { kind: 'satisfaction', who: '李', satisfied: true }))
    expect((await coverage()).get('A0.2b')).toMatchObject({ count: 1, last: { incidentId: id, kind: 'record' } })
    expect((await coverage()).get('A1.2c')?.last).toBeNull()
    let report5 = await valueOf(archive.api.incidents.summaryReport({ id }))
    expect(report5.body.handling).toContain('今天派人')
    report5 = await valueOf(
      archive.api.incidents.writeReport({ id, version: 0, body: { ...report5.body, cause: '缺油' } }),
    )
    expect(await codeOf(archive.api.incidents.sendReport({ id, version: 1, to: '总经理', document: '' }))).toBe(
      'incidents.reportUnapproved',
    )
    report5 = await valueOf(archive.api.incidents.approveReport({ id, version: 1, name: '王芳' }))
    report5 = await valueOf(archive.api.incidents.sendReport({ id, version: 2, to: '总经理', document: 'BG-2' }))
    expect(await codeOf(archive.api.incidents.writeReport({ id, version: 3, body: report5.body }))).toBe(
      'incidents.reportSent',
    )
    let view = await valueOf(close(id))
    const task = view.tasks.find(({ kind }) => kind === 'followUp')
    view = await valueOf(archive.api.incidents.followUp({ id, taskId: task?.id ?? '', finding: '又响了', well: false }))
    expect([view.state, view.closedAt]).toEqual(['inHand', null])
    const figures = await valueOf(archive.api.incidents.figures({ from: '2026-12-01', to: '2026-12-31', by: 'month' }))
    expect(figures).toMatchObject([{ key: '2026-12', count: 1, open: 1 }])
    expect(await codeOf(archive.api.incidents.figures({ from: '2026-12-02', to: '2026-12-01', by: 'kind' }))).toBe(
      'incidents.wrongPeriod',
    )
  })

  it('drills stay out of figures and coverage', async () => {
    const id = await report('complaint', { drill: true })
    await valueOf(record(id, { kind: 'satisfaction', who: '李', satisfied: true }))
    expect(await valueOf(archive.api.incidents.figures({ from: '2026-12-01', to: '2026-12-31', by: 'kind' }))).toEqual(
      [],
    )
    const rows = await valueOf(
      archive.api.incidents.coverage({ from: '2026-12-01', to: '2026-12-31', incidentId: null }),
    )
    expect(rows.find(row => row.id === 'A0.2b')?.count).toBe(0)
  })

  it('erasing the customer leaves no name in the case', async () => {
    const customerId = await customer()
    const id = await report('complaint', { customerId })
    const { version } = await valueOf(archive.api.customers.entry({ id: customerId }))
    await valueOf(archive.api.customers.erase({ id: customerId, version, reason: '本人要求' }))
    expect(await one(id)).toMatchObject({ customerId: null, customer: '', reporter: '', reporterPhone: '' })
  })
})

describe('every kind of incident', () => {
  it('runs to its end: each open step has a record that proves it, and then it closes', async () => {
    const customerId = await customer({ licenceNumber: '91350100' })
    const person = async (code: string, skills: string[]): Promise<string> =>
      (await valueOf(archive.api.staff.add({ ...emptyColleague, code, name: code, skills }))).id
    const crew = [await person('T', ['technician']), await person('F', ['seniorFitter'])]
    const { id: warehouseId } = await valueOf(archive.api.stock.addWarehouse({ name: '主仓库' }))
    const tool = await valueOf(
      archive.api.tools.add({
        code: 'G',
        name: 'G',
        place: '',
        keeperId: null,
        calibrationDue: null,
        note: '',
        active: true,
      }),
    )
    const items = [{ productId: null, toolId: tool.id, quantity: 1000 }]
    const kit = await valueOf(
      archive.api.tools.addKit({ name: '包', place: '', warehouseId, keeperId: null, note: '', items }),
    )
    await valueOf(archive.api.tools.lendKit({ id: kit.id, borrowerId: crew[0] ?? '', purpose: 'x', dueOn: null }))
    const closed: string[] = []
    for (const { key, id: planId } of await valueOf(archive.api.plans.page({}))) {
      const { id } = await valueOf(
        archive.api.incidents.report({ ...reported, planId, customerId, drill: true, facts: { casualties: 1 } }),
      )
      const asked = await one(id)
      await valueOf(
        archive.api.incidents.change({
          ...changeOf(asked),
          facts: Object.fromEntries(asked.questions.map(({ key: of }) => [of, 1])),
        }),
      )
      expect((await close(id)).ok).toBe(false)
      for (let turn = 0; turn < 40; turn += 1) {
        const open = (await one(id)).steps.find(({ state }) => state === 'open')
        if (!open) break
        const proof: Recorded =
          open.step.proof === 'crew' ? { kind: 'crew', colleagues: crew, kitId: kit.id } : proofOf(open.step.proof)
        await valueOf(archive.api.incidents.record({ id, record: proof, text: '', at: null, step: open.step.key }))
      }
      const view = await one(id)
      expect([key, view.lacks, view.openSteps]).toEqual([key, [], 0])
      await valueOf(close(id))
      closed.push(key)
    }
    expect(closed).toHaveLength(9)
  })

  it('stands on the board by state or by department, and is given to another department', async () => {
    const id = await report('complaint')
    const board = (by: 'state' | 'department') => valueOf(archive.api.incidents.board({ ...anyFilter, by }))
    expect((await board('state')).map(({ state, total }) => [state, total])[0]).toEqual(['reported', 1])
    const [supply] = (await valueOf(archive.api.staff.departments({}))).filter(({ duty }) => duty === 'supply')
    const { version } = await one(id)
    await valueOf(archive.api.incidents.assign({ id, version, departmentId: supply?.id ?? '' }))
    expect((await board('department')).filter(({ total }) => total > 0).map(({ department }) => department)).toEqual([
      '供应部',
    ])
    expect(await codeOf(archive.api.incidents.assign({ id, version, departmentId: supply?.id ?? '' }))).toBe(
      'core.conflict',
    )
  })

  it('rings for a limit in working time only within it, for the wall clock at any hour', async () => {
    // Due on Friday at 08:40: a quarter of an hour before it nobody is at work yet.
    set('2026-12-10T17:10')
    await report('complaint', { level: 4, title: '夜里' })
    const rung = async (local: string) => {
      set(local)
      return (await valueOf(archive.api.incidents.sound({}))).map(({ step }) => step.zh)
    }
    expect(await rung('2026-12-10T17:20')).toEqual([])
    expect(await rung('2026-12-10T17:36')).toContain('30 分钟内告知网点负责人')
    expect(await rung('2026-12-11T08:26')).not.toContain('第一次答复客户')
    expect(await rung('2026-12-11T08:30')).toContain('第一次答复客户')
  })
})
