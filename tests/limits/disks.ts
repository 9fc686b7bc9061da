/** Disks that are really full: small file systems in memory, mounted for the try, which only a machine's administrator may do. */
import { execFileSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { emptyCustomer } from '../../src-main/features/customers/rules'
import { benchArchive } from '../support/benchArchive'
import type { Figures, Try } from './measuring'
import { administrator, newOffice, outcomeOf, password, signIn } from './measuring'

/** Lets something happen on a volume of so many megabytes. */
const onVolume = async (folder: string, size: number, work: () => Promise<void>): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}m`, 'tmpfs', folder])
  try {
    await work()
  } finally {
    execFileSync('umount', ['--lazy', folder])
  }
}

const temporary = (folder: string): number => readdirSync(folder).filter(name => name.endsWith('.writing')).length

export const fullDisk: Try = async folder => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return { tried: false, why: 'mounting needs root on Linux' }
  const figures: Figures = {}
  const [small, drive, there] = [join(folder, 'small'), join(folder, 'drive'), join(folder, 'there')]
  const entry = (index: number) => ({
    ...emptyCustomer,
    code: `K${String(index).padStart(6, '0')}`,
    name: `丰州第${index}机械`,
    notes: '说明'.repeat(1500),
  })
  let backup = ''
  let recoveryCode = ''

  await onVolume(small, 12, async () => {
    const office = join(small, 'office')
    mkdirSync(office)
    recoveryCode = await newOffice(office, () => undefined)
    const desk = benchArchive(office)
    await desk.call('access.signIn', signIn)
    const room = join(small, 'room')
    writeFileSync(room, Buffer.alloc(2 * 1024 * 1024))
    let added = 0
    let refused = 'ok'
    while (refused === 'ok' && added < 5000) {
      refused = await outcomeOf(desk.call('customers.add', entry(added), false))
      if (refused === 'ok') added += 1
    }
    const count = async (): Promise<number> => {
      const everything = { area: '', division: '', standing: null, tag: '', gap: null, sort: 'name', descending: false }
      return Number(
        (await desk.call('customers.page', { ...everything, text: '', offset: 0, limit: 1 }, false))['total'],
      )
    }
    figures['writing'] = refused
    figures['written_before'] = added
    figures['still_read'] = await count()
    if (figures['still_read'] !== added) throw new Error('what was written is not what is read')
    rmSync(room)
    figures['after_making_room'] = await outcomeOf(desk.call('customers.add', entry(added), false))
    const made = await desk.call('backups.create', { folder })
    backup = join(folder, String(made['name']))

    await onVolume(drive, 1, async () => {
      figures['backup_on_a_full_drive'] = await outcomeOf(desk.call('backups.create', { folder: drive }))
      figures['left_on_the_drive'] = readdirSync(drive).length
    })
    // Room for the file, and somebody fills the drive while it is written.
    await onVolume(drive, 8, async () => {
      const filling = setInterval(() => {
        if (temporary(drive) > 0 && !existsSync(join(drive, 'other')))
          try {
            writeFileSync(join(drive, 'other'), Buffer.alloc(16 * 1024 * 1024))
          } catch {
            // Full, as it was meant to be.
          }
      }, 1)
      figures['backup_while_the_drive_fills'] = await outcomeOf(desk.call('backups.create', { folder: drive }))
      clearInterval(filling)
      figures['half_written_left'] = temporary(drive)
    })
    await desk.leave()

    // The program begins where not a byte is free.
    try {
      for (;;) appendFileSync(room, Buffer.alloc(4096))
    } catch {
      // Full, as it was meant to be.
    }
    const before = readdirSync(office).join(' ')
    const again = benchArchive(office)
    const state = await again.call('access.state', {}, false)
    figures['begun_full_obstacle'] = String(state['obstacle'])
    figures['begun_full_sign_in'] = await outcomeOf(again.call('access.signIn', signIn, false))
    rmSync(room)
    figures['begun_full_then_room'] = await outcomeOf(again.call('access.signIn', signIn, false))
    await again.leave()
    figures['begun_full_left'] = readdirSync(office).join(' ') === before ? 'as before' : readdirSync(office).join(' ')
  })

  await onVolume(there, 1, async () => {
    const other = benchArchive(join(there, 'office'))
    await other.call('access.state', {})
    const restore = { path: backup, recoveryCode, administrator: { signInName: administrator.signInName, password } }
    figures['restore_on_a_full_disk'] = await outcomeOf(other.call('backups.restore', restore))
    figures['phase_afterwards'] = String((await other.call('access.state', {}))['phase'])
    await other.leave()
    figures['left_of_the_restore'] = readdirSync(join(there, 'office')).join(' ')
  })
  return figures
}
