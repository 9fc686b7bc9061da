/** The archive's doors: finds it, opens it with a key, makes it, closes it, and says what stands in the way. */
import { copyFileSync, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Files } from '../archive/files'
import { folderFault, lockFolder } from '../archive/folder'
import type { FolderLock } from '../archive/folder'
import { readKeyFile } from '../archive/keys'
import type { KeyFile } from '../archive/keys'
import { isNewer, migrate, newestSchema, schemaOf } from '../archive/migrate'
import { createArchive, isPlain, openArchive } from '../archive/open'
import type { ArchiveKey, Db } from '../archive/open'
import { archiveName, currentGeneration, switchTo } from '../archive/pointer'
import { Refused } from '../contract/call'
import type { AccessState } from './access/contract'

export type Obstacle = NonNullable<AccessState['obstacle']>
export type Look = { empty: boolean; obstacle: Obstacle | null; params: Record<string, string> }

const settingUp = 'setting-up'

export const makeVault = (folder: string, files: Files) => {
  let lock: FolderLock | null = null
  let open: { db: Db; key: ArchiveKey; file: string } | null = null
  /** A fault that only opening showed; forgotten at the next try. */
  let lastFault: Obstacle | null = null

  const archives = (): string[] =>
    existsSync(folder) ? readdirSync(folder).filter(name => /^archive-\d+\.db$/.test(name)) : []

  /** Removes what an interrupted set-up left; its marker proves that nobody ever worked in it. */
  const sweepUnfinished = (): void => {
    if (!existsSync(join(folder, settingUp))) return
    if (currentGeneration(files, folder) === null)
      for (const name of readdirSync(folder))
        if (/^(archive-\d+\.db(-wal|-shm|-journal)?|keys(\.previous)?\.json)$/.test(name))
          files.remove(join(folder, name))
    files.remove(join(folder, settingUp))
  }

  const take = (): Look | null => {
    if (lock) return null
    const fault = folderFault(folder)
    if (fault) return { empty: false, obstacle: 'folderRefused', params: { reason: fault, folder } }
    const taken = lockFolder(folder)
    if ('release' in taken) {
      lock = taken
      sweepUnfinished()
      return null
    }
    return { empty: false, obstacle: 'inUse', params: { computer: taken.computer, account: taken.account } }
  }

  const look = (): Look => {
    const refused = take()
    if (refused) return refused
    const obstacle = (name: Obstacle): Look => ({ empty: false, obstacle: name, params: { folder } })
    if (open) return { empty: false, obstacle: null, params: {} }
    const keys = readKeyFile(files, folder)
    const generation = currentGeneration(files, folder)
    if (generation === null) {
      if (keys === 'missing' && archives().length === 0) return { empty: true, obstacle: null, params: {} }
      return obstacle(archives().length > 0 ? 'archiveDamaged' : 'archiveMissing')
    }
    const file = join(folder, archiveName(generation))
    if (!existsSync(file)) return obstacle('archiveMissing')
    if (keys === 'missing') return obstacle('keysMissing')
    if (keys === 'damaged') return obstacle('keysDamaged')
    if (isPlain(file)) return obstacle('archiveForeign')
    return lastFault ? obstacle(lastFault) : { empty: false, obstacle: null, params: {} }
  }

  const refuse = (): void => {
    const { obstacle, params } = look()
    if (obstacle && obstacle !== lastFault) throw new Refused(`access.${obstacle}`, params)
  }

  const fail = (obstacle: Obstacle): never => {
    lastFault = obstacle
    throw new Refused(`access.${obstacle}`, { folder })
  }

  return {
    look,
    db: (): Db | null => open?.db ?? null,
    current: () => open,
    keys: (): KeyFile => {
      refuse()
      const keys = readKeyFile(files, folder)
      if (keys === 'missing') return fail('keysMissing')
      if (keys === 'damaged') return fail('keysDamaged')
      return keys
    },

    /** Makes generation 1. `fill` writes the first rows; the pointer, written last, is what makes the archive exist. */
    create: (key: ArchiveKey, fill: (db: Db) => void, writeKeys: () => void): void => {
      refuse()
      if (!look().empty) throw new Refused('access.alreadySetUp')
      files.writeDurably(join(folder, settingUp), Buffer.alloc(0))
      const file = join(folder, archiveName(1))
      const db = createArchive(file, key)
      try {
        migrate(db)
        fill(db)
        writeKeys()
        switchTo(files, folder, 1)
        files.remove(join(folder, settingUp))
      } catch (error) {
        db.close()
        sweepUnfinished()
        throw error
      }
      open = { db, key, file }
    },

    /** Opens the current generation and brings it to this program's schema, after a copy of the older one. */
    openWith: (key: ArchiveKey): void => {
      refuse()
      lastFault = null
      const generation = currentGeneration(files, folder)
      if (generation === null) return fail('archiveMissing')
      const file = join(folder, archiveName(generation))
      let db: Db
      try {
        db = openArchive(file, key)
      } catch {
        // The key is right (its slot was authentic), so the file is not this key's or not whole.
        return fail('archiveDamaged')
      }
      try {
        if (isNewer(db)) return fail('archiveNewer')
        if (schemaOf(db) < newestSchema) {
          db.pragma('wal_checkpoint(TRUNCATE)')
          copyFileSync(file, join(folder, `before-schema-${newestSchema}-${archiveName(generation)}`))
          migrate(db)
        }
      } catch (error) {
        db.close()
        throw error
      }
      open = { db, key, file }
    },

    close: (): void => {
      open?.db.pragma('optimize')
      open?.db.close()
      open?.key.forget()
      open = null
    },
    /** Gives the folder back when the program ends. */
    leave: (): void => {
      lock?.release()
      lock = null
    },
  }
}
