/**
 * The sign-in screen as it was drawn when the program was built (doorPicture.tsx): main puts it into the document where
 * there is an archive to sign in to. It can be typed into before the page's libraries run; then what was typed and
 * clicked goes over to their screen, which looks the same.
 */

/** After so many milliseconds nobody waits for the screen any more: it may be off, or the window hidden. */
const longestFrame = 500

const controlsOf = (root: HTMLElement): (HTMLInputElement | HTMLButtonElement)[] => [
  ...root.querySelectorAll<HTMLInputElement | HTMLButtonElement>('input, button'),
]
const kindsOf = (controls: readonly (HTMLInputElement | HTMLButtonElement)[]): string =>
  controls.map(({ tagName, type }) => `${tagName} ${type}`).join()

/** React hears of a value only where it is set past its own setter, as typing does. */
const type = (input: HTMLInputElement, value: string): void => {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, value)
  input.dispatchEvent(new Event('input', { bubbles: true }))
}

/** Puts what was typed, and the caret, where it belongs; answers the controls that stand there now, none on another screen. */
const carryOver = (root: HTMLElement, replace: () => void): (HTMLInputElement | HTMLButtonElement)[] => {
  const drawn = controlsOf(root)
  const focused = drawn.findIndex(control => control === document.activeElement)
  replace()
  const shown = controlsOf(root)
  if (kindsOf(shown) !== kindsOf(drawn)) return []
  for (const [index, from] of drawn.entries()) {
    const to = shown[index]
    if (!(from instanceof HTMLInputElement) || !(to instanceof HTMLInputElement) || from.value === '') continue
    type(to, from.value)
    if (index === focused) to.setSelectionRange(from.selectionStart, from.selectionEnd)
  }
  shown[focused]?.focus()
  return shown
}

const watch = (root: HTMLElement) => {
  let clicked = -1
  let composing = false
  const compose = ({ type: kind }: Event): void => {
    composing = kind === 'compositionstart'
  }
  // Enter in a field arrives here too: as a click on the button that submits.
  const keep = (event: Event): void => {
    const button = event.target instanceof Element ? event.target.closest('button') : null
    if (!button) return
    event.preventDefault()
    clicked = controlsOf(root).indexOf(button)
  }
  root.addEventListener('click', keep)
  root.addEventListener('compositionstart', compose)
  root.addEventListener('compositionend', compose)
  return {
    /** Resolves when it is on the screen. */
    painted: new Promise<void>(resolve => {
      requestAnimationFrame(() => setTimeout(resolve))
      setTimeout(resolve, longestFrame)
    }),
    /** Gives way to what `replace` draws at once. */
    giveWay: async (replace: () => void): Promise<void> => {
      // A word that is still being composed would be cut in two.
      while (composing) await new Promise(resolve => root.addEventListener('compositionend', resolve, { once: true }))
      root.removeEventListener('click', keep)
      root.removeEventListener('compositionstart', compose)
      root.removeEventListener('compositionend', compose)
      const shown = carryOver(root, replace)
      // React has taken in what was typed by then. The eye beside a password acts when the button goes down.
      setTimeout(() => {
        shown[clicked]?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, cancelable: true }))
        shown[clicked]?.click()
      })
    },
  }
}

const root = document.getElementById('root')

/** Null where the page begins empty. */
export const standIn = root?.firstElementChild ? watch(root) : null
