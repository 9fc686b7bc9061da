/** SQL of customer entries: whole entries in and out, pages of the list, what duplicates are looked up by. */
import type { Db } from '../../archive/open'
import type { Contact, CustomerEntry, CustomerFields, CustomerRow, Standing, sorts } from './contract'

type Row = {
  seq: number
  id: string
  code: string
  name: string
  name_pinyin: string
  short_name: string
  division_code: string
  area: string
  address: string
  licence_number: string
  licence_valid_until: string | null
  standing: Standing
  standing_reason: string
  notes: string
  last_confirmed_on: string | null
  merged_into: string | null
  version: number
  created_at: string
  updated_at: string
}
type ContactRow = { position: number; name: string; role: string; email: string; note: string; preferred: number }
type PhoneRow = {
  contact: number
  original: string
  number: string
  extension: string
  kind: Contact['phones'][number]['kind']
  preferred: number
}
type ContractRow = {
  reference: string
  response_hours: number | null
  visit_every_days: number | null
  starts_on: string | null
  ends_on: string | null
  note: string
}
type EquipmentRow = { product: string; serial: string; installed_on: string | null; note: string }
type ListRow = Row & { contact: string | null; phone: string | null; contact_phone: string | null }

/** What tells one version of an entry from another. */
export type Stamp = { id: string; code: string; name: string; version: number; updatedAt: string }

export type ListFilter = {
  /** Sequence numbers to choose from, or null for all. */
  among: number[] | null
  area: string
  division: string
  standing: Standing | null
  tag: string
  gap: 'licenceExpired' | 'lacksPhone' | 'unconfirmed' | null
  today: string
  yearAgo: string
}

const where = `
  WHERE c.merged_into IS NULL
    AND (:among IS NULL OR c.seq IN (SELECT value FROM json_each(:among)))
    AND (:area = '' OR c.area = :area)
    AND (:division = '' OR c.division_code LIKE :division || '%')
    AND (:standing IS NULL OR c.standing = :standing)
    AND (:tag = '' OR EXISTS (SELECT 1 FROM customer_tag t WHERE t.tag = :tag AND t.customer_seq = c.seq))
    AND CASE :gap
      WHEN 'licenceExpired' THEN c.licence_valid_until < :today
      WHEN 'lacksPhone' THEN NOT EXISTS (SELECT 1 FROM customer_phone p WHERE p.customer_seq = c.seq AND length(p.number) >= 7)
      WHEN 'unconfirmed' THEN c.last_confirmed_on IS NULL OR c.last_confirmed_on < :yearAgo
      ELSE 1 END`

const listed = `
  SELECT c.*, k.name AS contact,
    (SELECT p.original FROM customer_phone p WHERE p.customer_seq = c.seq AND p.contact = k.position ORDER BY p.preferred DESC, p.position LIMIT 1) AS phone
  FROM customer c LEFT JOIN customer_contact k ON k.customer_seq = c.seq AND k.preferred = 1`

const orders: Record<(typeof sorts)[number], string> = {
  code: 'c.code',
  name: 'c.name_pinyin',
  area: 'c.area',
  standing: 'c.standing',
  lastConfirmed: 'c.last_confirmed_on',
}

const rowOf = (row: ListRow): CustomerRow => ({
  id: row.id,
  code: row.code,
  name: row.name,
  shortName: row.short_name,
  area: row.area,
  divisionCode: row.division_code,
  standing: row.standing,
  contact: row.contact ?? '',
  phone: row.phone ?? '',
  licenceValidUntil: row.licence_valid_until,
  lastConfirmedOn: row.last_confirmed_on,
  version: row.version,
})

