/** Answers the palette. */
import type { Handlers } from '../../contract/call'
import type { finding } from './contract'
import type { FindingStore } from './store'

export const findingService = (store: FindingStore): Handlers<typeof finding> => ({
  search: ({ text }) => store.search(text.trim()),
  named: ({ ids }) => store.named(ids),
})
