/** One incident as a whole: what is known of it, its clocks, and the one way in for every record, whatever screen or feature it comes from. */
import type { CallContext } from '../../contract/call'
import { Refused } from '../../contract/call'
import { dayAfter, workingDayFrom } from '../office/calendar.rules'
import type { Calendar } from '../office/calendar.rules'
import { businessDay, nextNumber, startOfDay } from '../office/rules'
import type { Bilingual, PlanBody } from '../plans/contract'
import { stateOfSteps } from '../plans/rules'
import type { Facts } from '../plans/rules'
import type { PlansService } from '../plans/service'
import type { ineligibility } from '../customers/rules'
import type { Breakdown } from '../fleet/contract'
import { goodsMayMove } from '../fleet/rules'
import { record as recordSchema } from './contract'
import type { Card, Clock, Duty, Entry, EntryKind, Lack, One, Recorded, Reported, StepView } from './contract'
import {
  answersOf,
  clocksOf,
  commercialProofs,
  nextOf,
  proves,
  refuseCrew,
  refuseDeparture,
  standingEntries,
  stateAfter,
} from './rules'
import type { Answers } from './rules'
import type { Change, Head, IncidentsStore, KeptCard } from './store'
import type { KeptClock, TimelineStore } from './timeline.store'

/** What an escalation may speak of; its template chooses. */
type Escalated = {
  incidentId: string
  number: string
  kind: Bilingual
  title: string
  place: string
  step: Bilingual
  dueAt: string
  stage: 'before' | 'at' | 'after'
  /** The same ring is queued once. */
  key: string
}
export type Parts = {
  store: IncidentsStore
  timeline: TimelineStore
  plans: Pick<PlansService, 'plan' | 'version'>
  newId: () => string
  now: () => string
  timeZone: () => string
  calendar: () => Calendar
  isColleague: (id: string) => boolean
  isCustomer: (id: string) => boolean
  isProduct: (id: string) => boolean
  isVehicle: (id: string) => boolean
  /** Hours until somebody must be on site, and days between visits, by the customer's contracts on a day. */
  contractOf: (customerId: string, day: string) => { responseHours: number | null; visitEveryDays: number | null }
  /** Why a customer may have no emergency supply; null when he may (A4.1). */
  ineligible: (customerId: string) => ReturnType<typeof ineligibility> | 'noCustomer'
  skillsOf: (colleagueId: string) => { name: string; skills: readonly string[] } | null
  isKitOut: (kitId: string) => boolean
  departmentOf: (duty: string) => string | null
  departments: () => readonly { id: string; name: string }[]
  /** Numbers of the incident's call-outs that are not finished. */
  openCallouts: (incidentId: string) => string[]
  /** The vehicle's side of an incident: its breakdown, with the same gates. */
  stop: (input: Stop, context: CallContext) => Breakdown
  breakdown: (id: string) => { state: 'open' | 'closed'; goodsMayMove: boolean }
  /** Queues a message to whoever is not at this desk; false when no channel carries escalations. */
  escalate: (about: Escalated, context: Moment) => boolean
}
type Stop = {
  vehicleId: string
  kind: 'breakdown' | 'accident'
  occurredAt: string | null
  receivedAt: string | null
  place: string
  what: string
  casualties: number
  headName: string
}

/** Records of which an earlier one still counts when its step opens later: a fact is a fact. */
const lasting = new Set<EntryKind>([
  'told',
  'reply',
  'callout',
  'meeting',
  'approval',
  'arrival',
  'guidance',
  'departure',
  'takeOver',
  'rescue',
  'newTime',
  'eligibility',
  'opinion',
  'agreement',
  'given',
  'satisfaction',
  'firstHandling',
  'leaders',
  'report',
  'dataAnswer',
])
/** What is still written down after closing. */
const afterwards = new Set<EntryKind>([
  'note',
  'document',
  'review',
  'leaders',
  'proposal',
  'answer',
  'cost',
  'report',
  'given',
])
const prefix = 'SJ'

export type Moment = Pick<CallContext, 'at' | 'actor'>
export type Whole = {
  head: Head
  body: PlanBody
  entries: Entry[]
  answers: Answers
  leaves: boolean
  steps: StepView[]
  facts: Facts
  mayMove: boolean
}

/** Why there is no emergency supply; each has its own words (A4.1). */
const refusalOf = {
  noCustomer: 'incidents.noCustomer',
  noLicence: 'incidents.noLicence',
  licenceExpired: 'incidents.licenceExpired',
  blocked: 'incidents.blocked',
} as const

