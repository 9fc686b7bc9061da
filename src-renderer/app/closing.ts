/** Whether the archive is being backed up before it closes, and whether the program ends with it. */
import { useEffect, useState } from 'react'

export const useClosing = (): { quitting: boolean } | null => {
  const [closing, setClosing] = useState<{ quitting: boolean } | null>(null)
  useEffect(
    () =>
      window.api.desk.subscribe(event => {
        if (event.type === 'closing') setClosing({ quitting: event.quitting })
        if (event.type === 'session') setClosing(null)
      }),
    [],
  )
  return closing
}
