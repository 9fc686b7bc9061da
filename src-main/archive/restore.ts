/** Restores a proven backup to a new archive file at the side, under a new key, and proves the copy. */
import { createArchive, keepFewPages, openArchive } from './open'
import type { ArchiveKey, Db } from './open'
import type { OpenedBackup, Work } from './backupReader'
import { reading, refuseBackup } from './backupReader'
import { tablesOf } from './manifest'
import type { Manifest } from './manifest'
import { migrate } from './migrate'
import type { Files } from './files'
import { sameTrees } from './trees'
import type { CountTrees } from './trees'

/** Bytes of disk that a restored archive takes: its file, and as much again where tables of an older schema are written anew. */
export const roomOf = ({ image }: Manifest): number => 2 * image.bytes

/** KiB of the restored archive kept while it is compared row by row, in the order in which the rows lie. */
const comparingCache = 32_768

/** Attaches the new archive to the image as `restored` while it is used; what SQLite finds wrong is the file's fault. */
const attached = async <T>(
  image: Db,
  file: string,
  key: ArchiveKey,
  use: (tables: ReturnType<typeof tablesOf>) => Promise<T>,
): Promise<T> => {
  image.prepare('ATTACH ? AS restored KEY ?').run(file, `x'${key.bytes().toString('hex')}'`)
  try {
    return await reading(() => use(tablesOf(image)))
  } finally {
    image.exec('DETACH restored')
  }
}

/** Whether a restored table holds every row of the image to the letter; that it holds no others, its tree's entries say. */
const sameRows = (image: Db, { name, columns, primaryKey }: ReturnType<typeof tablesOf>[number]): boolean => {
  const on = primaryKey.map(column => `b.${column} = a.${column}`).join(' AND ')
  const same = columns.map(column => `b.${column} IS a.${column} COLLATE BINARY`).join(' AND ')
  const other = image.prepare(
    `SELECT 1 FROM main."${name}" AS a LEFT JOIN restored."${name}" AS b ON ${on} WHERE NOT (${same}) LIMIT 1`,
  )
  return other.get() === undefined
}

/** Compares the copy, read back from the disk: here row by row with the image, in a further thread tree by tree. */
const compare = async (
  { claims, image }: OpenedBackup,
  file: string,
  key: ArchiveKey,
  countTrees: CountTrees,
  { progress, breathe }: Work,
): Promise<void> => {
  // Both are waited for: the file may have to go, and while another thread reads it, it cannot.
  const [restored, compared] = await Promise.allSettled([
    countTrees(file, key),
    attached(image, file, key, async tables => {
      image.pragma(`restored.cache_size=-${comparingCache}`)
      for (const [index, table] of tables.entries()) {
        if (!sameRows(image, table)) refuseBackup('altered')
        progress({ fraction: 0.5 + (0.45 * (index + 1)) / tables.length, step: 'checking' })
        await breathe()
      }
    }),
  ])
  if (compared.status === 'rejected') throw compared.reason
  if (restored.status === 'rejected' || !sameTrees(restored.value, claims.manifest.trees)) refuseBackup('altered')
}

/**
 * Copies every table of a proven image into a new archive. The tables themselves are made by this program's migrations,
 * never by SQL that the file brought; then the copy is read back from the disk, compared with the image and
 * brought to this program's schema.
 */
export const restoreImage = async (
  opened: OpenedBackup,
  file: string,
  key: ArchiveKey,
  files: Files,
  countTrees: CountTrees,
  work: Work,
): Promise<void> => {
  const { claims, image } = opened
  const { progress, breathe } = work
  const made = createArchive(file, key)
  // Nobody knows this file yet: it is written without a journal, and made durable once it is whole.
  made.pragma('synchronous=OFF')
  migrate(made, claims.manifest.schema)
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
    keepFewPages(image, 'restored')
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
  // The disk takes it in while it is read back. Both are waited for: the file may have to go.
  const [held, compared] = await Promise.allSettled([files.sync(file), compare(opened, file, key, countTrees, work)])
  if (compared.status === 'rejected') throw compared.reason
  if (held.status === 'rejected') throw held.reason
  progress({ fraction: 0.95, step: 'restoring' })

  const restored = openArchive(file, key)
  try {
    migrate(restored)
    restored.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    restored.close()
  }
  await files.sync(file)
}