/** What else can be lacking, in words. */
const lackWords = {
  satisfaction: { zh: '客户满意', en: 'a satisfied customer' },
  departure: { zh: '离开现场的登记', en: 'the departure from the site' },
  answer: { zh: '资料的答复', en: 'an answer to a request for data' },
  pause: { zh: '暂停的结束', en: 'the end of a pause' },
} as const
const lackOf = (kind: keyof typeof lackWords): Lack => ({ kind, ref: '', title: lackWords[kind] })

/** Titles for a refusal, in both languages. */
export const namesOf = (titles: readonly Bilingual[]): { zh: string; en: string } => ({
  zh: titles.map(({ zh }) => zh).join('、'),
  en: titles.map(({ zh, en }) => en || zh).join(', '),
})

export const incidentCases = (parts: Parts) => {
  const { store, timeline, plans, newId, timeZone } = parts
  const bodyOf = (versionId: string): PlanBody => plans.version(versionId).body
  const head = (id: string): Head => {
    const entry = store.head(id)
    if (!entry) throw new Refused('incidents.notFound')
    return entry
  }
  const titleOf = (body: PlanBody, key: string): Bilingual =>
    body.steps.find(step => step.key === key)?.title ?? { zh: key, en: key }
  const cardOf = ({ nextStep, planVersionId, ...card }: KeptCard): Card => ({
    ...card,
    next: nextStep === '' ? null : titleOf(bodyOf(planVersionId), nextStep),
  })
  const factsOf = ({ facts, level, customerId, vehicleId, productId }: Head): Facts => ({
    ...facts,
    level,
    customer: customerId === null ? 0 : 1,
    vehicle: vehicleId === null ? 0 : 1,
    product: productId === null ? 0 : 1,
  })
  const whole = (id: string): Whole => {
    const entry = head(id)
    const body = bodyOf(entry.planVersionId)
    const facts = factsOf(entry)
    const entries = timeline.all(id)
    const standing = standingEntries(entries)
    const done = new Map(timeline.steps(id).map(step => [step.step, step]))
    const states = stateOfSteps(body.steps, facts, key => done.has(key))
    // CLAUSE A1.2: people before goods, with or without a vehicle of ours (tests/archive/incidents.test.ts).
    const mayMove =
      entry.breakdownId === null
        ? goodsMayMove({
            casualties: facts['casualties'] ?? 0,
            rescued: standing.some(known => known.kind === 'rescue' && proves(recordOf(known))),
            leader: standing.some(({ kind }) => kind === 'newTime'),
          })
        : parts.breakdown(entry.breakdownId).goodsMayMove
    const steps = body.steps.map((step): StepView => {
      const { state, waitsFor } = states.get(step.key) ?? { state: 'open', waitsFor: [] }
      const waitsForRescue = (state === 'open' || state === 'blocked') && commercialProofs.has(step.proof) && !mayMove
      const of = done.get(step.key)
      return {
        step,
        state: waitsForRescue ? 'blocked' : state,
        waitsFor,
        waitsForRescue,
        doneAt: of?.doneAt ?? null,
        entryId: of?.entryId ?? null,
      }
    })
    const answers = answersOf(standing)
    // Only where the plan ends with leaving a customer's site does being there hold anything up (A3.4).
    const leaves = body.steps.some(({ proof }) => proof === 'departure')
    return {
      head: entry,
      body,
      entries,
      answers: { ...answers, onSite: answers.onSite && leaves },
      leaves,
      steps,
      facts,
      mayMove,
    }
  }
  /** Kept records were checked when they came in. */
  const recordOf = ({ kind, data }: Pick<Entry, 'kind' | 'data'>): Recorded => recordSchema.parse({ kind, ...data })

  const clocksNow = ({ head: entry, body, facts, steps }: Whole): KeptClock[] =>
    clocksOf(
      body,
      {
        level: entry.level,
        receivedAt: entry.receivedAt,
        activatedAt: entry.activatedAt,
        facts,
        done: new Map(steps.flatMap(({ step, doneAt }) => (doneAt === null ? [] : [[step.key, doneAt] as const]))),
        pauses: timeline.pauses(entry.id),
        contractHours:
          entry.customerId === null
            ? null
            : parts.contractOf(entry.customerId, businessDay(entry.receivedAt, timeZone())).responseHours,
      },
      parts.calendar(),
    )
  const same = (one: KeptClock, other: KeptClock): boolean =>
    one.dueAt === other.dueAt &&
    one.metAt === other.metAt &&
    one.minutes === other.minutes &&
    one.anchorAt === other.anchorAt

  /** Brings clocks and the board's figures up to what has been recorded, writing only what differs. */
  const refresh = (id: string, change: Change = {}, version: number | null = null): void => {
    // The change comes first: level, facts and times decide over steps and clocks.
    if (!store.change(id, version, change)) throw new Refused('core.conflict')
    let now = whole(id)
    for (;;) {
      // A fact recorded early completes its step as soon as the steps before it are done.
      const used = new Set(now.steps.map(({ entryId }) => entryId))
      const early = now.steps.flatMap(({ step, state }) => {
        if (state !== 'open' || !lasting.has(step.proof)) return []
        const last = standingEntries(now.entries).findLast(known => known.kind === step.proof && !used.has(known.id))
        return last && proves(recordOf(last)) ? [{ step, last }] : []
      })[0]
      if (!early) break
      timeline.putStep(id, early.step.key, early.last.id, early.last.at)
      now = whole(id)
    }
    const kept = timeline.clocks(id)
    const clocks = clocksNow(now)
    for (const clock of clocks) {
      const before = kept.find(({ step, source }) => step === clock.step && source === clock.source)
      if (!before || !same(before, clock)) timeline.putClock(id, clock)
    }
    for (const clock of kept)
      if (!clocks.some(({ step, source }) => step === clock.step && source === clock.source))
        timeline.dropClock(id, clock)
    const next = now.head.closedAt === null ? nextOf(clocks) : null
    const openSteps = now.steps.filter(({ state }) => state !== 'done' && state !== 'notNeeded').length
    const { nextDueAt, nextStep, openSteps: before } = now.head
    if (nextDueAt !== (next?.dueAt ?? null) || nextStep !== (next?.step ?? '') || before !== openSteps)
      store.change(id, null, { nextDueAt: next?.dueAt ?? null, nextStep: next?.step ?? '', openSteps })
  }
  const note = (
    id: string,
    kind: EntryKind,
    text: string,
    { at, actor }: Moment,
    more: Partial<Pick<Entry, 'at' | 'data' | 'step' | 'corrects' | 'reason'>> = {},
  ): string => {
    const entryId = newId()
    timeline.add(id, {
      id: entryId,
      kind,
      at,
      recordedAt: at,
      byName: actor.name,
      text,
      data: {},
      step: '',
      corrects: null,
      reason: '',
      ...more,
    })
    return entryId
  }
  const lacksOf = ({ head: entry, steps, entries, answers }: Whole): Lack[] => {
    const standing = standingEntries(entries)
    const answered = standing.filter(({ kind }) => kind === 'dataAnswer').length
    const asked = standing.filter(({ kind }) => kind === 'dataRequest').length
    const plain = (kind: Lack['kind'], ref: string, text: string): Lack => ({
      kind,
      ref,
      title: { zh: text, en: text },
    })
    const gated = steps.find(({ step }) => step.proof === 'satisfaction' && step.gates)
    return [
      ...steps
        .filter(({ step, state }) => step.gates && state !== 'done' && state !== 'notNeeded')
        .map(({ step }): Lack => ({ kind: 'step', ref: step.key, title: step.title })),
      ...timeline
        .tasks(entry.id)
        .filter(({ kind, doneAt }) => kind !== 'followUp' && doneAt === null)
        .map(({ id, what }) => plain('task', id, what)),
      // Satisfied once and dissatisfied since is dissatisfied; where a step asks for it, that step says so.
      ...(answers.satisfied === false && (!gated || gated.doneAt !== null) ? [lackOf('satisfaction')] : []),
      ...(answers.onSite ? [lackOf('departure')] : []),
      ...(asked > answered ? [lackOf('answer')] : []),
      ...(entry.breakdownId !== null && parts.breakdown(entry.breakdownId).state === 'open'
        ? [plain('breakdown', entry.breakdownId, entry.breakdown)]
        : []),
      ...parts.openCallouts(entry.id).map(number => plain('callout', number, number)),
      ...(timeline.pauses(entry.id).some(({ to }) => to === null) ? [lackOf('pause')] : []),
    ]
  }
  const clockView = (body: PlanBody, clock: KeptClock): Clock => {
    const step = body.steps.find(({ key }) => key === clock.step)
    return {
      ...clock,
      title: titleOf(body, clock.step),
      setBy: clock.source === 'contract' ? 'contract' : (step?.due?.setBy ?? 'office'),
    }
  }
  const view = (id: string): One => {
    const now = whole(id)
    const { head: entry, body, entries, answers, steps } = now
    const { facts, nextStep, ...rest } = entry
    const standing = standingEntries(entries)
    const fen = (value: unknown): number => (typeof value === 'number' ? value : 0)
    return {
      ...rest,
      next: nextStep === '' ? null : titleOf(body, nextStep),
      questions: body.facts.map(({ key, question, kind }) => ({ key, question, kind, answer: facts[key] ?? null })),
      steps,
      clocks: timeline.clocks(id).map(clock => clockView(body, clock)),
      tasks: timeline.tasks(id),
      pauses: timeline.pauses(id),
      links: store.links(id),
      lacks: entry.closedAt === null ? lacksOf(now) : [],
      satisfaction: { rounds: answers.rounds, satisfied: answers.satisfied },
      replies: standing.filter(({ kind }) => kind === 'reply').length,
      onSite: answers.onSite,
      costFen: standing.reduce((sum, { kind, data }) => sum + (kind === 'cost' ? fen(data['costFen']) : 0), 0),
    }
  }
  const open = (id: string): Head => {
    const entry = head(id)
    if (entry.closedAt !== null) throw new Refused('incidents.closed')
    return entry
  }
  const addDuties = (id: string, kind: 'duty' | 'lesson', duties: readonly Duty[]): void => {
    const known = new Set(parts.departments().map(department => department.id))
    if (duties.some(({ departmentId }) => departmentId !== null && !known.has(departmentId)))
      throw new Refused('staff.noSuchDepartment')
    for (const duty of duties) timeline.addTask(id, { ...duty, id: newId(), kind })
  }

  /** What a kind of record needs before it may be written down. */
  const refuseRecord = (now: Whole, record: Recorded, step: StepView | null): void => {
    const { answers, mayMove, entries, head: entry } = now
    const standing = standingEntries(entries)
    if ((commercialProofs as ReadonlySet<string>).has(record.kind) && !mayMove)
      throw new Refused('incidents.rescueFirst')
    if (step?.state === 'blocked')
      throw new Refused('incidents.stepBlocked', namesOf(step.waitsFor.map(key => titleOf(now.body, key))))
    if (step?.state === 'asks') throw new Refused('incidents.answerFirst')
    if (record.kind === 'departure' && now.leaves) refuseDeparture(answers)
    if (record.kind === 'arrival' && answers.onSite) throw new Refused('incidents.onSiteAlready')
    if (record.kind === 'approval' && record.granted && record.document === '')
      throw new Refused('incidents.documentMissing')
    if (
      record.kind === 'supplyTold' &&
      !standing.some(known => known.kind === 'approval' && known.data['granted'] === true)
    )
      throw new Refused('incidents.approvalFirst')
    if (record.kind === 'newTime' && !standing.some(known => known.kind === 'rescue' && proves(recordOf(known))))
      throw new Refused('incidents.rescueFirst')
    if (record.kind === 'crew') {
      const crew = record.colleagues.map(id => parts.skillsOf(id))
      if (crew.includes(null) || new Set(record.colleagues).size < crew.length) throw new Refused('staff.notFound')
      refuseCrew(
        crew.map(known => known?.skills ?? []),
        record.kitId !== null && parts.isKitOut(record.kitId),
      )
    }
    if (record.kind === 'answer' && !standing.some(known => known.id === record.to))
      throw new Refused('incidents.noEntry')
    if (record.kind === 'eligibility') {
      // CLAUSE A4.1: there is no override; the customer's entry is put right, then the same check runs again (tests/archive/incidents.test.ts).
      const reason = entry.customerId === null ? 'noCustomer' : parts.ineligible(entry.customerId)
      if (reason !== null) throw new Refused(refusalOf[reason])
    }
  }

  /** The one way in for every record. */
  const write = (
    id: string,
    record: Recorded,
    text: string,
    wanted: { at: string | null; step: string | null },
    context: Moment,
  ): void => {
    const now = whole(id)
    const { head: entry, steps } = now
    if (entry.closedAt !== null && !afterwards.has(record.kind)) throw new Refused('incidents.closed')
    const at = wanted.at ?? context.at
    if (at > context.at) throw new Refused('incidents.inFuture')
    if (at < entry.occurredAt) throw new Refused('incidents.beforeOccurred')
    const { kind, ...data } = record
    const named = wanted.step === null ? null : (steps.find(({ step }) => step.key === wanted.step) ?? null)
    if (wanted.step !== null && !named) throw new Refused('incidents.noStep')
    if (named && named.step.proof !== kind) throw new Refused('incidents.wrongProof')
    if (named?.state === 'done' || named?.state === 'notNeeded') throw new Refused('incidents.stepDone')
    const step = named ?? steps.find(({ step: known, state }) => known.proof === kind && state === 'open') ?? null
    refuseRecord(now, record, step)
    const completes = step !== null && proves(record) ? step.step.key : ''
    const entryId = note(id, kind, text, context, { at, data, step: completes })
    if (completes !== '') timeline.putStep(id, completes, entryId, at)
    const change: Change = {}
    if (record.kind === 'meeting') addDuties(id, 'duty', record.duties)
    if (record.kind === 'review') {
      addDuties(id, 'lesson', record.actions)
      change.cause = record.cause
    }
    const answers = answersOf(standingEntries(timeline.all(id)))
    const state = stateAfter(entry.state, record, answers)
    if (state !== entry.state) change.state = state
    refresh(id, change)
  }

  const begin = (
    input: Reported,
    breakdownId: string | null,
    receivedAt: string,
    occurredAt: string,
    context: CallContext,
  ): string => {
    const { at, actor } = context
    const plan = plans.plan(input.planId)
    if (!plan.inForce) throw new Refused('plans.noneInForce')
    const { body } = plans.version(plan.inForce.id)
    const id = newId()
    const known = new Set(body.facts.map(({ key }) => key))
    const { facts, ...rest } = input
    store.add(
      {
        ...rest,
        id,
        number: nextNumber(input.drill ? `${prefix}Y` : prefix, businessDay(receivedAt, timeZone()), store.numbered),
        planVersionId: plan.inForce.id,
        breakdownId,
        facts: Object.fromEntries(Object.entries(facts).filter(([key]) => known.has(key))),
        departmentId: parts.departmentOf(
          body.departments.includes('afterSales') ? 'afterSales' : (body.departments[0] ?? 'office'),
        ),
        receivedAt,
        occurredAt,
      },
      at,
      actor.name,
    )
    note(id, 'reported', input.title, context, { at: receivedAt })
    refresh(id)
    return id
  }
  const card = (id: string): Card => {
    const kept = store.card(id)
    if (!kept) throw new Refused('incidents.notFound')
    return cardOf(kept)
  }
  const start = (id: string, version: number | null, context: Moment): void => {
    const entry = open(id)
    if (entry.activatedAt !== null) throw new Refused('incidents.activatedAlready')
    note(id, 'activated', '', context)
    refresh(
      id,
      { activatedAt: context.at, ...(entry.state === 'reported' ? { state: 'inHand' as const } : {}) },
      version,
    )
  }
  const shut = (id: string, version: number, { at, actor }: CallContext): void => {
    const entry = open(id)
    const lacks = lacksOf(whole(id))
    // Rule 4: one gate, whatever the path to it (tests/archive/incidents.test.ts).
    if (lacks.length > 0)
      throw new Refused('incidents.lacking', { count: lacks.length, ...namesOf(lacks.map(({ title }) => title)) })
    const today = businessDay(at, timeZone())
    const contract = entry.customerId === null ? null : parts.contractOf(entry.customerId, today).visitEveryDays
    const days = entry.drill ? [] : contract === null ? bodyOf(entry.planVersionId).followUpDays : [contract]
    const calendar = parts.calendar()
    // CLAUSE C3: looked at again afterwards, on a working day (tests/archive/incidents.test.ts).
    for (const ahead of days) {
      const day = workingDayFrom(dayAfter(today, ahead), calendar)
      const dueAt = startOfDay(day, timeZone(), 1)
      timeline.addTask(id, {
        id: newId(),
        kind: 'followUp',
        what: String(ahead),
        departmentId: entry.departmentId,
        owner: entry.owner,
        dueAt,
      })
    }
    note(id, 'closed', '', { at, actor })
    refresh(id, { state: days.length > 0 ? 'followUp' : 'closed', closedAt: at, closedBy: actor.name }, version)
  }
  const again = (id: string, version: number | null, reason: string, context: CallContext): void => {
    if (head(id).closedAt === null) throw new Refused('incidents.notClosed')
    for (const task of timeline.tasks(id))
      if (task.kind === 'followUp' && task.doneAt === null)
        timeline.doTask(id, task.id, reason, context.at, context.actor.name)
    note(id, 'reopened', reason, context)
    refresh(id, { state: 'inHand', closedAt: null, closedBy: null }, version)
  }

  return {
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
  }
}
