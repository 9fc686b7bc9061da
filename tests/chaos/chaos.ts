/**
 * npm run chaos [-- --rounds N] [--json]
 * Kills the archive with SIGKILL again and again, at every named step of the file port and at random moments of writing
 * and migrating, and looks each time: what was acknowledged is there, nothing is half, integrity and journal hold.
 */
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { v7 } from 'uuid'
import { z } from 'zod'
import { readClaims } from '../../src-main/archive/backupReader'
import { diskFiles } from '../../src-main/archive/files'
import { openRecovery, readKeyFile } from '../../src-main/archive/keys'
import { tablesOf } from '../../src-main/archive/manifest'
import { migrate } from '../../src-main/archive/migrate'
import { createArchive } from '../../src-main/archive/open'
import type { ArchiveKey } from '../../src-main/archive/open'
import { readRecoveryCode } from '../../src-main/archive/recoveryCode'
import { jobs, openForChaos, otherPassword, password } from './shared'
import type { Job, Task } from './shared'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '60' }, json: { type: 'boolean', default: false } },
})
const rounds = Number(values.rounds)
const child = process.env['WATCHPOST_CHILD'] ?? ''
const scratch = mkdtempSync(join(tmpdir(), 'watchpost-chaos-'))
const base = join(scratch, 'base')
const older = join(scratch, 'older')
const found = { rounds: 0, lost: 0, broken: 0 }
const covered = new Set<string>()
const complain = (kind: 'lost' | 'broken', what: string): void => {
  found[kind] += 1
  process.stderr.write(`${kind}: ${what}\n`)
}

const answer = z.object({ ok: z.boolean(), value: z.unknown().optional() }).loose()
const open = (folder: string, drive: string) => {
  const { call, leave } = openForChaos(folder, drive, diskFiles, v7)
  return {
    leave,
    tries: async (name: string, input: unknown): Promise<boolean> => answer.parse(await call(name, input)).ok,
    must: async (name: string, input: unknown): Promise<unknown> => {
      const outcome = answer.parse(await call(name, input))
      if (!outcome.ok) throw new Error(`${name}: ${JSON.stringify(outcome)}`)
      return outcome.value
    },
  }
}

/** An office with one place, one backup of it, and the same archive as an earlier program left it. */
const prepare = async (): Promise<{ backup: string; recoveryCode: string }> => {
  const drive = join(scratch, 'drive')
  mkdirSync(drive)
  const desk = open(base, drive)
  const office = { name: '丰州办事处', outletCode: 'FZ', address: '', phone: '', timeZone: 'Asia/Shanghai' }
  const administrator = { signInName: '王芳', displayName: '王芳', password }
  const setUp = await desk.must('access.setUp', { office, administrator, sample: true })
  const { recoveryCode } = z.object({ recoveryCode: z.string() }).parse(setUp)
  const written = await desk.must('backups.create', { folder: drive })
  const { name } = z.object({ name: z.string() }).loose().parse(written)
  await desk.leave()
  cpSync(base, older, { recursive: true })
  const keys = readKeyFile(diskFiles, older, 1)
  const code = readRecoveryCode(recoveryCode)
  const key = typeof keys === 'object' && code ? await openRecovery(keys, code) : null
  if (!key) throw new Error('the recovery code opens the archive')
  makeOlder(key)
  return { backup: join(drive, name), recoveryCode }
}

/** Writes the archive of `older` anew as the eighth migration made it, with the rows and columns that there were. */
const makeOlder = (key: ArchiveKey): void => {
  const file = join(older, 'archive-1.db')
  rmSync(file)
  const db = createArchive(file, key)
  migrate(db, 8)
  db.pragma('foreign_keys=OFF')
  // The search index is copied through the tables behind it, which only this mode opens to writing.
  db.unsafeMode(true)
  db.prepare('ATTACH ? AS present KEY ?').run(join(base, 'archive-1.db'), `x'${key.bytes().toString('hex')}'`)
  const present = new Map(tablesOf(db, 'present').map(({ name, columns }) => [name, columns]))
  for (const { name, columns } of tablesOf(db)) {
    const kept = columns.filter(column => present.get(name)?.includes(column)).join(', ')
    db.exec(`DELETE FROM main."${name}"; INSERT INTO main."${name}" (${kept}) SELECT ${kept} FROM present."${name}"`)
  }
  db.exec('DETACH present; DELETE FROM backup_file')
  db.close()
}

