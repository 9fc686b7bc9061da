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

/** What a STRICT table can hold, as the driver hands it over. */
type Value = null | number | string | Buffer

/** One value, typed and length-prefixed, so that no two rows spell the same bytes. */
const spell = (value: Value): Buffer => {
  if (value === null) return Buffer.from('n')
  if (Buffer.isBuffer(value)) return Buffer.concat([Buffer.from(`b${value.length}:`), value])
  if (typeof value === 'number') return Buffer.from(`i${value};`)
  const text = Buffer.from(value)
  return Buffer.concat([Buffer.from(`t${text.length}:`), text])
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

type TableInfo = { name: string; type: string; wr: number }

/** The tables that hold rows of their own, by name; the search index counts through the tables behind it. */
export const tablesOf = (db: Db, schema = 'main'): { name: string; columns: string[]; order: string }[] =>
  db
    .prepare<[], TableInfo>(`SELECT name, type, wr FROM pragma_table_list WHERE schema = '${schema}' ORDER BY name`)
    .all()
    .filter(
      ({ name, type }) =>
        (type === 'table' || type === 'shadow') && !name.startsWith('sqlite_') && name !== manifestTable,
    )
    .map(({ name, wr }) => {
      const columns = db
        .prepare<[string, string], { name: string; pk: number }>('SELECT name, pk FROM pragma_table_info(?, ?)')
        .all(name, schema)
      const key = columns.filter(column => column.pk > 0).sort((a, b) => a.pk - b.pk)
      return {
        name: quoted(name).slice(1, -1),
        columns: columns.map(column => quoted(column.name)),
        order: wr === 1 ? key.map(column => quoted(column.name)).join(', ') : 'rowid',
      }
    })

const rowsBetweenBreaths = 2000

/** Counts and hashes every table, row by row in key order. */
export const digestTables = async (db: Db, breathe: () => Promise<void>): Promise<Manifest['tables']> => {
  const digests: Manifest['tables'] = {}
  for (const { name, columns, order } of tablesOf(db)) {
    const hash = createHash('sha256')
    let rows = 0
    const select = db.prepare<[], Value[]>(`SELECT ${columns.join(', ')} FROM "${name}" ORDER BY ${order}`).raw()
    for (const row of select.iterate()) {
      hash.update(Buffer.concat(row.map(spell)))
      rows += 1
      if (rows % rowsBetweenBreaths === 0) await breathe()
    }
    digests[name] = { rows, sha256: hash.digest('hex') }
  }
  return digests
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

/** What a snapshot failed: it was written by somebody else, or it is not what its manifest says. */
export type SnapshotFault = 'forged' | 'altered'

/** Proves a decrypted snapshot against the manifest beside it. Null when everything holds. */
export const snapshotFault = async (
  db: Db,
  manifestText: string,
  manifest: Manifest,
  identity: string,
  breathe: () => Promise<void>,
): Promise<SnapshotFault | null> => {
  const sealed = db.prepare<[], { manifest: string; seal: Buffer }>(`SELECT manifest, seal FROM ${manifestTable}`).get()
  const expected = sealOf(identity, manifestText)
  if (!sealed || sealed.seal.length !== expected.length || !timingSafeEqual(sealed.seal, expected)) return 'forged'
  if (sealed.manifest !== manifestText) return 'forged'
  if (db.pragma('integrity_check', { simple: true }) !== 'ok') return 'altered'
  if (db.prepare('PRAGMA foreign_key_check').get()) return 'altered'
  const chain = checkChain(db)
  if (chain.broken !== null || chain.rows !== manifest.journal.rows || chain.head !== manifest.journal.head)
    return 'altered'
  return sameTables(await digestTables(db, breathe), manifest.tables) ? null : 'altered'
}

/** Whether two tallies name the same tables with the same rows. */
export const sameTables = (one: Manifest['tables'], other: Manifest['tables']): boolean => {
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length &&
    names.every(name => one[name]?.rows === other[name]?.rows && one[name]?.sha256 === other[name]?.sha256)
  )
}
