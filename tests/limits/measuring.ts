/** How the tries measure: time, the most memory held, sizes on disk, and an office of their own to try things on. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readRecoveryCode } from '../../src-main/archive/recoveryCode'
import { diskFiles } from '../../src-main/archive/files'
import { openRecovery, readKeyFile } from '../../src-main/archive/keys'
import { openArchive } from '../../src-main/archive/open'
import type { Db } from '../../src-main/archive/open'
import { benchArchive } from '../support/benchArchive'

export type Figures = Record<string, number | string | boolean>
/** One named try: what was done and found, in figures. It throws where the program does something worse than it says. */
export type Try = (folder: string) => Promise<Figures>

export const office = { name: '丰州办事处', outletCode: 'FZ', address: '', phone: '', timeZone: 'Asia/Shanghai' }
export const password = '青山 tulip 47 夜航船'
export const administrator = { signInName: 'limits', displayName: 'limits', password }
export const signIn = { signInName: administrator.signInName, password }

export const megabytes = (bytes: number): number => Math.round(bytes / 1e5) / 10

/** Milliseconds, and the most memory that the process held while it worked. */
export const measured = async <T>(work: () => T | Promise<T>): Promise<{ value: T; ms: number; memory_mb: number }> => {
  let most = process.memoryUsage.rss()
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 20)
  const from = performance.now()
  try {
    const value = await work()
    return { value, ms: Math.round(performance.now() - from), memory_mb: megabytes(most) }
  } finally {
    clearInterval(timer)
  }
}

export const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)

/** A folder that is gone afterwards. */
export const inFolder = async (work: (folder: string) => Promise<Figures>): Promise<Figures> => {
  const folder = mkdtempSync(join(process.env['WATCHPOST_LIMITS'] ?? tmpdir(), 'watchpost-limits-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Sets up an office and fills its archive by hand. Answers the recovery code. */
export const newOffice = async (folder: string, fill: (db: Db) => void): Promise<string> => {
  const first = benchArchive(folder)
  const { recoveryCode } = await first.call('access.setUp', { office, administrator, sample: false })
  await first.leave()
  const code = String(recoveryCode)
  const keys = readKeyFile(diskFiles, folder, 1)
  const key = typeof keys === 'object' ? await openRecovery(keys, readRecoveryCode(code) ?? '') : null
  if (!key) throw new Error('the recovery code opens the archive')
  const db = openArchive(join(folder, 'archive-1.db'), key)
  db.pragma('synchronous=OFF')
  fill(db)
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
  return code
}

/** What a call was refused with, or `ok`. */
export const outcomeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
