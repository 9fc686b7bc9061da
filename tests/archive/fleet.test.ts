/** The fleet over the real archive: story 3, fitness at its boundaries, the day plan, rescheduling with its knock-on list. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyVehicle } from '../../src-main/features/fleet/rules'
import type { TestArchive } from '../support/archive'
import { codeOf, testArchive, valueOf } from '../support/archive'
import { aCustomer } from '../support/customers'

let archive: TestArchive
let customers: string[] = []
const at = (day: string, time: string): string => new Date(`${day}T${time}:00+08:00`).toISOString()
const day = '2026-12-10'
const first = { offset: 0, limit: 50 }

const vehicle = async (code: string, capacityKg: number, standby = false): Promise<string> =>
  (await valueOf(archive.api.fleet.addVehicle({ ...emptyVehicle, code, plate: `闽A${code}`, capacityKg, standby }))).id
const plan = async (vehicleId: string | null, weightKg: number, time: string, customer = 0) =>
  valueOf(
    archive.api.fleet.plan({
      customerId: customers[customer] ?? '',
      load: '配件',
      weightKg,
      place: '青江路 8 号',
      promisedAt: at(day, time),
      vehicleId,
      note: '',
    }),
  )
const report = {
  kind: 'breakdown' as const,
  occurredAt: null,
  receivedAt: null,
  place: '国道 104 线 1523 公里处',
  what: '水箱漏水',
  casualties: 0,
  headName: '',
}
let [v02, v03, v07, v08] = ['', '', '', '']

beforeEach(async () => {
  archive = testArchive()
  archive.clock.set(at(day, '08:00'))
  customers = []
  for (const code of ['C-1', 'C-2', 'C-3'])
    customers.push((await valueOf(archive.api.customers.add({ ...aCustomer(), code, name: `客户${code}` }))).id)
  v02 = await vehicle('V-02', 3000)
  v03 = await vehicle('V-03', 3000)
  v07 = await vehicle('V-07', 2000, true)
  v08 = await vehicle('V-08', 1500, true)
  await valueOf(
    archive.api.fleet.planService({
      vehicleId: v03,
      kind: 'maintenance',
      what: '二级维护',
      dueOn: '2026-11-28',
      dueKm: null,
    }),
  )
})
afterEach(() => {
  expect(archive.faults).toEqual([])
  archive.close()
})

const loaded = async (): Promise<void> => {
  for (const [index, [weight, time]] of (
    [
      [600, '10:00'],
      [700, '11:00'],
      [500, '15:00'],
    ] as const
  ).entries()) {
    const { id, version } = await plan(v02, weight, time, index)
    await valueOf(archive.api.fleet.leave({ id, version }))
  }
}

describe('story 3: a vehicle stops', () => {
  it('moves the load to a vehicle that is fit, and closes only when every step is done', async () => {
    const { fleet } = archive.api
    await loaded()
    expect((await fleet.report({ ...report, vehicleId: v02, place: '  ' })).ok).toBe(false)
    archive.clock.set(at(day, '10:06'))
    const { id, number } = await valueOf(fleet.report({ ...report, vehicleId: v02, receivedAt: at(day, '10:00') }))
    expect(number).toBe('GZ-2026-0001')
    expect(await codeOf(fleet.report({ ...report, vehicleId: v02 }))).toBe('fleet.reportedAlready')
    const entry = await valueOf(fleet.breakdown({ id }))
    expect(entry).toMatchObject({
      weightKg: 1800,
      nextContactAt: at(day, '10:30'),
      receivedAt: at(day, '10:00'),
      recordedAt: at(day, '10:06'),
    })
    expect(entry.candidates.map(({ vehicle: { code }, unfit }) => [code, unfit])).toEqual([
      ['V-07', null],
      ['V-08', 'tooSmall'],
      ['V-03', 'maintenanceOverdue'],
    ])
    expect(entry.candidates[2]?.vehicle.maintenanceOverdue).toEqual({ days: 12, kilometres: null })
    expect(await codeOf(fleet.takeOver({ id, version: entry.version, vehicleId: v08 }))).toBe('fleet.unfit')
    expect(await codeOf(fleet.closeBreakdown({ id, version: entry.version }))).toBe('fleet.loadWaits')
    await valueOf(
      fleet.contactDriver({ id, reached: true, offRoad: true, warningSet: true, goodsGuarded: true, note: '' }),
    )
    expect(await valueOf(fleet.breakdown({ id }))).toMatchObject({ nextContactAt: at(day, '10:36') })

    const { version } = await valueOf(fleet.takeOver({ id, version: entry.version, vehicleId: v07 }))
    const { tasks, nextContactAt } = await valueOf(fleet.breakdown({ id }))
    expect(tasks.map(({ kind }) => kind)).toEqual(['dispatch', 'call', 'call', 'call', 'repair'])
    expect(nextContactAt).toBeNull()
    const { vehicles } = await valueOf(fleet.dayPlan({ day }))
    const of = (code: string) => vehicles.find(planned => planned.vehicle?.code === code)
    expect(of('V-07')).toMatchObject({ weightKg: 1800, deliveries: [{ state: 'planned', toldAt: null }, {}, {}] })
    expect(of('V-02')).toMatchObject({ weightKg: 0, vehicle: { state: 'repair' } })
    for (const [index, task] of tasks.entries()) {
      expect(await codeOf(fleet.closeBreakdown({ id, version }))).toBe('fleet.tasksOpen')
      await valueOf(fleet.doTask({ id, taskId: task.id, note: '' }))
      expect((await valueOf(fleet.breakdown({ id }))).openTasks).toBe(4 - index)
    }
    expect(await valueOf(fleet.untold(first))).toMatchObject({ total: 0 })
    expect(await valueOf(fleet.closeBreakdown({ id, version }))).toMatchObject({ state: 'closed' })
    // The repair order stands in the vehicle's own list; once it is done, the vehicle may drive again.
    const { services } = await valueOf(fleet.vehicle({ id: v02 }))
    expect(services).toMatchObject([{ kind: 'repair', what: 'GZ-2026-0001 水箱漏水' }])
    await valueOf(fleet.doService({ id: services[0]?.id ?? '', doneOn: day, doneKm: 81000, costFen: 90000, note: '' }))
    expect(await valueOf(fleet.vehicle({ id: v02 }))).toMatchObject({ state: 'active', mileageKm: 81000 })
  })

  it('puts people before goods in an accident with casualties', async () => {
    const { fleet } = archive.api
    await loaded()
    const { id } = await valueOf(fleet.report({ ...report, vehicleId: v02, kind: 'accident', casualties: 1 }))
    const { tasks, version } = await valueOf(fleet.breakdown({ id }))
    expect(tasks.map(({ kind }) => kind)).toEqual(['rescue120', 'rescue122', 'rescue110', 'tellLeader'])
    expect(await codeOf(fleet.takeOver({ id, version, vehicleId: v07 }))).toBe('fleet.rescueFirst')
    const newTime = { id, version, promisedAt: at('2026-12-11', '09:00') }
    expect(await codeOf(fleet.setNewTime({ ...newTime, leader: '陈总' }))).toBe('fleet.rescueFirst')
    for (const task of tasks) await valueOf(fleet.doTask({ id, taskId: task.id, note: '已拨通' }))
    expect(await codeOf(fleet.takeOver({ id, version, vehicleId: v07 }))).toBe('fleet.rescueFirst')
    expect((await fleet.setNewTime({ ...newTime, leader: ' ' })).ok).toBe(false)
    const set = await valueOf(fleet.setNewTime({ ...newTime, leader: '陈总' }))
    expect(set).toMatchObject({ newTimeBy: '陈总' })
    await valueOf(fleet.takeOver({ id, version: set.version, vehicleId: v07 }))
    // All move as far as the first one did.
    expect(
      (await valueOf(fleet.dayPlan({ day: '2026-12-11' }))).vehicles
        .find(({ vehicle: v }) => v?.code === 'V-07')
        ?.deliveries.map(({ promisedAt }) => promisedAt),
    ).toEqual([at('2026-12-11', '09:00'), at('2026-12-11', '10:00'), at('2026-12-11', '14:00')])
  })

  it('handles an accident without casualties, and replaces the vehicle', async () => {
    const { fleet } = archive.api
    await loaded()
    const { id, version } = await valueOf(fleet.report({ ...report, vehicleId: v02, kind: 'accident' }))
    await valueOf(fleet.takeOver({ id, version, vehicleId: v07 }))
    const { tasks } = await valueOf(fleet.breakdown({ id }))
    expect(tasks.map(({ kind }) => kind)).toEqual(['handleAccident', 'dispatch', 'call', 'call', 'call', 'repair'])
  })

  it('keeps occurred, received and recorded apart and in order', async () => {
    const { fleet } = archive.api
    expect(await codeOf(fleet.report({ ...report, vehicleId: v02, receivedAt: at(day, '09:00') }))).toBe(
      'fleet.wrongTimes',
    )
    archive.clock.set(at(day, '09:00'))
    expect(
      await codeOf(
        fleet.report({ ...report, vehicleId: v02, receivedAt: at(day, '08:00'), occurredAt: at(day, '08:30') }),
      ),
    ).toBe('fleet.wrongTimes')
  })
})

describe('fitness', () => {
  it('ends after the last day, and after the kilometre, never on it', async () => {
    const { fleet } = archive.api
    const unfit = async (): Promise<string | null | undefined> => {
      const open = (await valueOf(fleet.breakdowns({ all: false, ...first }))).rows[0]
      return (await valueOf(fleet.breakdown({ id: open?.id ?? '' }))).candidates.find(({ vehicle: v }) => v.id === v07)
        ?.unfit
    }
    await valueOf(fleet.report({ ...report, vehicleId: v02 }))
    const fields = { ...emptyVehicle, code: 'V-07', plate: '闽A7', capacityKg: 2000, standby: true, mileageKm: 10000 }
    await valueOf(fleet.planService({ vehicleId: v07, kind: 'maintenance', what: '换油', dueOn: day, dueKm: 10000 }))
    await valueOf(fleet.correctVehicle({ ...fields, id: v07, version: 1, inspectionUntil: day, insuranceUntil: day }))
    expect(await unfit()).toBeNull()
    await valueOf(fleet.correctVehicle({ ...fields, id: v07, version: 2, mileageKm: 10001 }))
    expect(await unfit()).toBe('maintenanceOverdue')
    const { services } = await valueOf(fleet.vehicle({ id: v07 }))
    await valueOf(fleet.doService({ id: services[0]?.id ?? '', doneOn: day, doneKm: 10001, costFen: null, note: '' }))
    expect(
      await codeOf(fleet.doService({ id: services[0]?.id ?? '', doneOn: day, doneKm: null, costFen: null, note: '' })),
    ).toBe('fleet.serviceDone')
    await valueOf(fleet.correctVehicle({ ...fields, id: v07, version: 3, inspectionUntil: '2026-12-09' }))
    expect(await unfit()).toBe('inspectionExpired')
    await valueOf(fleet.correctVehicle({ ...fields, id: v07, version: 4, insuranceUntil: '2026-12-09' }))
    expect(await unfit()).toBe('insuranceExpired')
  })
})

describe('the day plan', () => {
  it('refuses a load that is too heavy, up to the last kilogram', async () => {
    const { fleet } = archive.api
    await plan(v08, 1000, '09:00')
    await plan(v08, 500, '10:00')
    const { id, version } = await plan(null, 1, '11:00')
    expect(await codeOf(fleet.assign({ id, version, vehicleId: v08 }))).toBe('fleet.tooHeavy')
    expect((await valueOf(fleet.dayPlan({ day }))).vehicles[0]).toMatchObject({ vehicle: null, weightKg: 1 })
    await valueOf(fleet.assign({ id, version, vehicleId: v07 }))
    expect(await codeOf(fleet.leave({ id, version }))).toBe('core.conflict')
  })

  it('belongs to the business day of the office, to the minute', async () => {
    await plan(v07, 1, '00:00')
    await plan(v07, 2, '23:59')
    const on = async (asked: string) =>
      (await valueOf(archive.api.fleet.dayPlan({ day: asked }))).vehicles.flatMap(({ deliveries }) =>
        deliveries.map(({ weightKg }) => weightKg),
      )
    expect(await on(day)).toEqual([1, 2])
    expect(await on('2026-12-09')).toEqual([])
    expect(await on('2026-12-11')).toEqual([])
  })

  it('reschedules with its knock-on list, tells who does not know yet, and asks departments', async () => {
    const { fleet, staff } = archive.api
    const early = await plan(v07, 1, '09:00')
    const moving = await plan(v07, 1, '10:00', 1)
    const later = await plan(v07, 1, '11:30', 2)
    const promisedAt = at(day, '12:00')
    expect(await valueOf(fleet.knockOn({ id: moving.id, promisedAt }))).toMatchObject([
      { delivery: { id: later.id }, wouldBe: at(day, '13:30') },
    ])
    const [department] = await valueOf(staff.departments({}))
    const input = { id: moving.id, version: moving.version, promisedAt, reason: '大雾封路' }
    expect(await codeOf(fleet.reschedule({ ...input, also: [early.id], requests: [] }))).toBe('fleet.notAfter')
    await valueOf(
      fleet.reschedule({
        ...input,
        also: [later.id],
        requests: [{ departmentId: department?.id ?? '', what: '通知仓库延后装车' }],
      }),
    )
    const untold = await valueOf(fleet.untold(first))
    expect(untold.rows.map(({ id, promisedAt: time }) => [id, time])).toEqual([
      [moving.id, promisedAt],
      [later.id, at(day, '13:30')],
    ])
    const { id, version } = untold.rows[0] ?? moving
    await valueOf(fleet.told({ id, version }))
    expect(await valueOf(fleet.untold(first))).toMatchObject({ total: 1 })
    const { rows } = await valueOf(fleet.requests({ open: true, ...first }))
    expect(rows).toMatchObject([{ what: '通知仓库延后装车', delivery: moving.number }])
    await valueOf(fleet.acknowledgeRequest({ id: rows[0]?.id ?? '' }))
    expect(await codeOf(fleet.acknowledgeRequest({ id: rows[0]?.id ?? '' }))).toBe('fleet.noRequest')
    const { changes } = await valueOf(fleet.delivery({ id: moving.id }))
    expect(changes.map(({ what }) => what)).toEqual(['planned', 'time', 'told'])
  })
})

describe('people who are erased', () => {
  it('leave no trace in deliveries, and a vehicle without its driver', async () => {
    const { fleet, customers: archived, staff } = archive.api
    const empty = {
      departmentId: null,
      post: '',
      teamRole: 'none' as const,
      email: '',
      wecom: '',
      dingtalk: '',
      skills: [],
      deputies: [],
      note: '',
    }
    const driver = await valueOf(staff.add({ ...empty, code: 'E1', name: '梁刚', phones: [], employed: true }))
    await valueOf(
      fleet.correctVehicle({
        ...emptyVehicle,
        code: 'V-07',
        plate: '闽A7',
        capacityKg: 2000,
        driverId: driver.id,
        id: v07,
        version: 1,
      }),
    )
    const { id, version } = await plan(v07, 1, '09:00')
    await valueOf(fleet.leave({ id, version }))
    await valueOf(fleet.deliver({ id, version: version + 1, signedBy: '张三丰' }))
    await valueOf(archived.erase({ id: customers[0] ?? '', version: 1, reason: '本人要求' }))
    expect(await valueOf(fleet.delivery({ id }))).toMatchObject({ customer: '', place: '', signedBy: '', phone: '' })
    expect(JSON.stringify(await valueOf(fleet.delivery({ id })))).not.toContain('张三丰')
    await valueOf(staff.erase({ id: driver.id, version: driver.version, reason: '本人要求' }))
    expect(await valueOf(fleet.vehicle({ id: v07 }))).toMatchObject({ driverId: null, driver: '' })
    const [department] = await valueOf(staff.departments({}))
    const later = await plan(v07, 1, '10:00', 1)
    const requests = [{ departmentId: department?.id ?? '', what: '延后装车' }]
    await valueOf(
      fleet.reschedule({
        id: later.id,
        version: later.version,
        promisedAt: at(day, '11:00'),
        reason: '雾',
        also: [],
        requests,
      }),
    )
    await valueOf(staff.removeDepartment({ id: department?.id ?? '', version: department?.version ?? 1 }))
    expect((await valueOf(fleet.requests({ open: true, ...first }))).rows).toMatchObject([
      { department: '', what: '延后装车' },
    ])
  })
})

describe('the incident of a vehicle', () => {
  it('is opened with the report, hears what is done with the vehicle, and closes only after it', async () => {
    archive.takePlans()
    await loaded()
    const stopped = await valueOf(
      archive.api.fleet.report({ ...report, kind: 'accident', casualties: 1, vehicleId: v02 }),
    )
    const filter = { text: '', planId: null, departmentId: null, ownerId: null, level: null, area: '', drills: false }
    const [card] = (await valueOf(archive.api.incidents.page({ ...first, ...filter, state: null, sort: 'newest' })))
      .rows
    const one = () => valueOf(archive.api.incidents.one({ id: card?.id ?? '' }))
    const done = async () => (await one()).steps.filter(({ state }) => state === 'done').map(({ step }) => step.key)
    expect((await one()).breakdown).toBe(stopped.number)
    const breakdown = () => valueOf(archive.api.fleet.breakdown({ id: stopped.id }))
    const take = async () =>
      archive.api.fleet.takeOver({ id: stopped.id, version: (await breakdown()).version, vehicleId: v07 })
    expect(await codeOf(take())).toBe('fleet.rescueFirst')
    for (const task of (await breakdown()).tasks)
      await valueOf(archive.api.fleet.doTask({ id: stopped.id, taskId: task.id, note: '张总' }))
    expect(await done()).toEqual(['rescue', 'leaders'])
    await valueOf(
      archive.api.fleet.setNewTime({
        id: stopped.id,
        version: (await breakdown()).version,
        leader: '张总',
        promisedAt: at('2026-12-11', '09:00'),
      }),
    )
    await valueOf(take())
    expect(await done()).toEqual(['rescue', 'leaders', 'newTime', 'takeOver'])
    for (const task of (await breakdown()).tasks.filter(({ doneAt }) => doneAt === null))
      await valueOf(archive.api.fleet.doTask({ id: stopped.id, taskId: task.id, note: '' }))
    expect(await done()).toEqual(['rescue', 'leaders', 'newTime', 'takeOver', 'callCustomers', 'repair'])
    expect((await one()).lacks.map(({ kind }) => kind)).toContain('breakdown')
    await valueOf(archive.api.fleet.closeBreakdown({ id: stopped.id, version: (await breakdown()).version }))
    expect((await one()).lacks.map(({ kind }) => kind)).not.toContain('breakdown')
  })
})
