/** Answers the calls about keepers, tools and kits (A4.2). */
import type { Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import { businessDay } from '../office/rules'
import type { Handover, Kit, KitItem, Tool, tools } from './contract'
import { productShort, toolShort } from './rules'
import type { KeptItem, KeptKit, ToolsStore } from './store'

type Parameters = {
  store: ToolsStore
  newId: () => string
  timeZone: () => string
  now: () => string
  isColleague: (id: string) => boolean
  isWarehouse: (id: string) => boolean
  /** What a kit must know of a product; null when there is none. */
  productOf: (id: string) => { name: string; unit: string; held: boolean } | null
  /** What of a product is free in a warehouse. */
  freeIn: (productId: string, warehouseId: string) => number
}

const beginningOfTime = '0000-01-01T00:00:00.000Z'

export const toolsService = (parts: Parameters): Handlers<typeof tools> => {
  const { store, newId, timeZone, now } = parts
  const today = (): string => businessDay(now(), timeZone())
  const tool = (id: string): Tool => {
    const entry = store.tool(id)
    if (!entry) throw new Refused('tools.notFound')
    return entry
  }
  const keptKit = (id: string): KeptKit => {
    const entry = store.kit(id)
    if (!entry) throw new Refused('tools.noKit')
    return entry
  }
  const refuseStranger = (id: string | null): void => {
    if (id !== null && !parts.isColleague(id)) throw new Refused('staff.notFound')
  }
  const refuseTaken = (code: string, id: string | null): void => {
    const holder = store.idOfCode(code)
    if (holder !== null && holder !== id) throw new Refused('tools.codeTaken', { code })
  }
  const itemOf = ({ productId, toolId, quantity }: KeptItem, warehouseId: string): KitItem => {
    if (toolId !== null) {
      const { name, loan, calibrationDue } = tool(toolId)
      const short = toolShort(loan !== null, calibrationDue, today())
      return { productId, toolId, name, unit: '', quantity, there: loan === null ? 1000 : 0, short }
    }
    const product = productId === null ? null : parts.productOf(productId)
    if (!product || productId === null) throw new Refused('products.notFound')
    const there = parts.freeIn(productId, warehouseId)
    const { name, unit, held } = product
    return { productId, toolId, name, unit, quantity, there, short: productShort(there, quantity, held) }
  }
  const kit = (entry: KeptKit): Kit => {
    const items = store.items(entry.id).map(item => itemOf(item, entry.warehouseId))
    const sufficient = items.every(({ short }) => short === null)
    return { ...entry, items, sufficient, loan: store.loan({ kitId: entry.id }) }
  }
  const refuseWrongKit = (
    {
      name,
      warehouseId,
      keeperId,
      items,
    }: { name: string; warehouseId: string; keeperId: string | null; items: readonly KeptItem[] },
    id: string | null,
  ): void => {
    const holder = store.idOfKit(name)
    if (holder !== null && holder !== id) throw new Refused('tools.kitKnown', { name })
    if (!parts.isWarehouse(warehouseId)) throw new Refused('stock.noWarehouse')
    refuseStranger(keeperId)
    for (const item of items) {
      if ((item.productId === null) === (item.toolId === null)) throw new Refused('tools.wrongItem')
      itemOf(item, warehouseId)
    }
  }
  const handover = (id: string): Handover => {
    const entry = store.handover(id)
    if (!entry) throw new Refused('tools.noHandover')
    return entry
  }
  const since = (warehouseId: string): string | null =>
    store.keepers().find(keeper => keeper.warehouseId === warehouseId)?.since ?? null

  return {
    keepers: () => store.keepers(),
    handover: ({ id }) => handover(id),
    countsFor: ({ warehouseId }) => store.counts(warehouseId, since(warehouseId) ?? beginningOfTime),
    handOver: (input, { at, actor }) => {
      const { warehouseId, keeperId, stocktakeId } = input
      if (!parts.isWarehouse(warehouseId)) throw new Refused('stock.noWarehouse')
      refuseStranger(keeperId)
      const before = since(warehouseId)
      const known = store.counts(warehouseId, before ?? beginningOfTime)
      // CLAUSE A4.2: keepership changes hands over a counted list (tests/archive/tools.test.ts).
      if (before !== null && stocktakeId === null) throw new Refused('tools.countFirst')
      if (stocktakeId !== null && !known.some(({ id }) => id === stocktakeId)) throw new Refused('tools.countFirst')
      const id = newId()
      store.handOver({ ...input, id, at, byName: actor.name })
      return handover(id)
    },

    page: ({ text, gone, limit, offset }) => store.page(text, gone, limit, offset),
    add: (input, { at, actor }) => {
      refuseTaken(input.code, null)
      refuseStranger(input.keeperId)
      const id = newId()
      store.add(input, id, at, actor.id)
      return tool(id)
    },
    correct: ({ id, version, ...input }, { at, actor }) => {
      tool(id)
      refuseTaken(input.code, id)
      refuseStranger(input.keeperId)
      if (!store.correct(input, id, version, at, actor.id)) throw new Refused('core.conflict')
      return tool(id)
    },
    lend: ({ id, ...loan }, { at, actor }) => {
      const { loan: open, calibrationDue, active, name } = tool(id)
      refuseStranger(loan.borrowerId)
      if (open !== null) throw new Refused('tools.lentAlready', { name, borrower: open.borrower })
      if (!active || toolShort(false, calibrationDue, today()) !== null) throw new Refused('tools.notFit', { name })
      store.lend({ toolId: id }, { ...loan, id: newId(), at, byName: actor.name })
      return tool(id)
    },
    takeBack: ({ id, condition }, { at, actor }) => {
      const { loan, name } = tool(id)
      if (loan === null) throw new Refused('tools.notLent', { name })
      store.takeBack(loan.id, condition, at, actor.name)
      return tool(id)
    },

    kits: ({ limit, offset }) => {
      const { rows, total } = store.kits(limit, offset)
      return { rows: rows.map(kit), total }
    },
    addKit: (input, { at, actor }) => {
      refuseWrongKit(input, null)
      const id = newId()
      store.addKit({ ...input, id }, at, actor.id)
      return kit(keptKit(id))
    },
    correctKit: (input, { at, actor }) => {
      keptKit(input.id)
      refuseWrongKit(input, input.id)
      if (!store.correctKit(input, at, actor.id)) throw new Refused('core.conflict')
      return kit(keptKit(input.id))
    },
    lendKit: ({ id, ...loan }, { at, actor }) => {
      const { name, items, loan: open } = kit(keptKit(id))
      refuseStranger(loan.borrowerId)
      if (open !== null) throw new Refused('tools.lentAlready', { name, borrower: open.borrower })
      const wanting = items.find(({ short }) => short !== null)
      if (wanting) throw new Refused('tools.insufficient', { name: wanting.name })
      store.lend({ kitId: id }, { ...loan, id: newId(), at, byName: actor.name })
      return kit(keptKit(id))
    },
    takeKitBack: ({ id, condition }, { at, actor }) => {
      const { name, loan } = kit(keptKit(id))
      if (loan === null) throw new Refused('tools.notLent', { name })
      store.takeBack(loan.id, condition, at, actor.name)
      return kit(keptKit(id))
    },
  }
}
