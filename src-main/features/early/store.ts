/** SQL of early deliveries. */
import type { Db } from '../../archive/open'
import type { Early, Part } from './contract'

type DbPart = Omit<Part, 'air'> & { air: number }

const fields = `e.id, e.number, e.product_id AS productId, p.code, p.name AS product, p.unit, e.quantity, e.wanted_on AS wantedOn,
  e.customer_id AS customerId, coalesce(k.name, c.name, '') AS customer, e.place, e.reason, e.state, e.complete_on AS completeOn,
  e.cost_fen AS costFen, e.close_reason AS closeReason, e.version, e.created_at AS createdAt, e.created_by AS createdBy`
const source = `FROM early_delivery e JOIN product p ON p.id = e.product_id
  LEFT JOIN customer c ON c.id = e.customer_id LEFT JOIN customer k ON k.id = c.merged_into`

export const earlyStore = (db: Db) => {
  const byId = db.prepare<[string], Early>(`SELECT ${fields} ${source} WHERE e.id = ?`)
  const where = "(:all = 1 OR e.state IN ('composing', 'chosen'))"
  const page = db.prepare<[object], Early>(
    `SELECT ${fields} ${source} WHERE ${where} ORDER BY e.created_at DESC, e.id LIMIT :limit OFFSET :offset`,
  )
  const count = db.prepare<[object], { total: number }>(`SELECT count(*) AS total FROM early_delivery e WHERE ${where}`)
  const numbered = db.prepare<[string], { total: number }>(
    'SELECT count(*) AS total FROM early_delivery WHERE number LIKE ?',
  )
  const insert = db.prepare(
    `INSERT INTO early_delivery (id, number, product_id, quantity, wanted_on, customer_id, place, reason, state, close_reason, version, created_at, created_by, updated_at, updated_by)
     VALUES (:id, :number, :productId, :quantity, :wantedOn, :customerId, :place, :reason, 'composing', '', 1, :at, :byName, :at, :byName)`,
  )
  const setState = db.prepare(
    `UPDATE early_delivery SET state = :state, complete_on = coalesce(:completeOn, complete_on), cost_fen = coalesce(:costFen, cost_fen),
       close_reason = :reason, version = version + 1, updated_at = :at, updated_by = :byName
     WHERE id = :id AND (:version IS NULL OR version = :version)`,
  )
  const parts = db.prepare<[string], DbPart>(
    `SELECT id, way, source, air, quantity, fixed_fen AS fixedFen, unit_fen AS unitFen, arrives_on AS arrivesOn, risk, note, taken,
       sent_at AS sentAt, arrived_at AS arrivedAt, by_name AS byName
     FROM early_part WHERE early_id = ? ORDER BY arrives_on, id`,
  )
  const forgetCustomer = db.prepare("UPDATE early_delivery SET place = '' WHERE customer_id = ?")
  const addPart = db.prepare(
    `INSERT INTO early_part (id, early_id, way, source, air, quantity, fixed_fen, unit_fen, arrives_on, risk, note, by_name)
     VALUES (:id, :earlyId, :way, :source, :air, :quantity, :fixedFen, :unitFen, :arrivesOn, :risk, :note, :byName)`,
  )
  const removePart = db.prepare('DELETE FROM early_part WHERE id = ? AND early_id = ? AND taken IS NULL')
  const take = db.prepare('UPDATE early_part SET taken = ? WHERE id = ?')
  const sent = db.prepare('UPDATE early_part SET sent_at = ? WHERE id = ?')
  const arrived = db.prepare('UPDATE early_part SET arrived_at = ? WHERE id = ?')
  return {
    entry: (id: string): Early | null => byId.get(id) ?? null,
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
      wantedOn: string
      customerId: string | null
      place: string
      reason: string
      at: string
      byName: string
    }): void => {
      insert.run(entry)
    },
    /** False when the version is stale; null for a change that follows from a part's. */
    setState: (entry: {
      id: string
      version: number | null
      state: Early['state']
      completeOn: string | null
      costFen: number | null
      reason: string
      at: string
      byName: string
    }): boolean => setState.run(entry).changes === 1,
    /** Personal information law: where an erased customer was. */
    forgetCustomer: (customerId: string): void => {
      forgetCustomer.run(customerId)
    },
    parts: (id: string): Part[] => parts.all(id).map(row => ({ ...row, air: row.air === 1 })),
    addPart: (earlyId: string, { air, ...entry }: Omit<Part, 'taken' | 'sentAt' | 'arrivedAt'>): void => {
      addPart.run({ ...entry, earlyId, air: air ? 1 : 0 })
    },
    removePart: (id: string, earlyId: string): boolean => removePart.run(id, earlyId).changes === 1,
    take: (partId: string, quantity: number): void => {
      take.run(quantity, partId)
    },
    track: (partId: string, step: 'sent' | 'arrived', at: string): void => {
      ;(step === 'sent' ? sent : arrived).run(at, partId)
    },
  }
}

export type EarlyStore = ReturnType<typeof earlyStore>
