/** Answers the calls of service decisions: one matter from suspending to the last replenishment, with its call-outs (A2.1, A2.2). */
import type { CallContext, Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import type { From } from '../callouts/contract'
import type { Delivery } from '../fleet/contract'
import { businessDay, nextNumber } from '../office/rules'
import type { suspensions, Suspension, SuspensionView } from './contract'
import { lacksOf, refuseWrongPeriod, standingOf } from './rules'
import type { Scope, SuspensionsStore } from './store'

export type SuspensionParts = {
  store: SuspensionsStore
  newId: () => string
  now: () => string
  timeZone: () => string
  customersIn: (areas: readonly string[]) => number
  isSignal: (id: string) => boolean
  isIncident: (id: string) => boolean
  isCustomer: (id: string) => boolean
  callOut: (
    input: { title: string; message: string; incidentId: string | null; from: From },
    context: CallContext,
  ) => { id: string }
  /** What the fleet does with a delivery. */
  deliveries: {
    reschedule: (
      input: { id: string; version: number; promisedAt: string; reason: string; also: []; requests: [] },
      context: CallContext,
    ) => Delivery
    redirect: (
      input: { id: string; version: number; promisedAt: string; place: string; reason: string },
      context: CallContext,
    ) => Delivery
    cancel: (input: { id: string; version: number; reason: string }, context: CallContext) => Delivery
    plan: (
      input: Pick<Delivery, 'customerId' | 'load' | 'weightKg' | 'place' | 'promisedAt' | 'vehicleId' | 'note'>,
      context: CallContext,
    ) => Delivery
  }
  /** The incident hears of what was decided, and of the last replenishment. */
  decided: (
    incidentId: string,
    kind: 'suspend' | 'change' | 'resume',
    who: string,
    number: string,
    context: CallContext,
  ) => void
  replenished: (incidentId: string, number: string, context: CallContext) => void
}
const prefix = 'TF'

export const suspensionsService = (parts: SuspensionParts): Handlers<typeof suspensions> => {
  const { store, newId, now, timeZone } = parts
  const head = (id: string): Suspension => {
    const entry = store.one(id)
    if (!entry) throw new Refused('suspensions.notFound')
    return { ...entry, customers: parts.customersIn(entry.areas) }
  }
  const open = (id: string): Suspension => {
    const entry = head(id)
    if (entry.state === 'closed') throw new Refused('suspensions.closed')
    return entry
  }
  const view = (id: string): SuspensionView => {
    const entry = head(id)
    const [decisions, held] = [store.decisions(id), store.held(id)]
    return { ...entry, decisions, held, lacks: entry.state === 'closed' ? [] : lacksOf(held, decisions) }
  }
  const scopeOf = ({ areas, from, until }: { areas: string[]; from: string; until: string | null }): Scope => ({
    areas: [...new Set(areas)],
    fromAt: from,
    untilAt: until,
  })
  type Decided = { reason: string; decidedBy: string; words: string; callOut: boolean }
  /** Writes a decision down, has its customers phoned, and tells the incident. */
  const decide = (
    entry: Pick<Suspension, 'id' | 'number' | 'incidentId'>,
    kind: 'suspend' | 'change' | 'resume',
    scope: Scope,
    { reason, decidedBy, words, callOut }: Decided,
    context: CallContext,
  ): void => {
    const areas = [...scope.areas]
    const calloutId =
      callOut && parts.customersIn(areas) > 0
        ? parts.callOut(
            {
              title: `${entry.number} ${reason}`.slice(0, 80),
              message: words,
              incidentId: entry.incidentId,
              from: { kind: 'areas', areas },
            },
            context,
          ).id
        : null
    const { at, actor } = context
    store.decide(entry.id, { ...scope, areas, kind, at, words, reason, decidedBy, calloutId, byName: actor.name })
    if (entry.incidentId !== null) parts.decided(entry.incidentId, kind, decidedBy, entry.number, context)
  }

  return {
    page: ({ all, limit, offset }) => {
      const { rows, total } = store.page(all, limit, offset)
      return { rows: rows.map(row => ({ ...row, customers: parts.customersIn(row.areas) })), total }
    },
    one: ({ id }) => view(id),
    regions: (_, { at }) => {
      const inForce = store.inForce()
      return store.regions().map(({ area, customers }) => {
        const standing = standingOf(area, inForce, at)
        return {
          area,
          customers,
          state:
            standing === null
              ? ('normal' as const)
              : standing.state === 'suspended'
                ? ('suspended' as const)
                : ('changed' as const),
          until: standing?.untilAt ?? null,
          suspensionId: standing?.id ?? null,
          number: standing?.number ?? '',
        }
      })
    },
    preview: input => {
      const scope = scopeOf(input)
      const { count, names } = store.withoutPhone(scope.areas)
      return {
        customers: parts.customersIn(scope.areas),
        deliveries: store.touched(scope),
        withoutPhone: count,
        names,
        overlapping: store
          .inForce()
          .filter(({ areas }) => areas.some(area => scope.areas.includes(area)))
          .map(({ number }) => number),
      }
    },
    suspend: ({ signalId, incidentId, ...input }, context) => {
      const { at, actor } = context
      const scope = scopeOf(input)
      refuseWrongPeriod(scope.fromAt, scope.untilAt, at)
      if (signalId !== null && !parts.isSignal(signalId)) throw new Refused('weather.noSuchSignal')
      if (incidentId !== null && !parts.isIncident(incidentId)) throw new Refused('incidents.notFound')
      const id = newId()
      const number = nextNumber(prefix, businessDay(at, timeZone()), store.numbered)
      const entry = { id, number, incidentId }
      store.add({ ...scope, ...entry, signalId, reason: input.reason }, at, actor.name)
      store.hold(id, scope)
      decide(entry, 'suspend', scope, input, context)
      return view(id)
    },
    change: ({ id, version, state, ...input }, context) => {
      const entry = open(id)
      if (entry.state === 'resumed') throw new Refused('suspensions.resumedAlready')
      const scope = scopeOf(input)
      refuseWrongPeriod(scope.fromAt, scope.untilAt, context.at)
      const kept = { ...entry, ...scope, version, state, reason: input.reason }
      if (!store.change(kept)) throw new Refused('core.conflict')
      store.hold(id, scope)
      decide(entry, 'change', scope, input, context)
      return view(id)
    },
    resume: ({ id, version, ...input }, context) => {
      const entry = open(id)
      if (entry.state === 'resumed') throw new Refused('suspensions.resumedAlready')
      // What was planned meanwhile into the time that is over was held as well.
      store.hold(id, { ...entry, untilAt: entry.untilAt ?? context.at })
      if (!store.change({ ...entry, version, state: 'resumed', resumedAt: context.at }))
        throw new Refused('core.conflict')
      decide(entry, 'resume', entry, input, context)
      return view(id)
    },
    settle: ({ id, deliveryId, deliveryVersion, fate, promisedAt, place, reason }, context) => {
      const entry = open(id)
      store.hold(id, entry)
      const held = store.held(id).find(known => known.deliveryId === deliveryId && !known.extra)
      if (!held) throw new Refused('suspensions.notHeld')
      const about = { id: deliveryId, version: deliveryVersion, reason }
      if (fate === 'cancelled') parts.deliveries.cancel(about, context)
      else {
        if (promisedAt === null || promisedAt <= context.at) throw new Refused('suspensions.timeMissing')
        if (fate === 'elsewhere') {
          if (place === '') throw new Refused('suspensions.placeMissing')
          parts.deliveries.redirect({ ...about, promisedAt, place }, context)
        } else {
          // Later means after it: a new time within the suspension would be held again.
          if (entry.state === 'suspended' && (entry.untilAt === null || promisedAt < entry.untilAt))
            throw new Refused('suspensions.stillSuspended', { number: entry.number })
          parts.deliveries.reschedule({ ...about, promisedAt, also: [], requests: [] }, context)
        }
      }
      store.settle(deliveryId, fate, context.at, context.actor.name)
      return view(id)
    },
    replenish: ({ id, ...input }, context) => {
      open(id)
      if (!parts.isCustomer(input.customerId)) throw new Refused('customers.notFound')
      if (input.promisedAt <= now()) throw new Refused('suspensions.timeMissing')
      const planned = parts.deliveries.plan({ ...input, vehicleId: null, note: '' }, context)
      store.addExtra(id, planned.id)
      return view(id)
    },
    close: ({ id, version }, context) => {
      const entry = open(id)
      if (entry.state !== 'resumed') throw new Refused('suspensions.notResumed')
      const { lacks } = view(id)
      // CLAUSE A2.2: closed only when everything held is settled, and what is left is named (tests/archive/suspensions.test.ts).
      if (lacks.length > 0)
        throw new Refused('suspensions.lacking', {
          count: lacks.length,
          names: lacks
            .slice(0, 10)
            .map(({ name }) => name)
            .join('、'),
        })
      const { at, actor } = context
      if (!store.change({ ...entry, version, state: 'closed', closedAt: at, closedBy: actor.name }))
        throw new Refused('core.conflict')
      if (entry.incidentId !== null) parts.replenished(entry.incidentId, entry.number, context)
      return view(id)
    },
  }
}
