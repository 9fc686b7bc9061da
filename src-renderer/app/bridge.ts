/** The page's only way to the archive: hooks over window.api, typed by the contract. */
import { hashKey, keepPreviousData, QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import type { DeskApi, DeskContract } from '../../src-main/contract'
import type { Call, Outcome, Params } from '../../src-main/contract/call'

declare global {
  interface Window {
    readonly api: DeskApi
  }
}

export type CallName = {
  [F in keyof DeskContract]: `${F}.${Extract<keyof DeskContract[F], string>}`
}[keyof DeskContract]

type CallOf<Name extends CallName> = Name extends `${infer F}.${infer N}`
  ? F extends keyof DeskContract
    ? N extends keyof DeskContract[F]
      ? DeskContract[F][N]
      : never
    : never
  : never
export type InputOf<Name extends CallName> = CallOf<Name> extends Call<string, infer I> ? z.input<I> : never
export type OutputOf<Name extends CallName> =
  CallOf<Name> extends Call<string, z.ZodType, infer O> ? z.output<O> : never
export type ProgressOf<Name extends CallName> =
  CallOf<Name> extends Call<string, z.ZodType, z.ZodType, infer P> ? z.output<P> : never

export type Refusal = { code: string; params: Params }

/** A refusal on its way through TanStack Query, which knows only errors. */
class ReadRefused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code)
  }
}

/** Makes one call. The answer has been checked against the contract on the other side. */
export const ask = <Name extends CallName>(
  name: Name,
  input: InputOf<Name>,
  job?: string,
): Promise<Outcome<OutputOf<Name>>> => {
  const [feature = '', member = ''] = name.split('.')
  const calls = Reflect.get(window.api, feature) as Record<
    string,
    (input: unknown, job?: string) => Promise<Outcome<OutputOf<Name>>>
  >
  const call = calls[member]
  return call ? call(input, job) : Promise.resolve({ ok: false, code: 'core.unknownCall', params: {} })
}

/** The network being down must never pause a call: nothing here needs it. */
export const makeQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })

/** One read as TanStack Query knows it, however its answer comes. */
const readOf = <Name extends CallName>(
  name: Name,
  input: InputOf<Name>,
  answer: () => Promise<Outcome<OutputOf<Name>>>,
) => ({
  queryKey: [...name.split('.'), input],
  queryFn: async () => {
    const outcome = await answer()
    if (!outcome.ok) throw new ReadRefused(outcome)
    return outcome.value
  },
})

/** Hands over an answer that was asked for before there was a screen; whoever reads the same waits for it. Resolves when it is there. */
export const readAhead = <Name extends CallName>(
  queries: QueryClient,
  name: Name,
  input: InputOf<Name>,
  answer: Promise<Outcome<OutputOf<Name>>>,
): Promise<unknown> =>
  // A refusal is kept for whoever reads it.
  queries.query(readOf(name, input, () => answer)).catch(() => undefined)

const refusalOf = (error: unknown): Refusal | null =>
  error instanceof ReadRefused ? error.refusal : error ? { code: 'core.unexpected', params: { log: '' } } : null

/** Reads, and reads again whenever a write touched the feature. The page before stays while the next one comes. */
export const useRead = <Name extends CallName>(
  name: Name,
  input: InputOf<Name>,
  /**
   * `every`: milliseconds after which what hangs on the clock is read anew. `outside`: what lies outside the archive changes
   * without a word, so it is read anew whenever it is shown.
   */
  options: { enabled?: boolean; every?: number; outside?: boolean } = {},
) => {
  const query = useQuery({
    ...readOf(name, input, () => ask(name, input)),
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
    refetchInterval: options.every ?? false,
    ...(options.outside ? { gcTime: 0 } : {}),
  })
  return {
    value: query.data,
    /** When the value came, by this PC's own clock in milliseconds. */
    cameAt: query.dataUpdatedAt,
    /** The value is still the answer to what was asked before. */
    stale: query.isPlaceholderData,
    refusal: refusalOf(query.error),
    /** Nothing to show yet. */
    waiting: query.isPending && query.fetchStatus !== 'idle',
    refetch: query.refetch,
  }
}

/** Writes. A refusal is an answer, not an exception; the last one is kept for showing. */
export const useWrite = <Name extends CallName>(name: Name) => {
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const mutation = useMutation({ mutationFn: (input: InputOf<Name>) => ask(name, input) })
  const { mutateAsync } = mutation
  const pending = useRef<{ input: InputOf<Name>; answer: Promise<Outcome<OutputOf<Name>>> } | null>(null)
  const run = useCallback(
    (input: InputOf<Name>): Promise<Outcome<OutputOf<Name>>> => {
      // Struck twice before the page could say that it is busy, it is meant once.
      if (pending.current && hashKey([pending.current.input]) === hashKey([input])) return pending.current.answer
      const answer = mutateAsync(input)
        .then(outcome => {
          setRefusal(outcome.ok ? null : outcome)
          return outcome
        })
        .finally(() => {
          if (pending.current?.answer === answer) pending.current = null
        })
      pending.current = { input, answer }
      return answer
    },
    [mutateAsync],
  )
  return {
    run,
    running: mutation.isPending,
    refusal,
    clear: () => {
      setRefusal(null)
    },
  }
}

/** Runs long work: its progress, its end, and a way to stop it. */
export const useJob = <Name extends CallName>(name: Name) => {
  const [progress, setProgress] = useState<ProgressOf<Name> | null>(null)
  const [running, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const job = useRef('')
  useEffect(
    () =>
      window.api.desk.subscribe(event => {
        if (event.type === 'progress' && event.job === job.current) setProgress(event.value as ProgressOf<Name>)
      }),
    [],
  )
  const run = useCallback(
    async (input: InputOf<Name>): Promise<Outcome<OutputOf<Name>>> => {
      job.current = crypto.randomUUID()
      setProgress(null)
      setRefusal(null)
      setRunning(true)
      const outcome = await ask(name, input, job.current)
      setRunning(false)
      if (!outcome.ok) setRefusal(outcome)
      return outcome
    },
    [name],
  )
  const cancel = useCallback(() => {
    void window.api.desk.cancel(job.current)
  }, [])
  return {
    run,
    cancel,
    running,
    progress,
    refusal,
    clear: () => {
      setRefusal(null)
    },
  }
}

/** Keeps the queries in step with what the archive announces. */
export const useAnnouncements = (): void => {
  const queries = useQueryClient()
  useEffect(
    () =>
      window.api.desk.subscribe(event => {
        if (event.type === 'touched') {
          // Names and sums of one feature stand in the answers of others: what nobody shows now is read anew when it is shown next.
          void queries.invalidateQueries({ refetchType: 'none' })
          // What the day adds up to hangs on every feature.
          for (const feature of new Set([...event.features, 'briefing']))
            void queries.invalidateQueries({ queryKey: [feature] })
        }
        // Another person, another archive, or another day: nothing read before holds.
        if (event.type === 'openedBackup') void queries.invalidateQueries({ queryKey: ['system', 'openedBackup'] })
        if (event.type === 'session' || event.type === 'clock') void queries.invalidateQueries()
      }),
    [queries],
  )
}
