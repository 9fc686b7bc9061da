/** Seconds still to wait, counted down; a new refusal may lengthen them. */
import { useEffect, useState } from 'react'
import type { Refusal } from '../../app/bridge'

export const useCountdown = (start: number, refusal: Refusal | null): number => {
  const [left, setLeft] = useState<{ of: Refusal | null; seconds: number }>({ of: null, seconds: start })
  const said = refusal?.params['seconds']
  const seconds = left.of === refusal || typeof said !== 'number' ? left.seconds : said
  useEffect(() => {
    if (seconds <= 0) return
    const timer = setTimeout(() => {
      setLeft({ of: refusal, seconds: seconds - 1 })
    }, 1000)
    return () => {
      clearTimeout(timer)
    }
  }, [seconds, refusal])
  return seconds
}
