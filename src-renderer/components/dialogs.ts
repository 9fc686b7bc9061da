/** How many dialogs lie on screen when a key is struck: where nothing moves, one that Esc closes is gone before the next is asked. */
import { useWindowEvent } from '@mantine/hooks'

let counted = 0

/** Counts at every key before anything acts on it: the page begins to listen here before there is a dialog. */
export const useDialogsCounted = (): void => {
  useWindowEvent(
    'keydown',
    () => {
      counted = document.querySelectorAll('[role="dialog"]').length
    },
    { capture: true },
  )
}

/** At the key that was struck last. */
export const dialogsAtKey = (): number => counted
