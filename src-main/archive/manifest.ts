/** What a backup says of itself: format, schema, counts and hashes; and the seal that proves it was said by the same office. */
import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
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
  journal: z.strictObject({ rows: z.int().min(0), head: sha256 }),
  /** Attachments are files of their own in the tar, named by the hash of their encrypted bytes. */
  attachments: z.array(z.strictObject({ sha256, bytes: z.int().min(0) })),
})
export type Manifest = z.output<typeof manifestSchema>

/** Stays behind in the snapshot; it is no table of the archive. */
export const manifestTable = 'backup_manifest'

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** A cell as text that no other cell spells; bytes stay bytes behind their length, for in hex they would double. */
const spellingOf = ({ name, type }: { name: string; type: string }): string =>
  type === 'BLOB'
    ? `coalesce(typeof(${quoted(name)})||octet_length(${quoted(name)})||':'||${quoted(name)}, 'NULL')`
    : `quote(${quoted(name)})`

type TableInfo = { name: string; type: string; wr: number }

/** The tables that hold rows of their own, by name; the search index counts through the tables behind it. */
export const tablesOf = (
  db: Db,
  schema = 'main',
): { name: string; columns: string[]; spelt: string; key: string[] }[] =>
  db
    .prepare<[], TableInfo>(`SELECT name, type, wr FROM pragma_table_list WHERE schema = '${schema}' ORDER BY name`)
    .all()
    .filter(
      ({ name, type }) =>
        (type === 'table' || type === 'shadow') && !name.startsWith('sqlite_') && name !== manifestTable,
    )
    .map(({ name, wr }) => {
      const columns = db
        .prepare<[string, string], { name: string; type: string; pk: number }>(
          'SELECT name, type, pk FROM pragma_table_info(?, ?)',
        )
        .all(name, schema)
      const key = columns.filter(column => column.pk > 0).sort((a, b) => a.pk - b.pk)
      return {
        name: quoted(name).slice(1, -1),
        columns: columns.map(column => quoted(column.name)),
        spelt: columns.map(spellingOf).join("||','||"),
        key: wr === 1 ? key.map(column => quoted(column.name)) : ['rowid'],
      }
    })

const rowsAtOnce = 2000

/** What the driver hands over for a part of a table's key. */
type KeyPart = number | string | Buffer

/**
 * Counts and hashes every table in key order. A row is spelt by SQLite's own quote(), so that no two rows spell the
 * same; rows are joined inside SQLite, a few thousand at a time.
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
    if (part?.spelt) hash.update(part.spelt).update('\n')
    rows += part?.rows ?? 0
    if (!to) return { rows, sha256: hash.digest('hex') }
    from = to
    await breathe()
  }
}

const sealOf = (identity: string, manifest: string): Buffer =>
  createHmac('sha256', Buffer.from(hkdfSync('sha256', identity, '', 'watchpost manifest', 32)))
    .update(manifest)
    .digest()

/** Lays the manifest and its seal into the snapshot, so that nobody without the identity can have written it. */
export const sealManifest = (db: Db, manifest: string, identity: string): void => {
  db.exec(`CREATE TABLE ${manifestTable} (manifest TEXT NOT NULL, seal BLOB NOT NULL) STRICT`)
  db.prepare(`INSERT INTO ${manifestTable} (manifest, seal) VALUES (?, ?)`).run(manifest, sealOf(identity, manifest))
}

/** Whether the seal inside a decrypted snapshot says that the office itself wrote this manifest. */
export const isSealed = (db: Db, manifestText: string, identity: string): boolean => {
  const sealed = db.prepare<[], { manifest: string; seal: Buffer }>(`SELECT manifest, seal FROM ${manifestTable}`).get()
  const expected = sealOf(identity, manifestText)
  return (
    sealed?.manifest === manifestText &&
    sealed.seal.length === expected.length &&
    timingSafeEqual(sealed.seal, expected)
  )
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
