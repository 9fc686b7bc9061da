/** SQL of keepers, tools, kits and loans. */
import type { Db } from '../../archive/open'
import type { Handover, Keepership, Kit, Loan, Tool, ToolFields } from './contract'

type DbTool = Omit<Tool, 'active' | 'loan'> & { active: number }
export type KeptKit = Omit<Kit, 'items' | 'sufficient' | 'loan'>
export type KeptItem = { productId: string | null; toolId: string | null; quantity: number }
type LoanOf = { toolId: string } | { kitId: string }

const nameOf = (of: string): string => `coalesce((SELECT g.name FROM colleague g WHERE g.id = ${of}), '')`
export const toolsStore = (db: Db) => {
  const keepers = db.prepare<[], Keepership>(
    `SELECT w.id AS warehouseId, w.name AS warehouse, k.keeper_id AS keeperId, ${nameOf('k.keeper_id')} AS keeper,
       coalesce((SELECT p.original FROM colleague_phone p JOIN colleague g ON g.seq = p.colleague_seq WHERE g.id = k.keeper_id
         ORDER BY p.preferred DESC, p.position LIMIT 1), '') AS phone,
       k.from_at AS since, coalesce(s.number, '') AS stocktake, k.id AS handoverId
     FROM warehouse w LEFT JOIN keepership k ON k.warehouse_id = w.id AND k.until_at IS NULL
     LEFT JOIN stocktake s ON s.id = k.stocktake_id WHERE w.active = 1 ORDER BY w.seq`,
  )
  const handover = db.prepare<[string], Handover>(
    `SELECT k.id, k.warehouse_id AS warehouseId, w.name AS warehouse,
       coalesce((SELECT ${nameOf('o.keeper_id')} FROM keepership o WHERE o.warehouse_id = k.warehouse_id AND o.until_at = k.from_at), '') AS "from",
       ${nameOf('k.keeper_id')} AS "to", k.from_at AS at, k.stocktake_id AS stocktakeId, k.witness
     FROM keepership k JOIN warehouse w ON w.id = k.warehouse_id WHERE k.id = ?`,
  )
  const endKeeping = db.prepare('UPDATE keepership SET until_at = ? WHERE warehouse_id = ? AND until_at IS NULL')
  const keep = db.prepare(
    `INSERT INTO keepership (id, warehouse_id, keeper_id, from_at, stocktake_id, witness, by_name)
     VALUES (:id, :warehouseId, :keeperId, :at, :stocktakeId, :witness, :byName)`,
  )
  const counts = db.prepare<[object], { id: string; number: string; at: string }>(
    `SELECT s.id, s.number, s.ended_at AS at FROM stocktake s JOIN warehouse w ON w.seq = s.warehouse_seq
     WHERE w.id = :warehouseId AND s.state = 'posted' AND s.category = '' AND s.ended_at >= :since ORDER BY s.ended_at DESC LIMIT 20`,
  )
  const toolFields = `t.id, t.code, t.name, t.place, t.keeper_id AS keeperId, ${nameOf('t.keeper_id')} AS keeper, t.calibration_due AS calibrationDue,
    t.note, t.active, t.version`
  const where = `WHERE (:gone = 1 OR t.active = 1) AND (:text = '' OR instr(lower(t.code), lower(:text)) > 0 OR instr(lower(t.name), lower(:text)) > 0)`
  const page = db.prepare<[object], DbTool>(
    `SELECT ${toolFields} FROM tool t ${where} ORDER BY t.code LIMIT :limit OFFSET :offset`,
  )
  const count = db.prepare<[object], { total: number }>(`SELECT count(*) AS total FROM tool t ${where}`)
  const tool = db.prepare<[string], DbTool>(`SELECT ${toolFields} FROM tool t WHERE t.id = ?`)
  const byCode = db.prepare<[string], { id: string }>('SELECT id FROM tool WHERE code = ?')
  const add = db.prepare(
    `INSERT INTO tool (id, code, name, place, keeper_id, calibration_due, note, active, version, created_at, created_by, updated_at, updated_by)
     VALUES (:id, :code, :name, :place, :keeperId, :calibrationDue, :note, :active, 1, :at, :by, :at, :by)`,
  )
  const correct = db.prepare(
    `UPDATE tool SET code = :code, name = :name, place = :place, keeper_id = :keeperId, calibration_due = :calibrationDue, note = :note,
       active = :active, version = version + 1, updated_at = :at, updated_by = :by WHERE id = :id AND version = :version`,
  )
  const loan = db.prepare<[object], Loan>(
    `SELECT l.id, l.borrower_id AS borrowerId, ${nameOf('l.borrower_id')} AS borrower, l.purpose, l.out_at AS outAt, l.due_on AS dueOn
     FROM loan l WHERE l.back_at IS NULL AND (l.tool_id = :toolId OR l.kit_id = :kitId)`,
  )
  const lend = db.prepare(
    `INSERT INTO loan (id, tool_id, kit_id, borrower_id, purpose, out_at, out_by, due_on, condition)
     VALUES (:id, :toolId, :kitId, :borrowerId, :purpose, :at, :byName, :dueOn, '')`,
  )
  const takeBack = db.prepare(
    'UPDATE loan SET back_at = ?, back_by = ?, condition = ? WHERE id = ? AND back_at IS NULL',
  )
  const kitFields = `k.id, k.name, k.place, k.warehouse_id AS warehouseId, w.name AS warehouse, k.keeper_id AS keeperId,
    ${nameOf('k.keeper_id')} AS keeper, k.note, k.version`
  const kits = db.prepare<[number, number], KeptKit>(
    `SELECT ${kitFields} FROM kit k JOIN warehouse w ON w.id = k.warehouse_id ORDER BY k.name LIMIT ? OFFSET ?`,
  )
  const kitCount = db.prepare<[], { total: number }>('SELECT count(*) AS total FROM kit')
  const kit = db.prepare<[string], KeptKit>(
    `SELECT ${kitFields} FROM kit k JOIN warehouse w ON w.id = k.warehouse_id WHERE k.id = ?`,
  )
  const kitByName = db.prepare<[string], { id: string }>('SELECT id FROM kit WHERE name = ?')
  const addKit = db.prepare(
    `INSERT INTO kit (id, name, place, warehouse_id, keeper_id, note, version, created_at, created_by, updated_at, updated_by)
     VALUES (:id, :name, :place, :warehouseId, :keeperId, :note, 1, :at, :by, :at, :by)`,
  )
  const correctKit = db.prepare(
    `UPDATE kit SET name = :name, place = :place, warehouse_id = :warehouseId, keeper_id = :keeperId, note = :note, version = version + 1,
       updated_at = :at, updated_by = :by WHERE id = :id AND version = :version`,
  )
  const items = db.prepare<[string], KeptItem>(
    'SELECT product_id AS productId, tool_id AS toolId, quantity FROM kit_item WHERE kit_id = ? ORDER BY position',
  )
  const dropItems = db.prepare('DELETE FROM kit_item WHERE kit_id = ?')
  const addItem = db.prepare(
    'INSERT INTO kit_item (kit_id, position, product_id, tool_id, quantity) VALUES (?, ?, ?, ?, ?)',
  )
  const of = (target: LoanOf) => ({ toolId: null, kitId: null, ...target })
  const loanOf = (target: LoanOf): Loan | null => loan.get(of(target)) ?? null
  const toolOf = ({ active, ...row }: DbTool): Tool => ({
    ...row,
    active: active === 1,
    loan: loanOf({ toolId: row.id }),
  })
  const bound = ({ active, ...entry }: ToolFields) => ({ ...entry, active: active ? 1 : 0 })
  const putItems = (kitId: string, list: readonly KeptItem[]): void => {
    dropItems.run(kitId)
    for (const [position, { productId, toolId, quantity }] of list.entries())
      addItem.run(kitId, position, productId, toolId, quantity)
  }
  return {
    keepers: (): Keepership[] => keepers.all(),
    handover: (id: string): Handover | null => handover.get(id) ?? null,
    handOver: (entry: {
      id: string
      warehouseId: string
      keeperId: string
      stocktakeId: string | null
      witness: string
      at: string
      byName: string
    }): void => {
      endKeeping.run(entry.at, entry.warehouseId)
      keep.run(entry)
    },
    /** Posted counts of a whole warehouse since an instant, the newest first. */
    counts: (warehouseId: string, since: string) => counts.all({ warehouseId, since }),
    page: (text: string, gone: boolean, limit: number, offset: number) => {
      const asked = { text, gone: gone ? 1 : 0 }
      return { rows: page.all({ ...asked, limit, offset }).map(toolOf), total: count.get(asked)?.total ?? 0 }
    },
    tool: (id: string): Tool | null => {
      const row = tool.get(id)
      return row ? toolOf(row) : null
    },
    idOfCode: (code: string): string | null => byCode.get(code)?.id ?? null,
    add: (entry: ToolFields, id: string, at: string, by: string): void => {
      add.run({ ...bound(entry), id, at, by })
    },
    /** False when the version is stale. */
    correct: (entry: ToolFields, id: string, version: number, at: string, by: string): boolean =>
      correct.run({ ...bound(entry), id, version, at, by }).changes === 1,
    loan: loanOf,
    lend: (
      target: LoanOf,
      entry: { id: string; borrowerId: string; purpose: string; dueOn: string | null; at: string; byName: string },
    ): void => {
      lend.run({ ...entry, ...of(target) })
    },
    takeBack: (loanId: string, condition: string, at: string, byName: string): void => {
      takeBack.run(at, byName, condition, loanId)
    },
    kits: (limit: number, offset: number) => ({ rows: kits.all(limit, offset), total: kitCount.get()?.total ?? 0 }),
    kit: (id: string): KeptKit | null => kit.get(id) ?? null,
    idOfKit: (name: string): string | null => kitByName.get(name)?.id ?? null,
    addKit: (
      {
        items: list,
        ...entry
      }: Pick<KeptKit, 'id' | 'name' | 'place' | 'warehouseId' | 'keeperId' | 'note'> & {
        items: readonly KeptItem[]
      },
      at: string,
      by: string,
    ): void => {
      addKit.run({ ...entry, at, by })
      putItems(entry.id, list)
    },
    /** False when the version is stale. */
    correctKit: (
      {
        items: list,
        ...entry
      }: Pick<KeptKit, 'id' | 'name' | 'place' | 'warehouseId' | 'keeperId' | 'note' | 'version'> & {
        items: readonly KeptItem[]
      },
      at: string,
      by: string,
    ): boolean => {
      if (correctKit.run({ ...entry, at, by }).changes !== 1) return false
      putItems(entry.id, list)
      return true
    },
    items: (kitId: string): KeptItem[] => items.all(kitId),
  }
}

export type ToolsStore = ReturnType<typeof toolsStore>
