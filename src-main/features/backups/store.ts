/** SQL of written backups and of the backup identity that the archive keeps. */
import type { Db } from '../../archive/open'
import type { WrittenFile } from './contract'

type Row = WrittenFile & { id: string; byName: string }
type DbRow = Omit<Row, 'byName'> & { by_name: string }

const rowOf = ({ by_name, ...row }: DbRow): Row => ({ ...row, byName: by_name })

export type KeptIdentity = { secret: string; recipient: string; wrapped: Buffer }

export const backupsStore = (db: Db) => {
  const insert = db.prepare(
    'INSERT INTO backup_file (id, at, folder, name, bytes, records, recipient, by_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const page = db.prepare<[number, number], DbRow>(
    'SELECT * FROM backup_file ORDER BY at DESC, rowid DESC LIMIT ? OFFSET ?',
  )
  const count = db.prepare<[], { total: number }>('SELECT count(*) AS total FROM backup_file')
  const secret = db.prepare<[string], { value: string }>('SELECT value FROM secret WHERE name = ?')
  const putSecret = db.prepare(
    'INSERT INTO secret (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  )
  return {
    add: (row: Row): void => {
      insert.run(row.id, row.at, row.folder, row.name, row.bytes, row.records, row.recipient, row.byName)
    },
    page: (limit: number, offset: number): { rows: Row[]; total: number } => ({
      rows: page.all(limit, offset).map(rowOf),
      total: count.get()?.total ?? 0,
    }),
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
