/** Service decisions and bulletins over the real archive: from the signal to the last replenishment, and every refusal on the way. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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
const decided = { reason: '暴雪', decidedBy: '陈主任', words: '暂停送货，恢复另行电话通知', callOut: true }

beforeEach(() => {
  archive = testArchive()
  archive.takePlans()
  set('2026-11-24T08:00')
})
afterEach(() => {
  expect(archive.faults).toEqual([])
  archive.close()
})

const newCustomer = async (code: string, area: string) =>
  (await valueOf(archive.api.customers.add(aCustomer({ code, name: `客户 ${code}`, area })))).id
const newDelivery = (customerId: string, local: string) =>
  valueOf(
    archive.api.fleet.plan({
      customerId,
      load: '滤芯 2 箱',
      weightKg: 100,
      place: '旧址',
      promisedAt: at(local),
      vehicleId: null,
      note: '',
    }),
  )
const suspend = (areas = ['A'], until: string | null = '2026-11-26T00:00', more = {}) =>
  archive.api.suspensions.suspend({
    areas,
    from: at('2026-11-24T08:00'),
    until: until === null ? null : at(until),
    ...decided,
    signalId: null,
    incidentId: null,
    ...more,
  })

describe('a snowstorm, from the pasted signal to the last replenishment', () => {
  it('is decided, phoned, settled one by one, resumed, replenished and closed; the incident hears of it', async () => {
    const { api } = archive
    const [one, two, three] = [
      await newCustomer('C-1', 'A'),
      await newCustomer('C-2', 'A'),
      await newCustomer('C-3', 'B'),
    ]
    const kept = [await newDelivery(one, '2026-11-24T10:00'), await newDelivery(two, '2026-11-25T10:00')]
    const elsewhere = await newDelivery(three, '2026-11-24T10:00')
    await valueOf(api.weather.addPlace({ name: '丰州市', aliases: [], areas: ['A'], latitude: 25, longitude: 110 }))
    const text = '丰州市气象台24日7时发布暴雪橙色预警信号：预计12小时降雪。'
    const { issuer, type, color, action, issuedAt, areas } = await valueOf(api.weather.readSignal({ text }))
    const signal = await valueOf(
      api.weather.addSignal({ issuer, type, color, action, areas, text, issuedAt: issuedAt ?? '', expiresAt: null }),
    )
    const { incidentId } = await valueOf(api.weather.startPlan({ id: signal.id }))
    expect(await codeOf(api.weather.startPlan({ id: signal.id }))).toBe('weather.startedAlready')
    expect(await valueOf(api.incidents.one({ id: incidentId }))).toMatchObject({
      level: 3,
      area: 'A',
      title: '丰州市气象台 暴雪 Ⅱ级/严重 11-24',
    })

    expect(
      await valueOf(
        api.suspensions.preview({ areas: ['A'], from: at('2026-11-24T08:00'), until: at('2026-11-26T00:00') }),
      ),
    ).toMatchObject({ customers: 2, deliveries: 2, withoutPhone: 0, overlapping: [] })
    let matter = await valueOf(suspend(['A'], '2026-11-26T00:00', { signalId: signal.id, incidentId }))
    expect(matter.held.map(({ number }) => number)).toEqual(kept.map(({ number }) => number))
    expect(matter.decisions).toMatchObject([{ kind: 'suspend', decidedBy: '陈主任', calloutOpen: true }])
    expect(await valueOf(api.suspensions.regions({}))).toMatchObject([
      { area: 'A', customers: 2, state: 'suspended', number: matter.number },
      { area: 'B', customers: 1, state: 'normal' },
    ])

    const { number } = matter
    const resumed = { id: matter.id, ...decided, words: '恢复送货' }
    expect(await codeOf(api.suspensions.close({ id: matter.id, version: matter.version }))).toBe(
      'suspensions.notResumed',
    )
    const settle = (delivery: { id: string; version: number }, more: object) =>
      api.suspensions.settle({
        id: matter.id,
        deliveryId: delivery.id,
        deliveryVersion: delivery.version,
        fate: 'later',
        promisedAt: null,
        place: '',
        reason: '暴雪',
        ...more,
      })
    const [early, late] = kept
    if (!early || !late) throw new Error('two were planned')
    const lateComer = await newDelivery(one, '2026-11-25T15:00')
    expect((await valueOf(api.suspensions.one({ id: matter.id }))).held).toHaveLength(3)
    await valueOf(api.fleet.cancel({ id: lateComer.id, version: lateComer.version, reason: '客户取消' }))
    const moved = await newDelivery(two, '2026-11-28T15:00')
    const pulled = await valueOf(
      api.fleet.reschedule({
        id: moved.id,
        version: moved.version,
        promisedAt: at('2026-11-25T16:00'),
        reason: '客户要求',
        also: [],
        requests: [],
      }),
    )
    expect((await valueOf(api.suspensions.one({ id: matter.id }))).held).toHaveLength(4)
    await valueOf(api.fleet.cancel({ id: pulled.id, version: pulled.version, reason: '客户取消' }))
    expect(await codeOf(settle(early, {}))).toBe('suspensions.timeMissing')
    expect(await codeOf(settle(early, { promisedAt: at('2026-11-25T10:00') }))).toBe('suspensions.stillSuspended')
    expect(await codeOf(settle(elsewhere, { promisedAt: at('2026-11-27T10:00') }))).toBe('suspensions.notHeld')
    expect(await codeOf(settle(early, { fate: 'elsewhere', promisedAt: at('2026-11-24T15:00') }))).toBe(
      'suspensions.placeMissing',
    )
    await valueOf(settle(early, { fate: 'elsewhere', promisedAt: at('2026-11-24T15:00'), place: '城南仓' }))
    expect(await valueOf(api.fleet.delivery({ id: early.id }))).toMatchObject({
      place: '城南仓',
      promisedAt: at('2026-11-24T15:00'),
    })

    set('2026-11-25T18:00')
    matter = await valueOf(api.suspensions.resume({ ...resumed, version: matter.version }))
    expect(matter.lacks.map(({ kind }) => kind)).toEqual(['fate', 'replenish', 'callout', 'callout'])
    expect(await codeOf(api.suspensions.close({ id: matter.id, version: matter.version }))).toBe('suspensions.lacking')
    await valueOf(settle(late, { promisedAt: at('2026-11-26T10:00') }))
    matter = await valueOf(
      api.suspensions.replenish({
        id: matter.id,
        customerId: two,
        load: '补货 1 箱',
        weightKg: 10,
        place: '',
        promisedAt: at('2026-11-26T11:00'),
      }),
    )
    const vehicle = await valueOf(
      api.fleet.addVehicle({
        code: 'V-1',
        plate: 'A1',
        name: '',
        capacityKg: 2000,
        standby: false,
        driverId: null,
        mileageKm: 0,
        inspectionUntil: null,
        insuranceUntil: null,
        note: '',
        state: 'active',
      }),
    )
    for (const { deliveryId } of matter.held.filter(({ state }) => state === 'planned')) {
      const delivery = await valueOf(api.fleet.delivery({ id: deliveryId }))
      const assigned = await valueOf(
        api.fleet.assign({ id: deliveryId, version: delivery.version, vehicleId: vehicle.id }),
      )
      const out = await valueOf(api.fleet.leave({ id: deliveryId, version: assigned.version }))
      await valueOf(api.fleet.deliver({ id: deliveryId, version: out.version, signedBy: '收货人' }))
    }
    for (const { calloutId } of matter.decisions) await valueOf(api.callouts.close({ id: calloutId ?? '' }))
    matter = await valueOf(api.suspensions.one({ id: matter.id }))
    expect(matter.lacks).toEqual([])
    const closed = await valueOf(api.suspensions.close({ id: matter.id, version: matter.version }))
    expect(closed).toMatchObject({ state: 'closed', open: 0, number })
    expect(await codeOf(api.suspensions.close({ id: matter.id, version: closed.version }))).toBe('suspensions.closed')
    const entries = await valueOf(api.incidents.entries({ id: incidentId, offset: 0, limit: 50 }))
    expect(entries.rows.filter(({ kind }) => kind === 'approval' || kind === 'callout')).toHaveLength(4)
  })
})

describe('decisions', () => {
  it('nothing leaves for a suspended area, and everything does elsewhere and afterwards', async () => {
    const { api } = archive
    const vehicle = await valueOf(
      api.fleet.addVehicle({
        code: 'V-1',
        plate: 'A1',
        name: '',
        capacityKg: 2000,
        standby: false,
        driverId: null,
        mileageKm: 0,
        inspectionUntil: null,
        insuranceUntil: null,
        note: '',
        state: 'active',
      }),
    )
    const delivery = await newDelivery(await newCustomer('C-1', 'A'), '2026-11-24T10:00')
    const assigned = await valueOf(
      api.fleet.assign({ id: delivery.id, version: delivery.version, vehicleId: vehicle.id }),
    )
    await valueOf(suspend(['A'], '2026-11-24T12:00'))
    expect(await codeOf(api.fleet.leave({ id: delivery.id, version: assigned.version }))).toBe('fleet.suspended')
    set('2026-11-24T12:00')
    expect(await valueOf(api.fleet.leave({ id: delivery.id, version: assigned.version }))).toMatchObject({
      state: 'out',
    })
  })
  it('overlap, change and keep their history; a stale version, a past period and an unknown signal are refused', async () => {
    const { api } = archive
    await newCustomer('C-1', 'A')
    await newCustomer('C-2', 'B')
    const one = await valueOf(suspend(['A']))
    const two = await valueOf(suspend(['A', 'B'], null))
    expect(
      await valueOf(api.suspensions.preview({ areas: ['A'], from: at('2026-11-24T08:00'), until: null })),
    ).toMatchObject({
      overlapping: [one.number, two.number],
    })
    const wanted = {
      id: two.id,
      areas: ['B'],
      from: at('2026-11-24T08:00'),
      until: null,
      ...decided,
      state: 'changed' as const,
    }
    const changed = await valueOf(api.suspensions.change({ ...wanted, version: two.version }))
    expect(changed.decisions.map(({ kind, areas }) => [kind, areas])).toEqual([
      ['suspend', ['A', 'B']],
      ['change', ['B']],
    ])
    expect(await codeOf(api.suspensions.change({ ...wanted, version: two.version }))).toBe('core.conflict')
    expect(await codeOf(suspend(['A'], '2026-11-24T08:00'))).toBe('suspensions.wrongPeriod')
    expect(await codeOf(suspend(['A'], null, { signalId: archive.newId() }))).toBe('weather.noSuchSignal')
    expect(await codeOf(archive.as('clerk').suspensions.resume({ id: one.id, version: one.version, ...decided }))).toBe(
      'core.roleTooLow',
    )
    expect((await valueOf(api.suspensions.regions({}))).map(({ state }) => state)).toEqual(['suspended', 'changed'])
    expect((await valueOf(api.suspensions.page({ ...first, all: false }))).total).toBe(2)
  })
  it('an area without customers starts no call-out', async () => {
    expect((await valueOf(suspend(['Z']))).decisions).toMatchObject([{ calloutId: null }])
  })
})

describe('bulletins', () => {
  const newColleague = (code: string) =>
    valueOf(
      archive.api.staff.add({
        ...emptyColleague,
        code,
        name: `同事 ${code}`,
        phones: [{ original: '13900001111', number: '13900001111', extension: '', kind: 'mobile', preferred: true }],
      }),
    )
  it('are composed from forecast and signals, published once, and read in three ways', async () => {
    const { api } = archive
    const [one, two, three] = [await newColleague('S-1'), await newColleague('S-2'), await newColleague('S-3')]
    const place = await valueOf(
      api.weather.addPlace({ name: '丰州市', aliases: [], areas: ['A'], latitude: 25, longitude: 110 }),
    )
    const day = {
      day: '2026-11-24',
      high: 1,
      low: -6,
      wind: 6,
      gust: 18,
      windFrom: 0,
      rain: 0,
      snow: 12,
      chance: 1,
      sky: '暴雪',
    }
    await valueOf(api.weather.typeForecast({ placeId: place.id, days: [day] }))
    const composed = await valueOf(api.bulletins.compose({ language: 'both' }))
    expect(composed.severe).toBe(true)
    expect(composed.text).toContain('暴雪 12 毫米')
    expect(composed.text).toContain('very heavy snow 12 mm')
    expect(composed.text).toContain('本单位提示：')
    expect(composed.text).not.toContain('预警')
    const written = await valueOf(api.bulletins.write({ ...composed, incidentId: null }))
    expect(
      await codeOf(api.bulletins.acknowledge({ id: written.id, colleagueId: one.id, how: 'desk', note: '' })),
    ).toBe('bulletins.notPublished')
    const published = await valueOf(api.bulletins.publish({ id: written.id, version: written.version }))
    expect(published).toMatchObject({ readers: 3, unread: 3 })
    expect(await codeOf(api.bulletins.publish({ id: written.id, version: published.version }))).toBe(
      'bulletins.publishedAlready',
    )
    expect(await codeOf(api.bulletins.change({ ...composed, id: written.id, version: published.version }))).toBe(
      'bulletins.publishedAlready',
    )
    await valueOf(api.bulletins.acknowledge({ id: written.id, colleagueId: one.id, how: 'desk', note: '' }))
    expect(
      await codeOf(api.bulletins.acknowledge({ id: written.id, colleagueId: one.id, how: 'reply', note: '' })),
    ).toBe('bulletins.readAlready')
    await valueOf(api.bulletins.acknowledge({ id: written.id, colleagueId: two.id, how: 'reply', note: '收到' }))
    const { calloutId } = await valueOf(api.bulletins.callUp({ id: written.id }))
    expect(await codeOf(api.bulletins.callUp({ id: written.id }))).toBe('bulletins.calledAlready')
    await valueOf(
      api.callouts.record({
        id: calloutId,
        position: 1,
        outcome: 'reached',
        phone: '13900001111',
        note: '',
        callbackAt: null,
        caller: '李',
        at: null,
      }),
    )
    const { rows } = await valueOf(api.bulletins.readers({ id: written.id, ...first, unread: false }))
    expect(rows.map(({ colleagueId, how }) => [colleagueId, how])).toEqual([
      [one.id, 'desk'],
      [two.id, 'reply'],
      [three.id, 'phone'],
    ])
    expect(await valueOf(api.bulletins.unread({}))).toEqual({ bulletins: 0, people: 0 })
  })
  it('leave by the queue with their text alone', async () => {
    const { api } = archive
    const channel = await valueOf(
      api.messages.addChannel({
        name: '群',
        escalations: true,
        active: true,
        settings: { kind: 'wecom', secretKey: 'k' },
      }),
    )
    const written = await valueOf(
      api.bulletins.write({ title: '天气通报', text: '有雪', severe: false, incidentId: null }),
    )
    expect(await codeOf(api.bulletins.send({ id: written.id, channelIds: [channel.id] }))).toBe(
      'bulletins.notPublished',
    )
    await valueOf(api.bulletins.publish({ id: written.id, version: written.version }))
    expect((await valueOf(api.bulletins.send({ id: written.id, channelIds: [channel.id] }))).sentAt).not.toBeNull()
    expect((await valueOf(api.messages.page({ ...first, state: 'queued' }))).rows).toMatchObject([
      { subject: '天气通报', text: '有雪' },
    ])
  })
})
