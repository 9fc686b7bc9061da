/** Main's side of the archive worker: calls go out, answers and events come back, nothing blocks. */
import { Worker } from 'node:worker_threads'
import type { Outcome } from '../contract/call'
import type { DeskEvent } from '../contract/api'
import type { Seal } from './keys'
import type { DeskWorkerData, FromWorker, ToWorker, Outgoing } from './messages'

export type ArchiveClient = {
  call: (name: string, input: unknown, job: string | null) => Promise<Outcome<unknown>>
  /** Whether the person at the desk may make a call that main answers itself. */
  authorise: (name: string) => Promise<Outcome<unknown>>
  cancel: (job: string) => void
  /** Closes the archive, gives its folder back and goes on over another folder. */
  moveTo: (folder: string) => void
  /** Closes the archive, gives its folder back and ends the worker. */
  leave: () => Promise<void>
}

export type Fault = { log: string; call: string; kind: string; frames: string[] }

/** What main does for the archive, and what hears it. */
export type Attendant = {
  seal: Seal
  /** Sends a message; null when it was taken, else why not. */
  deliver: (settings: unknown, message: Outgoing) => Promise<string | null>
  /** Asks a weather service; what it is given and answers is for the weather feature to read. */
  fetchWeather: (asked: readonly unknown[]) => Promise<unknown>
  onEvent: (event: DeskEvent) => void
  onFault: (fault: Fault) => void
}

type Options = Omit<DeskWorkerData, 'mode'> & { workerFile: string }

/** A worker that ended before it had said anything is not begun again at once: it would do nothing but end. Milliseconds. */
const pause = 5_000

const stopped: Outcome<never> = { ok: false, code: 'core.archiveStopped', params: {} }

/** Starts the worker, which loads while the program gets ready; once somebody attends it, it can be called. */
export const startArchive = ({
  workerFile,
  ...options
}: Options): { attend: (attendant: Attendant) => ArchiveClient } => {
  const waiting = new Map<number, (outcome: Outcome<unknown>) => void>()
  let next = 0
  let leaving: (() => void) | null = null
  let attendant: Attendant | null = null
  /** Null while none runs. */
  let worker: Worker | null = start()

  function start(): Worker {
    const data: DeskWorkerData = { mode: 'desk', ...options }
    const started = new Worker(workerFile, { workerData: data })
    let heard = false
    started.on('message', (message: FromWorker) => {
      heard = true
      // It says nothing before it is asked, and nobody asks before somebody attends it.
      if (attendant) void hear(message, attendant)
    })
    started.on('error', (error: unknown) => {
      attendant?.onFault({
        log: 'worker',
        call: '',
        kind: error instanceof Error ? error.name : typeof error,
        frames: [],
      })
    })
    started.on('exit', () => {
      for (const answer of waiting.values()) answer(stopped)
      waiting.clear()
      worker = null
      if (heard) startAgain()
      else setTimeout(startAgain, pause).unref()
      leaving?.()
    })
    return started
  }

  function startAgain(): void {
    if (leaving) return
    worker = start()
    tellSealing()
    attendant?.onEvent({ type: 'session', state: 'closed' })
  }

  async function hear(
    message: FromWorker,
    { seal, deliver, fetchWeather, onEvent, onFault }: Attendant,
  ): Promise<void> {
    if (message.type === 'answer') {
      waiting.get(message.id)?.(message.outcome)
      waiting.delete(message.id)
    } else if (message.type === 'event') onEvent(message.event)
    else if (message.type === 'seal') {
      const bytes = await seal[message.verb](Buffer.from(message.bytes)).catch(() => null)
      say({ type: 'sealed', id: message.id, bytes })
    } else if (message.type === 'deliver') {
      const failure = await deliver(message.settings, message.message).catch(() => 'unexpected')
      say({ type: 'delivered', id: message.id, failure })
    } else if (message.type === 'askWeather') {
      const answer = await fetchWeather(message.asked).catch(() => ({ ok: false, failure: 'unreachable' }))
      say({ type: 'weather', id: message.id, answer })
    } else if (message.type === 'fault') onFault(message)
  }

  function say(message: ToWorker): void {
    worker?.postMessage(message)
  }

  function tellSealing(): void {
    if (attendant) say({ type: 'sealing', available: attendant.seal.available })
  }

  const ask = (message: (id: number) => ToWorker): Promise<Outcome<unknown>> =>
    new Promise(resolve => {
      if (!worker) {
        resolve(stopped)
        return
      }
      next += 1
      waiting.set(next, resolve)
      try {
        say(message(next))
      } catch {
        // The input cannot be copied between threads: a function, a proxy.
        waiting.delete(next)
        resolve({ ok: false, code: 'core.invalidInput', params: { path: '', reason: 'uncopyable' } })
      }
    })

  const client: ArchiveClient = {
    call: (name, input, job) => ask(id => ({ type: 'call', id, name, input, job })),
    authorise: name => ask(id => ({ type: 'authorise', id, name })),
    cancel: job => {
      say({ type: 'cancel', job })
    },
    moveTo: folder => {
      options.folder = folder
      say({ type: 'leave' })
    },
    leave: () =>
      new Promise(resolve => {
        leaving = resolve
        if (worker) say({ type: 'leave' })
        else resolve()
      }),
  }
  return {
    attend: (by: Attendant): ArchiveClient => {
      attendant = by
      tellSealing()
      return client
    },
  }
}
