/** Answers the calls about vehicles and deliveries: fitness, the day plan, rescheduling with its knock-on list (A0.6, B1.4). */
import type { CallContext, Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import { businessDay, nextNumber, startOfDay } from '../office/rules'
import type { Delivery, DeliveryChange, driving, Vehicle } from './contract'
import { maintenanceOverdue } from './rules'
import type { FleetStore } from './store'

export type FleetParameters = {
  store: FleetStore
  newId: () => string
  timeZone: () => string
  now: () => string
  isCustomer: (id: string) => boolean
  isColleague: (id: string) => boolean
  isDepartment: (id: string) => boolean
  /** The number of a service decision that keeps a delivery from leaving now; null where none does. */
  holderOf: (id: string, at: string) => string | null
  /** A delivery has a time or a place that it had not: a service decision may hold it up. */
  timed: () => void
}

const prefix = 'SH'
const mostVehicles = 1000

export const fleetService = (parts: FleetParameters) => {
  const { store, newId, timeZone, now } = parts
  const today = (): string => businessDay(now(), timeZone())
  const dayOf = (at: string): string => businessDay(at, timeZone())
  const beginOf = (day: string): string => startOfDay(day, timeZone())
  const endOf = (day: string): string => startOfDay(day, timeZone(), 1)

  const fitted = (entry: NonNullable<ReturnType<FleetStore['vehicle']>>): Vehicle => {
    const services = store.services(entry.id)
    const open = services.filter(({ doneOn }) => doneOn === null).map(({ dueOn }) => dueOn)
    const dates = [...open, entry.inspectionUntil, entry.insuranceUntil].filter(day => day !== null).sort()
    return {
      ...entry,
      maintenanceOverdue: maintenanceOverdue(services, today(), entry.mileageKm),
      nextDueOn: dates[0] ?? null,
    }
  }
  const vehicle = (id: string): Vehicle => {
    const entry = store.vehicle(id)
    if (!entry) throw new Refused('fleet.noVehicle')
    return fitted(entry)
  }
  const delivery = (id: string): Delivery => {
    const entry = store.delivery(id)
    if (!entry) throw new Refused('fleet.noDelivery')
    return entry
  }
  const open = (id: string, ...states: Delivery['state'][]): Delivery => {
    const entry = delivery(id)
    if (!states.includes(entry.state)) throw new Refused('fleet.notNow', { number: entry.number })
    return entry
  }
  const refuseUnknown = (input: { customerId?: string; driverId?: string | null; vehicleId?: string | null }): void => {
    if (input.customerId !== undefined && !parts.isCustomer(input.customerId)) throw new Refused('customers.notFound')
    if (input.driverId && !parts.isColleague(input.driverId)) throw new Refused('staff.notFound')
    if (input.vehicleId) vehicle(input.vehicleId)
  }
  const refuseTaken = (code: string, id: string | null): void => {
    const holder = store.idOfCode(code)
    if (holder !== null && holder !== id) throw new Refused('fleet.codeTaken', { code })
  }
  /** What is on a vehicle on the business day of an instant, or up to that of a later one. */
  const aboard = (vehicleId: string, at: string, until = at): Delivery[] =>
    store.aboard(vehicleId, beginOf(dayOf(at)), endOf(dayOf(until)))
  const weightOf = (deliveries: readonly Delivery[]): number =>
    deliveries.reduce((sum, { weightKg }) => sum + weightKg, 0)
  const refuseHeavy = (vehicleId: string | null, at: string, weightKg: number, except: string | null): void => {
    if (vehicleId === null) return
    const { capacityKg, code, state } = vehicle(vehicleId)
    if (state !== 'active') throw new Refused('fleet.notActive', { code })
    const loaded = weightOf(aboard(vehicleId, at).filter(({ id }) => id !== except))
    if (loaded + weightKg > capacityKg)
      throw new Refused('fleet.tooHeavy', { code, capacity: capacityKg, load: loaded + weightKg })
  }
  const change = (
    entry: Delivery,
    version: number,
    next: Partial<Delivery>,
    note: Pick<DeliveryChange, 'what' | 'before' | 'after' | 'reason'>,
    { at, actor }: CallContext,
  ): Delivery => {
    if (!store.change({ ...entry, ...next, version }, { ...note, at, byName: actor.name }))
      throw new Refused('core.conflict')
    if (next.promisedAt !== undefined) parts.timed()
    return delivery(entry.id)
  }
  /** Everything on the same vehicle that day that comes after a delivery and is not done yet. */
  const after = (entry: Delivery): Delivery[] =>
    entry.vehicleId === null
      ? []
      : aboard(entry.vehicleId, entry.promisedAt).filter(
          other => other.id !== entry.id && other.promisedAt >= entry.promisedAt,
        )
  const moved = (at: string, entry: Delivery, promisedAt: string): string =>
    new Date(Date.parse(at) + Date.parse(promisedAt) - Date.parse(entry.promisedAt)).toISOString()

  const handlers: Handlers<typeof driving> = {
    vehicles: ({ text, retired, limit, offset }) => {
      const { rows, total } = store.vehicles(text, retired, limit, offset)
      return { rows: rows.map(fitted), total }
    },
    vehicle: ({ id }) => ({ ...vehicle(id), services: store.services(id) }),
    addVehicle: (input, { at, actor }) => {
      refuseUnknown(input)
      refuseTaken(input.code, null)
      const id = newId()
      store.addVehicle(input, id, at, actor.id)
      return vehicle(id)
    },
    correctVehicle: ({ id, version, ...input }, { at, actor }) => {
      vehicle(id)
      refuseUnknown(input)
      refuseTaken(input.code, id)
      if (!store.correctVehicle(input, id, version, at, actor.id)) throw new Refused('core.conflict')
      return vehicle(id)
    },
    planService: (input, { at, actor }) => {
      vehicle(input.vehicleId)
      if (input.dueOn === null && input.dueKm === null && input.kind === 'maintenance')
        throw new Refused('fleet.dueMissing')
      store.addService({ ...input, id: newId() }, at, actor.name)
      return {}
    },
    doService: (input, { at, actor }) => {
      const done = store.service(input.id)
      if (!done || !store.doService(input)) throw new Refused('fleet.serviceDone')
      if (input.doneKm !== null) store.setMileage(done.vehicleId, input.doneKm)
      const { id, state } = vehicle(done.vehicleId)
      const repairs = store.services(id).some(({ kind, doneOn }) => kind === 'repair' && doneOn === null)
      if (state === 'repair' && !repairs) store.setState(id, 'active', at, actor.id)
      return {}
    },

    dayPlan: ({ day }) => {
      const deliveries = store.between(beginOf(day), endOf(day))
      const loose = deliveries.filter(({ vehicleId }) => vehicleId === null)
      const known = store.vehicles('', false, mostVehicles, 0).rows
      const ofDay = known
        .map(entry => ({ entry, own: deliveries.filter(({ vehicleId }) => vehicleId === entry.id) }))
        .filter(({ entry, own }) => own.length > 0 || entry.state !== 'retired')
      return {
        day,
        vehicles: [
          ...(loose.length > 0 ? [{ vehicle: null, weightKg: weightOf(loose), deliveries: loose }] : []),
          ...ofDay.map(({ entry, own }) => ({ vehicle: fitted(entry), weightKg: weightOf(own), deliveries: own })),
        ],
      }
    },
    delivery: ({ id }) => ({ ...delivery(id), changes: store.changes(id) }),
    plan: (input, { at, actor, touch }) => {
      refuseUnknown(input)
      refuseHeavy(input.vehicleId, input.promisedAt, input.weightKg, null)
      touch(input.customerId)
      const day = today()
      const number = nextNumber(prefix, day, store.numbered)
      const id = newId()
      store.addDelivery({ ...input, id, number }, at, actor.name)
      const planned = { what: 'planned' as const, before: '', after: input.promisedAt, reason: '' }
      store.note(id, { ...planned, at, byName: actor.name })
      parts.timed()
      return delivery(id)
    },
    assign: ({ id, version, vehicleId }, context) => {
      const entry = open(id, 'planned')
      refuseHeavy(vehicleId, entry.promisedAt, entry.weightKg, id)
      const next = vehicleId === null ? '' : vehicle(vehicleId).code
      const note = { what: 'vehicle' as const, before: entry.vehicle, after: next, reason: '' }
      return change(entry, version, { vehicleId }, note, context)
    },
    leave: ({ id, version }, context) => {
      const entry = open(id, 'planned')
      if (entry.vehicleId === null) throw new Refused('fleet.vehicleMissing')
      // CLAUSE A2.1: nothing leaves for where service is suspended (tests/archive/suspensions.test.ts).
      const holder = parts.holderOf(id, context.at)
      if (holder !== null) throw new Refused('fleet.suspended', { number: holder })
      const note = { what: 'left' as const, before: '', after: context.at, reason: '' }
      return change(entry, version, { state: 'out', leftAt: context.at }, note, context)
    },
    deliver: ({ id, version, signedBy }, context) => {
      const entry = open(id, 'out')
      const note = { what: 'delivered' as const, before: '', after: context.at, reason: signedBy }
      return change(entry, version, { state: 'delivered', deliveredAt: context.at, signedBy }, note, context)
    },
    cancel: ({ id, version, reason }, context) => {
      const entry = open(id, 'planned', 'out')
      const note = { what: 'cancelled' as const, before: entry.promisedAt, after: '', reason }
      return change(entry, version, { state: 'cancelled' }, note, context)
    },
    knockOn: ({ id, promisedAt }) => {
      const entry = open(id, 'planned', 'out')
      return after(entry).map(other => ({ delivery: other, wouldBe: moved(other.promisedAt, entry, promisedAt) }))
    },
    reschedule: ({ id, version, promisedAt, reason, also, requests }, context) => {
      const entry = open(id, 'planned', 'out')
      const others = after(entry)
      const timed = (before: string, next: string) => ({ what: 'time' as const, before, after: next, reason })
      for (const otherId of also) {
        const other = others.find(({ id: known }) => known === otherId)
        if (!other) throw new Refused('fleet.notAfter')
        const next = moved(other.promisedAt, entry, promisedAt)
        change(other, other.version, { promisedAt: next, toldAt: null }, timed(other.promisedAt, next), context)
      }
      for (const { departmentId, what } of requests) {
        if (!parts.isDepartment(departmentId)) throw new Refused('staff.noSuchDepartment')
        store.addRequest(newId(), departmentId, id, what, context.at, context.actor.name)
      }
      return change(entry, version, { promisedAt, toldAt: null }, timed(entry.promisedAt, promisedAt), context)
    },
    redirect: ({ id, version, promisedAt, place, reason }, context) => {
      const entry = open(id, 'planned')
      if (promisedAt !== entry.promisedAt) refuseHeavy(entry.vehicleId, promisedAt, entry.weightKg, id)
      const note = { what: 'place' as const, before: entry.place, after: place, reason }
      return change(entry, version, { promisedAt, place, toldAt: null }, note, context)
    },
    told: ({ id, version }, context) => {
      const entry = open(id, 'planned', 'out')
      const note = { what: 'told' as const, before: '', after: entry.promisedAt, reason: '' }
      return change(entry, version, { toldAt: context.at }, note, context)
    },
    untold: ({ limit, offset }) => store.untold(limit, offset),
    requests: ({ open: only, limit, offset }) => store.requests(only, limit, offset),
    acknowledgeRequest: ({ id }, { at, actor }) => {
      if (!store.acknowledge(id, at, actor.name)) throw new Refused('fleet.noRequest')
      return {}
    },
  }
  return { handlers, vehicle, fitted, aboard, weightOf, change }
}
export type FleetService = ReturnType<typeof fleetService>
