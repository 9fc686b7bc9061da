/** The small file port through which keys, pointer, backups and restores go, so that tests can break it at every step. */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import type { Stats } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Refused } from '../contract/call'

export type Files = {
  /** Null when there is no such file. */
  read: (path: string) => Buffer | null
  /** All or nothing: temporary name in the same folder, fsync, rename, fsync of the folder. */
  writeDurably: (path: string, bytes: Uint8Array) => void
  /** As above, of a file that nobody writes to meanwhile. */
  copyDurably: (from: string, to: string) => void
  rename: (from: string, to: string) => void
  /** Resolves when the disk holds the file; this thread goes on meanwhile. */
  sync: (path: string) => Promise<void>
  /** Nothing happens when there is no such file. */
  remove: (path: string) => void
  /** An empty folder; nothing happens when there is none. */
  removeFolder: (folder: string) => void
  list: (folder: string) => string[]
  isFile: (path: string) => boolean
  size: (path: string) => number
  /** Bytes free for this account on the folder's volume. */
  free: (folder: string) => number
}

/**
 * How the system and the driver say that there is no room; the last one is for the small file that every open archive has
 * beside it. And how the system says that it does not let this account write.
 */
const noRoom: readonly string[] = ['ENOSPC', 'EDQUOT', 'EFBIG', 'SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE']
export const noWriting: readonly string[] = ['EACCES', 'EPERM', 'EROFS']
/** How the driver, and the system where files stand beside the database, say that nothing can be written. */
const refusingDisk = ['SQLITE_READONLY', 'SQLITE_IOERR', 'SQLITE_CANTOPEN', 'EIO', ...noWriting]

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** Whether the system, or the driver, found no more room. */
export const isDiskFull = (error: unknown): boolean => noRoom.includes(codeOf(error))

/** The code of what the system says of a file, Windows' nameless faults among it; null for any other error. */
export const systemCode = (error: unknown): string | null => {
  const code = codeOf(error)
  return /^(E[A-Z0-9]+|UNKNOWN)$/.test(code) ? code : null
}

/** What the disk refuses, said so that a person can act on it; null for an error that is none of the disk's. */
export const diskRefusal = (error: unknown): Refused | null => {
  if (isDiskFull(error)) return new Refused('core.diskFull')
  return refusingDisk.some(kind => codeOf(error).startsWith(kind)) ? new Refused('core.diskRefuses') : null
}

const flush = (path: string, flags: string): void => {
  const handle = openSync(path, flags)
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Makes renames and new names in a folder durable. Windows keeps its own journal and refuses to open folders. */
export const syncFolder = (folder: string): void => {
  if (process.platform !== 'win32') flush(folder, 'r')
}

/** All or nothing: `fill` makes and flushes the whole of it under a temporary name in the same folder. */
const durably = (path: string, fill: (temporary: string) => void): void => {
  const temporary = `${path}.writing`
  try {
    fill(temporary)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
  renameSync(temporary, path)
  syncFolder(dirname(path))
}

/** What stands there; where the name is longer than a disk has names, nothing can. */
const entryAt = (path: string): Stats | undefined => {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch (error) {
    if (codeOf(error) === 'ENAMETOOLONG') return undefined
    throw error
  }
}

export const diskFiles: Files = {
  read: path => (existsSync(path) ? readFileSync(path) : null),
  writeDurably: (path, bytes) => {
    durably(path, temporary => {
      // Not writeSync: where the disk fills up it writes a part and calls that a success (tests/archive/fullDisk.test.ts).
      writeFileSync(temporary, bytes, { mode: 0o600, flush: true })
    })
  },
  copyDurably: (from, to) => {
    durably(to, temporary => {
      copyFileSync(from, temporary)
      flush(temporary, 'r+')
    })
  },
  rename: (from, to) => {
    renameSync(from, to)
    syncFolder(dirname(to))
  },
  sync: async path => {
    const handle = await open(path, 'r+')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  },
  remove: path => {
    rmSync(path, { force: true })
  },
  removeFolder: folder => {
    if (existsSync(folder)) rmdirSync(folder)
  },
  list: folder => (entryAt(folder)?.isDirectory() ? readdirSync(folder) : []),
  isFile: path => entryAt(path)?.isFile() === true,
  size: path => statSync(path).size,
  free: folder => {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  },
}
