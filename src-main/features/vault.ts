/** The archive's doors: finds it, opens it with a key, makes it, closes it, and says what stands in the way. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isDiskFull } from '../archive/files'
import type { Files } from '../archive/files'
import { folderFault, lockFolder } from '../archive/folder'
import type { FolderLock } from '../archive/folder'
import { keysName, readKeyFile, writeKeyFile } from '../archive/keys'
import type { KeyFile } from '../archive/keys'
import { isNewer, migrate, newestSchema, schemaOf } from '../archive/migrate'
import { createArchive, isPlain, openArchive } from '../archive/open'
import type { ArchiveKey, Db } from '../archive/open'
import { archiveName, nextGeneration, readPointer, switchTo } from '../archive/pointer'
import { Refused } from '../contract/call'
import type { AccessState } from './access/contract'

export type Obstacle = NonNullable<AccessState['obstacle']>
export type Look = { empty: boolean; obstacle: Obstacle | null; params: Record<string, string> }

/** Names the generation that is being made; while it stands, that generation is nobody's work. */
const unfinished = 'unfinished'

/** How the copies begin that are made of an archive before its tables change. */
const beforeSchema = 'before-schema-'

/** Tells a file from the one that stood there before. */
const likenessOf = (file: string): string => {
  const { size, mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? { size: -1, mtimeMs: 0 }
  return `${size} ${mtimeMs}`
}

export const makeVault = (folder: string, files: Files) => {
  let lock: FolderLock | null = null
  let open: { db: Db; key: ArchiveKey; file: string } | null = null
  /** A fault that only opening showed; forgotten at the next try, and when somebody has put another file there. */
  let lastFault: { obstacle: Obstacle; file: string } | null = null

  const archives = (): string[] =>
    existsSync(folder) ? readdirSync(folder).filter(name => /^archive-\d+\.db$/.test(name)) : []

  const current = (): number | null => readPointer(files, folder)?.current ?? null

  const removeGeneration = (generation: number): void => {
    const base = archiveName(generation)
    const keys = keysName(generation)
    const left = [base, `${base}-wal`, `${base}-shm`, `${base}-journal`, keys]
    for (const name of [...left, keys.replace('.json', '.previous.json')]) files.remove(join(folder, name))
  }

  /** Removes what an interrupted set-up or restore left; its marker proves that nobody ever worked in it. */
  const sweepUnfinished = (): void => {
    const marker = files.read(join(folder, unfinished))
    if (!marker) return
    const generation = Number(marker.toString('utf8'))
    if (Number.isInteger(generation) && generation > 0 && current() !== generation) {
      removeGeneration(generation)
    }
    files.remove(join(folder, unfinished))
  }

  /** What was marked stands. The marker has no more to say: one that cannot be removed is swept away later. */
  const unmark = (): void => {
    try {
      files.remove(join(folder, unfinished))
    } catch {
      // See above.
    }
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
    const generation = current()
    const keys = readKeyFile(files, folder, generation ?? 1)
    if (generation === null) {
      if (keys === 'missing' && archives().length === 0) return { empty: true, obstacle: null, params: {} }
      return obstacle(archives().length > 0 ? 'archiveDamaged' : 'archiveMissing')
    }
    const file = join(folder, archiveName(generation))
    if (!existsSync(file)) return obstacle('archiveMissing')
    if (keys === 'missing') return obstacle('keysMissing')
    if (keys === 'damaged') return obstacle('keysDamaged')
    if (isPlain(file)) return obstacle('archiveForeign')
    if (lastFault && lastFault.file !== likenessOf(file)) lastFault = null
    return lastFault ? obstacle(lastFault.obstacle) : { empty: false, obstacle: null, params: {} }
  }

  const refuse = (): void => {
    const { obstacle, params } = look()
    if (obstacle && obstacle !== lastFault?.obstacle) throw new Refused(`access.${obstacle}`, params)
  }

  const shut = (): void => {
    const closing = open
    open = null
    try {
      closing?.db.pragma('optimize')
    } catch {
      // It only spares later searches some time: a full disk must not keep the archive from being closed.
    } finally {
      closing?.db.close()
      closing?.key.forget()
    }
  }

  const fail = (obstacle: Obstacle): never => {
    lastFault = { obstacle, file: likenessOf(join(folder, archiveName(current() ?? 1))) }
    throw new Refused(`access.${obstacle}`, { folder })
  }

  return {
    look,
    db: (): Db | null => open?.db ?? null,
    current: () => open,
    keys: (): KeyFile => {
      refuse()
      const keys = readKeyFile(files, folder, current() ?? 1)
      if (keys === 'missing') return fail('keysMissing')
      if (keys === 'damaged') return fail('keysDamaged')
      return keys
    },

    /** Makes generation 1. `fill` writes the first rows; the pointer, written last, is what makes the archive exist. */
    create: (key: ArchiveKey, fill: (db: Db) => void, keys: KeyFile): void => {
      refuse()
      if (!look().empty) throw new Refused('access.alreadySetUp')
      files.writeDurably(join(folder, unfinished), Buffer.from('1'))
      const file = join(folder, archiveName(1))
      const db = createArchive(file, key)
      try {
        migrate(db)
        fill(db)
        writeKeyFile(files, folder, keys)
        switchTo(files, folder, 1)
      } catch (error) {
        db.close()
        sweepUnfinished()
        throw error
      }
      unmark()
      open = { db, key, file }
    },

    /**
     * Opens the current generation and brings it to this program's schema. Before that the older one is copied beside
     * it, and `beforeMigration` gets its turn. What the disk refuses leaves it as it was.
     */
    openWith: async (key: ArchiveKey, beforeMigration: (db: Db) => Promise<void>): Promise<void> => {
      refuse()
      // Opened before by somebody whom something then kept from signing in.
      shut()
      lastFault = null
      const generation = current()
      if (generation === null) return fail('archiveMissing')
      const file = join(folder, archiveName(generation))
      let db: Db
      try {
        db = openArchive(file, key)
      } catch (error) {
        if (isDiskFull(error)) throw error
        // The key is right (its slot was authentic), so the file is not this key's or not whole.
        return fail('archiveDamaged')
      }
      try {
        if (isNewer(db)) return fail('archiveNewer')
        if (schemaOf(db) < newestSchema) {
          db.pragma('wal_checkpoint(TRUNCATE)')
          files.copyDurably(file, join(folder, `${beforeSchema}${newestSchema}-${archiveName(generation)}`))
          await beforeMigration(db)
          migrate(db)
        }
      } catch (error) {
        db.close()
        throw error
      }
      open = { db, key, file }
    },

    keepKeys: (keys: KeyFile): void => {
      writeKeyFile(files, folder, keys, current() ?? 1)
    },

    /** Makes a further generation beside the current one and switches to it; the replaced one is kept. `fill` writes and proves the file. */
    adopt: async (at: string, fill: (file: string) => Promise<KeyFile>): Promise<void> => {
      if (!lock) throw new Refused('core.archiveStopped')
      sweepUnfinished()
      const before = readPointer(files, folder)
      const generation = nextGeneration(files, folder)
      files.writeDurably(join(folder, unfinished), Buffer.from(String(generation)))
      try {
        writeKeyFile(files, folder, await fill(join(folder, archiveName(generation))), generation)
        shut()
        switchTo(files, folder, generation, before && { generation: before.current, at })
      } catch (error) {
        sweepUnfinished()
        throw error
      }
      lastFault = null
      unmark()
    },
    /** When a restore put the archive before it aside, if that is still there. */
    replacedAt: (): string | null => {
      const replaced = readPointer(files, folder)?.replaced
      return replaced && existsSync(join(folder, archiveName(replaced.generation))) ? replaced.at : null
    },
    /** Removes what a restore put aside, once nobody may want it back. */
    forgetReplaced: (): void => {
      const pointer = readPointer(files, folder)
      if (!pointer?.replaced) return
      switchTo(files, folder, pointer.current)
      removeGeneration(pointer.replaced.generation)
    },
    /** Removes the copies made before a change of the tables that nobody wants back any more; `isOver` is told when one was made. */
    forgetCopies: (isOver: (at: string) => boolean): void => {
      for (const name of files.list(folder).filter(name => name.startsWith(beforeSchema)))
        if (isOver(statSync(join(folder, name)).mtime.toISOString())) files.remove(join(folder, name))
    },
    /** Goes back to the generation that the last restore replaced. Nothing is removed. */
    goBack: (): void => {
      const pointer = readPointer(files, folder)
      if (!pointer?.replaced) throw new Refused('backups.nothingToUndo')
      // A marker left of the restore would take the restored archive for nobody's work once it is no longer the current one.
      sweepUnfinished()
      shut()
      switchTo(files, folder, pointer.replaced.generation)
      lastFault = null
    },

    close: shut,
    /** Gives the folder back when the program ends. */
    leave: (): void => {
      lock?.release()
      lock = null
    },
  }
}

export type Vault = ReturnType<typeof makeVault>
