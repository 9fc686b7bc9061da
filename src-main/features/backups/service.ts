/** Answers the backup calls of an open archive: what was written, and writing one more. */
import type { BackupSource, Work, WrittenBackup } from '../../archive/backup'
import type { Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import type { BackupFile, backups, WrittenFile } from './contract'
import { backupName, claimsOf } from './rules'
import type { BackupsStore } from './store'

type Parameters = {
  store: BackupsStore
  newId: () => string
  /** What the archive brings to a backup besides its identity. */
  source: () => Omit<BackupSource, 'db' | 'identity' | 'createdAt'> & { missing: number }
  /** Writes and proves; the archive itself is bound already. */
  write: (source: Omit<BackupSource, 'db'>, folder: string, name: string, work: Work) => Promise<WrittenBackup>
  /** `yyyy-mm-dd hh:mm:ss` of an instant in the office's time zone. */
  localDateTime: (at: string) => string
}

export const backupsService = ({ store, newId, source, write, localDateTime }: Parameters) => {
  const page = (limit: number, offset: number): { rows: BackupFile[]; total: number } => {
    const present = store.identity()?.recipient
    const { rows, total } = store.page(limit, offset)
    return { rows: rows.map(({ recipient, ...row }) => ({ ...row, olderCode: recipient !== present })), total }
  }
  const handlers: Pick<Handlers<typeof backups>, 'latest' | 'list' | 'create'> = {
    latest: () => page(1, 0).rows[0] ?? null,
    list: ({ offset, limit }) => page(limit, offset),
    create: async ({ folder }, { at, progress, breathe }) => {
      const identity = store.identity()
      if (!identity) throw new Refused('backups.noIdentity')
      const { missing, ...from } = source()
      const name = backupName(from.office.outletCode, localDateTime(at))
      const { manifest, bytes } = await write({ ...from, identity, createdAt: at }, folder, name, { progress, breathe })
      const { customers, staff } = claimsOf(manifest, bytes).counts
      return {
        at,
        folder,
        name,
        bytes,
        records: customers + staff,
        recipient: identity.recipient,
        missingAttachments: missing,
      }
    },
  }
  return {
    handlers,
    /** Files a backup that a second worker wrote; runs in the writer's transaction. */
    record: (file: WrittenFile, byName: string): void => {
      store.add({ ...file, id: newId(), byName })
    },
  }
}
