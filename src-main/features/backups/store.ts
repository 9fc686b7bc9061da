/** SQL of places, of written backups and drills, and of the backup identity that the archive keeps. */
import { z } from 'zod'
import type { Db } from '../../archive/open'
import { drillFound } from './contract'
import type {
  BackupClaims,
  BackupFile,
  Drill,
  DrillResult,
  KeptRefusal,
  PlaceResult,
  Reason,
  WrittenFile,
} from './contract'

export type FileRow = Omit<BackupFile, 'olderCode'> & { recipient: string; journalRows: number }
type DbFile = Omit<FileRow, 'byName' | 'pinned' | 'removedAt' | 'placeId' | 'journalRows'> & {
  place_id: string | null
  by_name: string
  pinned: number
  removed_at: string | null
  journal_rows: number
}
const fileOf = ({ by_name, place_id, pinned, removed_at, journal_rows, ...row }: DbFile): FileRow => ({
  ...row,
  byName: by_name,
  placeId: place_id,
  pinned: pinned === 1,
  removedAt: removed_at,
  journalRows: journal_rows,
})

export type PlaceRow = {
  id: string
  name: string
  folder: string
  label: string
  kind: 'local' | 'removable' | 'network'
  volume: string
  besideArchive: boolean
  portable: { name: string; sha256: string }
  version: number
}
type DbPlace = Omit<PlaceRow, 'besideArchive' | 'portable'> & {
  beside_archive: number
  portable_name: string
  portable_sha256: string
}
const placeOf = ({ id, name, folder, label, kind, volume, version, ...row }: DbPlace): PlaceRow => ({
  id,
  name,
  folder,
  label,
  kind,
  volume,
  version,
  besideArchive: row.beside_archive === 1,
  portable: { name: row.portable_name, sha256: row.portable_sha256 },
})

type DbDrill = Omit<Drill, 'placeId' | 'placeName' | 'fileName' | 'found' | 'byName'> & {
  place_id: string
  place_name: string
  file_name: string
  found: string
  by_name: string
}
const drillOf = ({ place_id, place_name, file_name, found, by_name, ...row }: DbDrill): Drill => ({
  ...row,
  placeId: place_id,
  placeName: place_name,
  fileName: file_name,
  found: drillFound.nullable().parse(JSON.parse(found)),
  byName: by_name,
})

const params = z.record(z.string(), z.union([z.string(), z.number()]))

export type KeptIdentity = { secret: string; recipient: string; wrapped: Buffer }

