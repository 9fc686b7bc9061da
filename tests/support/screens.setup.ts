// What jsdom lacks of a browser and Mantine asks for; layout itself belongs to the end-to-end tests.
import { cleanup } from '@testing-library/react'
import { afterEach, vi } from 'vitest'

afterEach(cleanup)

const nothing = (): void => undefined

vi.stubGlobal('matchMedia', (media: string) => ({
  matches: false,
  media,
  addEventListener: nothing,
  removeEventListener: nothing,
}))
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe = nothing
    unobserve = nothing
    disconnect = nothing
  },
)
Element.prototype.scrollIntoView = nothing
Object.defineProperty(document, 'fonts', { value: { addEventListener: nothing, removeEventListener: nothing } })
