/** Answers the incident calls, and those of the clocks that make themselves heard. */
import type { CallContext, Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import { dayAfter, isWorkingAt } from '../office/calendar.rules'
import { businessDay, startOfDay } from '../office/rules'
import type { Breakdown } from '../fleet/contract'
import { incidentCases } from './case.service'
import type { Parts } from './case.service'
import { filter, record as recordSchema } from './contract'
import type { Entry, incidents, Recorded, Reported } from './contract'
import { incidentFigures } from './figures.service'
import type { FiguresOfIncidents } from './figures.store'
import { arithmeticOf, passedRings, refuseMove, refuseWrongTimes, ringsOf } from './rules'

/** A clock that has rung for the last time. */
const everyAlarm = 20
const week = 7 * 86_400_000
const openStates = ['reported', 'inHand', 'onSite', 'awaiting', 'followUp'] as const
const changeable = [
  'title',
  'place',
  'area',
  'reporter',
  'reporterPhone',
  'customerId',
  'productId',
  'ownerId',
  'departmentId',
  'level',
] as const

export const incidentsService = (parts: Parts & { figures: FiguresOfIncidents }) => {
  const { store, timeline, plans, newId, timeZone } = parts
  const {
    bodyOf,
    titleOf,
    head,
    card,
    cardOf,
    clockView,
    whole,
    refresh,
    note,
    view,
    open,
    write,
    begin,
    start,
    shut,
    again,
    addDuties,
  } = incidentCases(parts)
  /** Only records can be corrected or taken back, and only once each. */
  const refuseUnchangeable = ({ kind, data, corrected }: Entry): void => {
    if (corrected) throw new Refused('incidents.correctedAlready')
    if (!recordSchema.safeParse({ kind, ...data }).success) throw new Refused('incidents.notARecord')
  }
  const refuseStrangers = (
    input: Pick<Reported, 'customerId' | 'productId' | 'ownerId'> & Partial<Pick<Reported, 'vehicleId'>>,
  ): void => {
    if (input.vehicleId && !parts.isVehicle(input.vehicleId)) throw new Refused('fleet.noVehicle')
    if (input.customerId !== null && !parts.isCustomer(input.customerId)) throw new Refused('customers.notFound')
    if (input.productId !== null && !parts.isProduct(input.productId)) throw new Refused('products.notFound')
    if (input.ownerId !== null && !parts.isColleague(input.ownerId)) throw new Refused('staff.notFound')
  }

  /** Clocks that have something to say at an instant, with all their moments and how many have passed. */
  const rings = (at: string) =>
    timeline.soon(new Date(Date.parse(at) + week).toISOString()).flatMap(clock => {
      // Nobody is rung up at midnight for a limit in working time; a duty by the wall clock rings at any hour.
      if (clock.working === 1 && !isWorkingAt(at, parts.calendar())) return []
      const body = bodyOf(clock.planVersionId)
      const all = ringsOf(clock.warnMinutes, body.escalation)
      const passed = passedRings(all, clock.dueAt, at)
      return passed > clock.alarmed ? [{ ...clock, rings: all, passed, about: titleOf(body, clock.step) }] : []
    })

  const handlers: Handlers<typeof incidents> = {
    ...incidentFigures({
      store: parts.figures,
      newId,
      now: parts.now,
      timeZone,
      head,
      entries: id => timeline.all(id),
      write,
    }),
    board: ({ by, ...chosen }) =>
      by === 'state'
        ? openStates.map(state => {
            const { rows, total } = store.page(chosen, state, 'urgent', 50, 0)
            return { state, departmentId: null, department: '', total, cards: rows.map(cardOf) }
          })
        : parts.departments().map(({ id: departmentId, name: department }) => {
            const { rows, total } = store.page({ ...chosen, departmentId }, 'open', 'urgent', 50, 0)
            return { state: null, departmentId, department, total, cards: rows.map(cardOf) }
          }),
    page: ({ state, sort, limit, offset, ...chosen }) => {
      const { rows, total } = store.page(chosen, state, sort, limit, offset)
      return { rows: rows.map(cardOf), total }
    },
    calendar: ({ from, to, ...chosen }) => {
      const { due, received } = store.between(chosen, startOfDay(from, timeZone()), startOfDay(to, timeZone(), 1))
      const days: string[] = []
      for (let day = from; day <= to && days.length < 62; day = dayAfter(day)) days.push(day)
      const dayOf = (instant: string | null): string => (instant === null ? '' : businessDay(instant, timeZone()))
      return days.map(day => {
        const falling = due.filter(({ nextDueAt }) => dayOf(nextDueAt) === day)
        const came = received.filter(({ receivedAt }) => dayOf(receivedAt) === day)
        return { day, due: falling.length, received: came.length, cards: falling.slice(0, 6).map(cardOf) }
      })
    },
    one: ({ id }) => view(id),
    entries: ({ id, limit, offset }) => timeline.page(id, limit, offset),
    clock: ({ id, step, source }) => {
      const { planVersionId } = head(id)
      const clock = timeline.clocks(id).find(known => known.step === step && known.source === source)
      if (!clock) throw new Refused('incidents.noStep')
      const { lines, unknownYears } = arithmeticOf(clock, parts.calendar(), timeline.pauses(id))
      return { ...clockView(bodyOf(planVersionId), clock), lines, unknownYears }
    },
    overdue: () => ({ count: timeline.overdue(parts.now()) }),
    open: () => ({ count: store.countOpen() }),
    openTasks: ({ limit, offset }, { at }) => timeline.openTasks(at, limit, offset),
    running: ({ limit, offset }) => {
      const { rows, total } = timeline.running(limit, offset)
      return {
        total,
        rows: rows.map(({ planVersionId, step, drill, ...row }) => ({
          ...row,
          step: titleOf(bodyOf(planVersionId), step),
          drill: drill === 1,
        })),
      }
    },

    report: (input, context) => {
      const receivedAt = input.receivedAt ?? context.at
      const occurredAt = input.occurredAt ?? receivedAt
      refuseWrongTimes(occurredAt, receivedAt, context.at)
      refuseStrangers(input)
      const plan = plans.plan(input.planId)
      const stops = plan.inForce ? plans.version(plan.inForce.id).body.vehicle : 'none'
      if (stops === 'none' || input.drill) return card(begin(input, null, receivedAt, occurredAt, context))
      if (input.vehicleId === null) throw new Refused('incidents.vehicleMissing')
      // CLAUSE A1.1: the exact place (tests/archive/fleet.test.ts).
      if (input.place === '') throw new Refused('incidents.placeMissing')
      const { vehicleId, place, title, facts } = input
      const casualties = facts['casualties'] ?? 0
      const stopped = parts.stop(
        { vehicleId, kind: stops, occurredAt, receivedAt, place, what: title, casualties, headName: '' },
        context,
      )
      return card(begin(input, stopped.id, receivedAt, occurredAt, context))
    },
    activate: ({ id, version }, context) => {
      start(id, version, context)
      return view(id)
    },
    change: ({ id, version, facts, assumedWorst, ...input }, context) => {
      const before = open(id)
      refuseStrangers(input)
      if (before.breakdownId !== null && input.place === '') throw new Refused('incidents.placeMissing')
      const known = new Set(bodyOf(before.planVersionId).facts.map(({ key }) => key))
      const answers = {
        ...before.facts,
        ...Object.fromEntries(Object.entries(facts).filter(([key]) => known.has(key))),
      }
      const said = (value: string | number | null): string => String(value ?? '')
      const changed = Object.fromEntries(
        changeable
          .filter(name => before[name] !== input[name])
          .map(name => [name, [said(before[name]), said(input[name])]]),
      )
      const answered = Object.entries(answers).filter(([key, value]) => (before.facts[key] ?? null) !== value)
      if (Object.keys(changed).length > 0 || answered.length > 0 || before.assumedWorst !== assumedWorst)
        note(id, 'changed', '', context, {
          data: {
            ...changed,
            ...Object.fromEntries(
              answered.map(([key, value]) => [key, [String(before.facts[key] ?? ''), String(value ?? '')]]),
            ),
          },
        })
      refresh(id, { ...input, assumedWorst: assumedWorst ? 1 : 0, facts: JSON.stringify(answers) }, version)
      return view(id)
    },
    record: ({ id, record, text, at, step }, context) => {
      write(id, record, text, { at, step }, context)
      return view(id)
    },
    correct: ({ id, entryId, at, text, reason }, context) => {
      const entry = timeline.entry(id, entryId)
      const { occurredAt } = head(id)
      if (!entry) throw new Refused('incidents.noEntry')
      refuseUnchangeable(entry)
      if (at > context.at) throw new Refused('incidents.inFuture')
      if (at < occurredAt) throw new Refused('incidents.beforeOccurred')
      const { kind, data, step } = entry
      const next = note(id, kind, text, context, { at, data, step, corrects: entryId, reason })
      const proved = timeline.steps(id).find(known => known.entryId === entryId)
      if (proved) timeline.putStep(id, proved.step, next, at)
      refresh(id)
      return view(id)
    },
    takeBack: ({ id, entryId, reason }, context) => {
      const entry = timeline.entry(id, entryId)
      open(id)
      if (!entry) throw new Refused('incidents.noEntry')
      refuseUnchangeable(entry)
      note(id, 'takenBack', '', context, { corrects: entryId, reason })
      const proved = timeline.steps(id).find(known => known.entryId === entryId)
      if (proved) timeline.dropStep(id, proved.step)
      refresh(id)
      return view(id)
    },
    pause: ({ id, from, reason }, context) => {
      const { receivedAt } = open(id)
      const begins = from ?? context.at
      if (begins > context.at) throw new Refused('incidents.inFuture')
      if (begins < receivedAt) throw new Refused('incidents.beforeOccurred')
      const pauses = timeline.pauses(id)
      if (pauses.some(({ to }) => to === null || to > begins)) throw new Refused('incidents.pausedAlready')
      timeline.addPause(newId(), id, begins, reason, context.actor.name)
      note(id, 'paused', reason, context, { at: begins })
      refresh(id)
      return view(id)
    },
    resume: ({ id, to }, context) => {
      open(id)
      const pause = timeline.pauses(id).find(known => known.to === null)
      if (!pause) throw new Refused('incidents.notPaused')
      const ends = to ?? context.at
      if (ends > context.at) throw new Refused('incidents.inFuture')
      if (ends < pause.from) throw new Refused('incidents.wrongTimes')
      timeline.endPause(pause.id, ends)
      note(id, 'resumed', pause.reason, context, { at: ends })
      refresh(id)
      return view(id)
    },
    addTask: ({ id, duty }, context) => {
      open(id)
      addDuties(id, 'duty', [duty])
      note(id, 'task', duty.what, context)
      return view(id)
    },
    doTask: ({ id, taskId, note: text }, context) => {
      const task = timeline.tasks(id).find(known => known.id === taskId)
      if (!task || task.kind === 'followUp' || !timeline.doTask(id, taskId, text, context.at, context.actor.name))
        throw new Refused('incidents.noTask')
      note(id, 'taskDone', [task.what, text].filter(Boolean).join(' · '), context)
      return view(id)
    },
    followUp: ({ id, taskId, finding, well }, context) => {
      const task = timeline.tasks(id).find(known => known.id === taskId)
      if (task?.kind !== 'followUp' || !timeline.doTask(id, taskId, finding, context.at, context.actor.name))
        throw new Refused('incidents.noTask')
      note(id, 'taskDone', finding, context)
      if (!well) again(id, null, finding, context)
      else if (timeline.tasks(id).every(({ kind, doneAt }) => kind !== 'followUp' || doneAt !== null))
        refresh(id, { state: 'closed' })
      return view(id)
    },
    move: ({ id, version, state }, context) => {
      const now = whole(id)
      if (state === now.head.state) return card(id)
      if (state === 'followUp' || state === 'closed') shut(id, version, context)
      else {
        refuseMove(now.head.state, state, now.answers)
        note(id, 'moved', '', context, { data: { from: now.head.state, to: state } })
        if (now.head.state === 'reported' && now.head.activatedAt === null) start(id, version, context)
        refresh(id, { state }, now.head.state === 'reported' && now.head.activatedAt === null ? null : version)
      }
      return card(id)
    },
    assign: ({ id, version, departmentId }, context) => {
      const before = open(id)
      if (!parts.departments().some(known => known.id === departmentId)) throw new Refused('staff.noSuchDepartment')
      note(id, 'changed', '', context, { data: { departmentId: [before.departmentId ?? '', departmentId] } })
      refresh(id, { departmentId }, version)
      return card(id)
    },
    close: ({ id, version }, context) => {
      shut(id, version, context)
      return view(id)
    },
    reopen: ({ id, version, reason }, context) => {
      again(id, version, reason, context)
      return view(id)
    },
    link: ({ id, otherId }, context) => {
      const [one, other] = [head(id), head(otherId)]
      if (id === otherId) throw new Refused('incidents.itself')
      store.link(id, otherId)
      note(id, 'linked', other.number, context)
      note(otherId, 'linked', one.number, context)
      return view(id)
    },
    sound: (_, context) =>
      rings(context.at).map(({ rings: all, passed, about, ...clock }) => {
        const { incidentId, step, source, dueAt, number } = clock
        timeline.alarmed(incidentId, step, source, passed >= all.length ? everyAlarm : passed)
        const drill = clock.drill === 1
        const stage =
          dueAt > context.at
            ? 'before'
            : all.slice(clock.alarmed, passed).some(ring => ring.afterMinutes > 0)
              ? 'after'
              : 'at'
        const { kind, place } = head(incidentId)
        for (const { escalation, afterMinutes } of all.slice(clock.alarmed, passed)) {
          // Drills run the real board; nobody outside is called for them (A0.4).
          if (!escalation || drill) continue
          const { whom, means } = escalation
          const key = `${incidentId} ${step} ${source} ${dueAt} ${afterMinutes} ${whom}`
          const words = {
            incidentId,
            number,
            kind: kind.name,
            title: clock.title,
            place,
            step: about,
            dueAt,
            stage,
            key,
          } as const
          const sent = means === 'message' && parts.escalate(words, context)
          note(incidentId, 'escalated', about.zh, context, { data: { whom, means, sent, afterMinutes } })
        }
        return { incidentId, number, title: clock.title, step: about, dueAt, stage, drill }
      }),
    views: (_, { actor }) =>
      store.views(actor.id).flatMap(({ name, value }) => {
        const parsed = filter.safeParse(value)
        return parsed.success ? [{ name, value: parsed.data }] : []
      }),
    keepView: ({ name, value }, { actor }) => {
      store.keepView(actor.id, name, value)
      return {}
    },
    dropView: ({ name }, { actor }) => {
      store.dropView(actor.id, name)
      return {}
    },
  }
  return {
    handlers,
    /** Opens the incident in which a vehicle's breakdown is handled, where nobody has reported one. */
    openFor: (stopped: Breakdown, planId: string, context: CallContext): void => {
      const { vehicle, vehicleId, place, what, receivedAt, occurredAt, casualties, driver, driverPhone } = stopped
      const input: Reported = {
        planId,
        title: what === '' ? vehicle : what.slice(0, 120),
        place,
        area: '',
        reporter: driver,
        reporterPhone: driverPhone,
        customerId: null,
        vehicleId,
        productId: null,
        level: casualties > 0 ? 3 : 1,
        assumedWorst: false,
        facts: { casualties },
        occurredAt,
        receivedAt,
        ownerId: null,
        drill: false,
      }
      const id = begin(input, stopped.id, receivedAt, occurredAt, context)
      if (stopped.headToldAt !== null)
        write(
          id,
          { kind: 'told', who: stopped.headName, by: 'phone' },
          '',
          { at: stopped.headToldAt, step: null },
          context,
        )
    },
    /** What was done with the vehicle stands in its incident as well. */
    proved: (breakdownId: string, record: Recorded, text: string, context: CallContext): void => {
      const id = store.ofBreakdown(breakdownId)
      if (id !== null) write(id, record, text, { at: null, step: null }, context)
    },
    /** What another feature did for an incident: it proves the named step where that is open, else the first that asks for such a record. */
    recorded: (id: string, record: Recorded, text: string, step: string, context: CallContext): void => {
      const { head: entry, steps } = whole(id)
      if (entry.closedAt !== null) return
      const meant = steps.some(
        ({ step: known, state }) => known.key === step && known.proof === record.kind && state === 'open',
      )
      // A note that is meant for no step completes none.
      if (record.kind === 'note' && !meant) note(id, 'note', text, context)
      else write(id, record, text, { at: null, step: meant ? step : null }, context)
    },
    /** What a finished call-out proves. */
    calledOut: (id: string, reached: number, of: number, number: string, context: CallContext): void => {
      if (head(id).closedAt === null)
        write(id, { kind: 'callout', reached, of }, number, { at: null, step: null }, context)
    },
    /** Due times hang on the calendar: they are reckoned anew when it changes. */
    recalculated: (): void => {
      for (const id of store.onCalendar()) refresh(id)
    },
    /** How many clocks run, and how many are over; drills left out. */
    clocks: () => ({ running: timeline.running(1, 0).total, over: timeline.overdue(parts.now()) }),
    /** Whether a clock has something to say. */
    hasAlarm: (): boolean => rings(parts.now()).length > 0,
    forgetCustomer: store.forgetCustomer,
  }
}
