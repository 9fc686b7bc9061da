/** SQL of the sourcing cascade. */
import type { Db } from '../../archive/open'
import type { Amendment, Exhausted, Inquiry, Need, Review, Tier } from './contract'

export type KeptNeed = Omit<Need, 'openTier'>
type Use = {
  id: string
  inquiryId: string
  quantity: number
  reservationId: string | null
  purchase: string
  at: string
  byName: string
}

const fields = `n.id, n.number, n.product_id AS productId, p.code, p.name AS product, p.unit, n.quantity,
  coalesce((SELECT sum(u.quantity) FROM sourcing_use u WHERE u.need_id = n.id), 0) AS covered,
  n.needed_on AS neededOn, n.customer_id AS customerId, coalesce(k.name, c.name, '') AS customer, n.contract, n.reason, n.state,
  n.coordinated_at AS coordinatedAt, n.coordinated_by AS coordinatedBy, n.coordination, n.agreed_by AS agreedBy,
  n.closed_at AS closedAt, n.closed_by AS closedBy, n.close_reason AS closeReason, n.version, n.created_at AS createdAt, n.created_by AS createdBy`
const source = `FROM sourcing_need n JOIN product p ON p.id = n.product_id
  LEFT JOIN customer c ON c.id = n.customer_id LEFT JOIN customer k ON k.id = c.merged_into`

