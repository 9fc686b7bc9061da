/** Fits a document onto so many pages by showing fewer lines of each part. */
import { useLayoutEffect, useRef, useState } from 'react'

/** Millimetres that a page leaves for text: the sheet less the margins of src-main/shell/print.ts. */
const room = { A4: 265, A5: 187 } as const
/** What page breaks may leave empty. */
const slack = 0.93
const pixelsPerMillimetre = 96 / 25.4

/**
 * `most` lines of each part at first, one fewer until what `ref` holds fits; `fitted` once it does, or when one line is left.
 * The element is as wide as the sheet's text (class `fitted`), so that it breaks lines as paper does.
 */
export const useFitting = (pages: number, start: number, stands: boolean) => {
  const ref = useRef<HTMLDivElement>(null)
  const [most, setMost] = useState(start)
  const [fitted, setFitted] = useState(false)
  useLayoutEffect(() => {
    const element = ref.current
    if (!stands || fitted || !element) return
    const height = element.closest('[data-sheet="A5"]') ? room.A5 : room.A4
    if (most > 1 && element.offsetHeight > pages * height * slack * pixelsPerMillimetre) setMost(most - 1)
    else setFitted(true)
  }, [pages, most, stands, fitted])
  return { ref, most, fitted }
}
