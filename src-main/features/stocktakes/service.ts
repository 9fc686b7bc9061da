/** Answers the stocktake calls. A count is blind: the ledger's figure is told only of lines that were counted. */
import type { CallContext, Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import { businessDay, nextNumber } from '../office/rules'
import type { Stocktake, StocktakeLine, stocktakes } from './contract'
import type { Begun, CountedLine, StocktakesStore } from './store'

type Parameters = {
  store: StocktakesStore
  newId: () => string
  timeZone: () => string
  /** A product's number in the ledger; null when there is none. */
  productSeq: (id: string) => number | null
  warehouseSeq: (id: string) => number | null
  /** What was available in a warehouse at an instant. */
  availableAt: (productSeq: number, warehouseSeq: number, at: string) => number
  /** Posts one count to the ledger. */
  count: (
    line: {
      productId: string
      warehouseId: string
      effectiveAt: string
      reason: string
      reference: string
      counted: number
    },
    context: CallContext,
  ) => { id: string }
}

const prefix = 'PD'

export const stocktakesService = (parts: Parameters): Handlers<typeof stocktakes> => {
  const { store, newId, timeZone, productSeq, warehouseSeq, availableAt, count } = parts
  const found = (id: string): Begun => {
    const entry = store.entry(id)
    if (!entry) throw new Refused('stocktakes.notFound')
    return entry
  }
  const shown = ({ warehouseSeq: _, ...entry }: Begun): Stocktake => entry
  const running = (id: string): Begun => {
    const entry = found(id)
    if (entry.state !== 'counting') throw new Refused('stocktakes.ended')
    return entry
  }
  const product = (id: string): number => {
    const seq = productSeq(id)
    if (seq === null) throw new Refused('products.notFound')
    return seq
  }
  const lineOf = ({ productSeq: seq, posted, ...line }: CountedLine, warehouse: number): StocktakeLine => {
    const { counted, countedAt } = line
    if (counted === null || countedAt === null) return { ...line, book: null, variance: null }
    if (posted !== null) return { ...line, book: counted - posted, variance: posted }
    const book = availableAt(seq, warehouse, countedAt)
    return { ...line, book, variance: counted - book }
  }

  return {
    page: ({ limit, offset }) => {
      const { rows, total } = store.page(limit, offset)
      return { rows: rows.map(shown), total }
    },
    entry: ({ id }) => shown(found(id)),
    lines: ({ id, show, limit, offset }) => {
      const { warehouseSeq: warehouse, state } = found(id)
      const all = store.lines(id).map(line => lineOf(line, warehouse))
      const differs = ({ variance }: StocktakeLine): boolean => variance !== null && variance !== 0
      const kept = all.filter(
        line => show === 'all' || (show === 'uncounted' ? line.counted === null : differs(line) || line.reason !== ''),
      )
      return {
        rows: kept.slice(offset, offset + limit),
        total: kept.length,
        variances: all.filter(differs).length,
        unexplained: state === 'counting' ? all.filter(line => differs(line) && line.reason === '').length : 0,
      }
    },
    start: ({ warehouseId, category }, { at, actor }) => {
      const seq = warehouseSeq(warehouseId)
      if (seq === null) throw new Refused('stock.noWarehouse')
      const other = store.running(seq)
      if (other !== null) throw new Refused('stocktakes.runsAlready', { number: other })
      const day = businessDay(at, timeZone())
      const number = nextNumber(prefix, day, store.numbered)
      const id = newId()
      store.start({ id, number, warehouseSeq: seq, category, at, byName: actor.name })
      const begun = found(id)
      if (begun.lines === 0) throw new Refused('stocktakes.nothingThere')
      return shown(begun)
    },
    addLine: ({ id, productId }) => {
      running(id)
      store.addLine(id, product(productId))
      return {}
    },
    enter: ({ id, productId, counted }, { at, actor }) => {
      running(id)
      if (!store.enter(id, product(productId), counted, at, actor.name)) throw new Refused('stocktakes.notOnSheet')
      return {}
    },
    explain: ({ id, productId, reason }) => {
      running(id)
      store.explain(id, product(productId), reason)
      return {}
    },
    post: ({ id, version }, context) => {
      const entry = running(id)
      const { number, warehouseId, warehouseSeq: warehouse } = entry
      const lines = store.lines(id).map(line => ({ line: lineOf(line, warehouse), seq: line.productSeq }))
      const uncounted = lines.filter(({ line }) => line.counted === null).length
      if (uncounted > 0) throw new Refused('stocktakes.uncounted', { count: uncounted })
      const unexplained = lines.filter(({ line }) => line.variance !== 0 && line.reason === '').length
      if (unexplained > 0) throw new Refused('stocktakes.unexplained', { count: unexplained })
      for (const { line, seq } of lines) {
        const { productId, counted, countedAt, reason } = line
        if (counted === null || countedAt === null) continue
        const note = { reason: reason === '' ? number : reason, reference: number }
        const posting = count({ productId, warehouseId, effectiveAt: countedAt, counted, ...note }, context)
        store.posted(id, seq, posting.id)
      }
      const { at, actor } = context
      if (!store.end({ id, version, state: 'posted', reason: '', at, byName: actor.name }))
        throw new Refused('core.conflict')
      return shown(found(id))
    },
    abandon: ({ id, version, reason }, { at, actor }) => {
      running(id)
      if (!store.end({ id, version, state: 'abandoned', reason, at, byName: actor.name }))
        throw new Refused('core.conflict')
      return shown(found(id))
    },
  }
}
