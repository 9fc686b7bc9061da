/** What a backup says of itself: format, schema, counts and hashes; and the seal that proves it was said by the same office. */
import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { letGo } from './byteStreams'
import { checkChain } from './journal'
import type { Db } from './open'

export const backupFormat = 'watchpost-backup-1'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const manifestSchema = z.strictObject({
  format: z.literal(backupFormat),
  schema: z.int().min(1),
  program: z.string().max(40),
  createdAt: z.iso.datetime({ precision: 3 }),
  office: z.strictObject({ id: z.string().max(60), name: z.string().max(80), outletCode: z.string().max(20) }),
  /** The age recipient of the backup identity: which recovery code opens it. */
  recipient: z.string().max(120),
  tables: z.record(z.string().max(80), z.strictObject({ rows: z.int().min(0), sha256 })),
  /** The entries of every table and index, which a restored copy must have too. */
  trees: z.record(z.string().max(80), z.int().min(0)),
  journal: z.strictObject({ rows: z.int().min(0), head: sha256 }),
  /** The database in the clear, as the payload unpacks to; these very bytes were found sound when the backup was made. */
  image: z.strictObject({ bytes: z.int().min(512), sha256 }),
  /** Attachments are files of their own in the tar, named by the hash of their encrypted bytes. */
  attachments: z.array(z.strictObject({ sha256, bytes: z.int().min(0) })),
})
export type Manifest = z.output<typeof manifestSchema>

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Bytes stay bytes behind their length, for in hex they would double. */
const spellingOf = ({ name, type }: Column): string =>
  type === 'BLOB'
    ? `coalesce(typeof(${quoted(name)})||octet_length(${quoted(name)})||':'||${quoted(name)}, 'NULL')`
    : `quote(${quoted(name)})`

/**
 * A row as text that no other row of its table spells. Where a column holds one type alone, %Q spells like quote() in
 * half the time.
 */
const rowSpelling = (columns: readonly Column[], strict: boolean): string => {
  const plain = strict ? columns.filter(({ type }) => type === 'TEXT' || type === 'INTEGER') : []
  const others = columns.filter(column => !plain.includes(column)).map(spellingOf)
  const format = plain.map(() => '%Q').join(',')
  const names = plain.map(({ name }) => quoted(name)).join(', ')
  return [...(plain.length > 0 ? [`format('${format}', ${names})`] : []), ...others].join("||','||")
}

type Column = { name: string; type: string; pk: number }
type TableInfo = { name: string; type: string; wr: number; strict: number }

/** The tables that hold rows of their own, by name; the search index counts through the tables behind it. */
export const tablesOf = (
  db: Db,
  schema = 'main',
): { name: string; columns: string[]; primaryKey: string[]; spelt: string; key: string[] }[] =>
  db
    .prepare<[], TableInfo>(
      `SELECT name, type, wr, strict FROM pragma_table_list WHERE schema = '${schema}' ORDER BY name`,
    )
    .all()
    .filter(({ name, type }) => (type === 'table' || type === 'shadow') && !name.startsWith('sqlite_'))
    .map(({ name, wr, strict }) => {
      const columns = db
        .prepare<[string, string], Column>('SELECT name, type, pk FROM pragma_table_info(?, ?)')
        .all(name, schema)
      const primaryKey = columns
        .filter(column => column.pk > 0)
        .sort((a, b) => a.pk - b.pk)
        .map(column => quoted(column.name))
      return {
        name: quoted(name).slice(1, -1),
        columns: columns.map(column => quoted(column.name)),
        primaryKey,
        spelt: rowSpelling(columns, strict === 1),
        key: wr === 1 ? primaryKey : ['rowid'],
      }
    })

const rowsAtOnce = 500

/** What the driver hands over for a part of a table's key. */
type KeyPart = number | string | Buffer

/**
 * Counts and hashes every table in key order. Rows are spelt and joined inside SQLite, some hundred at a time: a row of the
 * search index holds thousands of bytes.
 */
export const digestTables = async (db: Db, breathe: () => Promise<void>): Promise<Manifest['tables']> => {
  const digests: Manifest['tables'] = {}
  for (const table of tablesOf(db)) digests[table.name] = await digestTable(db, table, breathe)
  return digests
}

const digestTable = async (
  db: Db,
  { name, spelt, key }: ReturnType<typeof tablesOf>[number],
  breathe: () => Promise<void>,
): Promise<Manifest['tables'][string]> => {
  const order = key.join(', ')
  const bound = `(${key.map(() => '?').join(', ')})`
  const lastKey = (from: string) =>
    db
      .prepare<KeyPart[], KeyPart[]>(
        `SELECT ${order} FROM "${name}" ${from} ORDER BY ${order} LIMIT 1 OFFSET ${rowsAtOnce - 1}`,
      )
      .raw()
  const rowsOf = (which: string) =>
    db.prepare<KeyPart[], { spelt: Buffer | null; rows: number }>(
      `SELECT CAST(group_concat(spelt, char(10)) AS BLOB) AS spelt, count(*) AS rows
       FROM (SELECT ${spelt} AS spelt FROM "${name}" ${which} ORDER BY ${order})`,
    )
  const after = `WHERE (${order}) > ${bound}`
  const [firstKey, nextKey] = [lastKey(''), lastKey(after)]
  const [upTo, between] = [rowsOf(`WHERE (${order}) <= ${bound}`), rowsOf(`${after} AND (${order}) <= ${bound}`)]
  const [whole, rest] = [rowsOf(''), rowsOf(after)]

  const hash = createHash('sha256')
  let rows = 0
  let from = null as KeyPart[] | null
  for (;;) {
    const to: KeyPart[] | undefined = from ? nextKey.get(...from) : firstKey.get()
    const part = from ? (to ? between.get(...from, ...to) : rest.get(...from)) : to ? upTo.get(...to) : whole.get()
    if (part?.spelt) {
      hash.update(part.spelt).update('\n')
      letGo(part.spelt)
    }
    rows += part?.rows ?? 0
    if (!to) return { rows, sha256: hash.digest('hex') }
    from = to
    await breathe()
  }
}

/**
 * The seal over a manifest's very text: HMAC-SHA256 in hex, keyed from the secret of the backup identity. Through the
 * hashes in it, it covers every byte of the database and of the attachments.
 */
export const sealOf = (manifestText: string, identity: string): string =>
  createHmac('sha256', Buffer.from(hkdfSync('sha256', identity, '', 'watchpost manifest', 32)))
    .update(manifestText)
    .digest('hex')

/** Whether a seal says that the office itself wrote this manifest. */
export const isSealed = (manifestText: string, seal: string, identity: string): boolean => {
  const [given, expected] = [Buffer.from(seal), Buffer.from(sealOf(manifestText, identity))]
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** Whether the journal is unbroken and as long as the manifest says. */
export const sameJournal = (db: Db, { journal }: Manifest): boolean => {
  const chain = checkChain(db)
  return chain.broken === null && chain.rows === journal.rows && chain.head === journal.head
}

/** Whether SQLite finds a database sound: every page, index and reference. */
export const isSound = (db: Db): boolean =>
  db.pragma('integrity_check', { simple: true }) === 'ok' && !db.prepare('PRAGMA foreign_key_check').get()

/** Whether two tallies name the same tables with the same rows. */
export const sameTables = (one: Manifest['tables'], other: Manifest['tables']): boolean => {
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length &&
    names.every(name => one[name]?.rows === other[name]?.rows && one[name]?.sha256 === other[name]?.sha256)
  )
}
