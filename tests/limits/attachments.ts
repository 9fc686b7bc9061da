/** Thousands of attachments: filed one by one, carried in a backup as a stream, restored; and a note far too long. */
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { emptyCustomer } from '../../src-main/features/customers/rules'
import { benchArchive } from '../support/benchArchive'
import type { Try } from './measuring'
import { administrator, measured, megabytes, newOffice, outcomeOf, password, signIn, sizeOf } from './measuring'

const kilobytes = 200

export const manyAttachments =
  (count: number): Try =>
  async folder => {
    const [here, there, out] = [join(folder, 'office'), join(folder, 'other'), join(folder, 'out')]
    mkdirSync(out)
    const recoveryCode = await newOffice(here, () => undefined)
    const desk = benchArchive(here)
    await desk.call('access.signIn', signIn)
    const { id } = await desk.call('customers.add', { ...emptyCustomer, code: 'K1', name: '丰州恒力' })
    const content = new Uint8Array(kilobytes * 1024)
    const filing = await measured(async () => {
      for (let index = 0; index < count; index += 1) {
        // Each another file, so that none is kept only once.
        new DataView(content.buffer).setUint32(0, index)
        crypto.getRandomValues(content.subarray(4, 4 + 65_536))
        await desk.call('files.add', { ownerKind: 'customer', ownerId: id, name: `执照 ${index}.pdf`, content }, false)
      }
    })
    const listing = await measured(() => desk.call('files.list', { ownerKind: 'customer', ownerId: id }, false))
    const backup = await measured(() => desk.call('backups.create', { folder: out }))
    const path = join(out, String(backup.value['name']))
    await desk.leave()
    const other = benchArchive(there)
    await other.call('access.state', {})
    const restore = await measured(() =>
      other.call('backups.restore', {
        path,
        recoveryCode,
        administrator: { signInName: administrator.signInName, password },
      }),
    )
    await other.leave()
    return {
      attachments: count,
      kilobytes_each: kilobytes,
      folder_mb: megabytes(sizeOf(here)),
      filing_ms_each: Math.round((filing.ms / count) * 10) / 10,
      listing_ms: listing.ms,
      backup_ms: backup.ms,
      backup_memory_mb: backup.memory_mb,
      backup_mb: megabytes(statSync(path).size),
      restore_ms: restore.ms,
      restore_memory_mb: restore.memory_mb,
      restored_mb: megabytes(sizeOf(there)),
    }
  }

/** A note of ten million characters: refused by its size, whatever it is a note of; the entry stays as it was. */
export const longNote: Try = async folder => {
  await newOffice(folder, () => undefined)
  const desk = benchArchive(folder)
  await desk.call('access.signIn', signIn)
  const entry = { ...emptyCustomer, code: 'K1', name: '丰州恒力' }
  const { id } = await desk.call('customers.add', entry)
  const notes = '长'.repeat(10_000_000)
  const refusing = await measured(() =>
    outcomeOf(desk.call('customers.correct', { ...entry, id, version: 1, notes }, false)),
  )
  const kept = await desk.call('customers.entry', { id }, false)
  const draft = await outcomeOf(desk.call('office.keepDraft', { form: 'customer', value: { notes } }, false))
  await desk.leave()
  if (kept['notes'] !== '' || kept['version'] !== 1) throw new Error('a refused note changed its entry')
  return { refused_with: refusing.value, after_ms: refusing.ms, draft_of_it: draft }
}
