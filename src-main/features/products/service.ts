/** Answers the product calls. */
import type { Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import { sortKeyOf } from '../customers/search.rules'
import type { Product, products } from './contract'
import type { ProductsStore } from './store'

type Parameters = {
  store: ProductsStore
  newId: () => string
  isSupplier: (id: string) => boolean
  isCustomer: (id: string) => boolean
}

export const productsService = ({ store, newId, isSupplier, isCustomer }: Parameters): Handlers<typeof products> => {
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
    byCode: ({ code }) => ({ id: store.idOfScan(code) }),

    dossier: ({ id }) => {
      found(id)
      return {
        parameters: store.parameters(id),
        related: store.related(id),
        suppliers: store.suppliers(id),
        quality: store.quality(id),
      }
    },
    setParameters: ({ id, parameters }) => {
      found(id)
      store.setParameters(id, parameters)
      return {}
    },
    relate: ({ id, otherId, kind, note }) => {
      if (id === otherId) throw new Refused('products.itself')
      found(id)
      found(otherId)
      store.relate(id, otherId, kind, note)
      return {}
    },
    unrelate: ({ id, otherId }) => {
      store.unrelate(id, otherId)
      return {}
    },
    supply: ({ id, ...offer }) => {
      found(id)
      if (!isSupplier(offer.supplierId)) throw new Refused('suppliers.notFound')
      store.supply(id, offer)
      return {}
    },
    unsupply: ({ id, supplierId }) => {
      store.unsupply(id, supplierId)
      return {}
    },
    addQuality: ({ id, ...record }, { at, actor }) => {
      found(id)
      store.addQuality(id, { ...record, id: newId(), byName: actor.name }, at)
      return {}
    },
    sold: ({ id, text, limit, offset }) => {
      found(id)
      return store.sold(id, text, limit, offset)
    },
    addSold: ({ id, ...item }, { at, actor, touch }) => {
      found(id)
      if (!isCustomer(item.customerId)) throw new Refused('customers.notFound')
      touch(item.customerId)
      store.addSold(id, item, newId(), at, actor.name)
      return {}
    },
    setSafetyHold: ({ id, version, reason }, { at, actor }) => {
      found(id)
      if (!store.setSafetyHold(id, version, reason, at, actor.id)) throw new Refused('core.conflict')
      return found(id)
    },
  }
}