export const customersStore = (db: Db) => {
  const byId = db.prepare<[string], Row>('SELECT * FROM customer WHERE id = ?')
  const byCode = db.prepare<[string], Row>('SELECT * FROM customer WHERE code = ?')
  const bySeq = db.prepare<[number], Row>('SELECT * FROM customer WHERE seq = ?')
  const byName = db.prepare<[string], { id: string }>(
    'SELECT id FROM customer WHERE name = ? AND merged_into IS NULL ORDER BY seq LIMIT 1',
  )
  const contacts = db.prepare<[number], ContactRow>(
    'SELECT * FROM customer_contact WHERE customer_seq = ? ORDER BY position',
  )
  const phones = db.prepare<[number], PhoneRow>(
    'SELECT * FROM customer_phone WHERE customer_seq = ? ORDER BY contact, position',
  )
  const contracts = db.prepare<[number], ContractRow>(
    'SELECT * FROM customer_contract WHERE customer_seq = ? ORDER BY position',
  )
  const equipment = db.prepare<[number], EquipmentRow>(
    'SELECT * FROM customer_equipment WHERE customer_seq = ? ORDER BY position',
  )
  const tags = db.prepare<[number], { tag: string }>(
    'SELECT tag FROM customer_tag WHERE customer_seq = ? ORDER BY position',
  )

  const insert = db.prepare(
    `INSERT INTO customer (id, code, name, name_pinyin, short_name, division_code, area, address, licence_number, licence_valid_until,
       standing, standing_reason, notes, last_confirmed_on, version, created_at, created_by, updated_at, updated_by)
     VALUES (:id, :code, :name, :pinyin, :shortName, :divisionCode, :area, :address, :licenceNumber, :licenceValidUntil,
       :standing, :standingReason, :notes, :lastConfirmedOn, 1, :at, :by, :at, :by)`,
  )
  const update = db.prepare(
    `UPDATE customer SET code = :code, name = :name, name_pinyin = :pinyin, short_name = :shortName, division_code = :divisionCode,
       area = :area, address = :address, licence_number = :licenceNumber, licence_valid_until = :licenceValidUntil,
       standing = :standing, standing_reason = :standingReason, notes = :notes, version = version + 1, updated_at = :at, updated_by = :by
     WHERE id = :id AND version = :version AND merged_into IS NULL`,
  )
  const confirm = db.prepare(
    `UPDATE customer SET last_confirmed_on = ?, version = version + 1, updated_at = ?, updated_by = ?
     WHERE id = ? AND version = ? AND merged_into IS NULL`,
  )
  const setMerged = db.prepare(
    `UPDATE customer SET merged_into = ?, code = code || ' → ' || seq, version = version + 1, updated_at = ?, updated_by = ?
     WHERE id = ? AND version = ? AND merged_into IS NULL`,
  )
  const parts = ['customer_phone', 'customer_contact', 'customer_contract', 'customer_equipment', 'customer_tag']
  const clearParts = parts.map(table => db.prepare(`DELETE FROM ${table} WHERE customer_seq = ?`))
  const remove = db.prepare('DELETE FROM customer WHERE seq = ?')
  const settledSearch = db.prepare('DELETE FROM customer_search_pending WHERE seq = ?')
  const revive = db.prepare('UPDATE customer SET merged_into = NULL, code = ? WHERE id = ? AND merged_into IS NOT NULL')
  const unmerge = db.prepare('UPDATE customer SET merged_into = NULL WHERE merged_into = ?')
  const forgetImported = db.prepare('DELETE FROM import_row WHERE target_id = ?')
  const forgetDrafts = db.prepare('DELETE FROM draft WHERE instr(form, ?) > 0')
  const forgetInputs = db.prepare(
    `DELETE FROM journal_input WHERE sequence IN (SELECT sequence FROM journal WHERE instr(entities, '"' || ? || '"') > 0)`,
  )
  const mergedInto = db.prepare<[string], { id: string }>('SELECT id FROM customer WHERE merged_into = ?')
  const addContact = db.prepare(
    'INSERT INTO customer_contact (customer_seq, position, name, role, email, note, preferred) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const addPhone = db.prepare(
    `INSERT INTO customer_phone (customer_seq, contact, position, original, number, extension, kind, preferred)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const addContract = db.prepare(
    `INSERT INTO customer_contract (customer_seq, position, reference, response_hours, visit_every_days, starts_on, ends_on, note)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const addEquipment = db.prepare(
    'INSERT INTO customer_equipment (customer_seq, position, product, serial, installed_on, note) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const addTag = db.prepare('INSERT INTO customer_tag (customer_seq, position, tag) VALUES (?, ?, ?)')

  const count = db.prepare<[object], { total: number }>(`SELECT count(*) AS total FROM customer c ${where}`)
  const rowBySeq = db.prepare<[number], ListRow>(`${listed} WHERE c.seq = ?`)
  const byLicence = db.prepare<[string], { seq: number }>(
    "SELECT seq FROM customer WHERE licence_number = ? AND licence_number <> '' LIMIT 5",
  )
  const byNumber = db.prepare<[string], { seq: number }>(
    'SELECT customer_seq AS seq FROM customer_phone WHERE number = ? LIMIT 5',
  )
  const areas = db.prepare<[], { area: string }>(
    "SELECT DISTINCT area FROM customer WHERE area <> '' ORDER BY area LIMIT 500",
  )
  const allTags = db.prepare<[], { tag: string }>('SELECT DISTINCT tag FROM customer_tag ORDER BY tag LIMIT 500')
  const products = db.prepare<[], { product: string }>(
    'SELECT DISTINCT product FROM customer_equipment ORDER BY product LIMIT 500',
  )
  const callList = db.prepare<[object], Row>(
    `SELECT c.* FROM customer c WHERE c.merged_into IS NULL AND (:area = '' OR c.area = :area) AND (:standing IS NULL OR c.standing = :standing)
     ORDER BY c.area, c.name_pinyin, c.seq LIMIT :limit OFFSET :offset`,
  )
  const callCount = db.prepare<[object], { total: number }>(
    `SELECT count(*) AS total FROM customer c WHERE c.merged_into IS NULL AND (:area = '' OR c.area = :area) AND (:standing IS NULL OR c.standing = :standing)`,
  )
  const callable = db.prepare<[object], { id: string; name: string; area: string }>(
    `SELECT c.id, c.name, c.area FROM customer c WHERE c.merged_into IS NULL
       AND (:areas IS NULL OR c.area IN (SELECT value FROM json_each(:areas)))
       AND (:ids IS NULL OR c.id IN (SELECT value FROM json_each(:ids))) ORDER BY c.area, c.name_pinyin, c.seq LIMIT 10000`,
  )
  const countIn = db.prepare<[string], { total: number }>(
    'SELECT count(*) AS total FROM customer WHERE merged_into IS NULL AND area IN (SELECT value FROM json_each(?))',
  )
  const inOrder = db.prepare<[number, number], Row>(
    'SELECT * FROM customer WHERE merged_into IS NULL ORDER BY code LIMIT ? OFFSET ?',
  )
  const behind = db.prepare<[string, number], Row>(
    'SELECT * FROM customer WHERE merged_into IS NULL AND code > ? ORDER BY code LIMIT ?',
  )
  const stamps = db.prepare<[], Stamp>(
    'SELECT id, code, name, version, updated_at AS updatedAt FROM customer WHERE merged_into IS NULL ORDER BY code',
  )
  const stampOf = db.prepare<[string], Stamp>(
    'SELECT id, code, name, version, updated_at AS updatedAt FROM customer WHERE id = ? AND merged_into IS NULL',
  )
  const erased = db.prepare<[string], { found: 1 }>(
    `SELECT 1 AS found FROM journal WHERE call = 'customers.erase' AND instr(entities, '"' || ? || '"') > 0 LIMIT 1`,
  )
  const howMany = db.prepare<[], { total: number }>('SELECT count(*) AS total FROM customer WHERE merged_into IS NULL')

  const contactsOf = (seq: number): Contact[] => {
    const numbers = phones.all(seq)
    return contacts.all(seq).map(contact => ({
      name: contact.name,
      role: contact.role,
      email: contact.email,
      note: contact.note,
      preferred: contact.preferred === 1,
      phones: numbers
        .filter(phone => phone.contact === contact.position)
        .map(({ original, number, extension, kind, preferred }) => ({
          original,
          number,
          extension,
          kind,
          preferred: preferred === 1,
        })),
    }))
  }

  const entryOf = (row: Row): CustomerEntry => ({
    id: row.id,
    version: row.version,
    code: row.code,
    name: row.name,
    shortName: row.short_name,
    divisionCode: row.division_code,
    area: row.area,
    address: row.address,
    licenceNumber: row.licence_number,
    licenceValidUntil: row.licence_valid_until,
    standing: row.standing,
    standingReason: row.standing_reason,
    notes: row.notes,
    lastConfirmedOn: row.last_confirmed_on,
    mergedInto: row.merged_into,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    tags: tags.all(row.seq).map(({ tag }) => tag),
    contacts: contactsOf(row.seq),
    contracts: contracts.all(row.seq).map(contract => ({
      reference: contract.reference,
      responseHours: contract.response_hours,
      visitEveryDays: contract.visit_every_days,
      startsOn: contract.starts_on,
      endsOn: contract.ends_on,
      note: contract.note,
    })),
    equipment: equipment.all(row.seq).map(item => ({
      product: item.product,
      serial: item.serial,
      installedOn: item.installed_on,
      note: item.note,
    })),
  })

  const writeParts = (seq: number, entry: CustomerFields): void => {
    for (const clear of clearParts) clear.run(seq)
    entry.contacts.forEach((contact, position) => {
      addContact.run(seq, position, contact.name, contact.role, contact.email, contact.note, contact.preferred ? 1 : 0)
      contact.phones.forEach((phone, index) => {
        addPhone.run(
          seq,
          position,
          index,
          phone.original,
          phone.number,
          phone.extension,
          phone.kind,
          phone.preferred ? 1 : 0,
        )
      })
    })
    entry.contracts.forEach((contract, position) => {
      const { reference, responseHours, visitEveryDays, startsOn, endsOn, note } = contract
      addContract.run(seq, position, reference, responseHours, visitEveryDays, startsOn, endsOn, note)
    })
    entry.equipment.forEach(({ product, serial, installedOn, note }, position) => {
      addEquipment.run(seq, position, product, serial, installedOn, note)
    })
    entry.tags.forEach((tag, position) => {
      addTag.run(seq, position, tag)
    })
  }

  const columnsOf = (entry: CustomerFields) => {
    const { code, name, shortName, divisionCode, area, address, licenceNumber, licenceValidUntil } = entry
    const { standing, standingReason, notes } = entry
    return {
      code,
      name,
      shortName,
      divisionCode,
      area,
      address,
      licenceNumber,
      licenceValidUntil,
      standing,
      standingReason,
      notes,
    }
  }

  return {
    seqOf: (id: string): number | null => byId.get(id)?.seq ?? null,
    idOfCode: (code: string): string | null => byCode.get(code)?.id ?? null,
    entry: (id: string): CustomerEntry | null => {
      const row = byId.get(id)
      return row ? entryOf(row) : null
    },
    entryAt: (seq: number): CustomerEntry | null => {
      const row = bySeq.get(seq)
      return row ? entryOf(row) : null
    },
    /** Every entry's latest version, by code, one after another. */
    stamps: () => stamps.iterate(),
    stamp: (id: string): Stamp | null => stampOf.get(id) ?? null,
    /** Whether a person had it erased: then it must never come back. */
    wasErased: (id: string): boolean => erased.get(id) !== undefined,
    /** An entry of exactly this name. */
    idOfName: (name: string): string | null => byName.get(name)?.id ?? null,
    /** Answers the new entry's sequence number. */
    add: (
      entry: CustomerFields,
      id: string,
      pinyin: string,
      confirmedOn: string | null,
      at: string,
      by: string,
    ): number => {
      const { lastInsertRowid } = insert.run({ ...columnsOf(entry), id, pinyin, lastConfirmedOn: confirmedOn, at, by })
      writeParts(Number(lastInsertRowid), entry)
      return Number(lastInsertRowid)
    },
    /** False when the version is stale or the entry was merged away. */
    correct: (entry: CustomerFields, id: string, version: number, pinyin: string, at: string, by: string): boolean => {
      if (update.run({ ...columnsOf(entry), id, version, pinyin, at, by }).changes === 0) return false
      writeParts(byId.get(id)?.seq ?? 0, entry)
      return true
    },
    confirm: (id: string, version: number, day: string, at: string, by: string): boolean =>
      confirm.run(day, at, by, id, version).changes === 1,
    /** The dropped entry keeps its row as a signpost; its parts move with the kept one. */
    setMerged: (id: string, version: number, into: string, at: string, by: string): boolean => {
      const seq = byId.get(id)?.seq
      if (seq === undefined || setMerged.run(into, at, by, id, version).changes === 0) return false
      for (const clear of clearParts) clear.run(seq)
      return true
    },
    /** Makes an entry that was merged away stand for itself again; its parts are written with it. */
    revive: (id: string, code: string): void => {
      revive.run(code, id)
    },
    /** Removes an entry that an import brought, which then leaves no other trace. */
    takeBack: (id: string): void => {
      const seq = byId.get(id)?.seq
      if (seq === undefined) return
      for (const clear of clearParts) clear.run(seq)
      settledSearch.run(seq)
      remove.run(seq)
    },
    /** Every trace of the entry but its journal lines. */
    erase: (id: string): void => {
      const seq = byId.get(id)?.seq
      if (seq === undefined) return
      unmerge.run(id)
      for (const clear of clearParts) clear.run(seq)
      remove.run(seq)
      forgetInputs.run(id)
      forgetImported.run(id)
      forgetDrafts.run(id)
    },
    /** Those whose entry was merged into this one, so that an erasure takes them along. */
    mergedInto: (id: string): { id: string }[] => mergedInto.all(id),
    page: (filter: ListFilter, sort: (typeof sorts)[number], descending: boolean, limit: number, offset: number) => {
      const bound = { ...filter, among: filter.among && JSON.stringify(filter.among) }
      const direction = descending ? 'DESC' : 'ASC'
      const order = `ORDER BY ${orders[sort]} ${direction}, c.name_pinyin ${direction}, c.seq ${direction}`
      const rows = db
        .prepare<[object], ListRow>(`${listed} ${where} ${order} LIMIT :limit OFFSET :offset`)
        .all({ ...bound, limit, offset })
      return { rows: rows.map(rowOf), total: count.get(bound)?.total ?? 0 }
    },
    row: (seq: number): CustomerRow | null => {
      const row = rowBySeq.get(seq)
      return row && row.merged_into === null ? rowOf(row) : null
    },
    seqsByLicence: (licenceNumber: string): number[] => byLicence.all(licenceNumber).map(({ seq }) => seq),
    seqsByNumber: (number: string): number[] => byNumber.all(number).map(({ seq }) => seq),
    suggestions: () => ({
      areas: areas.all().map(({ area }) => area),
      tags: allTags.all().map(({ tag }) => tag),
      products: products.all().map(({ product }) => product),
    }),
    callList: (area: string, standing: Standing | null, limit: number, offset: number) => ({
      rows: callList
        .all({ area, standing, limit, offset })
        .map(row => ({ ...entryOf(row), contacts: contactsOf(row.seq) })),
      total: callCount.get({ area, standing })?.total ?? 0,
    }),
    /** How many customers some areas have. */
    countIn: (areas: readonly string[]): number => countIn.get(JSON.stringify(areas))?.total ?? 0,
    /** Customers to be called, by their areas or by their ids, in the order of the call list; null chooses all. */
    callable: (areas: readonly string[] | null, ids: readonly string[] | null) =>
      callable.all({ areas: areas && JSON.stringify(areas), ids: ids && JSON.stringify(ids) }),
    /** In the order of codes, those behind one; behind '' from the first. Unlike a position, a code is found at once. */
    behind: (code: string, limit: number) => ({
      rows: behind.all(code, limit).map(entryOf),
      total: howMany.get()?.total ?? 0,
    }),
    all: (limit: number, offset: number) => ({
      rows: inOrder.all(limit, offset).map(entryOf),
      total: howMany.get()?.total ?? 0,
    }),
  }
}

export type CustomersStore = ReturnType<typeof customersStore>
