/** Answers the questions about stock: every figure is read from the ledger at every call (rule 6). */
import type { Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import { normalise } from '../customers/search.rules'
import { businessDay, startOfDay } from '../office/rules'
import type { Alert, DayFigure, Kind, Proposal, ReportRow, State, StockRow } from './contract'
import type { figures as asked } from './contract'
import type { FiguresStore } from './figures.store'
import {
  horizon,
  leastDays,
  lookAhead,
  nextMonth,
  plusDays,
  propose,
  runsUnderOn,
  stillSeen,
  windowDays,
} from './outlook.rules'
import { belowPeriods, levelOf } from './rules'
import type { BelowPeriod } from './rules'
import type { Listed, StockStore } from './store'

type Parameters = { store: StockStore; figures: FiguresStore; timeZone: () => string; now: () => string }

const order = { below: 0, at: 1, noRule: 2, above: 3 } as const
const mostOnCard = 2000

/** Which column of the report a kind of posting belongs to. */
const columnOf: Record<
  Kind,
  keyof Pick<ReportRow, 'received' | 'returned' | 'issued' | 'transferred' | 'found' | 'other'>
> = {
  opening: 'received',
  receipt: 'received',
  inspection: 'received',
  issue: 'issued',
  transfer: 'transferred',
  return: 'returned',
  hold: 'other',
  release: 'other',
  scrap: 'other',
  count: 'found',
  reversal: 'other',
}

export const stockFigures = ({ store, figures, timeZone, now }: Parameters) => {
  const today = (): string => businessDay(now(), timeZone())
  const beginOf = (day: string): string => startOfDay(day, timeZone())
  const endOf = (day: string): string => startOfDay(day, timeZone(), 1)
  const listed = (id: string): Listed => {
    const found = store.listed(id)
    if (!found) throw new Refused('products.notFound')
    return found
  }

  type Standing = { available: number; others: (state: State) => number; reserved: number }
  const rowOf = (
    { seq, id, code, name, unit, category, safetyHold }: Listed,
    { available, others, reserved }: Standing,
    safety: ReturnType<StockStore['safetyIn']>,
    month: string,
  ): StockRow => {
    const held = safety.get(seq) ?? null
    return {
      productId: id,
      code,
      name,
      unit,
      category,
      available,
      awaiting: others('awaiting'),
      hold: others('hold'),
      rejected: others('rejected'),
      reserved,
      safetyHold,
      safety: held?.quantity ?? null,
      carriedFrom: held && held.month !== month ? held.month : null,
      level: levelOf(available, held?.quantity ?? null),
    }
  }
  const rows = (): { listed: Listed; row: StockRow }[] => {
    const available = store.now('available')
    const others: Record<Exclude<State, 'available'>, Map<number, number>> = {
      awaiting: store.now('awaiting'),
      hold: store.now('hold'),
      rejected: store.now('rejected'),
    }
    const reserved = figures.reserved()
    const month = today().slice(0, 7)
    const safety = store.safetyIn(month)
    return store.products().map(product => {
      const { seq } = product
      const standing = {
        available: available.get(seq) ?? 0,
        others: (state: State) => (state === 'available' ? 0 : (others[state].get(seq) ?? 0)),
        reserved: reserved.get(seq) ?? 0,
      }
      return { listed: product, row: rowOf(product, standing, safety, month) }
    })
  }
  const one = (id: string): StockRow => {
    const product = listed(id)
    const others = store.othersNow(product.seq)
    const month = today().slice(0, 7)
    const standing = {
      available: store.availableNow(product.seq),
      others: (state: State) => others.get(state) ?? 0,
      reserved: figures.reserved().get(product.seq) ?? 0,
    }
    return rowOf(product, standing, store.safetyIn(month), month)
  }

  /** The agreed values of a product and the instants from which they hold. */
  const agreed = (seq: number): { month: string; at: string; quantity: number }[] =>
    store
      .safety(seq)
      .filter(({ procurementBy, businessBy }) => procurementBy !== null && businessBy !== null)
      .map(({ month, quantity }) => ({ month, at: beginOf(`${month}-01`), quantity }))
  const safetyOn = (seq: number): ((day: string) => number | null) => {
    const values = agreed(seq).sort((a, b) => (a.month < b.month ? 1 : -1))
    return day => values.find(({ month }) => month <= day.slice(0, 7))?.quantity ?? null
  }
  const periodsOf = (seq: number): BelowPeriod[] => belowPeriods(store.recordedLines(seq), agreed(seq), now())

  /** What stood at the end of each of the last days, the oldest first. */
  const endsOf = (productId: string, days: number): DayFigure[] => {
    const { seq } = listed(productId)
    const last = today()
    const first = plusDays(last, 1 - days)
    const limitOn = safetyOn(seq)
    const changes = new Map<string, number>()
    for (const { effectiveAt, quantity } of figures.linesFrom(seq, endOf(first))) {
      const day = businessDay(effectiveAt, timeZone())
      changes.set(day, (changes.get(day) ?? 0) + quantity)
    }
    const ends: DayFigure[] = []
    let onHand = store.availableNow(seq)
    for (let day = last; day >= first; day = plusDays(day, -1)) {
      ends.push({ day, onHand, safety: limitOn(day) })
      onHand -= changes.get(day) ?? 0
    }
    return ends.reverse()
  }

  /** Use of each whole day of the window, thousandths, oldest first; days before the first line do not count. */
  const usedADay = (seq: number): number[] => {
    const first = figures.firstLineAt(seq)
    if (first === null) return []
    const until = today()
    const earliest = plusDays(until, -windowDays)
    const began = plusDays(businessDay(first, timeZone()), 1)
    const from = began > earliest ? began : earliest
    const byDay = new Map<string, number>()
    for (let day = from; day < until; day = plusDays(day, 1)) byDay.set(day, 0)
    for (const { effectiveAt, quantity } of figures.used(seq, beginOf(from), beginOf(until))) {
      const day = businessDay(effectiveAt, timeZone())
      byDay.set(day, (byDay.get(day) ?? 0) - quantity)
    }
    return [...byDay.values()]
  }

  /** When a product runs under, with what is known to come; `except` leaves one purchase out. */
  const outlookOf = (id: string, except: string | null) => {
    const { seq } = listed(id)
    const leadDays = figures.leadDays(id)
    const used = usedADay(seq)
    const proposal: Proposal = propose(used, leadDays)
    const expected = figures.expected(id, except)
    const ahead = lookAhead({
      today: today(),
      onHand: store.availableNow(seq),
      used: proposal.used,
      days: used.length < leastDays ? 0 : used.length,
      expected,
      safetyOn: safetyOn(seq),
    })
    const under = runsUnderOn(ahead)
    return {
      proposal,
      runsUnderOn: under,
      orderBy: under === null ? null : plusDays(under, -proposal.leadDays),
      horizon,
      expected,
      ahead,
    }
  }

  const handlers: Handlers<typeof asked> = {
    warehouses: () => store.warehouses(),
    page: ({ text, level, limit, offset }) => {
      const wanted = normalise(text)
      const all = rows()
      const found = ({ code, name, pinyin, initials, barcode }: Listed): boolean =>
        wanted === '' ||
        normalise(code).includes(wanted) ||
        normalise(name).includes(wanted) ||
        pinyin.includes(wanted) ||
        initials.includes(wanted) ||
        (barcode !== '' && normalise(barcode) === wanted)
      const chosen = all
        .filter(({ listed, row }) => (level === null || row.level === level) && found(listed))
        .map(({ row }) => row)
        // Stable: within a level the products stay in the order of their names.
        .sort((a, b) => order[a.level] - order[b.level])
      return {
        rows: chosen.slice(offset, offset + limit),
        total: chosen.length,
        below: all.filter(({ row }) => row.level === 'below').length,
      }
    },
    one: ({ productId }) => one(productId),
    asOf: ({ productId, warehouseId, at }) => {
      const warehouseSeq = warehouseId === null ? null : store.warehouseSeq(warehouseId)
      if (warehouseId !== null && warehouseSeq === null) throw new Refused('stock.noWarehouse')
      return { available: store.availableAt(listed(productId).seq, warehouseSeq, at) }
    },
    movements: ({ productId, limit, offset }) => store.movements(listed(productId).seq, limit, offset),
    belowPeriods: ({ productId }) => periodsOf(listed(productId).seq),
    safety: ({ productId }) => store.safety(listed(productId).seq),
    places: ({ productId }) => figures.places(listed(productId).seq),
    reservations: ({ productId, limit, offset }) =>
      figures.reservations(productId === null ? null : listed(productId).seq, limit, offset),

    report: ({ from, to, limit, offset }) => {
      if (to < from) throw new Refused('stock.endsFirst')
      const after = store.availableLater(new Date(Date.parse(endOf(to)) - 1).toISOString())
      const present = store.now('available')
      const turnover = Map.groupBy(figures.turnover(beginOf(from), endOf(to)), ({ seq }) => seq)
      const chosen = store.products().flatMap(({ seq, id, code, name, unit }): ReportRow[] => {
        const closing = (present.get(seq) ?? 0) - (after.get(seq) ?? 0)
        const sums = { received: 0, returned: 0, issued: 0, transferred: 0, found: 0, other: 0 }
        let change = 0
        for (const { kind, sum } of turnover.get(seq) ?? []) {
          sums[columnOf[kind]] += sum
          change += sum
        }
        const opening = closing - change
        if (closing === 0 && opening === 0 && !turnover.has(seq)) return []
        return [{ productId: id, code, name, unit, opening, ...sums, issued: 0 - sums.issued, closing }]
      })
      return { rows: chosen.slice(offset, offset + limit), total: chosen.length }
    },
    posting: ({ id }) => {
      const slip = figures.slip(id)
      if (!slip) throw new Refused('stock.noPosting')
      return slip
    },
    card: ({ productId, from, to }) => {
      if (to < from) throw new Refused('stock.endsFirst')
      const { seq } = listed(productId)
      const begin = beginOf(from)
      const opening = store.availableAt(seq, null, new Date(Date.parse(begin) - 1).toISOString())
      const lines = figures.card(seq, begin, endOf(to), mostOnCard + 1)
      let stands = opening
      return {
        opening,
        lines: lines.slice(0, mostOnCard).map(line => ({ ...line, stands: (stands += line.quantity) })),
        cut: lines.length > mostOnCard,
      }
    },
    trends: ({ productIds, days }) =>
      productIds.map(productId => ({ productId, ends: endsOf(productId, days).map(({ onHand }) => onHand) })),
    history: ({ productId, days }) => endsOf(productId, days),
    consumption: ({ productId, months }) => {
      const { seq } = listed(productId)
      const used = new Map<string, number>()
      let month = today().slice(0, 7)
      for (let count = 0; count < months; count += 1) {
        used.set(month, 0)
        month = plusDays(`${month}-01`, -1).slice(0, 7)
      }
      for (const { effectiveAt, quantity } of figures.used(seq, beginOf(`${nextMonth(month)}-01`), endOf(today()))) {
        const of = businessDay(effectiveAt, timeZone()).slice(0, 7)
        used.set(of, (used.get(of) ?? 0) - quantity)
      }
      return [...used].map(([name, sum]) => ({ month: name, used: sum })).reverse()
    },
    outlook: ({ productId }) => outlookOf(productId, null),

    alerts: ({ limit, offset }) => {
      const seen = figures.acknowledgements()
      const below = rows()
        .filter(({ row }) => row.level === 'below')
        .map(({ listed: { seq }, row }) => {
          const gap = (row.safety ?? 0) - row.available
          const held = seen.get(seq) ?? null
          // Only what somebody has seen needs its period to be known.
          const acknowledged = held && stillSeen(held, periodsOf(seq).at(-1), gap)
          return { seq, row, gap, acknowledged }
        })
        .sort((a, b) => Number(a.acknowledged !== null) - Number(b.acknowledged !== null) || b.gap - a.gap)
      return {
        rows: below.slice(offset, offset + limit).map(({ seq, row, gap, acknowledged }): Alert => {
          const { productId, code, name, unit, available, safety } = row
          const since = periodsOf(seq).at(-1)?.from ?? now()
          return { productId, code, name, unit, available, safety: safety ?? 0, gap, since, acknowledged }
        }),
        total: below.length,
        unseen: below.filter(({ acknowledged }) => acknowledged === null).length,
      }
    },
    safetyDue: ({ limit, offset }) => {
      const day = today()
      const month = nextMonth(day.slice(0, 7))
      const valued = figures.agreedIn(month)
      const ever = figures.everAgreed()
      const missing = store
        .products()
        .filter(({ seq }) => valued.get(seq) !== true)
        .map(({ seq, id, code, name, unit }) => ({
          productId: id,
          code,
          name,
          unit,
          never: !ever.has(seq),
          proposed: valued.has(seq),
        }))
      return {
        month,
        due: Number(day.slice(8)) >= 25,
        rows: missing.slice(offset, offset + limit),
        total: missing.length,
      }
    },
  }
  return {
    handlers,
    one,
    outlookOf,
    gapOf: (productId: string): number | null => {
      const { available, safety, level } = one(productId)
      return level === 'below' && safety !== null ? safety - available : null
    },
  }
}
