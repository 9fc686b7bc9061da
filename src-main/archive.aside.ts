/** One job aside, in a second worker over the same archive: its own read-only connection, nothing written, nothing sent. */
import type { MessagePort } from 'node:worker_threads'
import { makeClock } from './archive/clock'
import { diskRefusal } from './archive/files'
import type { AsideWorkerData, FromAside } from './archive/messages'
import { archiveKey, openArchive } from './archive/open'
import { contract } from './contract'
import { dispatch } from './contract/wire'
import type { JobControl } from './contract/wire'
import { joinFeatures } from './features/join'
import { placeOf, surroundingsOf } from './archive.surroundings'

/** `workerFile`: the entry that also does what a further thread does. */
export const runAside = (data: AsideWorkerData, port: MessagePort, workerFile: string): void => {
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
  const surroundings = surroundingsOf(data, now, workerFile, {
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
    diskRefusal,
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