/** Runs a child to its death or its end; answers the lines it said. */
const runChild = (asked: Task, killAfter: number | null): Promise<string[]> =>
  new Promise(resolve => {
    const process_ = spawn(process.execPath, [child, JSON.stringify(asked)], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    let timer: NodeJS.Timeout | null = null
    process_.stdout.on('data', (bytes: Buffer) => {
      said += bytes.toString('utf8')
      // The clock of a random kill starts where the job does; a migration is part of signing in.
      if (killAfter !== null && timer === null && (asked.job === 'migration' || said.includes('signed in')))
        timer = setTimeout(() => process_.kill('SIGKILL'), killAfter)
    })
    if (killAfter !== null && asked.job === 'migration')
      timer = setTimeout(() => process_.kill('SIGKILL'), 300 + killAfter)
    process_.on('close', () => {
      if (timer) clearTimeout(timer)
      resolve(said.split('\n').filter(Boolean))
    })
  })

const judge = async (folder: string, drive: string, job: Job, said: readonly string[]): Promise<void> => {
  const acknowledged = (what: string): string[] =>
    said.filter(line => line.startsWith(`ack ${what}`)).map(line => line.slice(`ack ${what} `.length))
  const desk = open(folder, drive)
  try {
    const passwords =
      acknowledged('password').length > 0 || acknowledged('restore').length > 0
        ? [otherPassword]
        : job === 'keys' || job === 'restore'
          ? [password, otherPassword]
          : [password]
    let opened = false
    for (const each of passwords) opened ||= await desk.tries('access.signIn', { signInName: '王芳', password: each })
    if (!opened) {
      complain('lost', `${job}: nobody can sign in`)
      return
    }
    const hits = z.array(z.object({ code: z.string() }).loose())
    for (const code of acknowledged('customer'))
      if (hits.parse(await desk.must('customers.search', { text: code, limit: 3 })).every(hit => hit.code !== code))
        complain('lost', `${job}: customer ${code}`)
    const total = z.object({ total: z.int() }).loose()
    const everything = { text: '', area: '', division: '', standing: null, tag: '', gap: null }
    const page = { ...everything, sort: 'name', descending: false, offset: 0, limit: 1 }
    if (total.parse(await desk.must('customers.page', page)).total < 120)
      complain('lost', `${job}: customers of before`)
    const chain = z.object({ broken: z.int().nullable() }).loose()
    if (chain.parse(await desk.must('access.checkJournal', {})).broken !== null) complain('broken', `${job}: journal`)
    // Writing a backup checks the integrity of the whole archive.
    if (!(await desk.tries('backups.create', { folder: scratch }))) complain('broken', `${job}: integrity`)
    const standing = readdirSync(drive).filter(name => name.endsWith('.watchpost'))
    for (const name of standing)
      await readClaims(join(drive, name), diskFiles).catch(() => {
        complain('broken', `${job}: half a backup is listed: ${name}`)
      })
    const newest = acknowledged('backup').at(-1)
    if (newest !== undefined && standing.length === 0) complain('lost', `${job}: every backup`)
    if (job === 'backup')
      for (const name of acknowledged('backup'))
        if (!existsSync(join(drive, name))) complain('lost', `${job}: backup ${name}`)
  } finally {
    await desk.leave()
  }
}

const run = async (): Promise<void> => {
  try {
    const { backup, recoveryCode } = await prepare()
    /** How many steps each job takes through the file port, learnt from a run that nobody kills. */
    const steps = new Map<Job, number>()
    const next = new Map<Job, number>()
    for (let round = -jobs.length; round < rounds; round += 1) {
      const job = jobs[(round + jobs.length) % jobs.length] ?? 'write'
      const learning = round < 0
      const folder = join(scratch, 'archive')
      const drive = join(scratch, 'place')
      for (const path of [folder, drive]) rmSync(path, { recursive: true, force: true })
      mkdirSync(drive)
      cpSync(job === 'migration' ? older : base, folder, { recursive: true })
      if (job === 'backup' || job === 'prune') {
        const desk = open(folder, drive)
        await desk.must('access.signIn', { signInName: '王芳', password })
        await desk.must('backups.addPlace', { folder: drive, name: '' })
        await desk.must('backups.run', { reason: 'manual', places: null })
        await desk.leave()
      }
      const known = steps.get(job) ?? 0
      const at = (next.get(job) ?? 0) + 1
      const byStep = !learning && known > 0 && at <= known
      if (byStep) next.set(job, at)
      // A fixed sequence, so that a failure can be run again.
      const moment = ((round * 7919) % 400) + 1
      const said = await runChild(
        { folder, drive, job, dieAt: byStep ? at : 0, backup, recoveryCode },
        learning || byStep ? null : moment,
      )
      const named = said.filter(line => line.startsWith('step '))
      if (learning) steps.set(job, named.length)
      else {
        found.rounds += 1
        covered.add(byStep ? `${job}: ${named.at(-1)?.slice('step '.length) ?? 'start'}` : `${job}: any moment`)
      }
      await judge(folder, drive, job, said)
    }
    if (values.json) process.stdout.write(`${JSON.stringify({ ...found, steps_covered: covered.size })}\n`)
    else {
      process.stdout.write(`${[...covered].sort().join('\n')}\n`)
      const all = [...steps.values()].reduce((sum, count) => sum + count, 0)
      process.stdout.write(
        `${found.rounds} rounds, ${found.lost} lost, ${found.broken} broken, ${covered.size} kinds of steps (${all} in all)\n`,
      )
    }
    process.exitCode = found.lost + found.broken > 0 ? 1 : 0
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

void run()