export const sourcingStore = (db: Db) => {
  const byId = db.prepare<[string], KeptNeed>(`SELECT ${fields} ${source} WHERE n.id = ?`)
  const page = db.prepare<[object], KeptNeed>(
    `SELECT ${fields} ${source} WHERE (:all = 1 OR n.state = 'open') ORDER BY n.created_at DESC, n.id LIMIT :limit OFFSET :offset`,
  )
  const count = db.prepare<[object], { total: number }>(
    "SELECT count(*) AS total FROM sourcing_need WHERE :all = 1 OR state = 'open'",
  )
  const numbered = db.prepare<[string], { total: number }>(
    'SELECT count(*) AS total FROM sourcing_need WHERE number LIKE ?',
  )
  const insert = db.prepare(
    `INSERT INTO sourcing_need (id, number, product_id, quantity, needed_on, customer_id, contract, reason, state, coordination, agreed_by, close_reason, version, created_at, created_by)
     VALUES (:id, :number, :productId, :quantity, :neededOn, :customerId, :contract, :reason, 'open', '', '', '', 1, :at, :byName)`,
  )
  const coordinate = db.prepare(
    `UPDATE sourcing_need SET coordinated_at = :at, coordinated_by = :byName, coordination = :coordination, agreed_by = :agreedBy,
       version = version + 1 WHERE id = :id AND version = :version`,
  )
  const setState = db.prepare('UPDATE sourcing_need SET state = ?, version = version + 1 WHERE id = ?')
  const close = db.prepare(
    `UPDATE sourcing_need SET state = 'closed', closed_at = :at, closed_by = :byName, close_reason = :reason, version = version + 1
     WHERE id = :id AND version = :version`,
  )
  const inquiries = db.prepare<[string], Inquiry>(
    `SELECT i.id, i.tier, i.product_id AS productId, p.name AS product, i.warehouse_id AS warehouseId, coalesce(w.name, '') AS warehouse,
       i.supplier_id AS supplierId, coalesce(s.name, '') AS supplier, i.whom, i.answer, i.quantity,
       coalesce((SELECT sum(u.quantity) FROM sourcing_use u WHERE u.inquiry_id = i.id), 0) AS used,
       i.price_fen AS priceFen, i.available_on AS availableOn, i.note, i.at, i.by_name AS byName
     FROM sourcing_inquiry i JOIN product p ON p.id = i.product_id LEFT JOIN warehouse w ON w.id = i.warehouse_id
     LEFT JOIN supplier s ON s.id = i.supplier_id WHERE i.need_id = ? ORDER BY i.at, i.id`,
  )
  const inquire = db.prepare(
    `INSERT INTO sourcing_inquiry (id, need_id, tier, product_id, warehouse_id, supplier_id, whom, answer, quantity, price_fen, available_on, note, at, by_name)
     VALUES (:id, :needId, :tier, :productId, :warehouseId, :supplierId, :whom, :answer, :quantity, :priceFen, :availableOn, :note, :at, :byName)`,
  )
  const exhausted = db.prepare<[string], Exhausted>(
    'SELECT tier, reason, at, by_name AS byName FROM sourcing_exhausted WHERE need_id = ? ORDER BY tier',
  )
  const exhaust = db.prepare(
    'INSERT INTO sourcing_exhausted (need_id, tier, reason, at, by_name) VALUES (?, ?, ?, ?, ?)',
  )
  const reviews = db.prepare<[string], Omit<Review, 'opinions' | 'passed'> & { opinions: string; passed: number }>(
    `SELECT r.id, r.product_id AS productId, p.name AS product, r.opinions, r.passed, r.at, r.by_name AS byName
     FROM sourcing_review r JOIN product p ON p.id = r.product_id WHERE r.need_id = ? ORDER BY r.at, r.id`,
  )
  const addReview = db.prepare(
    'INSERT INTO sourcing_review (id, need_id, product_id, opinions, passed, at, by_name) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const amendments = db.prepare<[string], Amendment>(
    `SELECT a.id, a.product_id AS productId, p.name AS product, a.document, a.note, a.at, a.by_name AS byName
     FROM sourcing_amendment a JOIN product p ON p.id = a.product_id WHERE a.need_id = ? ORDER BY a.at, a.id`,
  )
  const amend = db.prepare(
    'INSERT INTO sourcing_amendment (id, need_id, product_id, document, note, at, by_name) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const uses = db.prepare<[string], Use>(
    `SELECT u.id, u.inquiry_id AS inquiryId, u.quantity, u.reservation_id AS reservationId, coalesce(p.number, '') AS purchase, u.at, u.by_name AS byName
     FROM sourcing_use u LEFT JOIN purchase p ON p.id = u.purchase_id WHERE u.need_id = ? ORDER BY u.at, u.id`,
  )
  const addUse = db.prepare(
    `INSERT INTO sourcing_use (id, need_id, inquiry_id, quantity, reservation_id, purchase_id, at, by_name)
     VALUES (:id, :needId, :inquiryId, :quantity, :reservationId, :purchaseId, :at, :byName)`,
  )
  return {
    entry: (id: string): KeptNeed | null => byId.get(id) ?? null,
    page: (all: boolean, limit: number, offset: number) => ({
      rows: page.all({ all: all ? 1 : 0, limit, offset }),
      total: count.get({ all: all ? 1 : 0 })?.total ?? 0,
    }),
    numbered: (beginning: string): number => numbered.get(`${beginning}%`)?.total ?? 0,
    add: (entry: {
      id: string
      number: string
      productId: string
      quantity: number
      neededOn: string
      customerId: string | null
      contract: string
      reason: string
      at: string
      byName: string
    }): void => {
      insert.run(entry)
    },
    /** False when the version is stale. */
    coordinate: (entry: {
      id: string
      version: number
      coordination: string
      agreedBy: string
      at: string
      byName: string
    }): boolean => coordinate.run(entry).changes === 1,
    setState: (id: string, state: Need['state']): void => {
      setState.run(state, id)
    },
    /** False when the version is stale. */
    close: (entry: { id: string; version: number; reason: string; at: string; byName: string }): boolean =>
      close.run(entry).changes === 1,
    inquiries: (id: string): Inquiry[] => inquiries.all(id),
    inquire: (needId: string, entry: Omit<Inquiry, 'product' | 'warehouse' | 'supplier' | 'used'>): void => {
      inquire.run({ ...entry, needId })
    },
    exhausted: (id: string): Exhausted[] => exhausted.all(id),
    exhaust: (id: string, tier: Tier, reason: string, at: string, byName: string): void => {
      exhaust.run(id, tier, reason, at, byName)
    },
    reviews: (id: string): Review[] =>
      reviews.all(id).map(row => ({
        ...row,
        opinions: JSON.parse(row.opinions) as Review['opinions'],
        passed: row.passed === 1,
      })),
    review: (needId: string, entry: Omit<Review, 'product'>): void => {
      const { id, productId, opinions, passed, at, byName } = entry
      addReview.run(id, needId, productId, JSON.stringify(opinions), passed ? 1 : 0, at, byName)
    },
    amendments: (id: string): Amendment[] => amendments.all(id),
    amend: (needId: string, { id, productId, document, note, at, byName }: Omit<Amendment, 'product'>): void => {
      amend.run(id, needId, productId, document, note, at, byName)
    },
    uses: (id: string): Use[] => uses.all(id),
    use: (entry: Omit<Use, 'purchase'> & { needId: string; purchaseId: string | null }): void => {
      addUse.run(entry)
    },
  }
}

export type SourcingStore = ReturnType<typeof sourcingStore>
