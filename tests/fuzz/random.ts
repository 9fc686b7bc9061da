/** Chance that one seed repeats: every made-up input comes from here, and each can be made again by its number. */

export type Random = {
  /** From 0 up to 1. */
  next: () => number
  /** A whole number from 0 up to `limit`, which is not among them. */
  below: (limit: number) => number
  /** Whether something of this likelihood happens. */
  chance: (likelihood: number) => boolean
  oneOf: <T>(from: readonly T[], otherwise: T) => T
}

/** Mulberry32 over a seed and the number of an input. */
export const randomOf = (seed: number, index: number): Random => {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    next,
    below,
    chance: likelihood => next() < likelihood,
    oneOf: (from, otherwise) => from[below(from.length)] ?? otherwise,
  }
}
