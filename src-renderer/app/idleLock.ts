/** Locks the screen when nobody has touched keyboard or mouse for the office's minutes. */
import { useEffect } from 'react'
import { ask } from './bridge'

const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

export const useIdleLock = (minutes: number): void => {
  useEffect(() => {
    if (minutes <= 0) return
    let timer = setTimeout(lock, minutes * 60_000)
    let renewed = performance.now()
    function lock(): void {
      void ask('access.lock', {})
    }
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