export const backupsStore = (db: Db) => {
  const insert = db.prepare(
    `INSERT INTO backup_file (id, at, place_id, folder, name, bytes, records, recipient, reason, journal_rows, by_name)
     VALUES (:id, :at, :placeId, :folder, :name, :bytes, :records, :recipient, :reason, :journalRows, :byName)`,
  )
  const here = '(:placeId IS NULL OR place_id = :placeId)'
  const page = db.prepare<[object], DbFile>(
    `SELECT * FROM backup_file WHERE ${here} ORDER BY at DESC, rowid DESC LIMIT :limit OFFSET :offset`,
  )
  const count = db.prepare<[object], { total: number }>(`SELECT count(*) AS total FROM backup_file WHERE ${here}`)
  const standing = db.prepare<[string], DbFile>(
    'SELECT * FROM backup_file WHERE place_id = ? AND removed_at IS NULL ORDER BY at DESC, rowid DESC',
  )
  const elsewhere = db.prepare<[], { at: string }>(
    'SELECT at FROM backup_file WHERE place_id IS NULL ORDER BY at DESC LIMIT 1',
  )
  const older = db.prepare<[string], DbFile>(
    'SELECT * FROM backup_file WHERE recipient <> ? AND removed_at IS NULL ORDER BY at DESC, rowid DESC LIMIT 200',
  )
  const byId = db.prepare<[string], DbFile>('SELECT * FROM backup_file WHERE id = ?')
  const pin = db.prepare('UPDATE backup_file SET pinned = ? WHERE id = ? AND removed_at IS NULL')
  const removed = db.prepare('UPDATE backup_file SET removed_at = ? WHERE id = ? AND removed_at IS NULL')

  const places = db.prepare<[], DbPlace>('SELECT * FROM backup_place WHERE dropped = 0 ORDER BY created_at, rowid')
  const placeById = db.prepare<[string], DbPlace>('SELECT * FROM backup_place WHERE id = ?')
  const addPlace = db.prepare(
    `INSERT INTO backup_place (id, name, folder, label, kind, volume, beside_archive, version, created_at, created_by, updated_at, updated_by)
     VALUES (:id, :name, :folder, :label, :kind, :volume, :besideArchive, 1, :at, :by, :at, :by)`,
  )
  const renamePlace = db.prepare(
    'UPDATE backup_place SET name = ?, version = version + 1, updated_at = ?, updated_by = ? WHERE id = ? AND version = ? AND dropped = 0',
  )
  const dropPlace = db.prepare(
    'UPDATE backup_place SET dropped = 1, version = version + 1, updated_at = ?, updated_by = ? WHERE id = ? AND version = ? AND dropped = 0',
  )
  const seenAt = db.prepare('UPDATE backup_place SET volume = ?, portable_name = ?, portable_sha256 = ? WHERE id = ?')

  const fail = db.prepare(
    'INSERT INTO backup_failure (id, place_id, at, reason, code, params) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const lastFailure = db.prepare<[string], { at: string; code: string; params: string }>(
    'SELECT at, code, params FROM backup_failure WHERE place_id = ? ORDER BY at DESC, rowid DESC LIMIT 1',
  )

  const addDrill = db.prepare(
    `INSERT INTO backup_drill (id, at, place_id, place_name, file_name, milliseconds, code, found, program, by_name)
     VALUES (:id, :at, :placeId, :placeName, :fileName, :milliseconds, :code, :found, :program, :byName)`,
  )
  const drills = db.prepare<[number, number], DbDrill>(
    'SELECT * FROM backup_drill ORDER BY at DESC, rowid DESC LIMIT ? OFFSET ?',
  )
  const drillCount = db.prepare<[], { total: number }>('SELECT count(*) AS total FROM backup_drill')
  const drillById = db.prepare<[string], DbDrill>('SELECT * FROM backup_drill WHERE id = ?')
  const lastDrill = db.prepare<[string], { at: string; code: string | null }>(
    'SELECT at, code FROM backup_drill WHERE place_id = ? ORDER BY at DESC, rowid DESC LIMIT 1',
  )

  // What the backups themselves note, and who came and went, is no reason for another backup.
  const writesSince = db.prepare<[number, number], { writes: number }>(
    `SELECT count(*) AS writes FROM journal WHERE sequence > ? AND sequence <= ? AND call NOT LIKE 'backups.%'
       AND call NOT IN ('access.signIn', 'access.signOut', 'access.lock', 'access.unlock')`,
  )
  const journalRows = db.prepare<[], { rows: number }>('SELECT coalesce(max(sequence), 0) AS rows FROM journal')
  const counts = db.prepare<[], BackupClaims['counts']>(
    `SELECT (SELECT count(*) FROM customer) AS customers, (SELECT count(*) FROM colleague) AS staff,
       (SELECT count(*) FROM user) AS users, (SELECT count(DISTINCT sha256) FROM attachment) AS attachments,
       (SELECT count(*) FROM journal) AS journal,
       (SELECT count(*) FROM product) AS products, (SELECT count(*) FROM stock_movement) AS ledger`,
  )
  const secret = db.prepare<[string], { value: string }>('SELECT value FROM secret WHERE name = ?')
  const putSecret = db.prepare(
    'INSERT INTO secret (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  )

  return {
    add: (file: WrittenFile & { id: string; placeId: string | null; reason: Reason; byName: string }): void => {
      insert.run(file)
    },
    page: (placeId: string | null, limit: number, offset: number): { rows: FileRow[]; total: number } => ({
      rows: page.all({ placeId, limit, offset }).map(fileOf),
      total: count.get({ placeId })?.total ?? 0,
    }),
    /** The backups that stand in a place, newest first. */
    standing: (placeId: string): FileRow[] => standing.all(placeId).map(fileOf),
    /** When somebody last wrote a backup into a folder that is no place. */
    latestElsewhere: (): string | null => elsewhere.get()?.at ?? null,
    /** Backups that still stand and that another recovery code opens. */
    needOlderCode: (present: string): FileRow[] => older.all(present).map(fileOf),
    file: (id: string): FileRow | null => {
      const row = byId.get(id)
      return row ? fileOf(row) : null
    },
    /** False when there is no such backup any more. */
    pin: (id: string, pinned: boolean): boolean => pin.run(pinned ? 1 : 0, id).changes === 1,
    setRemoved: (id: string, at: string): void => {
      removed.run(at, id)
    },

    places: (): PlaceRow[] => places.all().map(placeOf),
    place: (id: string): PlaceRow | null => {
      const row = placeById.get(id)
      return row ? placeOf(row) : null
    },
    addPlace: (place: Omit<PlaceRow, 'portable' | 'version'>, at: string, by: string): void => {
      addPlace.run({ ...place, besideArchive: place.besideArchive ? 1 : 0, at, by })
    },
    /** False when the version is stale. */
    renamePlace: (id: string, version: number, name: string, at: string, by: string): boolean =>
      renamePlace.run(name, at, by, id, version).changes === 1,
    dropPlace: (id: string, version: number, at: string, by: string): boolean =>
      dropPlace.run(at, by, id, version).changes === 1,
    seenAt: ({ placeId, volume, portable }: PlaceResult): void => {
      seenAt.run(volume, portable.name, portable.sha256, placeId)
    },

    addFailure: (id: string, placeId: string, at: string, reason: Reason, refusal: KeptRefusal): void => {
      fail.run(id, placeId, at, reason, refusal.code, JSON.stringify(refusal.params))
    },
    lastFailure: (placeId: string): (KeptRefusal & { at: string }) | null => {
      const row = lastFailure.get(placeId)
      return row ? { at: row.at, code: row.code, params: params.parse(JSON.parse(row.params)) } : null
    },

    addDrill: (drill: DrillResult & { id: string; byName: string }): void => {
      addDrill.run({ ...drill, found: JSON.stringify(drill.found) })
    },
    drills: (limit: number, offset: number): { rows: Drill[]; total: number } => ({
      rows: drills.all(limit, offset).map(drillOf),
      total: drillCount.get()?.total ?? 0,
    }),
    drill: (id: string): Drill | null => {
      const row = drillById.get(id)
      return row ? drillOf(row) : null
    },
    lastDrill: (placeId: string): { at: string; passed: boolean } | null => {
      const row = lastDrill.get(placeId)
      return row ? { at: row.at, passed: row.code === null } : null
    },

    /** What a backup names, counted in this archive. */
    counts: (): BackupClaims['counts'] =>
      counts.get() ?? { customers: 0, staff: 0, users: 0, attachments: 0, journal: 0, products: 0, ledger: 0 },

    journalRows: (): number => journalRows.get()?.rows ?? 0,
    /** Writes after the first `from` rows of the journal, among its first `upTo`. */
    writesSince: (from: number, upTo = Number.MAX_SAFE_INTEGER): number => writesSince.get(from, upTo)?.writes ?? 0,

    identity: (): KeptIdentity | null => {
      const found = secret.get('backupIdentity')
      return found ? identityOf(JSON.parse(found.value) as Record<'secret' | 'recipient' | 'wrapped', string>) : null
    },
    keepIdentity: ({ secret, recipient, wrapped }: KeptIdentity): void => {
      putSecret.run('backupIdentity', JSON.stringify({ secret, recipient, wrapped: wrapped.toString('base64') }))
    },
  }
}

export type BackupsStore = ReturnType<typeof backupsStore>

function identityOf({ wrapped, ...rest }: Record<'secret' | 'recipient' | 'wrapped', string>): KeptIdentity {
  return { ...rest, wrapped: Buffer.from(wrapped, 'base64') }
}
