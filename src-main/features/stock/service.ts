/** Answers the calls that change stock: postings to the ledger, reservations, agreed safety stock. */
import type { CallContext, Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import { businessDay } from '../office/rules'
import type { Kind, postings, Reservation, State } from './contract'
import type { FiguresStore } from './figures.store'
import { leastFrom, onHandAt } from './rules'
import type { LedgerLine, StockStore } from './store'

/** What the ledger must know of a product. */
export type LedgerProduct = { seq: number; inspected: boolean; safetyHold: string }

type Parameters = {
  store: StockStore
  figures: FiguresStore
  newId: () => string
  timeZone: () => string
  productOf: (id: string) => LedgerProduct | null
  /** How far a product stands below its safety stock, thousandths; null when it does not. */
  gapOf: (productId: string) => number | null
}

type Place = { productId: string; warehouseId: string; effectiveAt: string | null; reason: string; reference: string }
type Change = Pick<LedgerLine, 'warehouseSeq' | 'state' | 'quantity'> & { counted?: number }

export const stockService = ({
  store,
  figures,
  newId,
  timeZone,
  productOf,
  gapOf,
}: Parameters): Handlers<typeof postings> => {
  const known = (id: string): LedgerProduct => {
    const found = productOf(id)
    if (!found) throw new Refused('products.notFound')
    return found
  }
  const product = (id: string): number => known(id).seq
  const warehouse = (id: string): number => {
    const seq = store.warehouseSeq(id)
    if (seq === null) throw new Refused('stock.noWarehouse')
    return seq
  }
  const reservation = (id: string): Reservation => {
    const held = figures.reservation(id)
    if (!held) throw new Refused('stock.noReservation')
    return held
  }
  /** What others have reserved stays where it is. */
  const refuseReserved = (productSeq: number, warehouseSeq: number, quantity: number): void => {
    const reserved = figures.reservedAt(productSeq, warehouseSeq)
    if (reserved === 0) return
    const free = store.availableIn(productSeq, warehouseSeq) - reserved
    if (quantity > free)
      throw new Refused('stock.reserved', { free: Math.max(0, free) / 1000, reserved: reserved / 1000 })
  }

  /** When a posting took effect; the past needs a reason, and the future is not posted. */
  const momentOf = ({ effectiveAt, reason }: Place, at: string): string => {
    if (effectiveAt === null || effectiveAt === at) return at
    if (effectiveAt > at) throw new Refused('stock.future')
    const earlier = businessDay(effectiveAt, timeZone()) < businessDay(at, timeZone())
    if (earlier && reason === '') throw new Refused('stock.reasonMissing')
    return effectiveAt
  }

  /** Checks that nothing ever runs under zero, writes the lines, and balances what comes into the past of a count. */
  const write = (
    kind: Kind,
    seq: number,
    changes: readonly Change[],
    effectiveAt: string,
    { at, actor }: CallContext,
    { reason, reference }: Pick<Place, 'reason' | 'reference'>,
    reverses: string | null = null,
  ): { id: string } => {
    const lines: LedgerLine[] = []
    for (const { warehouseSeq, state, quantity, counted } of changes) {
      const count = state === 'available' ? store.countFrom(seq, warehouseSeq, effectiveAt, reverses) : null
      if (count && counted !== undefined && count.effectiveAt === effectiveAt) throw new Refused('stock.countedAlready')
      // A count starts anew from its own figure: what is entered before it changes nothing after it.
      const balanced = count && counted === undefined ? count : count && count.effectiveAt > effectiveAt ? count : null
      if (quantity < 0) {
        const lines = [...store.lines(seq, warehouseSeq, state), { effectiveAt, quantity }]
        const least = leastFrom(lines, effectiveAt, balanced?.effectiveAt ?? null)
        if (least < 0) throw new Refused('stock.notEnough', { available: (least - quantity) / 1000 })
        if (state === 'available' && counted === undefined && !balanced && kind !== 'reversal')
          refuseReserved(seq, warehouseSeq, -quantity)
      }
      const base = { productSeq: seq, warehouseSeq, state, balances: null, counted: counted ?? null }
      lines.push({ ...base, quantity, effectiveAt })
      if (balanced)
        lines.push({
          ...base,
          counted: null,
          quantity: -quantity,
          effectiveAt: balanced.effectiveAt,
          balances: balanced.id,
        })
    }
    const id = newId()
    store.post(
      { id, kind, effectiveAt, recordedAt: at, reference, reason, reverses, byId: actor.id, byName: actor.name },
      lines,
    )
    return { id }
  }
  const move = (kind: Kind, input: Place, context: CallContext, changes: (warehouseSeq: number) => Change[]) =>
    write(
      kind,
      product(input.productId),
      changes(warehouse(input.warehouseId)),
      momentOf(input, context.at),
      context,
      input,
    )
  const available = (warehouseSeq: number, quantity: number): Change => ({ warehouseSeq, state: 'available', quantity })
  const inState = (warehouseSeq: number, state: State, quantity: number): Change => ({ warehouseSeq, state, quantity })

  return {
    addWarehouse: ({ name }, { at, actor }) => {
      if (store.warehouseNamed(name) !== null) throw new Refused('stock.warehouseKnown', { name })
      const id = newId()
      store.addWarehouse(id, name, at, actor.id)
      return { id, name, active: true }
    },

    receive: (input, context) => {
      const { quantity, opening } = input
      return move(opening ? 'opening' : 'receipt', input, context, at => [
        opening || !known(input.productId).inspected ? available(at, quantity) : inState(at, 'awaiting', quantity),
      ])
    },
    inspect: (input, context) => {
      const { passed, failed } = input
      if (passed + failed === 0) throw new Refused('stock.nothing')
      return move('inspection', input, context, at => [
        inState(at, 'awaiting', -passed - failed),
        ...(passed > 0 ? [available(at, passed)] : []),
        ...(failed > 0 ? [inState(at, 'rejected', failed)] : []),
      ])
    },
    issue: (input, context) => move('issue', input, context, at => [available(at, -input.quantity)]),
    takeBack: (input, context) => move('return', input, context, at => [available(at, input.quantity)]),
    transfer: (input, context) => {
      if (input.toWarehouseId === input.warehouseId) throw new Refused('stock.sameWarehouse')
      const to = warehouse(input.toWarehouseId)
      return move('transfer', input, context, at => [available(at, -input.quantity), available(to, input.quantity)])
    },
    hold: (input, context) => {
      const signed = input.release ? -input.quantity : input.quantity
      return move(input.release ? 'release' : 'hold', input, context, at => [
        available(at, -signed),
        inState(at, 'hold', signed),
      ])
    },
    scrap: (input, context) => move('scrap', input, context, at => [inState(at, input.state, -input.quantity)]),
    count: (input, context) => {
      const effectiveAt = momentOf(input, context.at)
      const [seq, at] = [product(input.productId), warehouse(input.warehouseId)]
      const book = onHandAt(store.lines(seq, at, 'available'), effectiveAt)
      const change: Change = { ...available(at, input.counted - book), counted: input.counted }
      return write('count', seq, [change], effectiveAt, context, input)
    },
    reverse: ({ id, reason }, context) => {
      const posting = store.posting(id)
      if (!posting) throw new Refused('stock.noPosting')
      if (posting.kind === 'reversal') throw new Refused('stock.notReversible')
      if (store.isReversed(id)) throw new Refused('stock.reversedAlready')
      const lines = store.linesOfPosting(id)
      const changes = lines.map(({ warehouseSeq, state, quantity }) => ({ warehouseSeq, state, quantity: -quantity }))
      const seq = lines[0]?.productSeq ?? 0
      return write('reversal', seq, changes, posting.effectiveAt, context, { reason, reference: '' }, id)
    },

    setSafety: ({ productId, month, quantity }, { at, actor }) => {
      store.setSafety(product(productId), month, quantity, at, actor.id)
      return {}
    },
    agreeSafety: ({ productId, month, side }, { actor }) => {
      if (!store.agreeSafety(product(productId), month, side, actor.name)) throw new Refused('stock.noSafety')
      return {}
    },

    acknowledge: ({ productId, reason }, { at, actor }) => {
      const gap = gapOf(productId)
      if (gap === null) throw new Refused('stock.notBelow')
      figures.acknowledge({ seq: product(productId), gap, reason, at, byName: actor.name })
      return {}
    },
    reserve: ({ productId, warehouseId, quantity, purpose }, { at, actor }) => {
      const [seq, warehouseSeq] = [product(productId), warehouse(warehouseId)]
      if (known(productId).safetyHold !== '') throw new Refused('stock.onSafetyHold')
      const free = store.availableIn(seq, warehouseSeq) - figures.reservedAt(seq, warehouseSeq)
      if (quantity > free) throw new Refused('stock.notEnough', { available: Math.max(0, free) / 1000 })
      const id = newId()
      figures.reserve({ id, productSeq: seq, warehouseSeq, quantity, purpose, at, byName: actor.name })
      return { id }
    },
    issueReserved: ({ id, quantity, reference }, context) => {
      const held = reservation(id)
      if (quantity > held.quantity) throw new Refused('stock.moreThanReserved', { reserved: held.quantity / 1000 })
      const [seq, at] = [product(held.productId), warehouse(held.warehouseId)]
      figures.useReservation(id, quantity)
      const note = { reason: held.purpose, reference }
      return write('issue', seq, [available(at, -quantity)], context.at, context, note)
    },
    release: ({ id, reason }, { at, actor }) => {
      reservation(id)
      figures.release(id, at, actor.name, reason)
      return {}
    },
    setPlace: ({ productId, warehouseId, place }) => {
      figures.setPlace(product(productId), warehouse(warehouseId), place)
      return {}
    },
  }
}
