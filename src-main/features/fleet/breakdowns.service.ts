/** Answers the breakdown calls: people first, then another vehicle for the goods, one gate at the end (A1.1, A1.2). */
import type { CallContext, Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import { businessDay, nextNumber } from '../office/rules'
import type { Breakdown, Candidate, Delivery, stopping, Task, TaskKind } from './contract'
import type { BreakdownsStore, Change } from './breakdowns.store'
import {
  commerceOpen,
  contactEveryMinutes,
  firstTasks,
  inOrderOfFitness,
  refuseOpen,
  rescueLogged,
  unfitFor,
} from './rules'
import type { Recorded } from '../incidents/contract'
import type { FleetService } from './service'
import type { FleetStore } from './store'

type Parameters = {
  store: BreakdownsStore
  fleetStore: FleetStore
  vehicles: FleetService
  newId: () => string
  timeZone: () => string
  now: () => string
  /** The incident in which it is handled hears what was done. */
  proved: (breakdownId: string, record: Recorded, text: string, context: CallContext) => void
}

const prefix = 'GZ'
const mostVehicles = 1000
/** Steps that speak of goods; they wait for the rescue (A1.2). */
const commercial = new Set<TaskKind>(['dispatch', 'call', 'repair'])

export const breakdownsService = (parts: Parameters): Handlers<typeof stopping> => {
  const { store, fleetStore, vehicles, newId, timeZone, now, proved } = parts
  const today = (): string => businessDay(now(), timeZone())
  const found = (id: string): Breakdown => {
    const entry = store.entry(id)
    if (!entry) throw new Refused('fleet.noBreakdown')
    return entry
  }
  const open = (id: string): Breakdown => {
    const entry = found(id)
    if (entry.state === 'closed') throw new Refused('fleet.breakdownClosed')
    return entry
  }
  const change = (id: string, version: number, next: Change): Breakdown => {
    if (!store.change(id, version, next)) throw new Refused('core.conflict')
    return found(id)
  }
  const tasksOf = (entry: Breakdown): Task[] => {
    const tasks = store.tasks(entry.id)
    const goods = commerceOpen(entry, tasks)
    return tasks.map(task => ({ ...task, blocked: commercial.has(task.kind) && !goods }))
  }
  /** The load of the day, also after its delivery was put off to a later one. */
  const aboard = ({ vehicleId, receivedAt, newTimeAt }: Breakdown): Delivery[] =>
    vehicles.aboard(vehicleId, receivedAt, newTimeAt !== null && newTimeAt > receivedAt ? newTimeAt : receivedAt)
  const candidates = (entry: Breakdown, weightKg: number): Candidate[] =>
    inOrderOfFitness(
      fleetStore
        .vehicles('', false, mostVehicles, 0)
        .rows.filter(({ id }) => id !== entry.vehicleId)
        .map(row => {
          const vehicle = vehicles.fitted(row)
          const own = vehicles.weightOf(vehicles.aboard(vehicle.id, entry.receivedAt))
          return { vehicle, unfit: unfitFor(vehicle, weightKg + own, today()) }
        }),
    )
  const refuseBlocked = (entry: Breakdown): void => {
    if (!commerceOpen(entry, store.tasks(entry.id))) throw new Refused('fleet.rescueFirst')
  }
  const move = (delivery: Delivery, vehicleId: string, code: string, reason: string, context: CallContext): void => {
    vehicles.change(
      delivery,
      delivery.version,
      { vehicleId, state: 'planned', leftAt: null, toldAt: null },
      { what: 'vehicle', before: delivery.vehicle, after: code, reason },
      context,
    )
  }
  /** What a finished task says to the incident; calls and rescue only when the last of them is done. */
  const prove = (id: string, kind: TaskKind, note: string, context: CallContext): void => {
    const tasks = store.tasks(id)
    const calls = tasks.filter(task => task.kind === 'call')
    if ((kind.startsWith('rescue') || kind === 'tellLeader') && rescueLogged(tasks))
      proved(id, { kind: 'rescue', called: ['120', '122', '110'] }, note, context)
    if (kind === 'tellLeader')
      proved(id, { kind: 'leaders', who: note.slice(0, 80) || context.actor.name, by: 'phone' }, note, context)
    if (kind === 'handleAccident') proved(id, { kind: 'note' }, note, context)
    if (kind === 'repair') proved(id, { kind: 'work', what: 'repair', passed: true }, note, context)
    if (kind === 'call' && calls.every(({ doneAt }) => doneAt !== null))
      proved(id, { kind: 'callout', reached: calls.length, of: calls.length }, '', context)
  }

  return {
    breakdowns: ({ all, limit, offset }) => store.page(all, limit, offset),
    breakdown: ({ id }) => {
      const entry = found(id)
      const deliveries = aboard(entry)
      const weightKg = vehicles.weightOf(deliveries)
      const contacts = store.contacts(id)
      const last = contacts.at(-1)?.at ?? entry.receivedAt
      const waiting = entry.state === 'open' && entry.takenOverAt === null
      return {
        ...entry,
        tasks: tasksOf(entry),
        contacts,
        deliveries,
        weightKg,
        candidates: entry.takenOverAt === null ? candidates(entry, weightKg) : [],
        nextContactAt: waiting ? new Date(Date.parse(last) + contactEveryMinutes * 60_000).toISOString() : null,
      }
    },
    report: (input, { at, actor }) => {
      const { id: vehicleId } = vehicles.vehicle(input.vehicleId)
      const other = store.openOf(vehicleId)
      if (other !== null) throw new Refused('fleet.reportedAlready', { number: other })
      const receivedAt = input.receivedAt ?? at
      const occurredAt = input.occurredAt ?? receivedAt
      if (receivedAt > at || occurredAt > receivedAt) throw new Refused('fleet.wrongTimes')
      const casualties = input.kind === 'accident' ? input.casualties : 0
      const day = today()
      const number = nextNumber(prefix, day, store.numbered)
      const id = newId()
      const headToldAt = input.headName === '' ? null : at
      store.add({ ...input, id, number, receivedAt, occurredAt, casualties, headToldAt }, at, actor.name)
      for (const kind of firstTasks(input.kind, casualties)) store.addTask(newId(), id, kind, null)
      fleetStore.setState(vehicleId, 'repair', at, actor.id)
      return found(id)
    },
    contactDriver: ({ id, ...contact }, context) => {
      const { driver, driverPhone } = open(id)
      store.addContact(id, { ...contact, at: context.at, byName: context.actor.name })
      if (driver !== '')
        proved(
          id,
          { kind: 'call', who: driver, number: driverPhone.slice(0, 40), reached: contact.reached },
          contact.note,
          context,
        )
      return {}
    },
    tellHead: ({ id, version, name }, context) => {
      open(id)
      const told = change(id, version, { headToldAt: context.at, headName: name })
      proved(id, { kind: 'told', who: name, by: 'phone' }, '', context)
      return told
    },
    scene: ({ id, version, leader, arrived }, context) => {
      const { at } = context
      const { sceneSentAt, sceneArrivedAt } = open(id)
      const sent = sceneSentAt ?? at
      const next = change(id, version, {
        sceneLeader: leader,
        sceneSentAt: sent,
        ...(arrived ? { sceneArrivedAt: at } : {}),
      })
      if (arrived && sceneArrivedAt === null) proved(id, { kind: 'arrival', who: [leader] }, '', context)
      return next
    },
    setNewTime: ({ id, version, leader, promisedAt }, context) => {
      const entry = open(id)
      // CLAUSE A1.2: rescue is logged before anybody speaks of goods (tests/archive/fleet.test.ts).
      if (!rescueLogged(store.tasks(id))) throw new Refused('fleet.rescueFirst')
      const deliveries = aboard(entry)
      const [first] = deliveries
      const shift = first ? Date.parse(promisedAt) - Date.parse(first.promisedAt) : 0
      for (const delivery of deliveries) {
        const next = new Date(Date.parse(delivery.promisedAt) + shift).toISOString()
        const reason = `${entry.number} ${leader}`
        const note = { what: 'time' as const, before: delivery.promisedAt, after: next, reason }
        vehicles.change(delivery, delivery.version, { promisedAt: next, toldAt: null }, note, context)
      }
      const next = change(id, version, { newTimeBy: leader, newTimeAt: promisedAt })
      proved(id, { kind: 'newTime', who: leader, promisedAt }, '', context)
      return next
    },
    takeOver: ({ id, version, vehicleId }, context) => {
      const entry = open(id)
      if (entry.takenOverAt !== null) throw new Refused('fleet.takenOverAlready')
      refuseBlocked(entry)
      const deliveries = aboard(entry)
      const chosen = candidates(entry, vehicles.weightOf(deliveries)).find(({ vehicle }) => vehicle.id === vehicleId)
      if (!chosen) throw new Refused('fleet.noVehicle')
      const { vehicle, unfit } = chosen
      if (unfit !== null) throw new Refused('fleet.unfit', { code: vehicle.code })
      store.addTask(newId(), id, 'dispatch', null)
      for (const delivery of deliveries) {
        move(delivery, vehicleId, vehicle.code, entry.number, context)
        store.addTask(newId(), id, 'call', delivery.id)
      }
      store.addTask(newId(), id, 'repair', null)
      const repair = { id: newId(), vehicleId: entry.vehicleId, kind: 'repair' as const, dueOn: null, dueKm: null }
      fleetStore.addService({ ...repair, what: `${entry.number} ${entry.what}`.trim() }, context.at, context.actor.name)
      const taken = change(id, version, { takenOverBy: vehicleId, takenOverAt: context.at })
      proved(id, { kind: 'takeOver', vehicle: vehicle.code }, '', context)
      return taken
    },
    doTask: ({ id, taskId, note }, context) => {
      const entry = open(id)
      const task = tasksOf(entry).find(({ id: known }) => known === taskId)
      if (!task) throw new Refused('fleet.noTask')
      if (task.blocked) throw new Refused('fleet.rescueFirst')
      if (!store.doTask(taskId, note, context.at, context.actor.name)) throw new Refused('fleet.noTask')
      const calls = store.tasks(id).filter(({ kind }) => kind === 'call')
      for (const { deliveryId } of calls) {
        const delivery = deliveryId === null ? null : fleetStore.delivery(deliveryId)
        if (!delivery) continue
        const left = { what: 'left' as const, before: '', after: context.at, reason: entry.number }
        if (task.kind === 'dispatch' && delivery.state === 'planned')
          vehicles.change(delivery, delivery.version, { state: 'out', leftAt: context.at }, left, context)
        const told = { what: 'told' as const, before: '', after: delivery.promisedAt, reason: entry.number }
        if (task.deliveryId === deliveryId && delivery.toldAt === null)
          vehicles.change(delivery, delivery.version, { toldAt: context.at }, told, context)
      }
      prove(id, task.kind, note, context)
      return {}
    },
    closeBreakdown: ({ id, version }, { at, actor }) => {
      const entry = open(id)
      refuseOpen(store.tasks(id), aboard(entry).length, entry.takenOverAt !== null)
      return change(id, version, { state: 'closed', closedAt: at, closedBy: actor.name })
    },
  }
}
