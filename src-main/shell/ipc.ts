/** The one channel between page and program: guards the sender, then forwards to what answers. */
import { ipcMain } from 'electron'
import type { WebContents, WebFrameMain } from 'electron'
import type { Outcome } from '../contract/call'

/** What answers the page (answers.ts). */
export type Answers = {
  call: (name: string, input: unknown, job: string | null, page: WebContents) => Promise<Outcome<unknown>>
  cancel: (job: string) => void
}

/** Whether a message comes from the top frame of one of our own pages. */
export const isOurs = (frame: WebFrameMain | null, pages: ReadonlySet<WebContents>): boolean => {
  if (!frame || frame.parent) return false
  const known = [...pages].some(page => !page.isDestroyed() && page.mainFrame === frame)
  if (!known || !URL.canParse(frame.url)) return false
  const { protocol, host } = new URL(frame.url)
  return protocol === 'app:' && host === 'desk'
}

/** `answers` is asked for with every call, and may be loaded for the first. */
export const serveCalls = (pages: ReadonlySet<WebContents>, answers: () => Promise<Answers>): void => {
  // SECURITY: only the top frame of our own pages is heard (tests/e2e/security.spec.ts, tests/e2e/outside.spec.ts).
  ipcMain.handle('call', async (event, name: unknown, input: unknown, job: unknown): Promise<Outcome<unknown>> => {
    if (!isOurs(event.senderFrame, pages)) return { ok: false, code: 'core.foreignSender', params: {} }
    if (typeof name !== 'string' || (job !== null && (typeof job !== 'string' || job.length > 60)))
      return { ok: false, code: 'core.unknownCall', params: {} }
    return (await answers()).call(name, input, job, event.sender)
  })
  ipcMain.handle('cancel', async (event, job: unknown): Promise<void> => {
    if (isOurs(event.senderFrame, pages) && typeof job === 'string') (await answers()).cancel(job)
  })
}
