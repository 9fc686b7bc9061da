/** The archive's folder: whether it may stand there, and who has it open. */
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs'
import { hostname, userInfo } from 'node:os'
import { join } from 'node:path'
import { isDiskFull } from './files'

export type FolderFault = 'network' | 'synchronised' | 'notWritable'

const synchronised =
  /(^|[\\/])(OneDrive|Dropbox|Google Drive|iCloudDrive|Nutstore|坚果云|百度网盘|BaiduSyncdisk|WPS云盘|WPSDrive)([^\\/]*)([\\/]|$)/i

/** Why the archive must not stand in this folder, or null. Makes the folder; the last word is a real write. */
export const folderFault = (folder: string): FolderFault | null => {
  try {
    mkdirSync(folder, { recursive: true })
    // A mapped drive letter shows its network name only when resolved by the system itself.
    const real = realpathSync.native(folder)
    if (real.startsWith('\\\\') || real.startsWith('//')) return 'network'
    if (synchronised.test(real)) return 'synchronised'
    const probe = join(folder, `probe-${randomBytes(4).toString('hex')}`)
    const handle = openSync(probe, 'wx')
    try {
      writeSync(handle, 'probe')
    } catch (error) {
      // The place is right, and what is there can be read: room can be made.
      if (!isDiskFull(error)) throw error
    } finally {
      closeSync(handle)
      rmSync(probe)
    }
    return null
  } catch {
    return 'notWritable'
  }
}

const lockName = 'desk.lock'
/** A lock file that nobody refreshed for this long belongs to a program that is gone. */
const staleAfter = 120_000
const refreshEvery = 30_000

type Holder = { computer: string; account: string; process: number }

const holderOf = (file: string): Holder | null => {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (value === null || typeof value !== 'object') return null
    const { computer, account, process: pid } = value as Record<string, unknown>
    return typeof computer === 'string' && typeof account === 'string' && typeof pid === 'number'
      ? { computer, account, process: pid }
      : null
  } catch {
    return null
  }
}

const runs = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const isGone = (file: string, holder: Holder | null): boolean => {
  if (holder?.computer === hostname()) return !runs(holder.process)
  try {
    return Date.now() - statSync(file).mtimeMs > staleAfter
  } catch {
    return true
  }
}

export type FolderLock = { release: () => void }

/** Takes the folder for this program, or answers who has it. One archive, one PC at a time. */
export const lockFolder = (folder: string): FolderLock | Holder => {
  const file = join(folder, lockName)
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const handle = openSync(file, 'wx')
      try {
        writeSync(handle, JSON.stringify({ computer: hostname(), account: userInfo().username, process: process.pid }))
      } catch (error) {
        // Without room the file alone says that somebody is here.
        if (!isDiskFull(error)) throw error
      } finally {
        closeSync(handle)
      }
      const refresh = setInterval(() => {
        const now = new Date()
        try {
          utimesSync(file, now, now)
        } catch {
          // Gone with its folder; the next write to the archive says so.
        }
      }, refreshEvery)
      refresh.unref()
      return {
        release: () => {
          clearInterval(refresh)
          rmSync(file, { force: true })
        },
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const holder = holderOf(file)
      if (!isGone(file, holder)) return holder ?? { computer: '?', account: '?', process: 0 }
      rmSync(file, { force: true })
    }
  }
  return { computer: '?', account: '?', process: 0 }
}
