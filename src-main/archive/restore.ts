/** Restores a proven backup to a new archive file at the side, under a new key, and proves the copy. */
import { createArchive, openArchive } from './open'
import type { ArchiveKey, Db } from './open'
import type { OpenedBackup, Work } from './backupReader'
import { refuseBackup } from './backupReader'
import { tablesOf } from './manifest'
import { migrate } from './migrate'
import type { Files } from './files'
import { Refused } from '../contract/call'

/** KiB in which most of an office's restored archive stays while it is compared, so that no page is decrypted twice. */
const comparingCache = 131_072

/** Attaches the new archive to the image as `restored` while it is used; what SQLite finds wrong is the file's fault. */
const attached = async (
  image: Db,
  file: string,
  key: ArchiveKey,
  use: (tables: ReturnType<typeof tablesOf>) => Promise<void>,
): Promise<void> => {
  image.prepare('ATTACH ? AS restored KEY ?').run(file, `x'${key.bytes().toString('hex')}'`)
  try {
    await use(tablesOf(image))
  } catch (error) {
    throw error instanceof Refused ? error : new Refused('backups.altered')
  } finally {
    image.exec('DETACH restored')
  }
}

/**
 * The entries of every table and index but the query planner's, counted in the trees themselves: each page is read, and
 * what is damaged throws. Only a table ordered by rowid keeps all of them in its leaves.
 */
const entriesOf = (db: Db, schema: 'main' | 'restored'): string =>
  JSON.stringify(
    db
      .prepare<[string], { name: string; entries: number }>(
        `WITH tree AS MATERIALIZED
           (SELECT name, pagetype, sum(ncell) AS cells FROM dbstat WHERE schema = ? GROUP BY name, pagetype)
         SELECT name, sum(cells) AS entries FROM tree LEFT JOIN pragma_table_list AS t USING (name)
         WHERE (pagetype = 'leaf' OR t.wr IS NOT 0) AND name NOT LIKE 'sqlite_stat%' AND name <> 'sqlite_schema'
           AND coalesce(t.schema, '${schema}') = '${schema}'
         GROUP BY name ORDER BY name`,
      )
      .all(schema),
  )

/** Whether a restored table holds the image's rows, to the letter and no others. */
const sameRows = (image: Db, { name, columns, primaryKey }: ReturnType<typeof tablesOf>[number]): boolean => {
  const count = (schema: string) =>
    image.prepare<[], number>(`SELECT count(*) FROM ${schema}."${name}"`).pluck().get() ?? 0
  const on = primaryKey.map(column => `b.${column} = a.${column}`).join(' AND ')
  const same = columns.map(column => `b.${column} IS a.${column} COLLATE BINARY`).join(' AND ')
  const other = image.prepare(
    `SELECT 1 FROM main."${name}" AS a LEFT JOIN restored."${name}" AS b ON ${on} WHERE NOT (${same}) LIMIT 1`,
  )
  return count('main') === count('restored') && other.get() === undefined
}

/**
 * Copies every table of a proven image into a new archive. The tables themselves are made by this program's migrations,
 * never by SQL that the file brought; then the copy is read back from the disk, compared with the image row by row and
 * brought to this program's schema.
 */
export const restoreImage = async (
  { claims, image }: OpenedBackup,
  file: string,
  key: ArchiveKey,
  files: Files,
  { progress, breathe }: Work,
): Promise<void> => {
  const made = createArchive(file, key)
  migrate(made, claims.manifest.schema)
  // Nobody knows this file yet: it is written without a journal, and made durable once it is whole.
  made.pragma('journal_mode=DELETE')
  made.close()

  image.pragma('foreign_keys=OFF')
  // The search index is copied as it is, through the tables behind it, which only this mode opens to writing.
  image.unsafeMode(true)
  image.pragma("cipher='sqlcipher'")
  image.pragma('legacy=4')
  await attached(image, file, key, async tables => {
    image.pragma('restored.journal_mode=OFF')
    image.pragma('restored.synchronous=OFF')
    const known = new Set(tablesOf(image, 'restored').map(({ name }) => name))
    if (tables.length !== known.size || tables.some(({ name }) => !known.has(name))) refuseBackup('altered')
    for (const [index, { name }] of tables.entries()) {
      image.exec(`DELETE FROM restored."${name}"`)
      // Whole and in order, so that SQLite hands over pages, indexes too, instead of building each row anew.
      image.exec(`INSERT INTO restored."${name}" SELECT * FROM main."${name}"`)
      progress({ fraction: (0.5 * (index + 1)) / tables.length, step: 'restoring' })
      await breathe()
    }
  })
  files.sync(file)

  await attached(image, file, key, async tables => {
    image.pragma(`restored.cache_size=-${comparingCache}`)
    for (const [index, table] of tables.entries()) {
      if (!sameRows(image, table)) refuseBackup('altered')
      progress({ fraction: 0.5 + (0.3 * (index + 1)) / tables.length, step: 'checking' })
      await breathe()
    }
    if (entriesOf(image, 'restored') !== entriesOf(image, 'main')) refuseBackup('altered')
    progress({ fraction: 0.95, step: 'restoring' })
  })

  const restored = openArchive(file, key)
  try {
    migrate(restored)
    restored.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    restored.close()
  }
  files.sync(file)
}
