/** Answers the page's calls: with the archive's answer, or with that of shell/'s own handlers. */
import type { WebContents } from 'electron'
import { z } from 'zod'
import type { ArchiveClient } from '../archive/client'
import { diskRefusal } from '../archive/files'
import type { Actor, Call, Outcome } from '../contract/call'
import { nobody, Refused } from '../contract/call'
import { findCall, parseInput } from '../contract/wire'
import { paper } from '../features/paper/contract'
import { system } from '../features/system/contract'
import { updates } from '../features/updates/contract'
import type { Answers } from './ipc'

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

export const makeAnswers = (
  archive: ArchiveClient,
  handlers: Record<string, Record<string, unknown>>,
  unexpected: (call: string, error: unknown) => string,
): Answers => {
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
      const refusal = error instanceof Refused ? error : diskRefusal(error)
      if (refusal) return { ok: false, code: refusal.code, params: refusal.params }
      return { ok: false, code: 'core.unexpected', params: { log: unexpected(name, error) } }
    }
  }

  return {
    call: (name, input, job, page) => {
      const call = findCall(desktopContract, name)
      return call?.kind === 'desktop' ? answer(name, call, input, page) : archive.call(name, input, job)
    },
    cancel: archive.cancel,
  }
}
