/** Answers the duty calls: the roster with its gaps and clashes, swaps, handovers, the log of calls. */
import type { Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import { dayAfter, isWorkingDay } from '../office/calendar.rules'
import type { Calendar } from '../office/calendar.rules'
import { businessDay, nextNumber } from '../office/rules'
import type { duty, Handover, RosterDay, Shift, Slot, Swap } from './contract'
import { clashOf, inTurn, spanOf } from './rules'
import type { DutyStore, KeptSwap } from './store'

type Language = 'zh' | 'en'
type Parameters = {
  store: DutyStore
  newId: () => string
  timeZone: () => string
  calendar: () => Calendar
  isColleague: (id: string) => boolean
  isIncident: (id: string) => boolean
  /** What is open now, as lines of text. */
  openMatters: (language: Language) => { matters: string[]; tasks: string[]; equipment: string[]; orders: string[] }
}
const prefix = 'JB'
/** Days ahead that must have somebody. */
const planned = 7

export const dutyService = (parts: Parameters) => {
  const { store, newId, timeZone } = parts
  const dayOf = (at: string): string => businessDay(at, timeZone())
  const shift = (id: string): Shift => {
    const found = store.shifts().find(known => known.id === id)
    if (!found) throw new Refused('duty.noShift')
    return found
  }
  const refuseNobody = (id: string): void => {
    if (!parts.isColleague(id)) throw new Refused('staff.notFound')
  }
  const rosterOf = (from: string, days: number): RosterDay[] => {
    const shifts = store.shifts()
    // A night shift reaches over midnight, and rest is counted from the day before.
    const kept = store.turns(dayAfter(from, -1), dayAfter(from, days + 1)).flatMap(turn => {
      const of = shifts.find(({ id }) => id === turn.shiftId)
      return of ? [{ ...turn, ...spanOf(turn.day, of, timeZone()) }] : []
    })
    return Array.from({ length: days }, (_, ahead) => {
      const day = dayAfter(from, ahead)
      const slots = shifts.flatMap((of): Slot[] => {
        const people = kept.filter(turn => turn.day === day && turn.shiftId === of.id)
        if (!of.active && people.length === 0) return []
        return [
          {
            shiftId: of.id,
            shift: of.name,
            ...spanOf(day, of, timeZone()),
            people: people.map(turn => {
              const { colleagueId, name, department, phone, employed } = turn
              return { colleagueId, name, department, phone, employed, clash: clashOf(turn, kept) }
            }),
          },
        ]
      })
      return { day, rest: !isWorkingDay(day, parts.calendar()), slots }
    })
  }
  const shownSwap = (id: string): Swap => {
    const kept = store.swap(id)
    if (!kept) throw new Refused('duty.noSwap')
    return swapOf(kept)
  }
  const has = (day: string, shiftId: string, colleagueId: string): boolean =>
    store.turns(day, dayAfter(day)).some(turn => turn.shiftId === shiftId && turn.colleagueId === colleagueId)
  const handover = (id: string): Handover & { handedById: string } => {
    const entry = store.handover(id)
    if (!entry) throw new Refused('duty.noHandover')
    return entry
  }
  const shown = ({ handedById: _, ...rest }: Handover & { handedById: string }): Handover => rest

  const handlers: Handlers<typeof duty> = {
    shifts: () => store.shifts(),
    addShift: input => {
      const id = newId()
      store.addShift({ ...input, id })
      return shift(id)
    },
    correctShift: input => {
      shift(input.id)
      if (!store.correctShift(input)) throw new Refused('core.conflict')
      return shift(input.id)
    },
    roster: ({ from, days }) => rosterOf(from, days),
    assign: ({ day, shiftId, colleagueId }) => {
      if (!shift(shiftId).active) throw new Refused('duty.noShift')
      refuseNobody(colleagueId)
      if (!store.add(day, shiftId, colleagueId)) throw new Refused('duty.hasItAlready')
      return {}
    },
    release: ({ day, shiftId, colleagueId }) => {
      if (!store.drop(day, shiftId, colleagueId)) throw new Refused('duty.hasItNot')
      return {}
    },
    fill: ({ from, until, shiftId, colleagueIds }) => {
      if (until < from || until > dayAfter(from, 92)) throw new Refused('duty.wrongSpan')
      if (!shift(shiftId).active) throw new Refused('duty.noShift')
      colleagueIds.forEach(refuseNobody)
      const taken = new Set(
        store.turns(from, dayAfter(until)).flatMap(turn => (turn.shiftId === shiftId ? [turn.day] : [])),
      )
      const days: string[] = []
      for (let day = from; day <= until; day = dayAfter(day)) if (!taken.has(day)) days.push(day)
      const turns = inTurn(days, colleagueIds)
      for (const { day, colleagueId } of turns) store.add(day, shiftId, colleagueId)
      return { filled: turns.length }
    },
    now: (_, { at }) => {
      const today = dayOf(at)
      const roster = rosterOf(dayAfter(today, -1), planned + 1)
      const slots = roster.flatMap(({ slots }) => slots)
      const running = slots.filter(({ fromAt, toAt }) => fromAt <= at && at < toAt)
      const people = running.flatMap(({ shift: name, toAt, people }) =>
        people.map(({ clash: _clash, ...person }) => ({ ...person, shift: name, untilAt: toAt })),
      )
      const next = slots
        .filter(({ fromAt, people }) => fromAt > at && people.length > 0)
        .sort((a, b) => a.fromAt.localeCompare(b.fromAt))[0]
      return {
        people,
        next: people.length === 0 && next ? { names: next.people.map(({ name }) => name), fromAt: next.fromAt } : null,
        unsigned: store.unsigned(),
        gaps: store.isKept() ? slots.filter(({ toAt, people }) => toAt > at && people.length === 0).length : 0,
        kept: store.isKept(),
      }
    },
    swaps: ({ limit, offset }) => {
      const { rows, total } = store.swaps(limit, offset)
      return { rows: rows.map(swapOf), total }
    },
    askSwap: ({ day, shiftId, colleagueId, takerId, backDay, backShiftId, reason }, { at, actor }) => {
      shift(shiftId)
      refuseNobody(takerId)
      if (takerId === colleagueId) throw new Refused('duty.withOneself')
      if (!has(day, shiftId, colleagueId)) throw new Refused('duty.hasItNot')
      if (has(day, shiftId, takerId)) throw new Refused('duty.hasItAlready')
      if (day < dayOf(at)) throw new Refused('duty.over')
      if ((backDay === null) !== (backShiftId === null)) throw new Refused('duty.halfBack')
      if (backDay !== null && backShiftId !== null) {
        shift(backShiftId)
        if (backDay < dayOf(at)) throw new Refused('duty.over')
        if (!has(backDay, backShiftId, takerId)) throw new Refused('duty.hasItNot')
        if (has(backDay, backShiftId, colleagueId)) throw new Refused('duty.hasItAlready')
      }
      const id = newId()
      const asked = { askedAt: at, askedBy: actor.name }
      store.addSwap({ id, day, shiftId, giverId: colleagueId, takerId, backDay, backShiftId, reason, ...asked })
      return shownSwap(id)
    },
    answerSwap: ({ id, agreed, answer }, { at, actor }) => {
      const swap = store.swap(id)
      if (!swap) throw new Refused('duty.noSwap')
      if (swap.state !== 'asked') throw new Refused('duty.answeredAlready')
      if (agreed) {
        const { day, shiftId, giverId, takerId, backDay, backShiftId } = swap
        // The roster may have changed since it was asked.
        if (!store.drop(day, shiftId, giverId)) throw new Refused('duty.hasItNot')
        if (!store.add(day, shiftId, takerId)) throw new Refused('duty.hasItAlready')
        if (backDay !== null && backShiftId !== null) {
          if (!store.drop(backDay, backShiftId, takerId)) throw new Refused('duty.hasItNot')
          if (!store.add(backDay, backShiftId, giverId)) throw new Refused('duty.hasItAlready')
        }
      }
      store.answerSwap(id, agreed ? 'agreed' : 'declined', answer, at, actor.name)
      return shownSwap(id)
    },
    compose: ({ language }) => {
      const { matters, tasks, equipment, orders } = parts.openMatters(language)
      const text = (lines: readonly string[], most: number): string => lines.join('\n').slice(0, most)
      return {
        matters: text(matters, 4000),
        tasks: text(tasks, 4000),
        equipment: text(equipment, 2000),
        orders: text(orders, 4000),
      }
    },
    handovers: ({ limit, offset }) => store.handovers(limit, offset),
    handover: ({ id }) => shown(handover(id)),
    hand: ({ outgoingId, incomingId, shiftId, ...rest }, { at, actor }) => {
      shift(shiftId)
      refuseNobody(outgoingId)
      refuseNobody(incomingId)
      if (outgoingId === incomingId) throw new Refused('duty.toOneself')
      const id = newId()
      const number = nextNumber(prefix, dayOf(at), store.numbered)
      const by = { handedAt: at, handedBy: actor.name, handedById: actor.id }
      store.hand({ ...rest, id, number, shiftId, outgoingId, incomingId, ...by })
      return shown(handover(id))
    },
    sign: ({ id, version, remark }, { at, actor }) => {
      const entry = handover(id)
      if (entry.signedAt !== null) throw new Refused('duty.signedAlready')
      // SECURITY: whoever hands over does not sign for the one who takes over (tests/archive/daily.test.ts).
      if (entry.handedById === actor.id) throw new Refused('duty.signedByOneself')
      if (!store.sign(id, version, at, actor.name, remark)) throw new Refused('core.conflict')
      return shown(handover(id))
    },
    calls: ({ open, text, limit, offset }) => store.calls(open, text, limit, offset),
    logCall: ({ receivedAt, ...rest }, { at, actor }) => {
      if (receivedAt !== null && receivedAt > at) throw new Refused('duty.inFuture')
      if (rest.incidentId !== null && !parts.isIncident(rest.incidentId)) throw new Refused('incidents.notFound')
      const id = newId()
      store.addCall({ ...rest, id, receivedAt: receivedAt ?? at, recordedAt: at, recordedBy: actor.name })
      return loggedCall(store, id)
    },
    settleCall: ({ id, outcome }, { at, actor }) => {
      if (loggedCall(store, id).settledAt !== null) throw new Refused('duty.settledAlready')
      store.settleCall(id, at, actor.name, outcome)
      return loggedCall(store, id)
    },
  }
  return handlers
}

const swapOf = ({ shiftId: _s, giverId: _g, takerId: _t, backShiftId: _b, ...rest }: KeptSwap): Swap => rest
const loggedCall = (store: DutyStore, id: string) => {
  const call = store.call(id)
  if (!call) throw new Refused('duty.noCall')
  return call
}
