/** The desk in the worker's thread: what it asks of main goes out as messages, and main's answers come back in. */
import { randomUUID } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import { makeClock } from './archive/clock'
import type { Seal } from './archive/keys'
import type { AsideWorkerData, DeskWorkerData, FromAside, FromWorker, ToWorker } from './archive/messages'
import type { Outcome } from './contract/call'
import { Refused } from './contract/call'
import type { AsideJob } from './contract/wire'
import { openDesk } from './features/desk'
import { failures } from './features/messages/contract'
import type { Failure } from './features/messages/contract'
import type { Deliver } from './features/messages/service'
import type { Vault } from './features/vault'
import type { FetchWeather } from './features/weather/service'
import { fetchAnswer } from './features/weather/sources.rules'
import { besideDesk } from './archive.further'
import { placeOf, surroundingsOf } from './archive.surroundings'

/** `sealAvailable`: whether the operating system's key store seals key slots here; `workerFile`: the entry that also runs a job aside and what a further thread does. */
export const runDesk = (
  data: DeskWorkerData,
  sealAvailable: boolean,
  port: MessagePort,
  vault: Vault,
  workerFile: string,
) => {
  const say = (message: FromWorker): void => {
    port.postMessage(message)
  }
  const jobs = new Map<string, { cancelled: boolean }>()
  const sealing = new Map<number, (bytes: Uint8Array | null) => void>()
  let nextSeal = 0
  const askSeal = (verb: 'seal' | 'unseal', bytes: Buffer): Promise<Uint8Array | null> =>
    new Promise(resolve => {
      nextSeal += 1
      sealing.set(nextSeal, resolve)
      say({ type: 'seal', id: nextSeal, verb, bytes })
    })
  const seal: Seal = {
    available: sealAvailable,
    seal: async bytes => {
      const sealed = await askSeal('seal', bytes)
      if (!sealed) throw new Error('the key store refused to seal')
      return Buffer.from(sealed)
    },
    unseal: async bytes => {
      const plain = await askSeal('unseal', bytes)
      return plain && Buffer.from(plain)
    },
  }
  const leaving = new Map<number, (failure: Failure | null) => void>()
  let nextLeaving = 0
  const deliver: Deliver = (settings, message) =>
    new Promise(resolve => {
      nextLeaving += 1
      leaving.set(nextLeaving, resolve)
      say({ type: 'deliver', id: nextLeaving, settings, message })
    })
  const asking = new Map<number, (answer: unknown) => void>()
  let nextAsking = 0
  const fetchWeather: FetchWeather = async (...asked) => {
    const answer = await new Promise(resolve => {
      nextAsking += 1
      asking.set(nextAsking, resolve)
      say({ type: 'askWeather', id: nextAsking, asked })
    })
    return fetchAnswer.parse(answer)
  }
  const fault = (call: string, place: { kind: string; frames: string[] }): string => {
    const log = randomUUID().slice(0, 8)
    say({ type: 'fault', log, call, ...place })
    return log
  }

  const aside = (
    archive: { file: string; key: Buffer },
    { name, input, actor, control: job }: AsideJob,
  ): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const asideData: AsideWorkerData = { ...data, mode: 'aside', ...archive, name, input, actor }
      const worker = new Worker(workerFile, { workerData: asideData, resourceLimits: besideDesk })
      const watch = setInterval(() => {
        if (job.cancelled()) worker.postMessage('cancel')
      }, 100)
      worker.on('message', (message: FromAside) => {
        if (message.type === 'progress') job.progress(message.value)
        else settle(message.outcome, message)
      })
      worker.on('error', reject)
      worker.on('exit', () => {
        clearInterval(watch)
        reject(new Refused('core.archiveStopped'))
      })
      const settle = (outcome: Outcome<unknown>, place: { kind?: string; frames?: string[] }): void => {
        if (outcome.ok) resolve(outcome.value)
        else if (outcome.code === 'core.unexpected')
          reject(
            new Refused('core.unexpected', {
              log: fault(name, { kind: place.kind ?? '', frames: place.frames ?? [] }),
            }),
          )
        else reject(new Refused(outcome.code as `${string}.${string}`, outcome.params))
      }
    })

  const desk = openDesk({
    ...surroundingsOf(data, makeClock(data.clockFile), workerFile, { deliver, fetchWeather }),
    seal,
    announce: event => {
      say({ type: 'event', event })
    },
    unexpected: (call, error) => fault(call, placeOf(error)),
    checkOutput: data.checkOutput,
    aside,
    vault,
  })
  // A test's clock is looked at often, so that a test need not wait.
  setInterval(desk.tick, data.clockFile ? 300 : 30_000).unref()

  const answer = async ({ id, name, input, job }: Extract<ToWorker, { type: 'call' }>): Promise<void> => {
    const state = { cancelled: false }
    if (job) jobs.set(job, state)
    const outcome = await desk.call(name, input, {
      progress: value => {
        if (job) say({ type: 'event', event: { type: 'progress', job, value } })
      },
      cancelled: () => state.cancelled,
    })
    if (job) jobs.delete(job)
    say({ type: 'answer', id, outcome })
  }

  return {
    leave: desk.leave,
    hear: (message: Exclude<ToWorker, { type: 'leave' | 'sealing' }>): void => {
      if (message.type === 'call') void answer(message)
      else if (message.type === 'authorise')
        say({ type: 'answer', id: message.id, outcome: desk.authorise(message.name) })
      else if (message.type === 'cancel') {
        const job = jobs.get(message.job)
        if (job) job.cancelled = true
      } else if (message.type === 'sealed') {
        sealing.get(message.id)?.(message.bytes)
        sealing.delete(message.id)
      } else if (message.type === 'delivered') {
        const { failure } = message
        leaving.get(message.id)?.(failure === null ? null : (failures.find(known => known === failure) ?? 'unexpected'))
        leaving.delete(message.id)
      } else {
        asking.get(message.id)?.(message.answer)
        asking.delete(message.id)
      }
    },
  }
}
