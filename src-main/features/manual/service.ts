/** Answers the manual's calls. */
import type { Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import type { Chapter, manual } from './contract'
import type { ManualStore } from './store'

type Parameters = {
  store: ManualStore
  newId: () => string
  isProduct: (id: string) => boolean
  isIncident: (id: string) => boolean
}

export const manualService = ({ store, newId, isProduct, isIncident }: Parameters): Handlers<typeof manual> => {
  const one = (id: string): Chapter => {
    const entry = store.one(id)
    if (!entry) throw new Refused('manual.notFound')
    return entry
  }
  const refuseStrangers = (productId: string | null, incidentId: string | null): void => {
    if (productId !== null && !isProduct(productId)) throw new Refused('products.notFound')
    if (incidentId !== null && !isIncident(incidentId)) throw new Refused('incidents.notFound')
  }
  return {
    page: ({ text, productId, limit, offset }) => store.page(text, productId, limit, offset),
    one: ({ id }) => ({ ...one(id), versions: store.versions(id) }),
    add: ({ title, productId, ...content }, { at, actor }) => {
      refuseStrangers(productId, content.incidentId)
      const id = newId()
      store.add(id, title, productId, at, actor.name)
      store.publish(newId(), id, content, at, actor.name)
      return one(id)
    },
    publish: ({ id, version, title, productId, ...content }, { at, actor }) => {
      one(id)
      refuseStrangers(productId, content.incidentId)
      if (!store.correct(id, version, title, productId)) throw new Refused('core.conflict')
      store.publish(newId(), id, content, at, actor.name)
      return one(id)
    },
  }
}
