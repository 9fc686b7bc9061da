/** The archive worker's entry: one desk over the data folder, one job aside on a connection of its own, or one image examined. */
import { randomUUID } from 'node:crypto'
import { parentPort, Worker, workerData } from 'node:worker_threads'
import { v7 } from 'uuid'
import { makeClock } from './archive/clock'
import { examineHere } from './archive/examine'
import type { Examine, Tally } from './archive/examine'
import { diskFiles } from './archive/files'
import type { Seal } from './archive/keys'
import type {
  AsideWorkerData,
  DeskWorkerData,
  ExamineWorkerData,
  FromAside,
  FromExaminer,
  FromWorker,
  ToWorker,
} from './archive/messages'
import { archiveKey, openArchive } from './archive/open'
import { systemVolumes, volumesFrom } from './archive/volumes'
import { contract } from './contract'
import type { Outcome } from './contract/call'
import { Refused } from './contract/call'
import { dispatch } from './contract/wire'
import type { AsideJob, JobControl } from './contract/wire'
import { openDesk } from './features/desk'
import { joinFeatures } from './features/join'
import { failures } from './features/messages/contract'
import type { Failure } from './features/messages/contract'
import type { Deliver } from './features/messages/service'
import type { Surroundings } from './features/join'
import type { FetchWeather } from './features/weather/service'
import { fetchAnswer } from './features/weather/sources.rules'

const data = workerData as DeskWorkerData | AsideWorkerData | ExamineWorkerData
if (!parentPort) throw new Error('the archive worker runs in a thread')
const port = parentPort

// SECURITY: an error's message may hold what a person typed; only its kind and its place are kept (tests/e2e/canary.spec.ts).
const placeOf = (error: unknown): { kind: string; frames: string[] } => {
  if (!(error instanceof Error)) return { kind: typeof error, frames: [] }
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : ''
  const frames = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
  return { kind: error.name + code, frames: frames.slice(0, 12) }
}

const surroundingsOf = (
  { folder, program, volumesFile, portable }: DeskWorkerData | AsideWorkerData,
  now: () => string,
  { deliver, fetchWeather }: Pick<Surroundings, 'deliver' | 'fetchWeather'>,
): Surroundings => ({
  deliver,
  fetchWeather,
  examine: examineAside,
  dataFolder: folder,
  files: diskFiles,
  program,
  volumes: volumesFile === null ? systemVolumes : volumesFrom(volumesFile),
  portable,
  now,
  newId: v7,
  ticks: () => performance.now(),
})

if (data.mode === 'examine') runExaminer(data)
else if (data.mode === 'aside') runAside(data)
else runDesk(data)

/** Examines in a further thread; the image is shared, not copied to it. */
function examineAside(...[image]: Parameters<Examine>): ReturnType<Examine> {
  const examiner = new Worker(__filename, {
    workerData: { mode: 'examine', image: image.buffer as SharedArrayBuffer } satisfies ExamineWorkerData,
  })
  const answer = <T>(read: (message: FromExaminer) => T | undefined): Promise<T> => {
    const promise = new Promise<T>((resolve, reject) => {
      examiner.on('message', (message: FromExaminer) => {
        const value = read(message)
        if (value !== undefined) resolve(value)
      })
      examiner.once('error', reject)
      examiner.once('exit', () => {
        reject(new Refused('core.archiveStopped'))
      })
    })
    // Whoever waits for it hears of a fault; nobody may be waiting yet.
    promise.catch(() => undefined)
    return promise
  }
  return {
    tally: answer<Tally>(message => (message.type === 'tally' ? message.tally : undefined)),
    sound: answer(message => (message.type === 'sound' ? message.sound : undefined)),
    stop: () => void examiner.terminate(),
  }
}

function runExaminer({ image }: ExamineWorkerData): void {
  const { tally, sound } = examineHere(Buffer.from(image), () => Promise.resolve())
  const say = (message: FromExaminer): void => {
    port.postMessage(message)
  }
  // A fault ends this thread, which the one that waits hears of.
  void tally.then(found => {
    say({ type: 'tally', tally: found })
  })
  void sound.then(found => {
    say({ type: 'sound', sound: found })
  })
}

function runAside(data: AsideWorkerData): void {
  const say = (message: FromAside): void => {
    port.postMessage(message)
  }
  let cancelled = false
  port.on('message', () => {
    cancelled = true
  })
  const key = archiveKey(Buffer.from(data.key))
  const db = openArchive(data.file, key, { readonly: true })
  const now = makeClock(data.clockFile)
  // A job aside writes nothing and sends nothing.
  const surroundings = surroundingsOf(data, now, {
    deliver: () => Promise.resolve('unexpected'),
    fetchWeather: () => Promise.resolve({ ok: false, failure: 'unreachable' }),
  })
  let fault: { kind: string; frames: string[] } | null = null
  const answer = dispatch(contract, joinFeatures(db, surroundings).handlers, {
    now,
    authorise: () => data.actor,
    transaction: () => {
      throw new Error('a job aside writes nothing')
    },
    unexpected: (_call, error) => {
      fault = placeOf(error)
      return ''
    },
    checkOutput: false,
  })
  const control: JobControl = {
    progress: value => {
      say({ type: 'progress', value })
    },
    cancelled: () => cancelled,
  }
  void answer(data.name, data.input, control).then(outcome => {
    db.close()
    key.forget()
    say({ type: 'answer', outcome, ...fault })
    port.close()
  })
}

function runDesk(data: DeskWorkerData): void {
  const say = (message: FromWorker): void => {
    port.postMessage(message)
  }
  const jobs = new Map<string, { cancelled: boolean; aside: Worker | null }>()
  const sealing = new Map<number, (bytes: Uint8Array | null) => void>()
  let nextSeal = 0
  const askSeal = (verb: 'seal' | 'unseal', bytes: Buffer): Promise<Uint8Array | null> =>
    new Promise(resolve => {
      nextSeal += 1
      sealing.set(nextSeal, resolve)
      say({ type: 'seal', id: nextSeal, verb, bytes })
    })
  const seal: Seal = {
    available: data.sealing,
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
      const worker = new Worker(__filename, { workerData: asideData })
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
    ...surroundingsOf(data, makeClock(data.clockFile), { deliver, fetchWeather }),
    seal,
    announce: event => {
      say({ type: 'event', event })
    },
    unexpected: (call, error) => fault(call, placeOf(error)),
    checkOutput: data.checkOutput,
    aside,
  })
  // A test's clock is looked at often, so that a test need not wait.
  setInterval(desk.tick, data.clockFile ? 300 : 30_000).unref()

  port.on('message', (message: ToWorker) => {
    if (message.type === 'cancel') {
      const job = jobs.get(message.job)
      if (job) job.cancelled = true
    } else if (message.type === 'sealed') {
      sealing.get(message.id)?.(message.bytes)
      sealing.delete(message.id)
    } else if (message.type === 'delivered') {
      const { failure } = message
      leaving.get(message.id)?.(failure === null ? null : (failures.find(known => known === failure) ?? 'unexpected'))
      leaving.delete(message.id)
    } else if (message.type === 'weather') {
      asking.get(message.id)?.(message.answer)
      asking.delete(message.id)
    } else if (message.type === 'authorise') {
      say({ type: 'answer', id: message.id, outcome: desk.authorise(message.name) })
    } else if (message.type === 'leave') {
      void desk.leave().finally(() => {
        port.close()
      })
    } else void answer(message)
  })

  async function answer({ id, name, input, job }: Extract<ToWorker, { type: 'call' }>): Promise<void> {
    const state = { cancelled: false, aside: null }
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
}
