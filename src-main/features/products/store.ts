/** SQL of products. */
import type { Db } from '../../archive/open'
import type { Product, ProductFields } from './contract'

type Row = Omit<Product, 'inspected' | 'active' | 'updatedAt'> & {
  seq: number
  inspected: number
  active: number
  updated_at: string
}
const productOf = (row: Row): Product => ({
  id: row.id,
  code: row.code,
  name: row.name,
  unit: row.unit,
  category: row.category,
  hazard: row.hazard,
  note: row.note,
  inspected: row.inspected === 1,
  active: row.active === 1,
  version: row.version,
  updatedAt: row.updated_at,
})

/** The text as a LIKE pattern, its own wildcards taken literally. */
const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

const where = `WHERE (:inactive = 1 OR active = 1) AND (:category = '' OR category = :category)
  AND (:text = '' OR code LIKE :like ESCAPE '\\' OR name LIKE :like ESCAPE '\\' OR replace(name_pinyin, ' ', '') LIKE :like ESCAPE '\\')`

export const productsStore = (db: Db) => {
  const byId = db.prepare<[string], Row>('SELECT * FROM product WHERE id = ?')
  const byCode = db.prepare<[string], { id: string }>('SELECT id FROM product WHERE code = ?')
  const page = db.prepare<[object], Row>(
    `SELECT * FROM product ${where} ORDER BY name_pinyin, seq LIMIT :limit OFFSET :offset`,
  )
  const count = db.prepare<[object], { total: number }>(`SELECT count(*) AS total FROM product ${where}`)
  const categories = db.prepare<[], { category: string }>(
    "SELECT DISTINCT category FROM product WHERE category <> '' ORDER BY category LIMIT 500",
  )
  const insert = db.prepare(
    `INSERT INTO product (id, code, name, name_pinyin, unit, category, hazard, note, inspected, active, version, created_at, created_by, updated_at, updated_by)
     VALUES (:id, :code, :name, :key, :unit, :category, :hazard, :note, :inspected, :active, 1, :at, :by, :at, :by)`,
  )
  const update = db.prepare(
    `UPDATE product SET code = :code, name = :name, name_pinyin = :key, unit = :unit, category = :category, hazard = :hazard,
       note = :note, inspected = :inspected, active = :active, version = version + 1, updated_at = :at, updated_by = :by
     WHERE id = :id AND version = :version`,
  )
  const bound = ({ inspected, active, ...entry }: ProductFields) => ({
    ...entry,
    inspected: inspected ? 1 : 0,
    active: active ? 1 : 0,
  })
  return {
    entry: (id: string): Product | null => {
      const row = byId.get(id)
      return row ? productOf(row) : null
    },
    /** How the stock ledger knows a product. */
    ledgerEntry: (id: string): { seq: number; inspected: boolean } | null => {
      const row = byId.get(id)
      return row ? { seq: row.seq, inspected: row.inspected === 1 } : null
    },
    idOfCode: (code: string): string | null => byCode.get(code)?.id ?? null,
    page: (text: string, category: string, inactive: boolean, limit: number, offset: number) => {
      const asked = { text, like: containing(text), category, inactive: inactive ? 1 : 0 }
      return {
        rows: page.all({ ...asked, limit, offset }).map(productOf),
        total: count.get(asked)?.total ?? 0,
      }
    },
    categories: (): string[] => categories.all().map(({ category }) => category),
    add: (entry: ProductFields, id: string, key: string, at: string, by: string): void => {
      insert.run({ ...bound(entry), id, key, at, by })
    },
    /** False when the version is stale. */
    correct: (entry: ProductFields, id: string, version: number, key: string, at: string, by: string): boolean =>
      update.run({ ...bound(entry), id, version, key, at, by }).changes === 1,
  }
}

export type ProductsStore = ReturnType<typeof productsStore>
