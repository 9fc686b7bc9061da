/** A set-up or restore is not over when the archive exists: codes that are shown only once still stand on screen. */
import { useSyncExternalStore } from 'react'

/** The screen before the desk that must stay. */
export type Pending = 'firstRun' | 'obstacle' | 'opened' | null

let pending: Pending = null
const listeners = new Set<() => void>()

export const setSetUpPending = (now: Pending): void => {
  pending = now
  for (const listener of listeners) listener()
}

export const useSetUpPending = (): Pending =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => pending,
  )
