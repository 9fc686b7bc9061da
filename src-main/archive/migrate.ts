/** Brings an archive to the schema this program knows: numbered files, one transaction each. */
import type { Db } from './open'

const files: Record<string, string> = import.meta.glob('./migrations/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
})

export type Migration = { number: number; name: string; sql: string }

/** Every migration in order. The file name's leading number is the schema version it leads to. */
export const migrations: readonly Migration[] = Object.entries(files)
  .map(([path, sql]) => {
    const name = path.slice(path.lastIndexOf('/') + 1)
    return { number: Number.parseInt(name, 10), name, sql }
  })
  .sort((a, b) => a.number - b.number)

export const newestSchema = migrations.at(-1)?.number ?? 0

export const schemaOf = (db: Db): number => Number(db.pragma('user_version', { simple: true }))

/** A file written by a newer program: it is left as it is. */
export const isNewer = (db: Db): boolean => schemaOf(db) > newestSchema

/** Runs what is missing. Returns the numbers that ran. `upTo` lets tests stop at an older schema. */
export const migrate = (db: Db, upTo = newestSchema): number[] => {
  const ran: number[] = []
  for (const migration of migrations) {
    if (migration.number <= schemaOf(db) || migration.number > upTo) continue
    // foreign_keys cannot change inside a transaction; the check before COMMIT stands in for it.
    db.pragma('foreign_keys=OFF')
    try {
      db.transaction(() => {
        db.exec(migration.sql)
        db.pragma(`user_version=${migration.number}`)
        if (db.prepare('PRAGMA foreign_key_check').get()) throw new Error(`${migration.name} breaks a reference`)
      }).immediate()
    } finally {
      db.pragma('foreign_keys=ON')
    }
    ran.push(migration.number)
  }
  return ran
}
