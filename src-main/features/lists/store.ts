/** SQL of imports: staged rows, what was done with them, remembered columns. */
import type { Db } from '../../archive/open'
import type { Action, Column, ImportEntry, ListKind, StagedRow, Told } from './contract'

type ImportRow = Omit<ImportEntry, 'fileName' | 'byName'> & { file_name: string; by_name: string }
type Row = {
  row: number
  action: Action
  code: string
  name: string
  entry: string | null
  before: string | null
  told: string
  target_id: string | null
  target_version: number | null
}

export type Staged = StagedRow & {
  /** The entry to write and the entry as it was. */
  entry: unknown
  before: unknown
  targetId: string | null
  targetVersion: number | null
}

const importOf = ({ file_name, by_name, ...row }: ImportRow): ImportEntry => ({
  ...row,
  fileName: file_name,
  byName: by_name,
})
const stagedOf = ({ entry, before, told, target_id, target_version, ...row }: Row): Staged => ({
  ...row,
  told: JSON.parse(told) as Told,
  entry: entry === null ? null : (JSON.parse(entry) as unknown),
  before: before === null ? null : (JSON.parse(before) as unknown),
  targetId: target_id,
  targetVersion: target_version,
})

const importColumns = 'id, kind, file_name, state, added, changed, same, faulty, kept, at, by_name'
const rowColumns = 'row, action, code, name, entry, before, told, target_id, target_version'

export const listsStore = (db: Db) => {
  const insert = db.prepare(
    `INSERT INTO import (id, kind, file_name, file_sha256, state, added, changed, same, faulty, kept, at, by_name)
     VALUES (?, ?, ?, ?, 'staged', 0, 0, 0, 0, 0, ?, ?)`,
  )
  const byId = db.prepare<[string], ImportRow>(`SELECT ${importColumns} FROM import WHERE id = ?`)
  const hash = db.prepare<[string], { file_sha256: string }>('SELECT file_sha256 FROM import WHERE id = ?')
  const page = db.prepare<[number, number], ImportRow>(
    `SELECT ${importColumns} FROM import WHERE state <> 'staged' ORDER BY at DESC, rowid DESC LIMIT ? OFFSET ?`,
  )
  const count = db.prepare<[], { total: number }>("SELECT count(*) AS total FROM import WHERE state <> 'staged'")
  const settle = db.prepare(
    'UPDATE import SET state = ?, added = ?, changed = ?, same = ?, faulty = ?, kept = ? WHERE id = ?',
  )
  const insertRow = db.prepare(
    `INSERT INTO import_row (import_id, ${rowColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const rows = db.prepare<[object], Row>(
    `SELECT ${rowColumns} FROM import_row WHERE import_id = :id AND (:action IS NULL OR action = :action)
     ORDER BY row LIMIT :limit OFFSET :offset`,
  )
  const rowCount = db.prepare<[object], { total: number }>(
    'SELECT count(*) AS total FROM import_row WHERE import_id = :id AND (:action IS NULL OR action = :action)',
  )
  const toWrite = db.prepare<[string, number, number], Row>(
    `SELECT ${rowColumns} FROM import_row
     WHERE import_id = ? AND row > ? AND action IN ('add', 'change') ORDER BY row LIMIT ?`,
  )
  const toUndo = db.prepare<[string, number, number], Row>(
    `SELECT ${rowColumns} FROM import_row
     WHERE import_id = ? AND row < ? AND written = 1 AND undone = 0
     ORDER BY row DESC LIMIT ?`,
  )
  const wrote = db.prepare(
    'UPDATE import_row SET target_id = ?, target_version = ?, written = 1 WHERE import_id = ? AND row = ?',
  )
  const unfinished = db.prepare<[], ImportRow>(`SELECT ${importColumns} FROM import WHERE state = 'writing'`)
  const undid = db.prepare('UPDATE import_row SET undone = 1 WHERE import_id = ? AND row = ?')
  const dropRows = db.prepare(
    "DELETE FROM import_row WHERE import_id IN (SELECT id FROM import WHERE state = 'staged' AND id <> ?)",
  )
  const dropStaged = db.prepare("DELETE FROM import WHERE state = 'staged' AND id <> ?")
  const forgetRest = db.prepare('DELETE FROM import_row WHERE import_id = ? AND written = 0')
  const mapping = db.prepare<[string, string], { mapping: string }>(
    'SELECT mapping FROM import_mapping WHERE kind = ? AND headings = ?',
  )
  const keepMapping = db.prepare(
    `INSERT INTO import_mapping (kind, headings, mapping) VALUES (?, ?, ?)
     ON CONFLICT (kind, headings) DO UPDATE SET mapping = excluded.mapping`,
  )
  return {
    begin: (id: string, kind: ListKind, fileName: string, sha256: string, at: string, by: string): void => {
      insert.run(id, kind, fileName, sha256, at, by)
    },
    entry: (id: string): ImportEntry | null => {
      const row = byId.get(id)
      return row ? importOf(row) : null
    },
    sha256: (id: string): string => hash.get(id)?.file_sha256 ?? '',
    page: (limit: number, offset: number) => ({
      rows: page.all(limit, offset).map(importOf),
      total: count.get()?.total ?? 0,
    }),
    settle: ({ id, state, added, changed, same, faulty, kept }: ImportEntry): void => {
      settle.run(state, added, changed, same, faulty, kept, id)
    },
    stage: (
      importId: string,
      { row, action, code, name, entry, before, told, targetId, targetVersion }: Staged,
    ): void => {
      const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))
      insertRow.run(
        importId,
        row,
        action,
        code,
        name,
        json(entry),
        json(before),
        JSON.stringify(told),
        targetId,
        targetVersion,
      )
    },
    rows: (id: string, action: Action | null, limit: number, offset: number) => ({
      rows: rows.all({ id, action, limit, offset }).map(stagedOf),
      total: rowCount.get({ id, action })?.total ?? 0,
    }),
    /** Rows to write after this one, in order. */
    toWrite: (id: string, after: number, limit: number): Staged[] => toWrite.all(id, after, limit).map(stagedOf),
    /** Written rows before this one, last first. */
    toUndo: (id: string, before: number, limit: number): Staged[] => toUndo.all(id, before, limit).map(stagedOf),
    /** Imports that were broken off while they were written. */
    unfinished: (): ImportEntry[] => unfinished.all().map(importOf),
    wrote: (id: string, row: number, targetId: string, targetVersion: number): void => {
      wrote.run(targetId, targetVersion, id, row)
    },
    undid: (id: string, row: number): void => {
      undid.run(id, row)
    },
    /** Forgets what was staged and never written, but for this one. */
    sweep: (keep: string): void => {
      dropRows.run(keep)
      dropStaged.run(keep)
    },
    /** After writing, only the rows that can be taken back stay. */
    forgetRest: (id: string): void => {
      forgetRest.run(id)
    },
    mapping: (kind: ListKind, headings: string): (Column | null)[] | null => {
      const row = mapping.get(kind, headings)
      return row ? (JSON.parse(row.mapping) as (Column | null)[]) : null
    },
    keepMapping: (kind: ListKind, headings: string, columns: readonly (Column | null)[]): void => {
      keepMapping.run(kind, headings, JSON.stringify(columns))
    },
  }
}

export type ListsStore = ReturnType<typeof listsStore>
