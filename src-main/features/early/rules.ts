/** The composer of early deliveries (B3): the earliest complete date, then the least cost. */
import type { Combination, Part } from './contract'

type Source = Pick<Part, 'id' | 'quantity' | 'fixedFen' | 'unitFen' | 'arrivesOn'>

/** Fen of taking a quantity (thousandths) of a source: once for using it, and for each unit begun. */
export const costOf = ({ fixedFen, unitFen }: Source, quantity: number): number =>
  quantity === 0 ? 0 : fixedFen + Math.ceil((unitFen * quantity) / 1000)

/** What all sources together lack of what is wanted, thousandths. */
export const missingOf = (parts: readonly Source[], wanted: number): number =>
  Math.max(0, wanted - parts.reduce((sum, { quantity }) => sum + quantity, 0))

/** The first day on which the sources that have arrived by then are enough; null when they never are. */
export const completeOn = (parts: readonly Source[], wanted: number): string | null => {
  let come = 0
  for (const { quantity, arrivesOn } of [...parts].sort((a, b) => (a.arrivesOn < b.arrivesOn ? -1 : 1))) {
    come += quantity
    if (come >= wanted) return arrivesOn
  }
  return null
}

/** Fills what is wanted from some sources, the cheapest unit first: nothing else changes the cost within a set. */
const fill = (chosen: readonly Source[], wanted: number): { id: string; quantity: number; costFen: number }[] => {
  let left = wanted
  return [...chosen]
    .sort((a, b) => a.unitFen - b.unitFen)
    .map(source => {
      const quantity = Math.min(left, source.quantity)
      left -= quantity
      return { id: source.id, quantity, costFen: costOf(source, quantity) }
    })
    .filter(({ quantity }) => quantity > 0)
}

/**
 * The best combination of all: every set of the sources that come in time is tried (at most `mostParts` of them), so
 * none is better. Of equal cost, the one with fewer sources.
 */
export const compose = (parts: readonly Source[], wanted: number): Combination | null => {
  const day = completeOn(parts, wanted)
  if (day === null) return null
  const inTime = parts.filter(({ arrivesOn }) => arrivesOn <= day)
  let best: { takes: { id: string; quantity: number }[]; costFen: number } | null = null
  for (let set = 1; set < 2 ** inTime.length; set += 1) {
    const chosen = inTime.filter((_source, index) => (set >> index) % 2 === 1)
    if (missingOf(chosen, wanted) > 0) continue
    const filled = fill(chosen, wanted)
    const costFen = filled.reduce((sum, take) => sum + take.costFen, 0)
    const better =
      best === null || costFen < best.costFen || (costFen === best.costFen && filled.length < best.takes.length)
    if (better) best = { takes: filled.map(({ id, quantity }) => ({ id, quantity })), costFen }
  }
  if (best === null) return null
  const binding = best.takes
    .filter(({ id }) => {
      const without = completeOn(
        parts.filter(source => source.id !== id),
        wanted,
      )
      return without === null || without > day
    })
    .map(({ id }) => id)
  return { ...best, completeOn: day, binding }
}
