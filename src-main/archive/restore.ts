/** Restores a proven backup to a new archive file at the side, under a new key, and proves the copy. */
import { createArchive, openArchive } from './open'
import type { ArchiveKey } from './open'
import type { OpenedBackup, Work } from './backup'
import { refuseBackup } from './backup'
import { digestTables, sameTables, tablesOf } from './manifest'
import { migrate } from './migrate'

/**
 * Copies every table of a proven image into a new archive. The tables themselves are made by this program's migrations,
 * never by SQL that the file brought; then the copy is counted, hashed and brought to this program's schema.
 */
export const restoreImage = async (
  { claims, image }: OpenedBackup,
  file: string,
  key: ArchiveKey,
  { progress, breathe }: Work,
): Promise<void> => {
  const { manifest } = claims
  const made = createArchive(file, key)
  migrate(made, manifest.schema)
  made.close()

  image.pragma('foreign_keys=OFF')
  // The search index is copied as it is, through the tables behind it, which only this mode opens to writing.
  image.unsafeMode(true)
  image.pragma("cipher='sqlcipher'")
  image.pragma('legacy=4')
  image.prepare('ATTACH ? AS restored KEY ?').run(file, `x'${key.bytes().toString('hex')}'`)
  try {
    const tables = tablesOf(image)
    const known = new Set(tablesOf(image, 'restored').map(({ name }) => name))
    if (tables.length !== known.size || tables.some(({ name }) => !known.has(name))) refuseBackup('altered')
    for (const [index, { name, columns, order }] of tables.entries()) {
      const list = columns.join(', ')
      image.exec('BEGIN')
      image.exec(`DELETE FROM restored."${name}"`)
      image.exec(`INSERT INTO restored."${name}" (${list}) SELECT ${list} FROM main."${name}" ORDER BY ${order}`)
      image.exec('COMMIT')
      progress({ fraction: (0.7 * (index + 1)) / tables.length, step: 'restoring' })
      await breathe()
    }
  } finally {
    if (image.inTransaction) image.exec('ROLLBACK')
    image.exec('DETACH restored')
  }

  const restored = openArchive(file, key)
  try {
    const whole = restored.pragma('integrity_check', { simple: true }) === 'ok'
    if (!whole || restored.prepare('PRAGMA foreign_key_check').get()) refuseBackup('altered')
    if (!sameTables(await digestTables(restored, breathe), manifest.tables)) refuseBackup('altered')
    progress({ fraction: 0.95, step: 'restoring' })
    migrate(restored)
    restored.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    restored.close()
  }
}
