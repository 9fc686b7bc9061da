/** Rules of plans: what makes one unusable, and which steps stand open at a moment of an incident. */
import type { Condition, PlanBody, PlanFault, PlanStep } from './contract'
import { standingFacts } from './contract'

/** What is known of an incident; yes is 1, no is 0, null has not been answered. */
export type Facts = Record<string, number | null>

const holds = ({ fact, is, value }: Condition, facts: Facts): boolean | null => {
  const known = facts[fact] ?? null
  return known === null ? null : is === 'atLeast' ? known >= value : known < value
}

/** Whether a step is needed; null while a fact it hangs on has not been answered. */
export const isNeeded = (step: Pick<PlanStep, 'when'>, facts: Facts): boolean | null => {
  const answers = step.when.map(condition => holds(condition, facts))
  return answers.includes(false) ? false : answers.includes(null) ? null : true
}

/** Two conditions on one fact that no number meets. */
const contradicts = (conditions: readonly Condition[]): boolean =>
  conditions.some(
    low =>
      low.is === 'atLeast' &&
      conditions.some(high => high.fact === low.fact && high.is === 'below' && high.value <= low.value),
  ) || conditions.some(({ is, value }) => is === 'below' && value === 0)

/** Steps that wait for themselves, over any number of others. */
const inLoops = (steps: readonly PlanStep[]): Set<string> => {
  const before = new Map(
    steps.map(step => [
      step.key,
      [...step.after, ...(step.due?.from === 'step' && step.due.step ? [step.due.step] : [])],
    ]),
  )
  const looped = new Set<string>()
  for (const { key } of steps) {
    const seen = new Set<string>()
    const open = [...(before.get(key) ?? [])]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next === key) looped.add(key)
      if (seen.has(next)) continue
      seen.add(next)
      open.push(...(before.get(next) ?? []))
    }
  }
  return looped
}

/** Everything that would leave a step dead or the plan unusable; empty for a sound plan. */
export const faultsOf = ({ steps, facts }: Pick<PlanBody, 'steps' | 'facts'>): PlanFault[] => {
  const faults: PlanFault[] = []
  const keys = new Set(steps.map(({ key }) => key))
  const known = new Set<string>([...standingFacts, ...facts.map(({ key }) => key)])
  const looped = inLoops(steps)
  const never = new Set(steps.filter(({ when }) => contradicts(when)).map(({ key }) => key))
  steps.forEach((step, index) => {
    const say = (code: PlanFault['code']): void => {
      faults.push({ code, step: step.key })
    }
    if (steps.findIndex(({ key }) => key === step.key) !== index) say('twice')
    if (step.after.some(key => !keys.has(key))) say('unknownStep')
    if (step.when.some(({ fact }) => !known.has(fact))) say('unknownFact')
    if (looped.has(step.key)) say('loop')
    if (never.has(step.key)) say('never')
    if (step.after.some(key => looped.has(key)) && !looped.has(step.key)) say('waitsForNever')
    if (step.due?.from === 'step' && (step.due.step === null || !keys.has(step.due.step) || never.has(step.due.step)))
      say('noAnchor')
  })
  facts.forEach(({ key }, index) => {
    if ((standingFacts as readonly string[]).includes(key) || facts.findIndex(other => other.key === key) !== index)
      faults.push({ code: 'twice', step: key })
  })
  if (!steps.some(({ gates }) => gates)) faults.push({ code: 'noGate', step: '' })
  return faults
}

export type StepState = 'done' | 'open' | 'blocked' | 'asks' | 'notNeeded'

/**
 * How each step stands: blocked by steps before it, asking for a fact, not needed, open or done.
 * A step that is not needed holds nobody up.
 */
export const stateOfSteps = (
  steps: readonly PlanStep[],
  facts: Facts,
  isDone: (key: string) => boolean,
): Map<string, { state: StepState; waitsFor: string[] }> => {
  const needed = new Map(steps.map(step => [step.key, isNeeded(step, facts)]))
  return new Map(
    steps.map(step => {
      const waitsFor = step.after.filter(key => needed.get(key) !== false && !isDone(key))
      const state = isDone(step.key)
        ? 'done'
        : needed.get(step.key) === false
          ? 'notNeeded'
          : needed.get(step.key) === null
            ? 'asks'
            : waitsFor.length > 0
              ? 'blocked'
              : 'open'
      return [step.key, { state, waitsFor }]
    }),
  )
}

/** Minutes until a step is due at a level from 1 to 4. */
export const limitAt = (due: { minutes: number; perLevel: readonly number[] | null }, level: number): number =>
  due.perLevel?.[level - 1] ?? due.minutes
