/** A backup opened to plain files, for headquarters: a database that any SQLite reads, and the attachments as they were given. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { attachmentFiles } from './attachments'
import { extractAttachments, openBackup, proveImage, readHead, refuseBackup } from './backupReader'
import { plainOf } from './backup'
import type { Files } from './files'

const work = { progress: () => undefined, breathe: () => Promise.resolve() }

/**
 * Proves the whole backup with an age identity (`AGE-SECRET-KEY-1…`) and writes it in the clear into an empty folder.
 * Refuses like a restore; nothing is written before the backup is proven. Answers the rows of every table.
 */
export const recoverTo = async (
  path: string,
  secret: string,
  folder: string,
  files: Files,
): Promise<{ office: string; createdAt: string; tables: Record<string, number>; attachments: number }> => {
  mkdirSync(folder, { recursive: true })
  if (files.list(folder).length > 0) refuseBackup('notEmpty')
  const claims = await readHead(path, files)
  const opened = await openBackup(path, claims, files, secret, work)
  const { image } = opened
  try {
    await proveImage(opened, work)
    const sealed = join(folder, 'attachments', 'sealed')
    mkdirSync(sealed, { recursive: true })
    await extractAttachments(path, files, sealed)
    const kept = image
      .prepare<[], { name: string; sha256: string; key: Buffer }>('SELECT name, sha256, key FROM attachment')
      .all()
    const { get } = attachmentFiles(sealed, files)
    let attachments = 0
    for (const { name, sha256, key } of kept) {
      const plain = get(sha256, key)
      if (!plain) continue
      // SECURITY: a name from inside a backup never becomes a path (tests/archive/escrow.test.ts).
      const safe = name.replace(/[^\p{L}\p{N}._ -]/gu, '_').replace(/^\.+/, '_')
      files.writeDurably(join(folder, 'attachments', `${sha256.slice(0, 8)} ${safe}`), plain)
      attachments += 1
    }
    for (const name of files.list(sealed)) files.remove(join(sealed, name))
    files.removeFolder(sealed)
    files.writeDurably(join(folder, 'archive.sqlite'), plainOf(opened))
    const { office, createdAt, tables } = claims.manifest
    const rows = Object.entries(tables).map(([name, { rows }]) => [name, rows] as const)
    return { office: office.name, createdAt, tables: Object.fromEntries(rows), attachments }
  } finally {
    image.close()
  }
}
