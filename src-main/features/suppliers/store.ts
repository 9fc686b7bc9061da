/** SQL of suppliers. */
import type { Db } from '../../archive/open'
import type { Rating, Supplier, SupplierFields, SupplierKind } from './contract'

type Row = Omit<Supplier, 'active' | 'qualifiedUntil'> & { active: number; qualified_until: string | null }
const supplierOf = (row: Row): Supplier => ({
  id: row.id,
  code: row.code,
  name: row.name,
  kind: row.kind,
  contact: row.contact,
  phone: row.phone,
  address: row.address,
  qualifiedUntil: row.qualified_until,
  note: row.note,
  active: row.active === 1,
  version: row.version,
})
const where = `WHERE (:inactive = 1 OR active = 1) AND (:kind IS NULL OR kind = :kind)
  AND (:text = '' OR instr(lower(code), lower(:text)) > 0 OR instr(lower(name), lower(:text)) > 0 OR instr(lower(phone), lower(:text)) > 0
    OR instr(lower(contact), lower(:text)) > 0
    OR instr(replace(name_pinyin, ' ', ''), lower(:text)) > 0 OR instr(initials(name_pinyin), lower(:text)) > 0)`

export const suppliersStore = (db: Db) => {
  const byId = db.prepare<[string], Row>('SELECT * FROM supplier WHERE id = ?')
  const byCode = db.prepare<[string], { id: string }>('SELECT id FROM supplier WHERE code = ?')
  const page = db.prepare<[object], Row>(
    `SELECT * FROM supplier ${where} ORDER BY lower(code) = lower(:text) DESC, name_pinyin, id LIMIT :limit OFFSET :offset`,
  )
  const count = db.prepare<[object], { total: number }>(`SELECT count(*) AS total FROM supplier ${where}`)
  const rating = db.prepare<[string], Rating>(
    `SELECT count(*) AS delivered, coalesce(sum(received_on <= due_on), 0) AS onTime,
       coalesce(sum(passed + failed), 0) AS inspected, coalesce(sum(passed), 0) AS passed
     FROM purchase WHERE supplier_id = ? AND received_on IS NOT NULL`,
  )
  const products = db.prepare<
    [string],
    { id: string; code: string; name: string; unit: string; leadDays: number; priceFen: number | null }
  >(
    `SELECT p.id, p.code, p.name, p.unit, s.lead_days AS leadDays, s.price_fen AS priceFen
     FROM product_supplier s JOIN product p ON p.id = s.product_id WHERE s.supplier_id = ? ORDER BY p.name_pinyin LIMIT 500`,
  )
  const insert = db.prepare(
    `INSERT INTO supplier (id, code, name, name_pinyin, kind, contact, phone, address, qualified_until, note, active, version, created_at, created_by, updated_at, updated_by)
     VALUES (:id, :code, :name, :key, :kind, :contact, :phone, :address, :qualifiedUntil, :note, :active, 1, :at, :by, :at, :by)`,
  )
  const update = db.prepare(
    `UPDATE supplier SET code = :code, name = :name, name_pinyin = :key, kind = :kind, contact = :contact, phone = :phone,
       address = :address, qualified_until = :qualifiedUntil, note = :note, active = :active, version = version + 1,
       updated_at = :at, updated_by = :by WHERE id = :id AND version = :version`,
  )
  const all = db.prepare<[number, number], Row>('SELECT * FROM supplier ORDER BY code LIMIT ? OFFSET ?')
  const howMany = db.prepare<[], { total: number }>('SELECT count(*) AS total FROM supplier')
  const remove = db.prepare('DELETE FROM supplier WHERE id = ?')
  const bound = ({ active, ...entry }: SupplierFields) => ({ ...entry, active: active ? 1 : 0 })
  return {
    entry: (id: string): Supplier | null => {
      const row = byId.get(id)
      return row ? supplierOf(row) : null
    },
    idOfCode: (code: string): string | null => byCode.get(code)?.id ?? null,
    page: (text: string, kind: SupplierKind | null, inactive: boolean, limit: number, offset: number) => {
      const asked = { text, kind, inactive: inactive ? 1 : 0 }
      return { rows: page.all({ ...asked, limit, offset }).map(supplierOf), total: count.get(asked)?.total ?? 0 }
    },
    /** Whole entries in order of code, for export. */
    all: (limit: number, offset: number) => ({
      rows: all.all(limit, offset).map(supplierOf),
      total: howMany.get()?.total ?? 0,
    }),
    /** Throws the driver's error when something rests on it. */
    remove: (id: string): void => {
      remove.run(id)
    },
    rating: (id: string): Rating => rating.get(id) ?? { delivered: 0, onTime: 0, inspected: 0, passed: 0 },
    products: (id: string) => products.all(id),
    add: (entry: SupplierFields, id: string, key: string, at: string, by: string): void => {
      insert.run({ ...bound(entry), id, key, at, by })
    },
    /** False when the version is stale. */
    correct: (entry: SupplierFields, id: string, version: number, key: string, at: string, by: string): boolean =>
      update.run({ ...bound(entry), id, version, key, at, by }).changes === 1,
  }
}

export type SuppliersStore = ReturnType<typeof suppliersStore>
