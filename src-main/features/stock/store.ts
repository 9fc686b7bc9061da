/** SQL of the stock ledger. Every figure is a sum of its lines, read anew each time (rule 6). */
import type { Db } from '../../archive/open'
import type { Kind, Movement, State, Warehouse } from './contract'

export type Posting = {
  id: string
  kind: Kind
  effectiveAt: string
  recordedAt: string
  reference: string
  reason: string
  reverses: string | null
  byId: string
  byName: string
}
export type LedgerLine = {
  productSeq: number
  warehouseSeq: number
  state: State
  quantity: number
  effectiveAt: string
  counted: number | null
  balances: string | null
}
type DbLine = {
  posting_id: string
  product_seq: number
  warehouse_seq: number
  state: State
  quantity: number
  effective_at: string
  counted: number | null
  balances: string | null
}
const lineOf = (row: DbLine): LedgerLine & { postingId: string } => ({
  postingId: row.posting_id,
  productSeq: row.product_seq,
  warehouseSeq: row.warehouse_seq,
  state: row.state,
  quantity: row.quantity,
  effectiveAt: row.effective_at,
  counted: row.counted,
  balances: row.balances,
})
type DbMovement = Omit<Movement, 'reversed'> & { reversed: number }
type Sums = { seq: number; sum: number | null }
/** How a product stands in a list of stock. */
export type Listed = {
  seq: number
  id: string
  code: string
  name: string
  unit: string
  category: string
  pinyin: string
  initials: string
  barcode: string
  safetyHold: string
}
const listed =
  "seq, id, code, name, unit, category, replace(name_pinyin, ' ', '') AS pinyin, initials(name_pinyin) AS initials, barcode, safety_hold AS safetyHold"

