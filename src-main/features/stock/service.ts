/** Answers the stock calls: posts to the ledger, and reads every figure from it. */
import type { CallContext, Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import { businessDay, startOfDay } from '../office/rules'
import { normalise } from '../customers/search.rules'
import type { Kind, State, stock, StockRow } from './contract'
import { belowPeriods, leastFrom, levelOf, onHandAt } from './rules'
import type { LedgerLine, StockStore } from './store'

type Parameters = {
  store: StockStore
  newId: () => string
  timeZone: () => string
  now: () => string
  /** A product's number in the ledger, and whether its goods wait for inspection. */
  productOf: (id: string) => { seq: number; inspected: boolean } | null
}

type Place = { productId: string; warehouseId: string; effectiveAt: string | null; reason: string; reference: string }
type Change = Pick<LedgerLine, 'warehouseSeq' | 'state' | 'quantity'> & { counted?: number }

const order = { below: 0, at: 1, noRule: 2, above: 3 } as const

export const stockService = ({ store, newId, timeZone, now, productOf }: Parameters): Handlers<typeof stock> => {
  const known = (id: string): { seq: number; inspected: boolean } => {
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
  const monthOf = (at: string): string => businessDay(at, timeZone()).slice(0, 7)

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

  const rows = (): StockRow[] => {
    const sums = {
      available: store.now('available'),
      awaiting: store.now('awaiting'),
      hold: store.now('hold'),
      rejected: store.now('rejected'),
    }
    const month = monthOf(now())
    const safety = store.safetyIn(month)
    return store.products().map(({ seq, id, code, name, unit, category }) => {
      const held = safety.get(seq) ?? null
      const standing = sums.available.get(seq) ?? 0
      return {
        productId: id,
        code,
        name,
        unit,
        category,
        available: standing,
        awaiting: sums.awaiting.get(seq) ?? 0,
        hold: sums.hold.get(seq) ?? 0,
        rejected: sums.rejected.get(seq) ?? 0,
        safety: held?.quantity ?? null,
        carriedFrom: held && held.month !== month ? held.month : null,
        level: levelOf(standing, held?.quantity ?? null),
      }
    })
  }
  const agreedValues = (seq: number) =>
    store.safety(seq).map(({ month, quantity, procurementBy, businessBy }) => ({
      month,
      quantity,
      agreed: procurementBy !== null && businessBy !== null,
    }))

  return {
    warehouses: () => store.warehouses(),
    addWarehouse: ({ name }, { at, actor }) => {
      if (store.hasWarehouse(name)) throw new Refused('stock.warehouseKnown', { name })
      const id = newId()
      store.addWarehouse(id, name, at, actor.id)
      return { id, name, active: true }
    },

    page: ({ text, level, limit, offset }) => {
      const wanted = normalise(text)
      const all = rows()
      const chosen = all
        .filter(row => level === null || row.level === level)
        .filter(row => wanted === '' || normalise(row.code).includes(wanted) || normalise(row.name).includes(wanted))
        // Stable: within a level the products stay in the order of their names.
        .sort((one, other) => order[one.level] - order[other.level])
      return {
        rows: chosen.slice(offset, offset + limit),
        total: chosen.length,
        below: all.filter(row => row.level === 'below').length,
      }
    },
    one: ({ productId }) => {
      product(productId)
      const found = rows().find(row => row.productId === productId)
      if (!found) throw new Refused('products.notFound')
      return found
    },
    asOf: ({ productId, warehouseId, at }) => ({
      available: store.availableAt(product(productId), warehouseId === null ? null : warehouse(warehouseId), at),
    }),
    movements: ({ productId, limit, offset }) => store.movements(product(productId), limit, offset),
    belowPeriods: ({ productId }) => {
      const seq = product(productId)
      const values = agreedValues(seq)
      const from = values.map(({ month, quantity }) => ({ at: startOfDay(`${month}-01`, timeZone()), quantity }))
      const agreed = from.filter((_value, index) => values[index]?.agreed)
      return belowPeriods(store.recordedLines(seq), agreed, now())
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
    safety: ({ productId }) => store.safety(product(productId)),
  }
}
