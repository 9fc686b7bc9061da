/** Work that the archive gives to a further thread, so that two go on at once and none waits for the other. */
import type { Examine } from '../archive/examine'
import { examineHere } from '../archive/examine'
import type { CountTrees } from '../archive/trees'
import { countTreesHere } from '../archive/trees'

export type Further = {
  /** Examines an image of the archive while it is packed. */
  examine: Examine
  /** Counts a restored archive's trees while its rows are compared. */
  countTrees: CountTrees
  /** Judges a password, as strength.rules does; the dictionaries are large, take a moment, and go with the thread. */
  strengthOf: (password: string, known: readonly string[]) => Promise<number>
}

/** All of it in this thread. */
export const furtherHere: Further = {
  examine: examineHere,
  countTrees: countTreesHere,
  strengthOf: async (password, known) => (await import('./access/strength.rules')).strengthOf(password, known),
}