export const stockStore = (db: Db) => {
  const warehouses = db.prepare<[], { id: string; name: string; active: number }>(
    'SELECT id, name, active FROM warehouse ORDER BY seq',
  )
  const warehouseById = db.prepare<[string], { seq: number }>('SELECT seq FROM warehouse WHERE id = ?')
  const warehouseByName = db.prepare<[string], { id: string }>('SELECT id FROM warehouse WHERE name = ?')
  const addWarehouse = db.prepare(
    `INSERT INTO warehouse (id, name, active, version, created_at, created_by, updated_at, updated_by)
     VALUES (:id, :name, 1, 1, :at, :by, :at, :by)`,
  )
  const addPosting = db.prepare(
    `INSERT INTO stock_posting (id, kind, effective_at, recorded_at, reference, reason, reverses, by_id, by_name)
     VALUES (:id, :kind, :effectiveAt, :recordedAt, :reference, :reason, :reverses, :byId, :byName)`,
  )
  const addLine = db.prepare(
    `INSERT INTO stock_movement (posting_id, product_seq, warehouse_seq, state, quantity, effective_at, counted, balances)
     VALUES (:postingId, :productSeq, :warehouseSeq, :state, :quantity, :effectiveAt, :counted, :balances)`,
  )
  const posting = db.prepare<[string], { id: string; kind: Kind; effective_at: string }>(
    'SELECT id, kind, effective_at FROM stock_posting WHERE id = ?',
  )
  const reversal = db.prepare<[string], { id: string }>('SELECT id FROM stock_posting WHERE reverses = ?')
  const ofPosting = db.prepare<[string, string], DbLine>(
    'SELECT * FROM stock_movement WHERE (posting_id = ? AND balances IS NULL) OR balances = ? ORDER BY seq',
  )
  const linesOf = db.prepare<[number, number, State], { effectiveAt: string; quantity: number }>(
    `SELECT effective_at AS effectiveAt, quantity FROM stock_movement WHERE product_seq = ? AND warehouse_seq = ? AND state = ?`,
  )
  const recordedLines = db.prepare<[number], { effectiveAt: string; quantity: number; recordedAt: string }>(
    `SELECT m.effective_at AS effectiveAt, m.quantity, p.recorded_at AS recordedAt
     FROM stock_movement m JOIN stock_posting p ON p.id = m.posting_id WHERE m.product_seq = ? AND m.state = 'available'`,
  )
  const counts = db.prepare<[object], { id: string; effectiveAt: string }>(
    `SELECT p.id, p.effective_at AS effectiveAt FROM stock_movement m JOIN stock_posting p ON p.id = m.posting_id
     WHERE m.product_seq = :productSeq AND m.warehouse_seq = :warehouseSeq AND m.state = 'available' AND m.effective_at >= :from
       AND m.counted IS NOT NULL AND (:except IS NULL OR p.id <> :except)
       AND NOT EXISTS (SELECT 1 FROM stock_posting r WHERE r.reverses = p.id)
     ORDER BY m.effective_at LIMIT 1`,
  )
  // The state stands in the text, so that each query reads the small index made for it.
  const availableNow = db.prepare<[], Sums>(
    `SELECT product_seq AS seq, sum(quantity) AS sum FROM stock_movement INDEXED BY stock_movement_available
     WHERE state = 'available' GROUP BY product_seq`,
  )
  const otherNow = db.prepare<[State], Sums>(
    `SELECT product_seq AS seq, sum(quantity) AS sum FROM stock_movement
     WHERE state <> 'available' AND state = ? GROUP BY product_seq`,
  )
  const availableOne = db.prepare<[number], { sum: number | null }>(
    "SELECT sum(quantity) AS sum FROM stock_movement WHERE state = 'available' AND product_seq = ?",
  )
  const availableIn = db.prepare<[number, number], { sum: number | null }>(
    "SELECT sum(quantity) AS sum FROM stock_movement WHERE product_seq = ? AND warehouse_seq = ? AND state = 'available'",
  )
  const otherOne = db.prepare<[number], { state: State; sum: number }>(
    "SELECT state, sum(quantity) AS sum FROM stock_movement WHERE product_seq = ? AND state <> 'available' GROUP BY state",
  )
  const availableLater = db.prepare<[string], Sums>(
    // Product by product: what came after a moment stands together in the index, so nothing is sorted.
    `SELECT p.seq, (SELECT sum(m.quantity) FROM stock_movement m INDEXED BY stock_movement_by_moment
       WHERE m.product_seq = p.seq AND m.state = 'available' AND m.effective_at > ?) AS sum FROM product p`,
  )
  const upTo = db.prepare<[object], { sum: number | null }>(
    `SELECT sum(quantity) AS sum FROM stock_movement WHERE product_seq = :productSeq AND state = 'available' AND effective_at <= :at
       AND (:warehouseSeq IS NULL OR warehouse_seq = :warehouseSeq)`,
  )
  const movements = db.prepare<[number, number, number], DbMovement>(
    `SELECT m.posting_id AS postingId, p.kind, w.id AS warehouseId, m.state, m.quantity, m.counted, m.effective_at AS effectiveAt,
       p.recorded_at AS recordedAt, p.reference, p.reason, p.by_name AS byName, m.balances,
       EXISTS (SELECT 1 FROM stock_posting r WHERE r.reverses = p.id) AS reversed
     FROM stock_movement m JOIN stock_posting p ON p.id = m.posting_id JOIN warehouse w ON w.seq = m.warehouse_seq
     WHERE m.product_seq = ? ORDER BY m.effective_at DESC, m.seq DESC LIMIT ? OFFSET ?`,
  )
  const movementCount = db.prepare<[number], { total: number }>(
    'SELECT count(*) AS total FROM stock_movement WHERE product_seq = ?',
  )
  const setSafety = db.prepare(
    `INSERT INTO safety_stock (product_seq, month, quantity, set_at, set_by) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (product_seq, month) DO UPDATE SET quantity = excluded.quantity, set_at = excluded.set_at, set_by = excluded.set_by,
       procurement_by = NULL, business_by = NULL`,
  )
  const agree = {
    procurement: db.prepare('UPDATE safety_stock SET procurement_by = ? WHERE product_seq = ? AND month = ?'),
    business: db.prepare('UPDATE safety_stock SET business_by = ? WHERE product_seq = ? AND month = ?'),
  }
  const safety = db.prepare<
    [number],
    { month: string; quantity: number; procurementBy: string | null; businessBy: string | null }
  >(
    `SELECT month, quantity, procurement_by AS procurementBy, business_by AS businessBy
     FROM safety_stock WHERE product_seq = ? ORDER BY month DESC`,
  )
  const safetyAll = db.prepare<[string], { seq: number; quantity: number; month: string }>(
    `SELECT product_seq AS seq, quantity, max(month) AS month FROM safety_stock
     WHERE month <= ? AND procurement_by IS NOT NULL AND business_by IS NOT NULL GROUP BY product_seq`,
  )
  const products = db.prepare<[], Listed>(`SELECT ${listed} FROM product WHERE active = 1 ORDER BY name_pinyin, seq`)
  const listedProduct = db.prepare<[string], Listed>(`SELECT ${listed} FROM product WHERE id = ?`)
  const sums = (rows: readonly Sums[]): Map<number, number> => new Map(rows.map(({ seq, sum }) => [seq, sum ?? 0]))

  return {
    warehouses: (): Warehouse[] => warehouses.all().map(row => ({ ...row, active: row.active === 1 })),
    warehouseSeq: (id: string): number | null => warehouseById.get(id)?.seq ?? null,
    warehouseNamed: (name: string): string | null => warehouseByName.get(name)?.id ?? null,
    addWarehouse: (id: string, name: string, at: string, by: string): void => {
      addWarehouse.run({ id, name, at, by })
    },
    post: (entry: Posting, lines: readonly LedgerLine[]): void => {
      addPosting.run(entry)
      for (const line of lines) addLine.run({ ...line, postingId: entry.id })
    },
    posting: (id: string): { id: string; kind: Kind; effectiveAt: string } | null => {
      const row = posting.get(id)
      return row ? { id: row.id, kind: row.kind, effectiveAt: row.effective_at } : null
    },
    isReversed: (id: string): boolean => reversal.get(id) !== undefined,
    /** What a posting wrote, and what later ones balanced at it, if it was a count. */
    linesOfPosting: (id: string) => ofPosting.all(id, id).map(lineOf),
    lines: (productSeq: number, warehouseSeq: number, state: State) => linesOf.all(productSeq, warehouseSeq, state),
    recordedLines: (productSeq: number) => recordedLines.all(productSeq),
    /** The first count at or after an instant that was not reversed, other than the one that is being reversed. */
    countFrom: (productSeq: number, warehouseSeq: number, from: string, except: string | null) =>
      counts.get({ productSeq, warehouseSeq, from, except }) ?? null,
    /** What stands now, of every product that ever moved. */
    now: (state: State): Map<number, number> => sums(state === 'available' ? availableNow.all() : otherNow.all(state)),
    availableNow: (productSeq: number): number => availableOne.get(productSeq)?.sum ?? 0,
    availableIn: (productSeq: number, warehouseSeq: number): number =>
      availableIn.get(productSeq, warehouseSeq)?.sum ?? 0,
    /** What stands in each state that is not available, of one product. */
    othersNow: (productSeq: number): Map<State, number> =>
      new Map(otherOne.all(productSeq).map(({ state, sum }) => [state, sum])),
    /** What became available after an instant: now less this stood then. */
    availableLater: (at: string): Map<number, number> => sums(availableLater.all(at)),
    availableAt: (productSeq: number, warehouseSeq: number | null, at: string): number =>
      upTo.get({ productSeq, warehouseSeq, at })?.sum ?? 0,
    movements: (productSeq: number, limit: number, offset: number): { rows: Movement[]; total: number } => ({
      rows: movements.all(productSeq, limit, offset).map(row => ({ ...row, reversed: row.reversed === 1 })),
      total: movementCount.get(productSeq)?.total ?? 0,
    }),
    setSafety: (productSeq: number, month: string, quantity: number, at: string, by: string): void => {
      setSafety.run(productSeq, month, quantity, at, by)
    },
    /** False when no value was set for that month. */
    agreeSafety: (productSeq: number, month: string, side: 'procurement' | 'business', name: string): boolean =>
      agree[side].run(name, productSeq, month).changes === 1,
    safety: (productSeq: number) => safety.all(productSeq),
    /** The agreed value that holds in a month, by product. */
    safetyIn: (month: string) => new Map(safetyAll.all(month).map(({ seq, ...value }) => [seq, value])),
    products: () => products.all(),
    listed: (id: string): Listed | null => listedProduct.get(id) ?? null,
  }
}

export type StockStore = ReturnType<typeof stockStore>
