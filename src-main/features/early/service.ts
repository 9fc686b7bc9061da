/** Answers the early delivery calls: composes the three ways and follows the chosen one to the end (B3). */
import type { Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import { businessDay, nextNumber } from '../office/rules'
import type { Early, earlyDelivery } from './contract'
import { mostParts } from './contract'
import { compose, missingOf } from './rules'
import type { EarlyStore } from './store'

type Parameters = {
  store: EarlyStore
  newId: () => string
  timeZone: () => string
  now: () => string
  /** What of a product is free now; refuses one that does not exist. */
  freeOf: (productId: string) => number
  isCustomer: (id: string) => boolean
}

const prefix = 'TQ'

export const earlyService = (parts: Parameters): Handlers<typeof earlyDelivery> => {
  const { store, newId, timeZone, now, freeOf, isCustomer } = parts
  const found = (id: string): Early => {
    const entry = store.entry(id)
    if (!entry) throw new Refused('early.notFound')
    return entry
  }
  const inState = (id: string, ...states: Early['state'][]): Early => {
    const entry = found(id)
    if (!states.includes(entry.state)) throw new Refused('early.notNow')
    return entry
  }
  return {
    page: ({ all, limit, offset }) => store.page(all, limit, offset),
    entry: ({ id }) => {
      const entry = found(id)
      const sources = store.parts(id)
      return {
        ...entry,
        parts: sources,
        best: compose(sources, entry.quantity),
        missing: missingOf(sources, entry.quantity),
        free: freeOf(entry.productId),
      }
    },
    start: (input, { at, actor }) => {
      freeOf(input.productId)
      if (input.customerId !== null && !isCustomer(input.customerId)) throw new Refused('customers.notFound')
      const day = businessDay(now(), timeZone())
      const number = nextNumber(prefix, day, store.numbered)
      const id = newId()
      store.add({ ...input, id, number, at, byName: actor.name })
      return found(id)
    },
    addPart: ({ id, ...part }, { actor }) => {
      const entry = inState(id, 'composing')
      const known = store.parts(id)
      if (known.length >= mostParts) throw new Refused('early.tooMany', { most: mostParts })
      if (part.way === 'own') {
        const taken = known.reduce((sum, { way, quantity }) => (way === 'own' ? sum + quantity : sum), 0)
        const free = freeOf(entry.productId) - taken
        if (part.quantity > free) throw new Refused('stock.notEnough', { available: Math.max(0, free) / 1000 })
      }
      store.addPart(id, { ...part, id: newId(), byName: actor.name })
      return {}
    },
    removePart: ({ id, partId }) => {
      inState(id, 'composing')
      if (!store.removePart(partId, id)) throw new Refused('early.notFound')
      return {}
    },
    choose: ({ id, version, completeOn, costFen }, { at, actor }) => {
      const entry = inState(id, 'composing')
      const best = compose(store.parts(id), entry.quantity)
      if (!best) throw new Refused('early.notEnough')
      // What the manager saw is what is chosen.
      if (best.completeOn !== completeOn || best.costFen !== costFen) throw new Refused('core.conflict')
      for (const { id: partId, quantity } of best.takes) store.take(partId, quantity)
      const change = { id, version, state: 'chosen' as const, completeOn, costFen, reason: '', at, byName: actor.name }
      if (!store.setState(change)) throw new Refused('core.conflict')
      return found(id)
    },
    track: ({ id, partId, step }, { at, actor }) => {
      inState(id, 'chosen')
      const part = store.parts(id).find(({ id: known }) => known === partId)
      if (!part || part.taken === null) throw new Refused('early.notChosen')
      if (step === 'arrived' && part.sentAt === null) store.track(partId, 'sent', at)
      store.track(partId, step, at)
      const open = store.parts(id).some(({ taken, arrivedAt }) => taken !== null && arrivedAt === null)
      if (!open) {
        const end = { id, version: null, state: 'done' as const, completeOn: null, costFen: null, reason: '' }
        store.setState({ ...end, at, byName: actor.name })
      }
      return found(id)
    },
    abandon: ({ id, version, reason }, { at, actor }) => {
      inState(id, 'composing', 'chosen')
      const end = { id, version, state: 'abandoned' as const, completeOn: null, costFen: null, reason }
      if (!store.setState({ ...end, at, byName: actor.name })) throw new Refused('core.conflict')
      return found(id)
    },
  }
}
