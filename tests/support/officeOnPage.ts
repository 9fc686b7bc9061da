/** An office that stands, and a page that asks it as the real one does: once in a file of screen tests, before its own set-up. */
import { afterAll, beforeAll } from 'vitest'
import type { DeskApi } from '../../src-main/contract'
import { startLanguages } from '../../src-renderer/app/i18n'
import { valueOf } from './archive'
import { administrator, dataFolder, officeFields, testDesk } from './desk'

export const officeOnPage = (): ReturnType<typeof testDesk> => {
  const place = dataFolder()
  const open = testDesk(place.folder)
  beforeAll(async () => {
    Object.defineProperty(window, 'api', { value: { ...open.api } satisfies DeskApi })
    await startLanguages('zh', false)
    await import('../../src-renderer/app/texts')
    await valueOf(open.api.access.setUp({ office: officeFields, administrator, sample: false }))
  }, 30_000)
  afterAll(() => {
    void open.desk.leave()
    place.remove()
  })
  return open
}
