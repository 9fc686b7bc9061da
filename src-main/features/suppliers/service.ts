/** Answers the supplier calls. */
import type { Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import { sortKeyOf } from '../customers/search.rules'
import type { Supplier, suppliers } from './contract'
import type { SuppliersStore } from './store'

type Parameters = { store: SuppliersStore; newId: () => string }

export const suppliersService = ({ store, newId }: Parameters): Handlers<typeof suppliers> => {
  const found = (id: string): Supplier => {
    const entry = store.entry(id)
    if (!entry) throw new Refused('suppliers.notFound')
    return entry
  }
  const refuseTaken = (code: string, id: string | null): void => {
    const holder = store.idOfCode(code)
    if (holder !== null && holder !== id) throw new Refused('suppliers.codeTaken', { code })
  }
  return {
    page: ({ text, kind, inactive, limit, offset }) => {
      const { rows, total } = store.page(text, kind, inactive, limit, offset)
      return { rows: rows.map(row => ({ ...row, rating: store.rating(row.id) })), total }
    },
    entry: ({ id }) => ({ ...found(id), rating: store.rating(id), products: store.products(id) }),
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
