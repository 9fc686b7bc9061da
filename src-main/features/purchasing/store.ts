/** SQL of purchases, their quotes, their steps and the reports of late ones. */
import type { Db } from '../../archive/open'
import type { Cause, LateReport, Purchase, PurchaseState, Quote, Recipient } from './contract'

const fields = `p.id, p.number, p.product_id AS productId, g.code, g.name AS product, g.unit, p.warehouse_id AS warehouseId,
  w.name AS warehouse, p.quantity, p.needed_on AS neededOn, p.reason, p.state, p.supplier_id AS supplierId, s.name AS supplier,
  p.price_fen AS priceFen, p.lead_days AS leadDays, p.document, p.approved_by AS approvedBy, p.ordered_on AS orderedOn,
  p.due_on AS dueOn, p.received_on AS receivedOn, p.received, p.passed, p.failed, p.place, p.late_outcome AS lateOutcome,
  p.version, p.created_at AS createdAt, p.created_by AS createdBy`
const source = `FROM purchase p JOIN product g ON g.id = p.product_id JOIN warehouse w ON w.id = p.warehouse_id
  LEFT JOIN supplier s ON s.id = p.supplier_id`
const reportFields = `id, number, purchase_id AS purchaseId, recipient, cause, expected_on AS expectedOn, runs_under_on AS runsUnderOn,
  at, handed_at AS handedAt, handed_to AS handedTo, handed_by AS handedBy`

/** What a step changes of a purchase. */
export type Change = Partial<{
  state: PurchaseState
  supplierId: string
  priceFen: number
  leadDays: number
  document: string
  approvedAt: string
  approvedBy: string
  orderedOn: string
  dueOn: string
  receivedOn: string
  received: number
  passed: number
  failed: number
  place: string
  lateOutcome: string
}>
const columns: Record<keyof Change, string> = {
  state: 'state',
  supplierId: 'supplier_id',
  priceFen: 'price_fen',
  leadDays: 'lead_days',
  document: 'document',
  approvedAt: 'approved_at',
  approvedBy: 'approved_by',
  orderedOn: 'ordered_on',
  dueOn: 'due_on',
  receivedOn: 'received_on',
  received: 'received',
  passed: 'passed',
  failed: 'failed',
  place: 'place',
  lateOutcome: 'late_outcome',
}

export const purchasingStore = (db: Db) => {
  const byId = db.prepare<[string], Purchase>(`SELECT ${fields} ${source} WHERE p.id = ?`)
  const open = db.prepare<[], Purchase>(
    `SELECT ${fields} ${source} WHERE p.state NOT IN ('done', 'cancelled') ORDER BY p.needed_on, p.number`,
  )
  const page = db.prepare<[number, number], Purchase>(
    `SELECT ${fields} ${source} ORDER BY p.created_at DESC, p.id LIMIT ? OFFSET ?`,
  )
  const count = db.prepare<[], { total: number }>('SELECT count(*) AS total FROM purchase')
  const numbered = db.prepare<[string], { total: number }>('SELECT count(*) AS total FROM purchase WHERE number LIKE ?')
  const reportsNumbered = db.prepare<[string], { total: number }>(
    'SELECT count(*) AS total FROM late_report WHERE number LIKE ?',
  )
  const insert = db.prepare(
    `INSERT INTO purchase (id, number, product_id, warehouse_id, quantity, needed_on, reason, state, document, received, passed, failed,
       place, late_outcome, version, created_at, created_by, updated_at, updated_by)
     VALUES (:id, :number, :productId, :warehouseId, :quantity, :neededOn, :reason, 'requested', '', 0, 0, 0, '', '', 1, :at, :byName, :at, :byName)`,
  )
  const addEvent = db.prepare(
    'INSERT INTO purchase_event (purchase_id, at, step, note, by_name) VALUES (?, ?, ?, ?, ?)',
  )
  const events = db.prepare<[string], { at: string; step: string; note: string; byName: string }>(
    'SELECT at, step, note, by_name AS byName FROM purchase_event WHERE purchase_id = ? ORDER BY seq LIMIT 500',
  )
  const quotes = db.prepare<[string], Quote>(
    `SELECT q.id, q.supplier_id AS supplierId, s.name AS supplier, q.price_fen AS priceFen, q.lead_days AS leadDays, q.note, q.at, q.by_name AS byName
     FROM purchase_quote q JOIN supplier s ON s.id = q.supplier_id WHERE q.purchase_id = ? ORDER BY q.price_fen, q.lead_days`,
  )
  const addQuote = db.prepare(
    `INSERT INTO purchase_quote (id, purchase_id, supplier_id, price_fen, lead_days, note, at, by_name)
     VALUES (:id, :purchaseId, :supplierId, :priceFen, :leadDays, :note, :at, :byName)`,
  )
  const reports = db.prepare<[string], LateReport>(
    `SELECT ${reportFields} FROM late_report WHERE purchase_id = ? ORDER BY recipient`,
  )
  const report = db.prepare<[string], LateReport>(`SELECT ${reportFields} FROM late_report WHERE id = ?`)
  const addReport = db.prepare(
    `INSERT INTO late_report (id, number, purchase_id, recipient, cause, expected_on, runs_under_on, at, handed_to, handed_by)
     VALUES (:id, :number, :purchaseId, :recipient, :cause, :expectedOn, :runsUnderOn, :at, '', '')`,
  )
  const hand = db.prepare('UPDATE late_report SET handed_at = ?, handed_to = ?, handed_by = ? WHERE id = ?')
  return {
    entry: (id: string): Purchase | null => byId.get(id) ?? null,
    open: (): Purchase[] => open.all(),
    page: (limit: number, offset: number) => ({ rows: page.all(limit, offset), total: count.get()?.total ?? 0 }),
    numbered: (beginning: string): number => numbered.get(`${beginning}%`)?.total ?? 0,
    reportsNumbered: (beginning: string): number => reportsNumbered.get(`${beginning}%`)?.total ?? 0,
    add: (entry: {
      id: string
      number: string
      productId: string
      warehouseId: string
      quantity: number
      neededOn: string
      reason: string
      at: string
      byName: string
    }): void => {
      insert.run(entry)
    },
    /** False when the version is stale. */
    change: (id: string, version: number, change: Change, at: string, byName: string): boolean => {
      const names = Object.keys(change) as (keyof Change)[]
      const set = names.map(name => `${columns[name]} = :${name}`).join(', ')
      return (
        db
          .prepare<[object]>(
            `UPDATE purchase SET ${set}, version = version + 1, updated_at = :at, updated_by = :byName WHERE id = :id AND version = :version`,
          )
          .run({ ...change, id, version, at, byName }).changes === 1
      )
    },
    note: (id: string, at: string, step: string, note: string, byName: string): void => {
      addEvent.run(id, at, step, note, byName)
    },
    events: (id: string) => events.all(id),
    quotes: (id: string): Quote[] => quotes.all(id),
    addQuote: (entry: Omit<Quote, 'supplier'> & { purchaseId: string }): void => {
      addQuote.run(entry)
    },
    reports: (id: string): LateReport[] => reports.all(id),
    report: (id: string): LateReport | null => report.get(id) ?? null,
    addReport: (entry: {
      id: string
      number: string
      purchaseId: string
      recipient: Recipient
      cause: Cause
      expectedOn: string
      runsUnderOn: string | null
      at: string
    }): void => {
      addReport.run(entry)
    },
    hand: (id: string, at: string, to: string, byName: string): void => {
      hand.run(at, to, byName, id)
    },
  }
}

export type PurchasingStore = ReturnType<typeof purchasingStore>
