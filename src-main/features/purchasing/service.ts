/** Answers the purchase calls. Receipt, inspection and put-away go through the stock ledger. */
import type { CallContext, Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import { businessDay, nextNumber } from '../office/rules'
import type { Lateness, Purchase, PurchaseState, purchasing } from './contract'
import { recipients } from './contract'
import type { Change, PurchasingStore } from './store'
import { isAwaited, isLowest, latenessOf } from './rules'

type Place = { productId: string; warehouseId: string; effectiveAt: null; reason: string; reference: string }

type Parameters = {
  store: PurchasingStore
  newId: () => string
  now: () => string
  timeZone: () => string
  /** Whether a product's goods wait for inspection; null when there is no such product. */
  isInspected: (productId: string) => boolean | null
  isWarehouse: (id: string) => boolean
  isSupplier: (id: string) => boolean
  /** The shortest lead time a product's suppliers name. */
  leadDays: (productId: string) => number | null
  /** When a product runs under its safety stock without one purchase. */
  runsUnderOn: (productId: string, without: string) => string | null
  ledger: {
    receive: (input: Place & { quantity: number; opening: false }, context: CallContext) => unknown
    inspect: (input: Place & { passed: number; failed: number }, context: CallContext) => unknown
    setPlace: (input: { productId: string; warehouseId: string; place: string }, context: CallContext) => unknown
  }
  /** Files what an inspection found with the product (A0.5). */
  addQuality: (productId: string, day: string, passed: boolean, note: string, context: CallContext) => void
}

const [orderPrefix, reportPrefix] = ['CG', 'YQ']

export const purchasingService = (parts: Parameters) => {
  const { store, newId, now, timeZone, ledger } = parts
  const today = (): string => businessDay(now(), timeZone())
  const found = (id: string): Purchase => {
    const entry = store.entry(id)
    if (!entry) throw new Refused('purchasing.notFound')
    return entry
  }
  const inState = (id: string, ...states: PurchaseState[]): Purchase => {
    const entry = found(id)
    if (!states.includes(entry.state)) throw new Refused('purchasing.notNow', { number: entry.number })
    return entry
  }
  const latenessNow = (entry: Purchase): Lateness | null =>
    isAwaited(entry.state)
      ? latenessOf(entry, today(), parts.leadDays(entry.productId), parts.runsUnderOn(entry.productId, entry.id))
      : null
  const change = (
    { id, version }: { id: string; version: number },
    change: Change,
    step: string,
    note: string,
    { at, actor }: CallContext,
  ): Purchase => {
    if (!store.change(id, version, change, at, actor.name)) throw new Refused('core.conflict')
    store.note(id, at, step, note, actor.name)
    return found(id)
  }
  const place = ({ productId, warehouseId, number }: Purchase, reference: string): Place => ({
    productId,
    warehouseId,
    effectiveAt: null,
    reason: '',
    reference: reference === '' ? number : `${number} ${reference}`.slice(0, 80),
  })
  /** Late ones whose two reports are not written yet. */
  const unreported = (): { entry: Purchase; lateness: Lateness }[] =>
    store.open().flatMap(entry => {
      if (store.reports(entry.id).length > 0) return []
      const lateness = latenessNow(entry)
      return lateness ? [{ entry, lateness }] : []
    })

  const handlers: Handlers<typeof purchasing> = {
    page: ({ show, limit, offset }) => {
      const open = store.open().map(entry => ({ ...entry, lateness: latenessNow(entry) }))
      const late = open.filter(({ lateness }) => lateness !== null)
      const unresolved = open.filter(
        entry => entry.lateOutcome === '' && (entry.lateness !== null || store.reports(entry.id).length > 0),
      ).length
      if (show === 'all') {
        const { rows, total } = store.page(limit, offset)
        return {
          rows: rows.map(entry => ({ ...entry, lateness: latenessNow(entry) })),
          total,
          late: late.length,
          unresolved,
        }
      }
      const chosen = show === 'late' ? late : open
      return { rows: chosen.slice(offset, offset + limit), total: chosen.length, late: late.length, unresolved }
    },
    entry: ({ id }) => {
      const entry = found(id)
      return {
        ...entry,
        lateness: latenessNow(entry),
        quotes: store.quotes(id),
        reports: store.reports(id),
        events: store.events(id),
      }
    },
    report: ({ id }) => {
      const report = store.report(id)
      if (!report) throw new Refused('purchasing.noReport')
      return { ...report, purchase: found(report.purchaseId) }
    },

    request: (input, { at, actor }) => {
      if (parts.isInspected(input.productId) === null) throw new Refused('products.notFound')
      if (!parts.isWarehouse(input.warehouseId)) throw new Refused('stock.noWarehouse')
      const day = today()
      if (input.neededOn < day) throw new Refused('purchasing.neededInThePast')
      const number = nextNumber(orderPrefix, day, store.numbered)
      const id = newId()
      store.add({ ...input, id, number, at, byName: actor.name })
      store.note(id, at, 'requested', input.reason, actor.name)
      return found(id)
    },
    quote: ({ id, supplierId, priceFen, leadDays, note }, { at, actor }) => {
      inState(id, 'requested')
      if (!parts.isSupplier(supplierId)) throw new Refused('suppliers.notFound')
      store.addQuote({ id: newId(), purchaseId: id, supplierId, priceFen, leadDays, note, at, byName: actor.name })
      return {}
    },
    approve: ({ quoteId, document, reason, ...step }, context) => {
      inState(step.id, 'requested')
      const quotes = store.quotes(step.id)
      const chosen = quotes.find(({ id }) => id === quoteId)
      if (!chosen) throw new Refused('purchasing.noQuote')
      if (!isLowest(chosen, quotes) && reason === '') throw new Refused('purchasing.reasonMissing')
      const { supplierId, priceFen, leadDays } = chosen
      const { at, actor } = context
      return change(
        step,
        { state: 'approved', supplierId, priceFen, leadDays, document, approvedAt: at, approvedBy: actor.name },
        'approved',
        [document, reason].filter(Boolean).join(' · '),
        context,
      )
    },
    order: ({ dueOn, ...step }, context) => {
      inState(step.id, 'approved')
      const orderedOn = today()
      if (dueOn < orderedOn) throw new Refused('purchasing.dueInThePast')
      return change(step, { state: 'ordered', orderedOn, dueOn }, 'ordered', dueOn, context)
    },
    changeDue: ({ dueOn, reason, ...step }, context) => {
      inState(step.id, 'ordered')
      return change(step, { dueOn }, 'dueChanged', `${dueOn} · ${reason}`, context)
    },
    receive: ({ quantity, reference, complete, ...step }, context) => {
      const entry = inState(step.id, 'ordered')
      ledger.receive({ ...place(entry, reference), quantity, opening: false }, context)
      const received = entry.received + quantity
      const passed = parts.isInspected(entry.productId) === false ? { passed: entry.passed + quantity } : {}
      const state: PurchaseState = complete || received >= entry.quantity ? 'received' : 'ordered'
      const arrived = state === 'received' ? { receivedOn: today() } : {}
      return change(step, { received, state, ...passed, ...arrived }, 'received', String(quantity / 1000), context)
    },
    inspect: ({ passed, failed, note, ...step }, context) => {
      const entry = inState(step.id, 'ordered', 'received')
      const left = entry.received - entry.passed - entry.failed
      if (passed + failed > left) throw new Refused('purchasing.moreThanReceived', { left: left / 1000 })
      ledger.inspect({ ...place(entry, ''), passed, failed }, context)
      const found = [`${passed / 1000} / ${failed / 1000}`, note].filter(Boolean).join(' · ')
      parts.addQuality(entry.productId, today(), failed === 0, `${entry.number}: ${found}`, context)
      return change(step, { passed: entry.passed + passed, failed: entry.failed + failed }, 'inspected', found, context)
    },
    putAway: ({ place: where, ...step }, context) => {
      const entry = inState(step.id, 'received')
      const { productId, warehouseId, received, passed, failed } = entry
      if (passed + failed < received) throw new Refused('purchasing.notInspected')
      ledger.setPlace({ productId, warehouseId, place: where }, context)
      return change(step, { state: 'done', place: where }, 'done', where, context)
    },
    cancel: ({ reason, ...step }, context) => {
      const entry = inState(step.id, 'requested', 'approved', 'ordered')
      if (entry.received > 0) throw new Refused('purchasing.partlyReceived')
      return change(step, { state: 'cancelled' }, 'cancelled', reason, context)
    },

    reportLate: (_input, { at }) => {
      let written = 0
      for (const { entry, lateness } of unreported())
        for (const recipient of recipients) {
          const number = nextNumber(reportPrefix, today(), store.reportsNumbered)
          store.addReport({ id: newId(), number, purchaseId: entry.id, recipient, ...lateness, at })
          written += 1
        }
      return { reports: written }
    },
    handReport: ({ id, to }, { at, actor }) => {
      if (!store.report(id)) throw new Refused('purchasing.noReport')
      store.hand(id, at, to, actor.name)
      return {}
    },
    enterOutcome: ({ outcome, ...step }, context) => {
      found(step.id)
      if (store.reports(step.id).length === 0) throw new Refused('purchasing.notLate')
      return change(step, { lateOutcome: outcome }, 'outcome', outcome, context)
    },
  }
  return {
    handlers,
    /** Whether a purchase has become late and nobody has been told in writing yet. */
    hasUnreported: (): boolean => unreported().length > 0,
  }
}
