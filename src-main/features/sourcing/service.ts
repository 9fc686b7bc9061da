/** Answers the sourcing calls: no tier is skipped, nothing under a safety hold is offered, everything is recorded. */
import type { CallContext, Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import { businessDay, nextNumber } from '../office/rules'
import type { Related } from '../products/contract'
import type { StockRow } from '../stock/contract'
import type { SupplierKind } from '../suppliers/contract'
import type { Need, Offer, sourcing, Tier } from './contract'
import { askedKind, isOwnStock, isShort, leftIn, neededFor, openTierOf } from './rules'
import type { KeptNeed, SourcingStore } from './store'

type Parameters = {
  store: SourcingStore
  newId: () => string
  timeZone: () => string
  now: () => string
  /** How a product stands; refuses one that does not exist. */
  standing: (productId: string) => StockRow
  related: (productId: string) => Related[]
  places: (productId: string) => { warehouseId: string; warehouse: string; available: number; reserved: number }[]
  isCustomer: (id: string) => boolean
  /** What a supplier counts as today; null when there is none. */
  supplierKind: (id: string) => SupplierKind | null
  /** Who supplies a product, with what they count as today. */
  suppliersOf: (productId: string) => { id: string; name: string; kind: SupplierKind }[]
  reserve: (
    input: { productId: string; warehouseId: string; quantity: number; purpose: string },
    context: CallContext,
  ) => { id: string }
  release: (input: { id: string; reason: string }, context: CallContext) => unknown
  /** Requests the purchase of what a supplier offered, with the quote. */
  purchase: (
    need: KeptNeed,
    offered: { productId: string; supplierId: string; quantity: number; priceFen: number | null; leadDays: number },
    context: CallContext,
  ) => { id: string }
  /** Days from one business day to another. */
  daysBetween: (from: string, to: string) => number
}

const prefix = 'HY'

export const sourcingService = (parts: Parameters): Handlers<typeof sourcing> => {
  const { store, newId, timeZone, now } = parts
  const today = (): string => businessDay(now(), timeZone())
  const found = (id: string): KeptNeed => {
    const entry = store.entry(id)
    if (!entry) throw new Refused('sourcing.notFound')
    return entry
  }
  const open = (id: string): KeptNeed => {
    const entry = found(id)
    if (entry.state === 'closed') throw new Refused('sourcing.closed')
    return entry
  }
  const openTier = (id: string): Tier | null => openTierOf(store.exhausted(id).map(({ tier }) => tier))
  const shown = (entry: KeptNeed): Need => ({ ...entry, openTier: openTier(entry.id) })

  /** Which products a tier of the own stock looks at. */
  const inTier = (productId: string, tier: Tier): { id: string; name: string; unit: string; held: boolean }[] => {
    if (tier === 1) {
      const { name, unit, safetyHold } = parts.standing(productId)
      return [{ id: productId, name, unit, held: safetyHold !== '' }]
    }
    const kind = tier === 2 ? 'substitute' : 'similar'
    return parts
      .related(productId)
      .filter(other => other.kind === kind)
      .map(({ id, name, unit, safetyHold }) => ({ id, name, unit, held: safetyHold !== '' }))
  }
  const offersOf = (productId: string): Offer[] =>
    ([1, 2, 3] as const).flatMap(tier =>
      inTier(productId, tier)
        .filter(({ held }) => !held)
        .flatMap(({ id, name, unit }) =>
          parts
            .places(id)
            .map(({ warehouseId, warehouse, available, reserved }) => ({
              tier,
              productId: id,
              product: name,
              unit,
              warehouseId,
              warehouse,
              free: Math.max(0, available - reserved),
            }))
            .filter(({ free }) => free > 0),
        ),
    )
  /** Suppliers of the product whom an outside tier has not asked yet. */
  const toAsk = ({ id, productId }: KeptNeed, tier: Tier | null): { id: string; name: string }[] => {
    const kind = tier === null ? null : askedKind(tier)
    if (kind === null) return []
    const asked = new Set(store.inquiries(id).map(({ supplierId }) => supplierId))
    return parts
      .suppliersOf(productId)
      .filter(supplier => supplier.kind === kind && !asked.has(supplier.id))
      .map(({ id: supplierId, name }) => ({ id: supplierId, name }))
  }

  return {
    page: ({ all, limit, offset }) => {
      const { rows, total } = store.page(all, limit, offset)
      return { rows: rows.map(shown), total }
    },
    entry: ({ id }) => {
      const entry = found(id)
      return {
        ...shown(entry),
        offers: offersOf(entry.productId),
        inquiries: store.inquiries(id),
        exhausted: store.exhausted(id),
        reviews: store.reviews(id),
        amendments: store.amendments(id),
        uses: store.uses(id),
        toAsk: toAsk(entry, openTier(id)),
      }
    },

    start: (input, { at, actor }) => {
      const { level, available, reserved, safety } = parts.standing(input.productId)
      if (input.customerId !== null && !parts.isCustomer(input.customerId)) throw new Refused('customers.notFound')
      // CLAUSE B0: only goods below their safety stock, or without a value (tests/archive/sourcing.test.ts).
      if (!isShort(level, available - reserved, safety, input.quantity)) throw new Refused('sourcing.notShort')
      const day = today()
      const number = nextNumber(prefix, day, store.numbered)
      const id = newId()
      store.add({ ...input, id, number, at, byName: actor.name })
      return shown(found(id))
    },
    coordinate: ({ reservationId, ...input }, context) => {
      const entry = open(input.id)
      const { at, actor } = context
      if (reservationId !== null)
        parts.release({ id: reservationId, reason: `${entry.number}: ${input.coordination}`.slice(0, 300) }, context)
      if (!store.coordinate({ ...input, at, byName: actor.name })) throw new Refused('core.conflict')
      return shown(found(input.id))
    },
    inquire: ({ id, ...asked }, { at, actor }) => {
      const entry = open(id)
      // CLAUSE B2.1: the own people are asked to give way before anybody else is.
      if (entry.coordinatedAt === null) throw new Refused('sourcing.coordinateFirst')
      const tier = openTier(id)
      if (asked.tier !== tier) throw new Refused('sourcing.tierClosed', { tier: asked.tier })
      if (asked.answer === 'yes' && asked.quantity === 0) throw new Refused('sourcing.nothingOffered')
      const quantity = asked.answer === 'no' ? 0 : asked.quantity
      if (isOwnStock(tier)) {
        const product = inTier(entry.productId, tier).find(({ id: known }) => known === asked.productId)
        if (!product) throw new Refused('sourcing.wrongProduct')
        if (product.held) throw new Refused('stock.onSafetyHold')
        const place = parts.places(asked.productId).find(({ warehouseId }) => warehouseId === asked.warehouseId)
        const free = place ? place.available - place.reserved : 0
        if (quantity > free) throw new Refused('stock.notEnough', { available: Math.max(0, free) / 1000 })
      } else {
        const kind = asked.supplierId === null ? null : parts.supplierKind(asked.supplierId)
        if (kind === null) throw new Refused('suppliers.notFound')
        if (kind !== askedKind(tier)) throw new Refused('sourcing.wrongKind')
        if (asked.answer === 'yes' && asked.availableOn === null) throw new Refused('sourcing.whenMissing')
      }
      store.inquire(id, { ...asked, quantity, tier, id: newId(), at, byName: actor.name })
      return {}
    },
    review: ({ id, ...entry }, { at, actor }) => {
      open(id)
      parts.standing(entry.productId)
      store.review(id, { ...entry, id: newId(), at, byName: actor.name })
      return {}
    },
    amend: ({ id, ...entry }, { at, actor }) => {
      open(id)
      parts.standing(entry.productId)
      store.amend(id, { ...entry, id: newId(), at, byName: actor.name })
      return {}
    },
    use: ({ id, inquiryId, quantity }, context) => {
      const entry = open(id)
      const asked = store.inquiries(id).find(({ id: known }) => known === inquiryId)
      if (!asked) throw new Refused('sourcing.noInquiry')
      const { tier, productId, warehouseId, supplierId, priceFen, availableOn } = asked
      if (quantity > asked.quantity - asked.used)
        throw new Refused('sourcing.moreThanOffered', { left: (asked.quantity - asked.used) / 1000 })
      if (quantity > entry.quantity - entry.covered)
        throw new Refused('sourcing.moreThanNeeded', { left: (entry.quantity - entry.covered) / 1000 })
      for (const condition of neededFor(tier)) {
        const reviewed = store.reviews(id).findLast(({ productId: of }) => of === productId)
        const met =
          condition === 'review'
            ? reviewed?.passed === true
            : store.amendments(id).some(({ productId: of }) => of === productId)
        if (!met) throw new Refused(condition === 'review' ? 'sourcing.reviewFirst' : 'sourcing.amendFirst')
      }
      const reservation =
        warehouseId === null
          ? null
          : parts.reserve(
              { productId, warehouseId, quantity, purpose: `${entry.number} ${entry.contract}`.trim() },
              context,
            )
      const leadDays = availableOn === null ? 0 : Math.max(0, parts.daysBetween(today(), availableOn))
      const purchase =
        supplierId === null
          ? null
          : parts.purchase(entry, { productId, supplierId, quantity, priceFen, leadDays }, context)
      const { at, actor } = context
      store.use({
        id: newId(),
        needId: id,
        inquiryId,
        quantity,
        reservationId: reservation?.id ?? null,
        purchaseId: purchase?.id ?? null,
        at,
        byName: actor.name,
      })
      if (entry.covered + quantity === entry.quantity) store.setState(id, 'covered')
      return shown(found(id))
    },
    exhaust: ({ id, tier, reason }, { at, actor }) => {
      const entry = open(id)
      if (entry.coordinatedAt === null) throw new Refused('sourcing.coordinateFirst')
      if (tier !== openTier(id)) throw new Refused('sourcing.tierClosed', { tier })
      const left = leftIn(tier, offersOf(entry.productId), store.inquiries(id))
      if (left > 0) throw new Refused('sourcing.stillOffered', { left: left / 1000 })
      const [unasked] = toAsk(entry, tier)
      if (unasked) throw new Refused('sourcing.notAsked', { name: unasked.name })
      store.exhaust(id, tier, reason, at, actor.name)
      return shown(found(id))
    },
    close: ({ id, version, reason }, { at, actor }) => {
      open(id)
      if (!store.close({ id, version, reason, at, byName: actor.name })) throw new Refused('core.conflict')
      return shown(found(id))
    },
  }
}
