/**
 * The mark in the palette that Enter follows. Mantine's own is set when a key is struck, before any answer has come; here
 * it stays on the first line until arrows move it, and Enter waits for what the typed text finds.
 */
import { createSpotlight, useSpotlight } from '@mantine/spotlight'
import { useEffect, useRef } from 'react'
import type { KeyboardEvent } from 'react'

export const [paletteStore, palette] = createSpotlight()

/** `searching`: whether an answer to what is typed is still to come. */
export const usePaletteMark = (searching: boolean) => {
  const listRef = useRef<HTMLDivElement>(null)
  const moved = useRef(false)
  const entered = useRef(false)

  // Drawn anew when it opens and after every answer; each time the mark is looked after.
  useSpotlight(paletteStore)
  useEffect(() => {
    const lines = [...(listRef.current?.querySelectorAll<HTMLElement>('[data-action]') ?? [])]
    const marked = moved.current ? lines.findIndex(line => line.hasAttribute('data-selected')) : 0
    const selected = Math.max(marked, 0)
    for (const [index, line] of lines.entries()) line.toggleAttribute('data-selected', index === selected)
    if (paletteStore.getState().selected !== selected) paletteStore.setState({ ...paletteStore.getState(), selected })
    if (!entered.current || searching) return
    entered.current = false
    lines[selected]?.click()
  })

  return {
    listRef,
    begin: (): void => {
      moved.current = false
      entered.current = false
    },
    onKeyDownCapture: (event: KeyboardEvent): void => {
      // Enter belongs to the input method while it composes.
      if (event.nativeEvent.isComposing) event.stopPropagation()
      else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') moved.current = true
      else if (event.key === 'Enter' && searching) {
        entered.current = true
        event.preventDefault()
        event.stopPropagation()
      }
    },
  }
}
