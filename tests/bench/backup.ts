/**
 * npm run bench -- backup [--customers N] [--rounds N] [--json] [--check]
 * A verified backup and a verified restore through the real archive worker, against the standard tools doing the same
 * work in the same run: sqlite3 .backup of a plain copy, gzip -1, age, and back with integrity_check. In turn, so many
 * times; the figures are medians, of the gaps the longest, of the memory what the first round held.
 * --check fails where the program takes longer than the tools, where another thread waits more than 30 ms, or where
 * either holds more memory than three times the database, to one decimal. For few customers the restore does: stretching
 * the new password takes 128 MiB, however small the archive.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { diskFiles } from '../../src-main/archive/files'
import { openRecovery, readKeyFile } from '../../src-main/archive/keys'
import { openArchive } from '../../src-main/archive/open'
import { readRecoveryCode } from '../../src-main/archive/recoveryCode'
import { benchArchive } from '../support/benchArchive'
import { fillCustomers } from '../support/manyCustomers'
import { median } from '../support/median'

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
})
const folder = mkdtempSync(join(tmpdir(), 'watchpost-bench-'))
const inside = (name: string): string => join(folder, name)
const office = { name: '丰州办事处', outletCode: 'FZ', address: '', phone: '', timeZone: 'Asia/Shanghai' }
const password = '青山 tulip 47 夜航船'
const administrator = { signInName: 'bench', displayName: 'bench', password }

const open = (name: string) => benchArchive(inside(name))
const timed = async (work: () => unknown): Promise<number> => {
  const from = performance.now()
  await work()
  return Math.round(performance.now() - from)
}

/** The most memory the process held beyond what it held before, in bytes. */
const watchMemory = (): (() => number) => {
  const before = process.memoryUsage.rss()
  let most = before
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 20)
  return () => {
    clearInterval(timer)
    return most - before
  }
}

/** The longest time this thread, which stands where the program's main process stands, could do nothing. */
const watchGaps = (): (() => number) => {
  let longest = 0
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last - 2)
    last = now
  }, 2)
  return () => {
    clearInterval(timer)
    return Math.round(longest)
  }
}

const tools = (plain: string, secret: string, recipient: string) => {
  const run = (command: string): void => {
    execFileSync('bash', ['-ec', command], { cwd: folder })
  }
  writeFileSync(inside('identity.txt'), `${secret}\n`)
  const back = (target: string): string =>
    `age --decrypt -i identity.txt tools.age | gunzip > ${target}; sync ${target}; sqlite3 ${target} 'PRAGMA integrity_check' > checked`
  return {
    backup: () => {
      run(
        `sqlite3 ${plain} '.backup copy.sqlite'; gzip -1 -c copy.sqlite | age -r ${recipient} -o tools.age; sync tools.age; ${back('verified.sqlite')}`,
      )
    },
    restore: () => {
      run(back('restored.sqlite'))
    },
  }
}

type Round = {
  backup: number
  toolsBackup: number
  restore: number
  toolsRestore: number
  heldByBackup: number
  heldByRestore: number
  gap: number
  bytes: number
}

/** What the program does and, at once after it, what the tools do: a machine that is slow for a while is so for both. */
const round = async (number: number, recoveryCode: unknown, theirs: ReturnType<typeof tools>): Promise<Round> => {
  const out = inside(`out-${number}`)
  mkdirSync(out)
  const desk = open('archive')
  await desk.call('access.signIn', { signInName: 'bench', password })
  const memory = watchMemory()
  const gaps = watchGaps()
  let path = ''
  const backup = await timed(async () => {
    path = join(out, String((await desk.call('backups.create', { folder: out }))['name']))
  })
  const gap = gaps()
  const heldByBackup = memory()
  await desk.leave()
  const toolsBackup = await timed(theirs.backup)

  const restoring = open(`restored-${number}`)
  // The program's worker has long been running when somebody restores.
  await restoring.call('access.approach', {})
  const memoryAgain = watchMemory()
  const gapsAgain = watchGaps()
  const restore = await timed(() =>
    restoring.call('backups.restore', { path, recoveryCode, administrator: { signInName: 'bench', password } }),
  )
  const longest = Math.max(gap, gapsAgain())
  const heldByRestore = memoryAgain()
  await restoring.leave()
  const toolsRestore = await timed(theirs.restore)
  const bytes = statSync(path).size
  for (const done of [out, inside(`restored-${number}`)]) rmSync(done, { recursive: true })
  return { backup, toolsBackup, restore, toolsRestore, heldByBackup, heldByRestore, gap: longest, bytes }
}

const run = async (): Promise<void> => {
  try {
    const fresh = open('archive')
    const { recoveryCode } = await fresh.call('access.setUp', { office, administrator, sample: false })
    await fresh.leave()
    const keys = readKeyFile(diskFiles, inside('archive'), 1)
    const code = readRecoveryCode(String(recoveryCode))
    const key = typeof keys === 'object' && code ? await openRecovery(keys, code) : null
    if (!key) throw new Error('the recovery code opens the archive')
    const db = openArchive(join(inside('archive'), 'archive-1.db'), key)
    db.pragma('synchronous=OFF')
    fillCustomers(db, Number(values.customers), '2026-11-23T06:00:00.000Z', () => undefined)
    db.pragma('wal_checkpoint(TRUNCATE)')
    writeFileSync(inside('plain.sqlite'), db.serialize())
    db.close()
    execFileSync('sqlite3', [inside('plain.sqlite'), 'PRAGMA journal_mode=DELETE'])

    const secret = await generateX25519Identity()
    const theirs = tools('plain.sqlite', secret, await identityToRecipient(secret))
    const rounds: Round[] = []
    for (let number = 1; number <= Number(values.rounds); number += 1)
      rounds.push(await round(number, recoveryCode, theirs))
    const of = (figure: keyof Round): number => median(rounds.map(each => each[figure]))
    const ratio = (ours: keyof Round, other: keyof Round): number => Math.round((of(ours) / of(other)) * 100) / 100
    const figures = {
      backup_ms: of('backup'),
      restore_ms: of('restore'),
      tools_backup_ms: of('toolsBackup'),
      tools_restore_ms: of('toolsRestore'),
      backup_ratio: ratio('backup', 'toolsBackup'),
      restore_ratio: ratio('restore', 'toolsRestore'),
      max_main_gap_ms: Math.max(...rounds.map(({ gap }) => gap)),
    }
    // What one round has held is not given back to the system before the next: only the first says how much that is.
    const { heldByBackup = 0, heldByRestore = 0, bytes = 0 } = rounds[0] ?? {}
    const database = statSync(inside('plain.sqlite')).size
    if (values.json) process.stdout.write(`${JSON.stringify(figures)}\n`)
    else {
      console.table(figures)
      const megabytes = (bytes: number): string => `${Math.round(bytes / 1e5) / 10} MB`
      process.stdout.write(
        `database ${megabytes(database)}, backup ${megabytes(bytes)}; memory for the backup ${megabytes(heldByBackup)}, for the restore ${megabytes(heldByRestore)}\n`,
      )
    }
    const slow = figures.backup_ratio > 1 || figures.restore_ratio > 1 || figures.max_main_gap_ms > 30
    const large = Math.round((10 * Math.max(heldByBackup, heldByRestore)) / database) > 30
    if (values.check && (slow || large)) process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

void run()
