/** The vocabulary of the contract: how a call is declared, what it answers, and how it is refused. */
import { z } from 'zod'

/** From least to most: each role may do what the ones before it may. The auditor reads everything and writes nothing. */
export const roles = ['auditor', 'clerk', 'keeper', 'manager', 'administrator'] as const
export type Role = (typeof roles)[number]

/** Who may call: `open` is answered before anyone has signed in. */
export type Need = Role | 'open'

type Options = {
  role?: Need
  /** Also answered while the screen is locked. */
  whileLocked?: boolean
  /** Further features whose records this write changes; their screens refetch too. */
  touches?: readonly string[]
  /** Keeps no journal row: for half-typed forms, which are no records. */
  quiet?: boolean
}

export type Call<
  Kind extends string = string,
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Progress extends z.ZodType = z.ZodType,
> = {
  kind: Kind
  input: Input
  output: Output
  progress: Progress
  role: Need
  whileLocked: boolean
  touches: readonly string[]
  quiet: boolean
  /** A job that runs in a second worker, on its own read-only connection. */
  aside: boolean
}

const declare = <K extends string, I extends z.ZodType, O extends z.ZodType, P extends z.ZodType>(
  kind: K,
  input: I,
  output: O,
  progress: P,
  options: Options & { aside?: boolean },
  role: Need,
): Call<K, I, O, P> => ({
  kind,
  input,
  output,
  progress,
  role: options.role ?? role,
  whileLocked: options.whileLocked ?? false,
  touches: options.touches ?? [],
  quiet: options.quiet ?? false,
  aside: options.aside ?? false,
})

/** A question: changes nothing. Anyone signed in may ask unless `role` says otherwise. */
export const read = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O, options: Options = {}) =>
  declare('read', input, output, z.never(), options, 'auditor')

/** A change: one transaction with its journal row. */
export const write = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O, options: Options = {}) =>
  declare('write', input, output, z.never(), options, 'clerk')

/** Long or asynchronous work that reports progress and can be cancelled. It opens its own transactions. */
export const job = <I extends z.ZodType, P extends z.ZodType, O extends z.ZodType>(
  input: I,
  progress: P,
  output: O,
  options: Options & { aside?: boolean } = {},
) => declare('job', input, output, progress, options, 'clerk')

/** Work that needs Electron (dialogs, printing, network): handled in shell/, authorised by the worker first. */
export const desktop = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O, options: Options = {}) =>
  declare('desktop', input, output, z.never(), options, 'auditor')

export type Feature = Record<string, Call>
export type Contract = Record<string, Feature>

export type Params = Record<string, string | number>

/** What every call answers. `code` is `<feature>.<name>`; its text stands at `<feature>:refusal.<name>` in the locales. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; code: string; params: Params }

/** A refusal with a reason a person can act on. Thrown by rules and services, answered as an outcome. */
export class Refused extends Error {
  constructor(
    readonly code: `${string}.${string}`,
    readonly params: Params = {},
  ) {
    super(code)
    this.name = 'Refused'
  }
}

export type Actor = { id: string; name: string; role: Role }
/** Who asks before anybody has signed in. */
export const nobody: Actor = { id: 'nobody', name: '', role: 'auditor' }

/** What a handler knows about the call it answers. */
export type CallContext = {
  actor: Actor
  /** The call's UTC instant with milliseconds. */
  at: string
  /** Names further entities in the call's journal row, beside the `id` of its input and answer. */
  touch: (...ids: string[]) => void
}

export type JobContext<Progress> = CallContext & {
  progress: (value: Progress) => void
  /** Lets other calls in; throws Refused('core.cancelled') when the person has cancelled. Call at least every 20 ms. */
  breathe: () => Promise<void>
  /** One journalled transaction. `input` replaces the call's input in the journal (hashes and counts of an import). */
  write: <T>(work: (touch: (...ids: string[]) => void) => T, input?: unknown) => T
}

type Answer<C> =
  C extends Call<'job', infer I, infer O, infer P>
    ? (input: z.output<I>, context: JobContext<z.input<P>>) => Promise<z.input<O>>
    : C extends Call<string, infer I, infer O>
      ? (input: z.output<I>, context: CallContext) => z.input<O>
      : never

/** The handlers of a feature's calls in the worker: everything but `desktop`. */
export type Handlers<F extends Feature> = {
  [Name in keyof F as F[Name] extends Call<'desktop'> ? never : Name]: Answer<F[Name]>
}

/** Shapes that every feature uses. */
export const id = z.uuid()
export const instant = z.iso.datetime({ precision: 3 })
export const day = z.iso.date()
export const version = z.int().min(1)
/** Half a character cannot be stored as it was typed, so that what was kept would differ from what was checked. */
const wellFormed = z.string().refine(written => written.isWellFormed())
export const text = (longest: number) => wellFormed.trim().max(longest)
export const required = (longest: number) => wellFormed.trim().min(1).max(longest)
export const nothing = z.strictObject({})
/** One page of a list: rows from `offset`, and how many there are in all. */
export const pageOf = <T extends z.ZodType>(row: T) => z.strictObject({ rows: z.array(row), total: z.int().min(0) })
export const paging = { offset: z.int().min(0).max(10_000_000), limit: z.int().min(1).max(200) }
