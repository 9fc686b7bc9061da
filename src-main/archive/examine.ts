/** Examines an image of the archive while it is packed, here or in a thread of its own: counts and hashes, then soundness. */
import { checkChain } from './journal'
import { digestTables, isSound } from './manifest'
import type { Manifest } from './manifest'
import { openImage } from './open'
import { treesOf } from './trees'

export type Tally = Pick<Manifest, 'tables' | 'trees' | 'journal'>

export type Examination = {
  /** The image again, as soon as it has been read. */
  image: Promise<Buffer>
  tally: Promise<Tally>
  /** Integrity, references and the journal's chain. */
  sound: Promise<boolean>
  /** Ends what is still going on; its promises may stay open. */
  stop: () => void
}

export type Examine = (image: Buffer, breathe: () => Promise<void>) => Examination

/** Examines an image in this thread. */
export const examineHere: Examine = (image, breathe) => {
  const db = openImage(image)
  let stopped = false
  const examined = async (): Promise<{ tally: Tally; unbroken: boolean }> => {
    const { rows, head, broken } = checkChain(db)
    const tables = await digestTables(db, breathe)
    return { tally: { tables, trees: treesOf(db), journal: { rows, head } }, unbroken: broken === null }
  }
  const first = examined()
  const tally = first.then(found => found.tally)
  const sound = first.then(async ({ unbroken }) => {
    // What waits for the tally goes on first: the rest takes longer and does not pause.
    await breathe()
    return unbroken && !stopped && isSound(db)
  })
  // Whoever waits for them hears of a fault; nobody may be waiting yet.
  tally.catch(() => undefined)
  const close = (): void => {
    db.close()
  }
  sound.then(close, close)
  return {
    image: Promise.resolve(image),
    tally,
    sound,
    stop: () => {
      stopped = true
    },
  }
}
