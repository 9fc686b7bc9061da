/** The child that dies: runs one job over an archive, says what it acknowledged, and kills itself at the step it was told. */
import { writeSync } from 'node:fs'
import { z } from 'zod'
import { diskFiles } from '../../src-main/archive/files'
import { v7 } from 'uuid'
import { watchedFiles } from '../support/brittleFiles'
import { emptyCustomer } from '../../src-main/features/customers/rules'
import { openForChaos, password, otherPassword, task } from './shared'

const { folder, drive, job, dieAt, backup, recoveryCode } = task.parse(JSON.parse(process.argv[2] ?? ''))
const say = (line: string): void => {
  writeSync(1, `${line}\n`)
}

let step = 0
const files = watchedFiles(diskFiles, ({ name, moment, half }) => {
  step += 1
  say(`step ${name} ${moment}`)
  if (step !== dieAt) return
  // Half of the bytes under the temporary name: what a power cut in the middle of a write leaves.
  if (moment === 'before') half()
  process.kill(process.pid, 'SIGKILL')
})

const answer = z.object({ ok: z.boolean() }).loose()
const { call, leave } = openForChaos(folder, drive, files, v7)
const must = async (name: string, input: unknown): Promise<unknown> => {
  const outcome = answer.parse(await call(name, input))
  if (!outcome.ok) throw new Error(`${name}: ${JSON.stringify(outcome)}`)
  return outcome['value']
}
const addCustomers = async (from: number, count: number): Promise<void> => {
  for (let index = from; index < from + count; index += 1) {
    const code = `C${String(index).padStart(5, '0')}`
    await must('customers.add', { ...emptyCustomer, code, name: `丰州${code}` })
    say(`ack customer ${code}`)
  }
}

const run = async (): Promise<void> => {
  await must('access.signIn', { signInName: '王芳', password })
  say('signed in')
  if (job === 'write') await addCustomers(1000, 400)
  if (job === 'keys') {
    await must('access.changePassword', { current: password, password: otherPassword })
    say('ack password')
  }
  if (job === 'backup' || job === 'prune') {
    if (job === 'prune')
      await must('office.changeSettings', { keepLatest: 1, keepDays: 0, keepWeeks: 0, keepMonths: 0, keepYears: 0 })
    for (let index = 0; index < 3; index += 1) {
      await addCustomers(2000 + index, 1)
      const results = z
        .array(z.object({ written: z.object({ name: z.string() }).nullable() }).loose())
        .parse(await must('backups.run', { reason: 'manual', places: null }))
      for (const { written } of results) if (written) say(`ack backup ${written.name}`)
    }
  }
  if (job === 'restore') {
    await must('backups.restore', {
      path: backup,
      recoveryCode,
      administrator: { signInName: '王芳', password: otherPassword },
    })
    say('ack restore')
  }
  await leave()
  say('done')
}

void run()
