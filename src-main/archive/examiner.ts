/** Examines an image in a further thread, so that it is packed meanwhile; both sides of what the two say to each other. */
import { Worker } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import { Refused } from '../contract/call'
import { examineHere } from './examine'
import type { Examine, Tally } from './examine'
import type { ExamineWorkerData, FromExaminer } from './messages'

/** `workerFile`: the worker's entry. The image is shared with the thread, not copied to it: it stands in shared memory. */
export const examineAside =
  (workerFile: string): Examine =>
  image => {
    if (!(image.buffer instanceof SharedArrayBuffer)) throw new Error('the image stands in shared memory')
    const workerData: ExamineWorkerData = { mode: 'examine', image: image.buffer }
    const examiner = new Worker(workerFile, { workerData })
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

/** The thread's own side. A fault ends the thread, which the one that waits hears of. */
export const runExaminer = ({ image }: ExamineWorkerData, port: MessagePort): void => {
  const { tally, sound } = examineHere(Buffer.from(image), () => Promise.resolve())
  const say = (message: FromExaminer): void => {
    port.postMessage(message)
  }
  void tally.then(found => {
    say({ type: 'tally', tally: found })
  })
  void sound.then(found => {
    say({ type: 'sound', sound: found })
  })
}
