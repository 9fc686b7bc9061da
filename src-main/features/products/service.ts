/** Answers the product calls. */
import type { Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import { sortKeyOf } from '../customers/search.rules'
import type { Product, products } from './contract'
import type { ProductsStore } from './store'

type Parameters = { store: ProductsStore; newId: () => string }

export const productsService = ({ store, newId }: Parameters): Handlers<typeof products> => {
  const found = (id: string): Product => {
    const entry = store.entry(id)
    if (!entry) throw new Refused('products.notFound')
    return entry
  }
  const refuseTaken = (code: string, id: string | null): void => {
    const holder = store.idOfCode(code)
    if (holder !== null && holder !== id) throw new Refused('products.codeTaken', { code })
  }
  return {
    page: ({ text, category, inactive, limit, offset }) => store.page(text, category, inactive, limit, offset),
    entry: ({ id }) => found(id),
    categories: () => store.categories(),
    add: (input, { at, actor }) => {
      refuseTaken(input.code, null)
      const id = newId()
      store.add(input, id, sortKeyOf(input.name), at, actor.id)
      return found(id)
    },
    correct: ({ id, version, ...input }, { at, actor }) => {
      found(id)
      refuseTaken(input.code, id)
      if (!store.correct(input, id, version, sortKeyOf(input.name), at, actor.id)) throw new Refused('core.conflict')
      return found(id)
    },
  }
}
