/** What the chaos and its children agree on: the task, the passwords, and a desk over folders of their own. */
import { z } from 'zod'
import type { Files } from '../../src-main/archive/files'
import type { Volumes } from '../../src-main/archive/volumes'
import { furtherHere } from '../../src-main/features/further'
import { openDesk } from '../../src-main/features/desk'
import { noSeal } from '../support/noSeal'

export const jobs = ['write', 'keys', 'backup', 'prune', 'restore', 'migration'] as const
export type Job = (typeof jobs)[number]

export const task = z.object({
  folder: z.string(),
  /** Where backups go. */
  drive: z.string(),
  job: z.enum(jobs),
  /** Which step of the file port kills; 0 means that the parent does, at a time of its own. */
  dieAt: z.int(),
  /** An older backup to restore, and its code. */
  backup: z.string(),
  recoveryCode: z.string(),
})
export type Task = z.output<typeof task>

export const password = '青山 tulip 47 夜航船'
export const otherPassword = '暮色 harbour 93 石板路'

/** A desk as the archive worker runs it, with the real clock, and the drive as the one volume that is plugged in. */
export const openForChaos = (folder: string, drive: string, files: Files, newId: () => string) => {
  const volumes: Volumes = {
    list: () => Promise.resolve([{ root: drive, label: '', kind: 'removable', id: 'drive' }]),
    signature: () => Promise.resolve(''),
  }
  const desk = openDesk({
    dataFolder: folder,
    files,
    program: 'chaos',
    seal: noSeal,
    now: () => new Date().toISOString(),
    newId,
    ticks: () => performance.now(),
    further: furtherHere,
    volumes,
    portable: null,
    deliver: () => Promise.resolve('unreachable'),
    fetchWeather: () => Promise.resolve({ ok: false, failure: 'unreachable' }),
    announce: () => undefined,
    unexpected: (call, error) => {
      process.stderr.write(`${call}: ${String(error)}\n`)
      return 'chaos'
    },
    checkOutput: true,
  })
  const control = { progress: () => undefined, cancelled: () => false }
  return {
    call: (name: string, input: unknown): Promise<unknown> => desk.call(name, input, control),
    leave: desk.leave,
  }
}
