/** SQL of products. */
import type { Db } from '../../archive/open'
import type { Dossier, Product, ProductFields, Related, SoldItem, Supply } from './contract'

type Row = Omit<Product, 'inspected' | 'active' | 'updatedAt' | 'packs' | 'safetyHold'> & {
  seq: number
  inspected: number
  active: number
  updated_at: string
  packs: string
  safety_hold: string
}
const productOf = (row: Row): Product => ({
  id: row.id,
  code: row.code,
  name: row.name,
  unit: row.unit,
  category: row.category,
  hazard: row.hazard,
  barcode: row.barcode,
  packs: JSON.parse(row.packs) as Product['packs'],
  safetyHold: row.safety_hold,
  note: row.note,
  inspected: row.inspected === 1,
  active: row.active === 1,
  version: row.version,
  updatedAt: row.updated_at,
})

const where = `WHERE (:inactive = 1 OR active = 1) AND (:category = '' OR category = :category)
  AND (:text = '' OR instr(lower(code), lower(:text)) > 0 OR instr(lower(name), lower(:text)) > 0 OR barcode = :text
    OR instr(replace(name_pinyin, ' ', ''), lower(:text)) > 0 OR instr(initials(name_pinyin), lower(:text)) > 0)`

export const productsStore = (db: Db) => {
  const byId = db.prepare<[string], Row>('SELECT * FROM product WHERE id = ?')
  const byCode = db.prepare<[string], { id: string }>('SELECT id FROM product WHERE code = ?')
  const page = db.prepare<[object], Row>(
    // What was typed or scanned whole stands before what only contains it.
    `SELECT * FROM product ${where} ORDER BY lower(:text) IN (lower(code), lower(barcode)) AND :text <> '' DESC, name_pinyin, seq LIMIT :limit OFFSET :offset`,
  )
  const count = db.prepare<[object], { total: number }>(`SELECT count(*) AS total FROM product ${where}`)
  const categories = db.prepare<[], { category: string }>(
    "SELECT DISTINCT category FROM product WHERE category <> '' ORDER BY category LIMIT 500",
  )
  const insert = db.prepare(
    `INSERT INTO product (id, code, name, name_pinyin, unit, category, hazard, barcode, packs, note, inspected, active, version, created_at, created_by, updated_at, updated_by)
     VALUES (:id, :code, :name, :key, :unit, :category, :hazard, :barcode, :packs, :note, :inspected, :active, 1, :at, :by, :at, :by)`,
  )
  const update = db.prepare(
    `UPDATE product SET code = :code, name = :name, name_pinyin = :key, unit = :unit, category = :category, hazard = :hazard,
       barcode = :barcode, packs = :packs, note = :note, inspected = :inspected, active = :active, version = version + 1, updated_at = :at, updated_by = :by
     WHERE id = :id AND version = :version`,
  )
  const all = db.prepare<[number, number], Row>('SELECT * FROM product ORDER BY code LIMIT ? OFFSET ?')
  const howMany = db.prepare<[], { total: number }>('SELECT count(*) AS total FROM product')
  const remove = db.prepare('DELETE FROM product WHERE id = ?')
  const byScan = db.prepare<[object], { id: string }>(
    `SELECT id FROM product WHERE code = :code
     UNION ALL SELECT id FROM product WHERE barcode = :code AND barcode <> ''
     UNION ALL SELECT product_id FROM sold_item WHERE serial = :code AND serial <> '' LIMIT 1`,
  )
  const setSafetyHold = db.prepare(
    `UPDATE product SET safety_hold = ?, version = version + 1, updated_at = ?, updated_by = ? WHERE id = ? AND version = ?`,
  )
  const parameters = db.prepare<[string], Dossier['parameters'][number]>(
    'SELECT name, value FROM product_parameter WHERE product_id = ? ORDER BY position',
  )
  const dropParameters = db.prepare('DELETE FROM product_parameter WHERE product_id = ?')
  const addParameter = db.prepare(
    'INSERT INTO product_parameter (product_id, position, name, value) VALUES (?, ?, ?, ?)',
  )
  const related = db.prepare<[string], Related>(
    `SELECT o.id, r.kind, r.note, o.code, o.name, o.unit, o.safety_hold AS safetyHold
     FROM product_relation r JOIN product o ON o.id = r.other_id WHERE r.product_id = ? ORDER BY r.kind DESC, o.name_pinyin`,
  )
  const relate = db.prepare(
    `INSERT INTO product_relation (product_id, other_id, kind, note) VALUES (?, ?, ?, ?)
     ON CONFLICT (product_id, other_id) DO UPDATE SET kind = excluded.kind, note = excluded.note`,
  )
  const unrelate = db.prepare('DELETE FROM product_relation WHERE product_id = ? AND other_id = ?')
  const suppliers = db.prepare<[string], Supply>(
    `SELECT s.id AS supplierId, s.code, s.name, s.kind, p.lead_days AS leadDays, p.price_fen AS priceFen, p.least
     FROM product_supplier p JOIN supplier s ON s.id = p.supplier_id WHERE p.product_id = ? ORDER BY p.lead_days, s.name_pinyin`,
  )
  const supply = db.prepare(
    `INSERT INTO product_supplier (product_id, supplier_id, lead_days, price_fen, least)
     VALUES (:id, :supplierId, :leadDays, :priceFen, :least)
     ON CONFLICT (product_id, supplier_id) DO UPDATE SET lead_days = excluded.lead_days, price_fen = excluded.price_fen, least = excluded.least`,
  )
  const unsupply = db.prepare('DELETE FROM product_supplier WHERE product_id = ? AND supplier_id = ?')
  const quality = db.prepare<[string], Dossier['quality'][number]>(
    `SELECT id, batch, day, kind, result, note, by_name AS byName FROM quality_record
     WHERE product_id = ? ORDER BY day DESC, at DESC LIMIT 500`,
  )
  const addQuality = db.prepare(
    `INSERT INTO quality_record (id, product_id, batch, day, kind, result, note, at, by_name)
     VALUES (:id, :productId, :batch, :day, :kind, :result, :note, :at, :byName)`,
  )
  const soldWhere = `FROM sold_item i LEFT JOIN customer c ON c.id = i.customer_id LEFT JOIN customer k ON k.id = c.merged_into
     WHERE i.product_id = :id AND (:text = '' OR i.batch = :text OR i.serial = :text OR instr(lower(coalesce(k.name, c.name)), lower(:text)) > 0)`
  const sold = db.prepare<[object], SoldItem>(
    `SELECT i.id, i.product_id AS productId, i.customer_id AS customerId, i.batch, i.serial, i.quantity, i.delivered_on AS deliveredOn,
       i.note, coalesce(k.name, c.name, '') AS customer,
       coalesce((SELECT p.original FROM customer_phone p WHERE p.customer_seq = coalesce(k.seq, c.seq) ORDER BY p.preferred DESC LIMIT 1), '') AS phone
     ${soldWhere} ORDER BY i.delivered_on DESC, i.id LIMIT :limit OFFSET :offset`,
  )
  const soldCount = db.prepare<[object], { total: number }>(`SELECT count(*) AS total ${soldWhere}`)
  const addSold = db.prepare(
    `INSERT INTO sold_item (id, product_id, customer_id, batch, serial, quantity, delivered_on, note, at, by_name)
     VALUES (:id, :productId, :customerId, :batch, :serial, :quantity, :deliveredOn, :note, :at, :byName)`,
  )
  const bound = ({ inspected, active, packs, ...entry }: ProductFields) => ({
    ...entry,
    packs: JSON.stringify(packs),
    inspected: inspected ? 1 : 0,
    active: active ? 1 : 0,
  })
  return {
    entry: (id: string): Product | null => {
      const row = byId.get(id)
      return row ? productOf(row) : null
    },
    /** How the stock ledger knows a product. */
    ledgerEntry: (id: string): { seq: number; inspected: boolean; safetyHold: string } | null => {
      const row = byId.get(id)
      return row ? { seq: row.seq, inspected: row.inspected === 1, safetyHold: row.safety_hold } : null
    },
    idOfCode: (code: string): string | null => byCode.get(code)?.id ?? null,
    page: (text: string, category: string, inactive: boolean, limit: number, offset: number) => {
      const asked = { text, category, inactive: inactive ? 1 : 0 }
      return {
        rows: page.all({ ...asked, limit, offset }).map(productOf),
        total: count.get(asked)?.total ?? 0,
      }
    },
    categories: (): string[] => categories.all().map(({ category }) => category),
    add: (entry: ProductFields, id: string, key: string, at: string, by: string): void => {
      insert.run({ ...bound(entry), id, key, at, by })
    },
    /** Whole entries in order of code, for export. */
    all: (limit: number, offset: number) => ({
      rows: all.all(limit, offset).map(productOf),
      total: howMany.get()?.total ?? 0,
    }),
    /** Throws the driver's error when something rests on it. */
    remove: (id: string): void => {
      remove.run(id)
    },
    idOfScan: (code: string): string | null => byScan.get({ code })?.id ?? null,
    /** False when the version is stale. */
    setSafetyHold: (id: string, version: number, reason: string, at: string, by: string): boolean =>
      setSafetyHold.run(reason, at, by, id, version).changes === 1,
    parameters: (id: string) => parameters.all(id),
    setParameters: (id: string, list: Dossier['parameters']): void => {
      dropParameters.run(id)
      for (const [position, { name, value }] of list.entries()) addParameter.run(id, position, name, value)
    },
    related: (id: string) => related.all(id),
    relate: (id: string, otherId: string, kind: Related['kind'], note: string): void => {
      relate.run(id, otherId, kind, note)
    },
    unrelate: (id: string, otherId: string): void => {
      unrelate.run(id, otherId)
    },
    suppliers: (id: string) => suppliers.all(id),
    supply: (id: string, offer: Pick<Supply, 'supplierId' | 'leadDays' | 'priceFen' | 'least'>): void => {
      supply.run({ id, ...offer })
    },
    unsupply: (id: string, supplierId: string): void => {
      unsupply.run(id, supplierId)
    },
    quality: (id: string) => quality.all(id),
    addQuality: (productId: string, record: Dossier['quality'][number], at: string): void => {
      addQuality.run({ ...record, productId, at })
    },
    sold: (id: string, text: string, limit: number, offset: number) => {
      const asked = { id, text }
      return { rows: sold.all({ ...asked, limit, offset }), total: soldCount.get(asked)?.total ?? 0 }
    },
    addSold: (
      productId: string,
      item: Omit<SoldItem, 'id' | 'productId' | 'customer' | 'phone'>,
      id: string,
      at: string,
      byName: string,
    ): void => {
      addSold.run({ ...item, productId, id, at, byName })
    },
    /** False when the version is stale. */
    correct: (entry: ProductFields, id: string, version: number, key: string, at: string, by: string): boolean =>
      update.run({ ...bound(entry), id, version, key, at, by }).changes === 1,
  }
}

export type ProductsStore = ReturnType<typeof productsStore>
