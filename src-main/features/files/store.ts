/** SQL of attachments. */
import type { Db } from '../../archive/open'
import type { Attachment, OwnerKind } from './contract'

type Row = { id: string; name: string; bytes: number; sha256: string; key: Buffer; created_at: string }

export type Kept = Attachment & { sha256: string; key: Buffer }

const keptOf = ({ created_at, ...row }: Row): Kept => ({ ...row, createdAt: created_at })

export const filesStore = (db: Db) => {
  const columns = 'id, name, bytes, sha256, key, created_at'
  const list = db.prepare<[string, string], Row>(
    `SELECT ${columns} FROM attachment WHERE owner_kind = ? AND owner_id = ? ORDER BY created_at, id`,
  )
  const byId = db.prepare<[string], Row>(`SELECT ${columns} FROM attachment WHERE id = ?`)
  const insert = db.prepare(
    `INSERT INTO attachment (id, owner_kind, owner_id, name, bytes, sha256, sealed_bytes, key, created_at, created_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const remove = db.prepare('DELETE FROM attachment WHERE id = ?')
  const removeAll = db.prepare('DELETE FROM attachment WHERE owner_kind = ? AND owner_id = ?')
  const move = db.prepare('UPDATE attachment SET owner_id = ? WHERE owner_kind = ? AND owner_id = ?')
  const sealed = db.prepare<[], { sha256: string; bytes: number }>(
    'SELECT sha256, sealed_bytes AS bytes FROM attachment ORDER BY sha256',
  )
  return {
    list: (kind: OwnerKind, owner: string): Kept[] => list.all(kind, owner).map(keptOf),
    byId: (id: string): Kept | null => {
      const row = byId.get(id)
      return row ? keptOf(row) : null
    },
    add: (
      kind: OwnerKind,
      owner: string,
      { id, name, bytes, sha256, key, createdAt }: Kept,
      sealedBytes: number,
      by: string,
    ): void => {
      insert.run(id, kind, owner, name, bytes, sha256, sealedBytes, key, createdAt, by)
    },
    remove: (id: string): void => {
      remove.run(id)
    },
    removeAll: (kind: OwnerKind, owner: string): void => {
      removeAll.run(kind, owner)
    },
    holdsAny: (kind: OwnerKind, owner: string): boolean => list.get(kind, owner) !== undefined,
    moveTo: (kind: OwnerKind, from: string, to: string): void => {
      move.run(to, kind, from)
    },
    /** Every encrypted file that belongs to the archive, for backups. */
    sealed: (): { sha256: string; bytes: number }[] => sealed.all(),
  }
}

export type FilesStore = ReturnType<typeof filesStore>
