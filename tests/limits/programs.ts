/** Two programs over one archive, and a program that is stopped in the middle of a backup as a sleeping laptop stops it. */
import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { benchArchive } from '../support/benchArchive'
import { fillCustomers } from '../support/manyCustomers'
import type { Try } from './measuring'
import { newOffice, outcomeOf, signIn } from './measuring'

export const twoPrograms: Try = async folder => {
  await newOffice(folder, () => undefined)
  const first = benchArchive(folder)
  await first.call('access.signIn', signIn)
  const second = benchArchive(folder)
  const met = await second.call('access.state', {})
  const signedIn = await outcomeOf(second.call('access.signIn', signIn))
  await second.leave()
  const stillWorks = await outcomeOf(first.call('office.entry', {}, false))
  await first.leave()
  const third = benchArchive(folder)
  const afterwards = await third.call('access.state', {})
  await third.leave()
  return {
    second_meets: String(met['obstacle']),
    names: JSON.stringify(met['obstacleParams']),
    second_signs_in: signedIn,
    first_still_works: stillWorks,
    free_afterwards: afterwards['obstacle'] === null,
  }
}

/** A backup in a process of its own, which the try below stops and wakes. */
export const backUpHere = async (folder: string, out: string): Promise<string> => {
  const desk = benchArchive(folder)
  await desk.call('access.signIn', signIn)
  process.stdout.write('begun\n')
  const outcome = await outcomeOf(desk.call('backups.create', { folder: out }))
  const next = await outcomeOf(desk.call('backups.create', { folder: out }))
  await desk.leave()
  return JSON.stringify({ outcome, next })
}

export const sleepingLaptop =
  (customers: number, seconds: number): Try =>
  async folder => {
    const [here, out] = [join(folder, 'office'), join(folder, 'out')]
    mkdirSync(out)
    await newOffice(here, db => {
      fillCustomers(db, customers, '2026-11-23T06:00:00.000Z', () => undefined)
    })
    const stopped: Record<string, string> = {}
    for (const after of [300, 1500, 3000]) {
      const child = spawn(process.execPath, [__filename, '--back-up', here, out], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let said = ''
      child.stdout.on('data', (part: Buffer) => {
        said += part.toString()
      })
      const ended = new Promise(resolve => child.once('close', resolve))
      while (!said.includes('begun')) await wait(20)
      await wait(after)
      child.kill('SIGSTOP')
      const half = readdirSync(out).filter(name => name.endsWith('.writing')).length
      await wait(seconds * 1000)
      child.kill('SIGCONT')
      await ended
      stopped[`asleep_after_${after}_ms`] =
        `${half > 0 ? 'file half written' : 'file not begun'}: ${said.split('\n').at(-1) ?? ''}`
    }
    return {
      ...stopped,
      asleep_s: seconds,
      half_written_left: readdirSync(out).filter(name => name.endsWith('.writing')).length,
    }
  }
