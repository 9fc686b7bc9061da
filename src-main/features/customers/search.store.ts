/** SQL of the customer search: filing entries under their tokens, and asking tier by tier. */
import type { Db } from '../../archive/open'
import type { SearchSource } from './contract'

type SourceRow = {
  seq: number
  code: string
  name: string
  short_name: string
  readings: string
  contacts: string
  contact_readings: string
  address: string
  digits: string
}

const sourceOfRow = (row: SourceRow): SearchSource => ({
  code: row.code,
  name: row.name,
  shortName: row.short_name,
  readings: row.readings,
  contacts: row.contacts,
  contactReadings: row.contact_readings,
  address: row.address,
  digits: row.digits,
})

/** A merge step after this many edits keeps every single edit short. */
const editsBetweenMerges = 50

export const searchStore = (db: Db) => {
  const source = db.prepare<[number], SourceRow>('SELECT * FROM customer_search_source WHERE seq = ?')
  const put = db.prepare(
    `INSERT OR REPLACE INTO customer_search_source (seq, code, name, short_name, readings, contacts, contact_readings, address, digits)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const drop = db.prepare('DELETE FROM customer_search_source WHERE seq = ?')
  const file = db.prepare('INSERT INTO customer_search (rowid, tokens) VALUES (?, ?)')
  const unfile = db.prepare("INSERT INTO customer_search (customer_search, rowid, tokens) VALUES ('delete', ?, ?)")
  // Literal, not bound: FTS5 reads the step as an integer only so.
  const mergeStep = db.prepare("INSERT INTO customer_search (customer_search, rank) VALUES ('merge', 200)")
  const asked = db.prepare<[string], SourceRow>(
    `SELECT s.* FROM customer_search CROSS JOIN customer_search_source s ON s.seq = customer_search.rowid
     WHERE customer_search MATCH ?`,
  )
  const beginning = (column: 'code' | 'name') => {
    const select = db.prepare<[string, string, number], SourceRow>(
      `SELECT * FROM customer_search_source WHERE ${column} >= ? AND ${column} < ? ORDER BY ${column} LIMIT ?`,
    )
    return (start: string, limit: number): { seq: number; source: SearchSource }[] =>
      select.all(start, `${start}\u{10ffff}`, limit).map(row => ({ seq: row.seq, source: sourceOfRow(row) }))
  }
  const pend = db.prepare('INSERT OR IGNORE INTO customer_search_pending (seq) VALUES (?)')
  const pending = db.prepare<[number], { seq: number }>('SELECT seq FROM customer_search_pending LIMIT ?')
  const settled = db.prepare('DELETE FROM customer_search_pending WHERE seq = ?')

  let edits = 0
  const afterEdit = (): void => {
    edits += 1
    if (edits % editsBetweenMerges === 0) mergeStep.run()
  }

  return {
    source: (seq: number): SearchSource | null => {
      const row = source.get(seq)
      return row ? sourceOfRow(row) : null
    },
    /** Files an entry that is not filed yet. */
    file: (seq: number, entry: SearchSource, tokens: string): void => {
      const { code, name, shortName, readings, contacts, contactReadings, address, digits } = entry
      put.run(seq, code, name, shortName, readings, contacts, contactReadings, address, digits)
      file.run(seq, tokens)
      settled.run(seq)
      afterEdit()
    },
    /** Takes an entry out; `tokens` are those it was filed under. */
    unfile: (seq: number, tokens: string): void => {
      unfile.run(seq, tokens)
      drop.run(seq)
      settled.run(seq)
      afterEdit()
    },
    /** Entries whose code begins so. */
    byCode: beginning('code'),
    /** Entries whose name begins so, as it is filed: normalised. */
    byName: beginning('name'),
    /** Entries under an FTS5 expression, one after another, so that the asker can stop early. */
    *ask(expression: string): Generator<{ seq: number; source: SearchSource }> {
      for (const row of asked.iterate(expression)) yield { seq: row.seq, source: sourceOfRow(row) }
    },
    /** Marks an entry to be filed later, after an import. */
    postpone: (seq: number): void => {
      pend.run(seq)
    },
    postponed: (limit: number): number[] => pending.all(limit).map(({ seq }) => seq),
    /** One step of merging, for idle moments and after imports. Answers nothing; each call is short. */
    merge: (): void => {
      mergeStep.run()
    },
  }
}

export type SearchStore = ReturnType<typeof searchStore>
