/** SQL of stocktakes. */
import type { Db } from '../../archive/open'
import type { Stocktake, StocktakeLine } from './contract'

export type CountedLine = Omit<StocktakeLine, 'book' | 'variance'> & {
  productSeq: number
  /** What the posted count changed, with all that was balanced at it since. */
  posted: number | null
}
export type Begun = Stocktake & { warehouseSeq: number }

const fields = `s.id, s.number, w.id AS warehouseId, w.seq AS warehouseSeq, w.name AS warehouse, s.category, s.state,
  s.started_at AS startedAt, s.started_by AS startedBy, s.ended_at AS endedAt, s.ended_by AS endedBy, s.end_reason AS endReason, s.version,
  (SELECT count(*) FROM stocktake_line l WHERE l.stocktake_id = s.id) AS lines,
  (SELECT count(*) FROM stocktake_line l WHERE l.stocktake_id = s.id AND l.counted IS NOT NULL) AS counted`

export const stocktakesStore = (db: Db) => {
  const page = db.prepare<[number, number], Begun>(
    `SELECT ${fields} FROM stocktake s JOIN warehouse w ON w.seq = s.warehouse_seq
     ORDER BY s.state = 'counting' DESC, s.started_at DESC LIMIT ? OFFSET ?`,
  )
  const count = db.prepare<[], { total: number }>('SELECT count(*) AS total FROM stocktake')
  const byId = db.prepare<[string], Begun>(
    `SELECT ${fields} FROM stocktake s JOIN warehouse w ON w.seq = s.warehouse_seq WHERE s.id = ?`,
  )
  const open = db.prepare<[number], { number: string }>(
    "SELECT number FROM stocktake WHERE state = 'counting' AND warehouse_seq = ?",
  )
  const numbered = db.prepare<[string], { total: number }>(
    'SELECT count(*) AS total FROM stocktake WHERE number LIKE ?',
  )
  const insert = db.prepare(
    `INSERT INTO stocktake (id, number, warehouse_seq, category, state, started_at, started_by, end_reason, version)
     VALUES (:id, :number, :warehouseSeq, :category, 'counting', :at, :byName, '', 1)`,
  )
  const fill = db.prepare(
    `INSERT INTO stocktake_line (stocktake_id, product_seq, place, reason)
     SELECT :id, p.seq, coalesce(s.place, ''), '' FROM product p
     LEFT JOIN stock_place s ON s.product_seq = p.seq AND s.warehouse_seq = :warehouseSeq
     WHERE p.active = 1 AND (:category = '' OR p.category = :category) AND (s.place IS NOT NULL OR EXISTS
       (SELECT 1 FROM stock_movement m WHERE m.product_seq = p.seq AND m.warehouse_seq = :warehouseSeq))`,
  )
  const addLine = db.prepare(
    "INSERT OR IGNORE INTO stocktake_line (stocktake_id, product_seq, place, reason) VALUES (?, ?, '', '')",
  )
  const lines = db.prepare<[string], CountedLine>(
    `SELECT l.product_seq AS productSeq, p.id AS productId, p.code, p.name, p.unit, l.place, l.counted, l.counted_at AS countedAt,
       l.counted_by AS countedBy, l.first_counted AS firstCounted, l.reason,
       (SELECT sum(m.quantity) FROM stock_movement m
        WHERE (m.posting_id = l.posting_id AND m.balances IS NULL) OR m.balances = l.posting_id) AS posted
     FROM stocktake_line l JOIN product p ON p.seq = l.product_seq WHERE l.stocktake_id = ? ORDER BY l.place, p.name_pinyin, p.seq`,
  )
  const enter = db.prepare(
    `UPDATE stocktake_line SET first_counted = CASE WHEN counted IS NULL THEN NULL ELSE coalesce(first_counted, counted) END,
       counted = :counted, counted_at = :at, counted_by = :byName WHERE stocktake_id = :id AND product_seq = :productSeq`,
  )
  const explain = db.prepare('UPDATE stocktake_line SET reason = ? WHERE stocktake_id = ? AND product_seq = ?')
  const posted = db.prepare('UPDATE stocktake_line SET posting_id = ? WHERE stocktake_id = ? AND product_seq = ?')
  const end = db.prepare(
    `UPDATE stocktake SET state = :state, ended_at = :at, ended_by = :byName, end_reason = :reason, version = version + 1
     WHERE id = :id AND version = :version AND state = 'counting'`,
  )
  return {
    page: (limit: number, offset: number) => ({ rows: page.all(limit, offset), total: count.get()?.total ?? 0 }),
    entry: (id: string): Begun | null => byId.get(id) ?? null,
    /** The number of the count that runs in a warehouse. */
    running: (warehouseSeq: number): string | null => open.get(warehouseSeq)?.number ?? null,
    /** How many bear a number of that beginning. */
    numbered: (beginning: string): number => numbered.get(`${beginning}%`)?.total ?? 0,
    start: (entry: {
      id: string
      number: string
      warehouseSeq: number
      category: string
      at: string
      byName: string
    }): void => {
      insert.run(entry)
      const { id, warehouseSeq, category } = entry
      fill.run({ id, warehouseSeq, category })
    },
    addLine: (id: string, productSeq: number): void => {
      addLine.run(id, productSeq)
    },
    lines: (id: string): CountedLine[] => lines.all(id),
    /** False when the sheet does not name the product. */
    enter: (id: string, productSeq: number, counted: number, at: string, byName: string): boolean =>
      enter.run({ id, productSeq, counted, at, byName }).changes === 1,
    explain: (id: string, productSeq: number, reason: string): void => {
      explain.run(reason, id, productSeq)
    },
    posted: (id: string, productSeq: number, postingId: string): void => {
      posted.run(postingId, id, productSeq)
    },
    /** False when the version is stale or the count has ended. */
    end: (entry: {
      id: string
      version: number
      state: 'posted' | 'abandoned'
      reason: string
      at: string
      byName: string
    }): boolean => end.run(entry).changes === 1,
  }
}

export type StocktakesStore = ReturnType<typeof stocktakesStore>
