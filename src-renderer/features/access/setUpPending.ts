/** Set-up is not over when the archive exists: the recovery code still stands on screen. */
import { useSyncExternalStore } from 'react'

let pending = false
const listeners = new Set<() => void>()

export const setSetUpPending = (now: boolean): void => {
  pending = now
  for (const listener of listeners) listener()
}

export const useSetUpPending = (): boolean =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => pending,
  )
