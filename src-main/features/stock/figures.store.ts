/** SQL of what is told about stock: reservations, places, periods, use, and who has seen which alert. */
import type { Db } from '../../archive/open'
import type { Kind, Movement, Reservation, Slip } from './contract'

type Turnover = { seq: number; kind: Kind; sum: number }
type Acknowledgement = { seq: number; gap: number; reason: string; at: string; byName: string }

type Lying = {
  productId: string
  code: string
  name: string
  warehouseId: string
  warehouse: string
  place: string
  available: number
}

/** A reversal counts with what it takes back; what balances a count counts with the count. */
const kindOfLine = "CASE WHEN m.balances IS NOT NULL THEN 'count' ELSE coalesce(r.kind, p.kind) END"

export const figuresStore = (db: Db) => {
  const reservedAll = db.prepare<[], { seq: number; sum: number }>(
    'SELECT product_seq AS seq, sum(quantity) AS sum FROM stock_reservation WHERE released_at IS NULL GROUP BY product_seq',
  )
  const reservedAt = db.prepare<[number, number], { sum: number | null }>(
    'SELECT sum(quantity) AS sum FROM stock_reservation WHERE released_at IS NULL AND product_seq = ? AND warehouse_seq = ?',
  )
  const reservationWhere = `FROM stock_reservation r JOIN product p ON p.seq = r.product_seq JOIN warehouse w ON w.seq = r.warehouse_seq
     WHERE r.released_at IS NULL AND r.quantity > 0 AND (:productSeq IS NULL OR r.product_seq = :productSeq)`
  const reservationFields = `r.id, p.id AS productId, p.code, p.name, p.unit, w.id AS warehouseId, w.name AS warehouse, r.quantity, r.purpose, r.at, r.by_name AS byName`
  const reservations = db.prepare<[object], Reservation>(
    `SELECT ${reservationFields} ${reservationWhere} ORDER BY r.at, r.id LIMIT :limit OFFSET :offset`,
  )
  const reservationCount = db.prepare<[object], { total: number }>(`SELECT count(*) AS total ${reservationWhere}`)
  const reservation = db.prepare<[object], Reservation>(
    `SELECT ${reservationFields} ${reservationWhere} AND r.id = :id`,
  )
  const reserve = db.prepare(
    `INSERT INTO stock_reservation (id, product_seq, warehouse_seq, quantity, purpose, at, by_name)
     VALUES (:id, :productSeq, :warehouseSeq, :quantity, :purpose, :at, :byName)`,
  )
  const useReservation = db.prepare('UPDATE stock_reservation SET quantity = quantity - ? WHERE id = ?')
  const release = db.prepare(
    'UPDATE stock_reservation SET released_at = ?, released_by = ?, release_reason = ? WHERE id = ?',
  )
  const setPlace = db.prepare(
    `INSERT INTO stock_place (product_seq, warehouse_seq, place) VALUES (?, ?, ?)
     ON CONFLICT (product_seq, warehouse_seq) DO UPDATE SET place = excluded.place`,
  )
  const places = db.prepare<
    [object],
    { warehouseId: string; warehouse: string; place: string; available: number; reserved: number }
  >(
    `SELECT w.id AS warehouseId, w.name AS warehouse, coalesce(s.place, '') AS place,
       coalesce((SELECT sum(quantity) FROM stock_movement m WHERE m.product_seq = :seq AND m.warehouse_seq = w.seq AND m.state = 'available'), 0) AS available,
       coalesce((SELECT sum(quantity) FROM stock_reservation r WHERE r.product_seq = :seq AND r.warehouse_seq = w.seq AND r.released_at IS NULL), 0) AS reserved
     FROM warehouse w LEFT JOIN stock_place s ON s.warehouse_seq = w.seq AND s.product_seq = :seq WHERE w.active = 1 ORDER BY w.seq`,
  )
  const turnover = db.prepare<[string, string], Turnover>(
    `SELECT m.product_seq AS seq, ${kindOfLine} AS kind, sum(m.quantity) AS sum
     FROM product g CROSS JOIN stock_movement m INDEXED BY stock_movement_by_moment
       ON m.product_seq = g.seq AND m.state = 'available' AND m.effective_at >= ? AND m.effective_at < ?
     JOIN stock_posting p ON p.id = m.posting_id LEFT JOIN stock_posting r ON r.id = p.reverses GROUP BY 1, 2`,
  )
  const card = db.prepare<[number, string, string, number], Omit<Movement, 'reversed'> & { reversed: number }>(
    `SELECT m.posting_id AS postingId, p.kind, w.id AS warehouseId, m.state, m.quantity, m.counted, m.effective_at AS effectiveAt,
       p.recorded_at AS recordedAt, p.reference, p.reason, p.by_name AS byName, m.balances,
       EXISTS (SELECT 1 FROM stock_posting r WHERE r.reverses = p.id) AS reversed
     FROM stock_movement m JOIN stock_posting p ON p.id = m.posting_id JOIN warehouse w ON w.seq = m.warehouse_seq
     WHERE m.product_seq = ? AND m.state = 'available' AND m.effective_at >= ? AND m.effective_at < ?
     ORDER BY m.effective_at, m.seq LIMIT ?`,
  )
  const posting = db.prepare<[string], Pick<Slip, 'kind' | 'effectiveAt' | 'reference' | 'reason' | 'byName'>>(
    'SELECT kind, effective_at AS effectiveAt, reference, reason, by_name AS byName FROM stock_posting WHERE id = ?',
  )
  const linesOfPosting = db.prepare<[string], Slip['lines'][number]>(
    `SELECT p.code, p.name, p.unit, w.name AS warehouse, m.state, m.quantity FROM stock_movement m JOIN product p ON p.seq = m.product_seq
     JOIN warehouse w ON w.seq = m.warehouse_seq WHERE m.posting_id = ? AND m.balances IS NULL ORDER BY m.seq`,
  )
  const lying = db.prepare<[number, number], Lying>(
    `SELECT p.id AS productId, p.code, p.name, w.id AS warehouseId, w.name AS warehouse, coalesce(l.place, '') AS place, s.available
     FROM (SELECT product_seq, warehouse_seq, sum(CASE WHEN state = 'available' THEN quantity ELSE 0 END) AS available
           FROM stock_movement GROUP BY product_seq, warehouse_seq) s
     JOIN product p ON p.seq = s.product_seq JOIN warehouse w ON w.seq = s.warehouse_seq
     LEFT JOIN stock_place l ON l.product_seq = s.product_seq AND l.warehouse_seq = s.warehouse_seq
     ORDER BY p.code, w.seq LIMIT ? OFFSET ?`,
  )
  const lyingCount = db.prepare<[], { total: number }>(
    'SELECT count(*) AS total FROM (SELECT 1 FROM stock_movement GROUP BY product_seq, warehouse_seq)',
  )
  const moved = db.prepare<[number, number], { found: number }>(
    'SELECT 1 AS found FROM stock_movement WHERE product_seq = ? AND warehouse_seq = ? LIMIT 1',
  )
  const linesFrom = db.prepare<[number, string], { effectiveAt: string; quantity: number }>(
    `SELECT effective_at AS effectiveAt, quantity FROM stock_movement
     WHERE product_seq = ? AND state = 'available' AND effective_at >= ?`,
  )
  const used = db.prepare<[number, string, string], { effectiveAt: string; quantity: number }>(
    `SELECT m.effective_at AS effectiveAt, m.quantity FROM stock_movement m JOIN stock_posting p ON p.id = m.posting_id
     WHERE m.product_seq = ? AND m.state = 'available' AND m.effective_at >= ? AND m.effective_at < ? AND m.balances IS NULL
       AND p.kind IN ('issue', 'return') AND NOT EXISTS (SELECT 1 FROM stock_posting r WHERE r.reverses = p.id)`,
  )
  const firstLine = db.prepare<[number], { at: string | null }>(
    'SELECT min(effective_at) AS at FROM stock_movement WHERE product_seq = ?',
  )
  const acknowledgements = db.prepare<[], Acknowledgement>(
    'SELECT product_seq AS seq, gap, reason, at, by_name AS byName FROM stock_acknowledgement',
  )
  const acknowledge = db.prepare(
    `INSERT INTO stock_acknowledgement (product_seq, gap, reason, at, by_name) VALUES (:seq, :gap, :reason, :at, :byName)
     ON CONFLICT (product_seq) DO UPDATE SET gap = excluded.gap, reason = excluded.reason, at = excluded.at, by_name = excluded.by_name`,
  )
  const agreedIn = db.prepare<[string], { seq: number; agreed: number }>(
    'SELECT product_seq AS seq, procurement_by IS NOT NULL AND business_by IS NOT NULL AS agreed FROM safety_stock WHERE month = ?',
  )
  const everAgreed = db.prepare<[], { seq: number }>(
    'SELECT DISTINCT product_seq AS seq FROM safety_stock WHERE procurement_by IS NOT NULL AND business_by IS NOT NULL',
  )
  const leadDays = db.prepare<[string], { days: number | null }>(
    'SELECT min(lead_days) AS days FROM product_supplier WHERE product_id = ?',
  )
  const expected = db.prepare<[object], { day: string; quantity: number; number: string }>(
    `SELECT due_on AS day, quantity, number FROM purchase
     WHERE product_id = :id AND state = 'ordered' AND (:except IS NULL OR id <> :except) ORDER BY due_on`,
  )
  const reservationOf = (productSeq: number | null) => ({ productSeq })

  return {
    /** Thousandths reserved of every product that has a reservation. */
    reserved: (): Map<number, number> => new Map(reservedAll.all().map(({ seq, sum }) => [seq, sum])),
    reservedAt: (productSeq: number, warehouseSeq: number): number =>
      reservedAt.get(productSeq, warehouseSeq)?.sum ?? 0,
    reservations: (productSeq: number | null, limit: number, offset: number) => ({
      rows: reservations.all({ ...reservationOf(productSeq), limit, offset }),
      total: reservationCount.get(reservationOf(productSeq))?.total ?? 0,
    }),
    reservation: (id: string): Reservation | null => reservation.get({ productSeq: null, id }) ?? null,
    reserve: (entry: {
      id: string
      productSeq: number
      warehouseSeq: number
      quantity: number
      purpose: string
      at: string
      byName: string
    }): void => {
      reserve.run(entry)
    },
    useReservation: (id: string, quantity: number): void => {
      useReservation.run(quantity, id)
    },
    release: (id: string, at: string, byName: string, reason: string): void => {
      release.run(at, byName, reason, id)
    },
    setPlace: (productSeq: number, warehouseSeq: number, place: string): void => {
      setPlace.run(productSeq, warehouseSeq, place)
    },
    places: (seq: number) => places.all({ seq }),
    /** What each kind of posting changed from one instant up to, but without, another. */
    turnover: (from: string, until: string) => turnover.all(from, until),
    card: (productSeq: number, from: string, until: string, most: number): Movement[] =>
      card.all(productSeq, from, until, most).map(row => ({ ...row, reversed: row.reversed === 1 })),
    /** What lies where, for export. */
    lying: (limit: number, offset: number) => ({
      rows: lying.all(limit, offset),
      total: lyingCount.get()?.total ?? 0,
    }),
    hasMoved: (productSeq: number, warehouseSeq: number): boolean => moved.get(productSeq, warehouseSeq) !== undefined,
    slip: (id: string): Slip | null => {
      const head = posting.get(id)
      return head ? { ...head, lines: linesOfPosting.all(id) } : null
    },
    linesFrom: (productSeq: number, from: string) => linesFrom.all(productSeq, from),
    /** Issues (negative) and returns, without those taken back. */
    used: (productSeq: number, from: string, until: string) => used.all(productSeq, from, until),
    firstLineAt: (productSeq: number): string | null => firstLine.get(productSeq)?.at ?? null,
    acknowledgements: (): Map<number, Acknowledgement> => new Map(acknowledgements.all().map(row => [row.seq, row])),
    acknowledge: (entry: Acknowledgement): void => {
      acknowledge.run(entry)
    },
    /** Which products have a value for a month, and whether both sides agreed to it. */
    agreedIn: (month: string): Map<number, boolean> =>
      new Map(agreedIn.all(month).map(({ seq, agreed }) => [seq, agreed === 1])),
    everAgreed: (): Set<number> => new Set(everAgreed.all().map(({ seq }) => seq)),
    /** The shortest lead time among a product's suppliers. */
    leadDays: (productId: string): number | null => leadDays.get(productId)?.days ?? null,
    /** What is ordered and when it is due; `except` leaves one purchase out. */
    expected: (id: string, except: string | null) => expected.all({ id, except }),
  }
}

export type FiguresStore = ReturnType<typeof figuresStore>
