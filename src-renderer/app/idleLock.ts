/** Locks the screen when nobody has touched keyboard or mouse for the office's minutes. */
import { useEffect } from 'react'
import { ask } from './bridge'

const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

/** How many screens hold the lock off, and whether it fell due meanwhile. */
let [heldOff, missed] = [0, false]

const lock = (): void => {
  if (heldOff > 0) missed = true
  else void ask('access.lock', {})
}

/**
 * A screen that hangs on a wall stays, as long as it is shown.
 * SECURITY: whoever leaves it after the lock had fallen due meets the lock (tests/e2e/weather.spec.ts).
 */
export const useWall = (shown: boolean): void => {
  useEffect(() => {
    if (!shown) return
    heldOff += 1
    return () => {
      heldOff -= 1
      if (!missed || heldOff > 0) return
      missed = false
      lock()
    }
  }, [shown])
}

export const useIdleLock = (minutes: number): void => {
  useEffect(() => {
    if (minutes <= 0) return
    let timer = setTimeout(lock, minutes * 60_000)
    let renewed = performance.now()
    const renew = (): void => {
      // Every pointer move would be too often; a second is close enough.
      if (performance.now() - renewed < 1000) return
      renewed = performance.now()
      clearTimeout(timer)
      timer = setTimeout(lock, minutes * 60_000)
    }
    for (const sign of signs) window.addEventListener(sign, renew, { passive: true })
    return () => {
      clearTimeout(timer)
      for (const sign of signs) window.removeEventListener(sign, renew)
    }
  }, [minutes])
}
