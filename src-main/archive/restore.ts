/** Restores a proven backup to a new archive file at the side, under a new key, and proves the copy. */
import { createArchive, openArchive } from './open'
import type { ArchiveKey } from './open'
import type { OpenedBackup, Work } from './backupReader'
import { refuseBackup } from './backupReader'
import { digestTables, isSound, sameTables, tablesOf } from './manifest'
import { migrate } from './migrate'
import type { Files } from './files'
import { Refused } from '../contract/call'

/** KiB in which the checks find most of an office's archive, so that no page is decrypted twice. */
const checkingCache = 160_000

/**
 * Copies every table of a proven image into a new archive. The tables themselves are made by this program's migrations,
 * never by SQL that the file brought; then the copy is counted, hashed and brought to this program's schema.
 */
export const restoreImage = async (
  { claims, image }: OpenedBackup,
  file: string,
  key: ArchiveKey,
  files: Files,
  { progress, breathe }: Work,
): Promise<void> => {
  const { manifest } = claims
  const made = createArchive(file, key)
  migrate(made, manifest.schema)
  // Nobody knows this file yet: it is written without a journal, and made durable once it is whole.
  made.pragma('journal_mode=DELETE')
  made.close()

  image.pragma('foreign_keys=OFF')
  // The search index is copied as it is, through the tables behind it, which only this mode opens to writing.
  image.unsafeMode(true)
  image.pragma("cipher='sqlcipher'")
  image.pragma('legacy=4')
  image.prepare('ATTACH ? AS restored KEY ?').run(file, `x'${key.bytes().toString('hex')}'`)
  try {
    image.pragma('restored.journal_mode=OFF')
    image.pragma('restored.synchronous=OFF')
    const tables = tablesOf(image)
    const known = new Set(tablesOf(image, 'restored').map(({ name }) => name))
    if (tables.length !== known.size || tables.some(({ name }) => !known.has(name))) refuseBackup('altered')
    for (const [index, { name }] of tables.entries()) {
      image.exec(`DELETE FROM restored."${name}"`)
      // Whole and in order, so that SQLite hands over pages, indexes too, instead of building each row anew.
      image.exec(`INSERT INTO restored."${name}" SELECT * FROM main."${name}"`)
      progress({ fraction: (0.6 * (index + 1)) / tables.length, step: 'restoring' })
      await breathe()
    }
  } catch (error) {
    throw error instanceof Refused ? error : new Refused('backups.altered')
  } finally {
    image.exec('DETACH restored')
  }

  const restored = openArchive(file, key)
  try {
    restored.pragma('journal_mode=OFF')
    restored.pragma('synchronous=OFF')
    restored.pragma(`cache_size=-${checkingCache}`)
    if (!isSound(restored)) refuseBackup('altered')
    progress({ fraction: 0.8, step: 'restoring' })
    await breathe()
    if (!sameTables(await digestTables(restored, breathe), manifest.tables)) refuseBackup('altered')
    progress({ fraction: 0.95, step: 'restoring' })
    restored.pragma('synchronous=FULL')
    restored.pragma('journal_mode=WAL')
    migrate(restored)
    restored.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    restored.close()
  }
  files.sync(file)
}
