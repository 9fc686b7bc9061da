/** A million customers: size, opening, listing, finding, exporting, backing up, restoring; then an archive too large for a backup. */
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Db } from '../../src-main/archive/open'
import { benchArchive } from '../support/benchArchive'
import { fillCustomers } from '../support/manyCustomers'
import type { Figures, Try } from './measuring'
import { administrator, measured, megabytes, newOffice, outcomeOf, password, signIn } from './measuring'

const at = '2026-11-23T06:00:00.000Z'
const everything = { area: '', division: '', standing: null, tag: '', gap: null, sort: 'name', descending: false }

export const manyCustomers =
  (count: number): Try =>
  async folder => {
    const [here, there, out] = [join(folder, 'office'), join(folder, 'other'), join(folder, 'out')]
    mkdirSync(out)
    let samples: string[] = []
    const filling = await measured(() =>
      newOffice(here, (db: Db) => {
        samples = fillCustomers(db, count, at, () => undefined).samples.map(({ name }) => name)
      }),
    )
    const recoveryCode = filling.value
    const figures: Figures = { archive_mb: megabytes(statSync(join(here, 'archive-1.db')).size) }
    const desk = benchArchive(here)
    figures['sign_in_ms'] = (await measured(() => desk.call('access.signIn', signIn))).ms

    const pages = [0, Math.floor(count / 2), count - 50]
    const listing = []
    for (const offset of pages)
      listing.push(
        (await measured(() => desk.call('customers.page', { ...everything, text: '', offset, limit: 50 }, false))).ms,
      )
    figures['list_first_middle_last_ms'] = listing.join(' ')
    const searching: number[] = []
    for (const text of [...samples.slice(0, 40).map(name => name.slice(2, 6)), '恒力', 'fz', '9999999999', '丰'])
      searching.push(
        (await measured(() => desk.call('customers.page', { ...everything, text, offset: 0, limit: 50 }, false))).ms,
      )
    searching.sort((one, other) => one - other)
    figures['search_p95_ms'] = searching[Math.floor(searching.length * 0.95)] ?? 0
    figures['search_worst_ms'] = searching.at(-1) ?? 0

    for (const format of ['csv', 'xlsx'] as const) {
      const exporting = await measured(() =>
        outcomeOf(desk.call('lists.export', { kind: 'customers', format, language: 'zh' })),
      )
      figures[`export_${format}`] = `${exporting.value}, ${exporting.ms} ms, ${exporting.memory_mb} MB of memory`
    }

    const backup = await measured(() => desk.call('backups.create', { folder: out }))
    const path = join(out, String(backup.value['name']))
    Object.assign(figures, {
      backup_ms: backup.ms,
      backup_memory_mb: backup.memory_mb,
      backup_mb: megabytes(statSync(path).size),
    })
    await desk.leave()

    const other = benchArchive(there)
    await other.call('access.state', {})
    const restore = await measured(() =>
      outcomeOf(
        other.call('backups.restore', {
          path,
          recoveryCode,
          administrator: { signInName: administrator.signInName, password },
        }),
      ),
    )
    Object.assign(figures, { restore: restore.value, restore_ms: restore.ms, restore_memory_mb: restore.memory_mb })
    await other.leave()
    return figures
  }
