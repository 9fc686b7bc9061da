/** The present instant by the archive's clock, looked at anew every so often: for what counts down on a screen. */
import { useEffect, useState } from 'react'
import { useMoments } from './moments'

export const useBeat = (milliseconds = 15_000): string => {
  const { now } = useMoments()
  const [, beat] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => {
      beat(count => count + 1)
    }, milliseconds)
    return () => {
      clearInterval(timer)
    }
  }, [milliseconds])
  return now()
}
