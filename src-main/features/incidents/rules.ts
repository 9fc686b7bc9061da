/** Rules of incidents: clocks, the gates of leaving and closing, who may set out, how a case moves (rules 1 to 4, A1.2, A3.4, A4.3). */
import { Refused } from '../../contract/call'
import { addWallTime, addWorkingTime } from '../office/calendar.rules'
import type { Calendar, Due, Pause } from '../office/calendar.rules'
import type { PlanBody, Proof } from '../plans/contract'
import { isNeeded, limitAt } from '../plans/rules'
import type { Facts } from '../plans/rules'
import type { Clock, Entry, IncidentState, One, Recorded } from './contract'

/** What an incident's clocks and gates are reckoned from. */
export type Standing = {
  level: number
  receivedAt: string
  activatedAt: string | null
  facts: Facts
  /** When each step was done, by its key. */
  done: ReadonlyMap<string, string>
  pauses: readonly Pause[]
  /** Hours until somebody must be on site by the customer's contract; null without one (C2). */
  contractHours: number | null
}

type Reckoned = Omit<Clock, 'title' | 'setBy'>

const dueOf = (
  clock: Pick<Reckoned, 'anchorAt' | 'minutes' | 'working'>,
  calendar: Calendar,
  pauses: readonly Pause[],
): Due =>
  // Rule 2: nothing pauses the wall clock.
  clock.working
    ? addWorkingTime(clock.anchorAt, clock.minutes, calendar, pauses)
    : addWallTime(clock.anchorAt, clock.minutes)

/** A clock's due time with its arithmetic. */
export const arithmeticOf = dueOf

/** Every clock that runs or has run: one per step with a limit whose beginning is known, and one more where a contract wants somebody sooner or later. */
export const clocksOf = (body: PlanBody, standing: Standing, calendar: Calendar): Reckoned[] => {
  const { level, receivedAt, activatedAt, facts, done, pauses, contractHours } = standing
  return body.steps.flatMap((step): Reckoned[] => {
    if (isNeeded(step, facts) === false) return []
    const metAt = done.get(step.key) ?? null
    const clocks: Reckoned[] = []
    if (step.due) {
      const { from, working, warnMinutes } = step.due
      const anchorAt =
        from === 'received' ? receivedAt : from === 'activated' ? activatedAt : (done.get(step.due.step ?? '') ?? null)
      if (anchorAt !== null) {
        const minutes = limitAt(step.due, level)
        const { at } = dueOf({ anchorAt, minutes, working }, calendar, pauses)
        clocks.push({ step: step.key, source: 'plan', anchorAt, minutes, working, warnMinutes, dueAt: at, metAt })
      }
    }
    // CLAUSE C2: within the time set with the customer (tests/archive/incidents.test.ts).
    if (step.proof === 'arrival' && contractHours !== null) {
      const minutes = contractHours * 60
      const dueAt = addWallTime(receivedAt, minutes).at
      const warnMinutes = Math.min(120, Math.round(minutes / 4))
      clocks.push({
        step: step.key,
        source: 'contract',
        anchorAt: receivedAt,
        minutes,
        working: false,
        warnMinutes,
        dueAt,
        metAt,
      })
    }
    return clocks
  })
}

/** The clock that runs out first of those that still run. */
export const nextOf = <C extends { dueAt: string | null; metAt: string | null }>(clocks: readonly C[]): C | null =>
  clocks.reduce<C | null>(
    (next, clock) =>
      clock.metAt === null && clock.dueAt !== null && (next === null || next.dueAt === null || clock.dueAt < next.dueAt)
        ? clock
        : next,
    null,
  )

/** Steps whose proof speaks of goods; they wait for the rescue (A1.2). */
export const commercialProofs: ReadonlySet<Proof> = new Set([
  'takeOver',
  'callout',
  'stockPick',
  'purchase',
  'supplyTold',
  'crew',
])

/** Whether a record says that what it proves has been reached; a granted approval does, a refused one does not. */
export const proves = (record: Recorded): boolean => {
  switch (record.kind) {
    case 'call':
      return record.reached
    case 'approval':
      return record.granted
    case 'guidance':
      return record.understood
    case 'satisfaction':
      return record.satisfied
    case 'work':
      return record.passed
    case 'rescue':
      return new Set(record.called).size === 3
    case 'callout':
      return record.reached === record.of
    default:
      return true
  }
}

/** Entries that count: neither corrected by a later one nor taken back. */
export const standingEntries = <E extends Pick<Entry, 'corrected' | 'kind'>>(entries: readonly E[]): E[] =>
  entries.filter(({ corrected, kind }) => !corrected && kind !== 'takenBack')

