/** The wire of the contract: the API's type, and the dispatch that parses, authorises and answers every call. */
import type { z } from 'zod'
import type { Actor, Call, CallContext, Contract, JobContext, Outcome, Params } from './call'
import type { DeskEvent } from './api'
import { Refused } from './call'

type ApiCall<C> =
  C extends Call<string, infer I, infer O> ? (input: z.input<I>, job?: string) => Promise<Outcome<z.output<O>>> : never

export type Api<C extends Contract> = {
  [F in keyof C]: { [N in keyof C[F]]: ApiCall<C[F][N]> }
} & {
  desk: { cancel: (job: string) => Promise<void>; subscribe: (listener: (event: DeskEvent) => void) => () => void }
}

/** All call names of a contract as `feature.call`. */
export const callNames = (contract: Contract): string[] =>
  Object.entries(contract).flatMap(([feature, calls]) => Object.keys(calls).map(call => `${feature}.${call}`))

/** Finds a call by name. Only own properties count: `constructor.name` and `__proto__.x` are unknown calls. */
export const findCall = (contract: Contract, name: string): Call | null => {
  const [feature = '', call = '', ...rest] = name.split('.')
  if (rest.length > 0 || !Object.hasOwn(contract, feature)) return null
  const calls = contract[feature]
  return calls && Object.hasOwn(calls, call) ? (calls[call] ?? null) : null
}

/** Parses a call's input; refuses with the path of the first fault, never with the value. */
export const parseInput = (call: Call, input: unknown): unknown => {
  const parsed = call.input.safeParse(input)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new Refused('core.invalidInput', { path: issue?.path.map(String).join('.') ?? '', reason: issue?.code ?? '' })
}

type AnyHandler = (input: unknown, context: CallContext & Partial<JobContext<unknown>>) => unknown

export type Environment = {
  now: () => string
  /** Answers who calls, or throws Refused. */
  authorise: (call: Call) => Actor
  /** Runs one write as a transaction with its journal row, and announces what it touched. */
  transaction: <T>(name: string, actor: Actor, input: unknown, work: (touch: CallContext['touch']) => T) => T
  /** Runs a job that goes aside; absent in the second worker itself. `here` runs it in this thread. */
  aside?: (asked: AsideJob, context: JobContext<unknown>, here: () => unknown) => Promise<unknown>
  /** What the disk refuses, as a refusal; null for any other error. */
  diskRefusal: (error: unknown) => Refused | null
  /** Notes an unforeseen fault without values and answers its log id. */
  unexpected: (name: string, error: unknown) => string
  /** Tests and development also parse what is answered. */
  checkOutput: boolean
}

export type AsideJob = { name: string; input: unknown; actor: Actor; control: JobControl }

export type JobControl = { progress: (value: unknown) => void; cancelled: () => boolean }

const outcomeOf = (error: unknown, name: string, call: Call | null, environment: Environment): Outcome<never> => {
  // A question writes nothing: what a disk does to it is no refused write.
  const refusal = error instanceof Refused || call?.kind === 'read' ? error : environment.diskRefusal(error)
  if (refusal instanceof Refused) return { ok: false, code: refusal.code, params: refusal.params }
  return { ok: false, code: 'core.unexpected', params: { log: environment.unexpected(name, error) } satisfies Params }
}

/** Answers calls: parse, authorise, transaction, handler. Nothing is ever thrown across. */
export const dispatch =
  (contract: Contract, handlers: Record<string, Record<string, unknown>>, environment: Environment) =>
  async (name: string, input: unknown, control: JobControl): Promise<Outcome<unknown>> => {
    const call = findCall(contract, name)
    try {
      if (!call) throw new Refused('core.unknownCall')
      const parsed = parseInput(call, input)
      const actor = environment.authorise(call)
      const value = await answer(name, call, parsed, actor, control)
      return { ok: true, value: environment.checkOutput ? call.output.parse(value) : value }
    } catch (error) {
      return outcomeOf(error, name, call, environment)
    }

    function answer(name: string, call: Call, parsed: unknown, actor: Actor, control: JobControl): unknown {
      const [feature = '', member = ''] = name.split('.')
      const handler = handlers[feature]?.[member] as AnyHandler | undefined
      const context: CallContext = { actor, at: environment.now(), touch: () => undefined }
      if (call.kind === 'job') {
        const jobContext: JobContext<unknown> = {
          ...context,
          progress: control.progress,
          breathe: async () => {
            await new Promise(resolve => setImmediate(resolve))
            if (control.cancelled()) throw new Refused('core.cancelled')
          },
          write: (work, journalled) => environment.transaction(name, actor, journalled ?? parsed, work),
        }
        if (handler && call.aside && environment.aside)
          return environment.aside({ name, input: parsed, actor, control }, jobContext, () =>
            handler(parsed, jobContext),
          )
        if (handler) return handler(parsed, jobContext)
      } else if (handler && call.kind === 'read') return handler(parsed, context)
      else if (handler && call.kind === 'write')
        return environment.transaction(name, actor, parsed, touch => handler(parsed, { ...context, touch }))
      throw new Refused('core.unknownCall')
    }
  }
