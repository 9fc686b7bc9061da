/** The office's settings as shell/ needs them. */
import type { ArchiveClient } from '../archive/client'
import { settings } from '../features/office/contract'
import type { Settings } from '../features/office/contract'

/** Null while nobody is at the desk. */
export const officeSettings = async (archive: Pick<ArchiveClient, 'call'>): Promise<Settings | null> => {
  const answer = await archive.call('office.settings', {}, null)
  const read = settings.safeParse(answer.ok ? answer.value : null)
  return read.success ? read.data : null
}