export type Answers = {
  guidance: boolean | null
  satisfied: boolean | null
  rounds: number
  onSite: boolean
  arrived: boolean
}

/** The last answers to what decides over leaving and closing. Entries in the order in which they were done. */
export const answersOf = (entries: readonly Pick<Entry, 'kind' | 'data'>[]): Answers => {
  const answers: Answers = { guidance: null, satisfied: null, rounds: 0, onSite: false, arrived: false }
  for (const { kind, data } of entries) {
    if (kind === 'guidance') answers.guidance = data['understood'] === true
    if (kind === 'satisfaction') {
      answers.satisfied = data['satisfied'] === true
      answers.rounds += 1
    }
    if (kind === 'arrival') answers.onSite = answers.arrived = true
    if (kind === 'departure') answers.onSite = false
  }
  return answers
}

/** CLAUSE A3.4: nobody leaves before guidance is understood and the customer satisfied (tests/archive/incidents.test.ts). */
export const refuseDeparture = ({ arrived, onSite, guidance, satisfied }: Answers): void => {
  if (!arrived || !onSite) throw new Refused('incidents.notOnSite')
  if (guidance !== true) throw new Refused('incidents.guidanceFirst')
  if (satisfied !== true) throw new Refused('incidents.satisfiedFirst')
}

/** CLAUSE A4.3: nobody sets out without a technician, a senior fitter and the signed-out kit (tests/archive/incidents.test.ts). */
export const refuseCrew = (skills: readonly (readonly string[])[], kitSignedOut: boolean): void => {
  if (!skills.some(own => own.includes('technician'))) throw new Refused('incidents.noTechnician')
  // One person is not two, whatever he has learnt.
  const pair = skills.some(
    (fitter, index) =>
      fitter.includes('seniorFitter') && skills.some((own, other) => other !== index && own.includes('technician')),
  )
  if (!pair) throw new Refused('incidents.noSeniorFitter')
  if (!kitSignedOut) throw new Refused('incidents.noKit')
}

/** Whether somebody may drag a case from one column to another by hand; the rest happens by records and the closing gate. */
export const refuseMove = (from: IncidentState, to: IncidentState, { onSite }: Answers): void => {
  if (from === 'followUp' || from === 'closed') throw new Refused('incidents.reopenFirst')
  if (to === 'onSite' && !onSite) throw new Refused('incidents.arriveFirst')
  if (to !== 'onSite' && onSite) throw new Refused('incidents.departFirst')
}

/** Where a record takes a case. */
export const stateAfter = (state: IncidentState, record: Recorded, answers: Answers): IncidentState => {
  if (state === 'followUp' || state === 'closed') return state
  if (record.kind === 'arrival') return 'onSite'
  if (record.kind === 'departure') return 'awaiting'
  if (record.kind === 'satisfaction' && !answers.onSite) return 'awaiting'
  return state === 'reported' ? 'inHand' : state
}

/** Times in their order: it happened, we heard, we wrote it down (rule 1). */
export const refuseWrongTimes = (occurredAt: string, receivedAt: string, recordedAt: string): void => {
  if (receivedAt > recordedAt || occurredAt > receivedAt) throw new Refused('incidents.wrongTimes')
}

/** One moment at which a clock makes itself heard: before, at, and then along the chain of escalation. */
export type Ring = { afterMinutes: number; escalation: PlanBody['escalation'][number] | null }

/** All moments of a clock, in order. A warning time of nought gives none before. */
export const ringsOf = (warnMinutes: number, escalation: PlanBody['escalation']): Ring[] =>
  [
    ...(warnMinutes > 0 ? [{ afterMinutes: -warnMinutes, escalation: null }] : []),
    { afterMinutes: 0, escalation: null },
    ...escalation.map(step => ({ afterMinutes: step.afterMinutes, escalation: step })),
  ].sort((a, b) => a.afterMinutes - b.afterMinutes)

/** How many of a clock's moments have passed. */
export const passedRings = (rings: readonly Ring[], dueAt: string, now: string): number =>
  rings.filter(({ afterMinutes }) => Date.parse(dueAt) + afterMinutes * 60_000 <= Date.parse(now)).length

/** What a person may change of an incident, as it stands; no answer to the plan's questions among it. */
export const changeOf = ({
  id,
  version,
  title,
  place,
  area,
  reporter,
  reporterPhone,
  customerId,
  productId,
  ownerId,
  departmentId,
  level,
  assumedWorst,
}: One) => ({
  id,
  version,
  title,
  place,
  area,
  reporter,
  reporterPhone,
  customerId,
  productId,
  ownerId,
  departmentId,
  level,
  assumedWorst,
  facts: {},
})
