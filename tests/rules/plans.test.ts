/** Plans: the shipped ones are sound and whole in both languages; the check finds loops, dead steps and missing anchors; every sentence of the measures has its proof. */
import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { contract } from '../../src-main/contract'
import { findCall } from '../../src-main/contract/wire'
import { sentences } from '../../src-main/features/incidents/clauses.rules'
import type { PlanStep } from '../../src-main/features/plans/contract'
import { faultsOf, stateOfSteps } from '../../src-main/features/plans/rules'
import { shippedPlans } from '../../src-main/features/shipped'

const step = (key: string, more: Partial<PlanStep> = {}): PlanStep => ({
  key,
  title: { zh: key, en: '' },
  hint: { zh: '', en: '' },
  clauses: [],
  department: 'office',
  responsibleId: null,
  after: [],
  when: [],
  due: null,
  proof: 'note',
  gates: true,
  ...more,
})
const codes = (steps: PlanStep[]) => faultsOf({ steps, facts: [] }).map(({ code, step: of }) => `${code} ${of}`)
const due = {
  from: 'step' as const,
  step: 'a',
  minutes: 5,
  perLevel: null,
  working: false,
  warnMinutes: 0,
  setBy: 'office' as const,
}

describe('the shipped plans', () => {
  it('are nine kinds, without faults, in both languages', () => {
    expect(shippedPlans).toHaveLength(9)
    for (const { key, name, body } of shippedPlans) {
      expect([key, faultsOf(body)]).toEqual([key, []])
      const texts = [
        name,
        body.purpose,
        ...body.facts.map(({ question }) => question),
        ...body.steps.map(({ title }) => title),
      ]
      expect(texts.filter(({ zh, en }) => zh === '' || en === '' || /\p{Script=Han}/u.test(en))).toEqual([])
    }
  })

  it('name no sentence that does not exist', () => {
    const known = new Set(sentences.map(({ id }) => id))
    expect(
      shippedPlans.flatMap(({ body }) => body.steps.flatMap(({ clauses }) => clauses)).filter(id => !known.has(id)),
    ).toEqual([])
  })
})

describe('every sentence of the measures', () => {
  it('is proved by a step that carries its id, a kind of record, or a journalled write', () => {
    const steps = new Map<string, readonly string[]>(
      shippedPlans.flatMap(({ key, body }) => body.steps.map(known => [`${key}.${known.key}`, known.clauses] as const)),
    )
    const faults = sentences.flatMap(({ id, provedBy }) =>
      provedBy.flatMap(proof => {
        if ('step' in proof) return steps.has(proof.step) ? [] : [`${id}: no step ${proof.step}`]
        if ('record' in proof) return []
        const call = findCall(contract, proof.call)
        return call && (call.kind === 'write' || call.kind === 'job') && !call.quiet
          ? []
          : [`${id}: no write ${proof.call}`]
      }),
    )
    expect(faults).toEqual([])
  })

  it('stands for every clause of the measures, in both languages, once', () => {
    const clauses =
      'A0.1 A0.2 A0.3 A0.4 A0.5 A0.6 A1.1 A1.2 A1.3 A2.1 A2.2 A2.3 A2.4 A3.1 A3.2 A3.3 A3.4 A4.1 A4.2 A4.3 A4.4 A4.5 B0 B1.1 B1.2 B1.3 B1.4 B2.1 B2.2 B2.3 B2.4 B2.5 B3.1 B3.2 B3.3 C1 C2 C3 C4 C5'
    const covered = new Set(sentences.map(({ id }) => id.slice(0, -1)))
    expect(clauses.split(' ').filter(clause => !covered.has(clause))).toEqual([])
    expect(new Set(sentences.map(({ id }) => id)).size).toBe(sentences.length)
    expect(sentences.filter(({ text }) => text.zh === '' || text.en === '')).toEqual([])
  })
})

describe('the check of a plan', () => {
  it.each<[string, PlanStep[], string[]]>([
    ['finds nothing in a chain', [step('a'), step('b', { after: ['a'] })], []],
    ['a step that waits for itself', [step('a', { after: ['a'] })], ['loop a']],
    [
      'a loop over three',
      [step('a', { after: ['c'] }), step('b', { after: ['a'] }), step('c', { after: ['b'] })],
      ['loop a', 'loop b', 'loop c'],
    ],
    [
      'what waits for a loop',
      [step('a', { after: ['b'] }), step('b', { after: ['a'] }), step('c', { after: ['a'] })],
      ['loop a', 'loop b', 'waitsForNever c'],
    ],
    ['an unknown step', [step('a', { after: ['x'] })], ['unknownStep a']],
    ['a key used twice', [step('a'), step('a')], ['twice a']],
    ['an unknown fact', [step('a', { when: [{ fact: 'moon', is: 'atLeast', value: 1 }] })], ['unknownFact a']],
    [
      'a condition nothing meets',
      [
        step('a', {
          when: [
            { fact: 'level', is: 'atLeast', value: 3 },
            { fact: 'level', is: 'below', value: 3 },
          ],
        }),
      ],
      ['never a'],
    ],
    ['less than nought', [step('a', { when: [{ fact: 'level', is: 'below', value: 0 }] })], ['never a']],
    ['a limit from no step', [step('a'), step('b', { due: { ...due, step: null } })], ['noAnchor b']],
    [
      'a limit from a step that never comes',
      [step('a', { when: [{ fact: 'level', is: 'below', value: 0 }] }), step('b', { due })],
      ['never a', 'noAnchor b'],
    ],
    ['a loop through a limit', [step('a', { after: ['b'] }), step('b', { due })], ['loop a', 'loop b']],
    ['nothing that holds closing up', [step('a', { gates: false })], ['noGate ']],
  ])('%s', (_name, steps, expected) => {
    expect(codes(steps)).toEqual(expected)
  })

  it('leaves no step for ever closed in a sound plan, in whatever order steps are done', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...shippedPlans),
        fc.array(fc.nat(), { minLength: 80, maxLength: 80 }),
        fc.integer({ min: 1, max: 4 }),
        ({ body }, choices, level) => {
          const facts = {
            level,
            customer: 1,
            vehicle: 1,
            product: 1,
            ...Object.fromEntries(body.facts.map(({ key }) => [key, 1])),
          }
          const done = new Set<string>()
          for (const choice of choices) {
            const open = [...stateOfSteps(body.steps, facts, key => done.has(key))].filter(
              ([, { state }]) => state === 'open',
            )
            const next = open[choice % Math.max(1, open.length)]
            if (next) done.add(next[0])
          }
          const left = [...stateOfSteps(body.steps, facts, key => done.has(key)).values()].filter(
            ({ state }) => state !== 'done' && state !== 'notNeeded',
          )
          expect(left).toEqual([])
        },
      ),
      { numRuns: 60 },
    )
  })

  it('a step that is not needed holds nobody up; one whose fact is unknown asks', () => {
    const steps = [step('a', { when: [{ fact: 'level', is: 'atLeast', value: 3 }] }), step('b', { after: ['a'] })]
    const states = (level: number | null) =>
      [...stateOfSteps(steps, { level }, () => false).values()].map(({ state }) => state)
    expect(states(2)).toEqual(['notNeeded', 'open'])
    expect(states(3)).toEqual(['open', 'blocked'])
    expect(states(null)).toEqual(['asks', 'blocked'])
  })
})
