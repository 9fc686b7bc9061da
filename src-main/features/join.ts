/** Joins the services of all features over one open archive. */
import { checkChain } from '../archive/journal'
import type { Db } from '../archive/open'
import { customerSearch } from './customers/search.service'
import { searchStore } from './customers/search.store'
import { customersService } from './customers/service'
import { customersStore } from './customers/store'
import { officeService } from './office/service'
import { officeStore } from './office/store'

export type Surroundings = {
  /** Where attachments lie; the archive's own folder. */
  dataFolder: string
  /** The UTC instant, with milliseconds. */
  now: () => string
  /** A fresh UUID v7. */
  newId: () => string
}

/** The handlers of every feature that needs nothing but the open archive. */
export const joinFeatures = (db: Db, { newId }: Surroundings) => {
  const office = officeStore(db)
  const timeZone = (): string => office.entry()?.timeZone ?? 'Asia/Shanghai'
  const attached = { moveTo: () => undefined, removeAll: () => undefined }
  return {
    access: { checkJournal: () => Promise.resolve(checkChain(db)) },
    customers: customersService({
      store: customersStore(db),
      search: customerSearch(searchStore(db)),
      attached,
      newId,
      timeZone,
    }),
    office: officeService({ store: office }),
  }
}
