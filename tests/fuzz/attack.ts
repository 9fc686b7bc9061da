/** What every target of the fuzz is: entry points, and one made-up input after another that is sent and judged. */
import type { Random } from './random'

/** What became of one input. Whatever `send` throws is a crash. */
export type Told = { kind: 'accepted' | 'refused' } | { kind: 'unexpected' | 'mutations'; what: string }

export type Attack = {
  /** Entry points attacked. */
  calls: number
  /** Makes an input and sends it; `show` is told of it first, so that a crash can be named. */
  send: (random: Random, show: (entry: string, input: unknown) => void) => Promise<Told>
  close: () => void | Promise<void>
}

export const targets = ['calls', 'door', 'lists', 'warnings', 'cap', 'weather', 'backups'] as const
export type Target = (typeof targets)[number]

/** How many inputs a target gets for each input to the contract's calls, by what one of them costs. */
export const shares: Record<Target, number> = {
  calls: 1,
  door: 0.004,
  lists: 0.02,
  warnings: 0.1,
  cap: 0.05,
  weather: 0.05,
  backups: 0.006,
}
