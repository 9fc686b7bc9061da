/** The one channel between page and program: guards the sender, then forwards to the archive or to shell/'s own handlers. */
import { ipcMain } from 'electron'
import type { WebContents, WebFrameMain } from 'electron'
import { z } from 'zod'
import type { ArchiveClient } from '../archive/client'
import type { Actor, Call, Outcome } from '../contract/call'
import { nobody, Refused } from '../contract/call'
import { findCall, parseInput } from '../contract/wire'
import { paper } from '../features/paper/contract'
import { system } from '../features/system/contract'
import { updates } from '../features/updates/contract'

/** Who asks for something that shell/ does itself. */
export type Asker = { actor: Actor; page: WebContents }

type Answer<C> =
  C extends Call<'desktop', infer I, infer O>
    ? (input: z.output<I>, asker: Asker) => z.input<O> | Promise<z.input<O>>
    : never

/** The features that Electron itself answers. The archive knows every other call, and refuses what is none. */
const desktopContract = { paper, system, updates }

/** The handlers of every `desktop` call of these features. */
export type ShellHandlers<F> = { [N in keyof F as F[N] extends Call<'desktop'> ? N : never]: Answer<F[N]> }

const actorSchema = z.custom<Actor>(
  value => z.looseObject({ id: z.string(), name: z.string(), role: z.string() }).safeParse(value).success,
)

/** Whether a message comes from the top frame of one of our own pages. */
export const isOurs = (frame: WebFrameMain | null, pages: ReadonlySet<WebContents>): boolean => {
  if (!frame || frame.parent) return false
  const known = [...pages].some(page => !page.isDestroyed() && page.mainFrame === frame)
  if (!known || !URL.canParse(frame.url)) return false
  const { protocol, host } = new URL(frame.url)
  return protocol === 'app:' && host === 'desk'
}

export const serveCalls = (
  archive: ArchiveClient,
  handlers: Record<string, Record<string, unknown>>,
  pages: ReadonlySet<WebContents>,
  unexpected: (call: string, error: unknown) => string,
): void => {
  const answer = async (name: string, call: Call, input: unknown, page: WebContents): Promise<Outcome<unknown>> => {
    // What is open to all, also behind the lock, need not wait for the archive to say so.
    const allowed: Outcome<unknown> =
      call.role === 'open' && call.whileLocked ? { ok: true, value: nobody } : await archive.authorise(name)
    if (!allowed.ok) return allowed
    const [feature = '', member = ''] = name.split('.')
    const handler = handlers[feature]?.[member] as ((input: unknown, asker: Asker) => unknown) | undefined
    if (!handler) return { ok: false, code: 'core.unknownCall', params: {} }
    try {
      const value = await handler(parseInput(call, input), { actor: actorSchema.parse(allowed.value), page })
      return { ok: true, value: call.output.parse(value) }
    } catch (error) {
      if (error instanceof Refused) return { ok: false, code: error.code, params: error.params }
      return { ok: false, code: 'core.unexpected', params: { log: unexpected(name, error) } }
    }
  }

  // SECURITY: only the top frame of our own pages is heard (tests/e2e/security.spec.ts, tests/e2e/outside.spec.ts).
  ipcMain.handle(
    'call',
    (event, name: unknown, input: unknown, job: unknown): Promise<Outcome<unknown>> | Outcome<never> => {
      if (!isOurs(event.senderFrame, pages)) return { ok: false, code: 'core.foreignSender', params: {} }
      if (typeof name !== 'string' || (job !== null && (typeof job !== 'string' || job.length > 60)))
        return { ok: false, code: 'core.unknownCall', params: {} }
      const call = findCall(desktopContract, name)
      return call?.kind === 'desktop' ? answer(name, call, input, event.sender) : archive.call(name, input, job)
    },
  )
  ipcMain.handle('cancel', (event, job: unknown): void => {
    if (isOurs(event.senderFrame, pages) && typeof job === 'string') archive.cancel(job)
  })
}
