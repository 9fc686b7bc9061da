/** Tells once that a sheet stands, or that it never will. */
import { useEffect, useRef } from 'react'

export type SheetProps = {
  /** Told once everything stands, or that it never will. */
  onReady?: (state: 'ready' | 'failed') => void
}

export const useReady = (state: 'waiting' | 'ready' | 'failed', tell?: (state: 'ready' | 'failed') => void): void => {
  const told = useRef(false)
  useEffect(() => {
    if (state === 'waiting' || told.current) return
    told.current = true
    tell?.(state)
  }, [state, tell])
}
