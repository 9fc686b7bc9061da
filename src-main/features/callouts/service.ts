/** Answers the call-out calls: lists made from the registers, one person at a time to each caller, every attempt kept. */
import type { CallContext, Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import { businessDay, nextNumber } from '../office/rules'
import { final } from './contract'
import type { CalledPerson, Callout, callouts, From } from './contract'
import { inOrderToDial, stateAfterCall } from './rules'
import type { CalloutsStore, KeptPerson } from './store'

/** Somebody who can be called: a customer or a colleague. */
export type Callable = { customerId: string | null; colleagueId: string | null; name: string; area: string }
type Parameters = {
  store: CalloutsStore
  newId: () => string
  timeZone: () => string
  peopleOf: (from: From) => Callable[]
  phonesOf: (of: Pick<Callable, 'customerId' | 'colleagueId'>) => CalledPerson['phones']
  isIncident: (id: string) => boolean
  /** The incident hears that everybody has been called. */
  finished: (incidentId: string, reached: number, of: number, number: string, context: CallContext) => void
}

const prefix = 'DH'
/** Nobody else is given the same person for so long. */
const claimMinutes = 10

export const calloutsService = (parts: Parameters): Handlers<typeof callouts> => {
  const { store, newId, timeZone } = parts
  const one = (id: string): Callout => {
    const entry = store.one(id)
    if (!entry) throw new Refused('callouts.notFound')
    return entry
  }
  const open = (id: string): Callout => {
    const entry = one(id)
    if (entry.closedAt !== null) throw new Refused('callouts.closed')
    return entry
  }
  const withPhones = ({ lastPhone, claimedUntil: _claimed, ...kept }: KeptPerson): CalledPerson => {
    const failed = kept.state === 'open' || kept.state === 'noAnswer' || kept.state === 'wrongNumber'
    return { ...kept, phones: inOrderToDial(parts.phonesOf(kept), failed ? lastPhone : '') }
  }
  const shut = (entry: Callout, context: CallContext): Callout => {
    store.close(entry.id, context.at, context.actor.name)
    const { reached, total, incidentId, number } = one(entry.id)
    if (incidentId !== null) parts.finished(incidentId, reached, total, number, context)
    return one(entry.id)
  }

  return {
    page: ({ all, incidentId, limit, offset }) => store.page(all, incidentId, limit, offset),
    one: ({ id }) => one(id),
    people: ({ id, only, limit, offset }) => {
      one(id)
      const { rows, total } = store.people(id, only, limit, offset)
      return { rows: rows.map(withPhones), total }
    },
    create: ({ from, ...input }, { at, actor }) => {
      if (input.incidentId !== null && !parts.isIncident(input.incidentId)) throw new Refused('incidents.notFound')
      const people = parts.peopleOf(from)
      if (people.length === 0) throw new Refused('callouts.nobody')
      const id = newId()
      const number = nextNumber(prefix, businessDay(at, timeZone()), store.numbered)
      const placed = people.map((person, index) => ({ ...person, id: newId(), position: index + 1 }))
      store.add({ ...input, id, number }, placed, at, actor.name)
      return one(id)
    },
    next: ({ id, caller }, { at }) => {
      open(id)
      const kept = store.next(id, caller, at)
      if (!kept) return { person: null }
      store.claim(kept.id, caller, new Date(Date.parse(at) + claimMinutes * 60_000).toISOString())
      return { person: withPhones({ ...kept, caller }) }
    },
    record: ({ id, position, outcome, phone, note, callbackAt, caller, at: wanted }, context) => {
      const entry = open(id)
      const at = wanted ?? context.at
      if (at > context.at || at < entry.createdAt) throw new Refused('callouts.wrongTime')
      if (callbackAt !== null && callbackAt <= context.at) throw new Refused('callouts.callbackPast')
      const kept = store.at(id, position)
      if (!kept) throw new Refused('callouts.noPerson', { position })
      if (final.includes(kept.state)) throw new Refused('callouts.reachedAlready', { position })
      const tried = new Set([
        ...store
          .attempts(kept.id)
          .filter(({ round }) => round === entry.round)
          .map(known => known.phone),
        phone,
      ])
      const left = parts.phonesOf(kept).filter(({ original }) => !tried.has(original)).length
      const state = stateAfterCall(outcome, left, callbackAt)
      const attempt = { at, recordedAt: context.at, round: entry.round, phone, outcome, note, caller }
      store.attempt(kept.id, attempt, state, state === 'open' ? callbackAt : null)
      const now = one(id)
      if (now.reached === now.total) shut(now, context)
      const after = store.at(id, position)
      return withPhones(after ?? kept)
    },
    nextRound: ({ id }) => {
      const entry = open(id)
      if (entry.open > 0) throw new Refused('callouts.roundNotOver', { count: entry.open })
      if (entry.reached === entry.total) throw new Refused('callouts.closed')
      store.nextRound(id)
      return one(id)
    },
    close: ({ id }, context) => shut(open(id), context),
    attempts: ({ personId }) => store.attempts(personId),
  }
}
