/** The composer of early deliveries is optimal: held against every combination of small cases (B3). */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compose, costOf, missingOf } from '../../src-main/features/early/rules'

type Source = { id: string; quantity: number; fixedFen: number; unitFen: number; arrivesOn: string }
const days = ['2026-12-01', '2026-12-02', '2026-12-03', '2026-12-05']

const sources = fc.array(
  fc.record({
    quantity: fc.integer({ min: 1, max: 4 }).map(units => units * 1000),
    fixedFen: fc.integer({ min: 0, max: 300 }),
    unitFen: fc.integer({ min: 0, max: 200 }),
    arrivesOn: fc.constantFrom(...days),
  }),
  { minLength: 0, maxLength: 4 },
)

/** Every way to take whole units from every source. */
const everyTake = (parts: readonly Source[]): number[][] =>
  parts.reduce<number[][]>(
    (ways, { quantity }) =>
      ways.flatMap(way => Array.from({ length: quantity / 1000 + 1 }, (_none, units) => [...way, units * 1000])),
    [[]],
  )

describe('compose', () => {
  it('is complete as early as can be, then cheapest: no combination is better', () => {
    fc.assert(
      fc.property(sources, fc.integer({ min: 1, max: 8 }), (drawn, units) => {
        const parts = drawn.map((source, index) => ({ ...source, id: String(index) }))
        const wanted = units * 1000
        const found = compose(parts, wanted)
        const possible = everyTake(parts)
          .filter(takes => takes.reduce((sum, take) => sum + take, 0) === wanted)
          .map(takes => ({
            completeOn: takes.reduce((last, take, index) => {
              const day = parts[index]?.arrivesOn ?? ''
              return take > 0 && day > last ? day : last
            }, ''),
            costFen: takes.reduce((sum, take, index) => {
              const part = parts[index]
              return part ? sum + costOf(part, take) : sum
            }, 0),
          }))
          .sort((a, b) =>
            a.completeOn === b.completeOn ? a.costFen - b.costFen : a.completeOn < b.completeOn ? -1 : 1,
          )
        const [best] = possible
        if (!best) {
          expect(found).toBeNull()
          expect(missingOf(parts, wanted)).toBeGreaterThan(0)
          return
        }
        expect(found).toMatchObject(best)
        expect(found?.takes.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(wanted)
      }),
      { numRuns: 400, seed: 20_261_124 },
    )
  })

  it('names what binds: without it the day would be later, or never', () => {
    const own = { id: 'own', quantity: 3000, fixedFen: 0, unitFen: 0, arrivesOn: days[0] ?? '' }
    const air = { id: 'air', quantity: 5000, fixedFen: 9000, unitFen: 100, arrivesOn: days[1] ?? '' }
    const road = { id: 'road', quantity: 5000, fixedFen: 1000, unitFen: 0, arrivesOn: days[3] ?? '' }
    expect(compose([own, air, road], 6000)).toEqual({
      takes: [
        { id: 'own', quantity: 3000 },
        { id: 'air', quantity: 3000 },
      ],
      completeOn: days[1],
      costFen: 9300,
      binding: ['own', 'air'],
    })
    expect(compose([own, road], 6000)).toMatchObject({ completeOn: days[3], binding: ['own', 'road'] })
    expect(compose([own], 6000)).toBeNull()
    expect(missingOf([own], 6000)).toBe(3000)
  })
})
