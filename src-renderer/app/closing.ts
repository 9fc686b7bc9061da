/** Whether the archive is being backed up before it closes. */
import { useEffect, useState } from 'react'

export const useClosing = (): boolean => {
  const [closing, setClosing] = useState(false)
  useEffect(
    () =>
      window.api.desk.subscribe(event => {
        if (event.type === 'closing') setClosing(true)
        if (event.type === 'session') setClosing(false)
      }),
    [],
  )
  return closing
}
