/** Work in a further thread; both sides of what the two threads say to each other. */
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { MessagePort, ResourceLimits } from 'node:worker_threads'
import { examineHere } from './archive/examine'
import type { Tally } from './archive/examine'
import type { FromFurther, FurtherWorkerData } from './archive/messages'
import { archiveKey } from './archive/open'
import { countTreesHere } from './archive/trees'
import { Refused } from './contract/call'
import type { Further } from './features/further'

/** A thread beside the desk's keeps what it has just made in less room: it stays for one piece of work. */
export const besideDesk: ResourceLimits = { maxYoungGenerationSizeMb: 6 }

/** A thread, what it is handed for good, and answers read out of what it says: `read` answers undefined to whatever it is not. */
const begin = (workerFile: string, workerData: FurtherWorkerData, handed: ArrayBuffer[] = []) => {
  const thread = new Worker(workerFile, { workerData, transferList: handed, resourceLimits: besideDesk })
  return {
    answer: <T>(read: (message: FromFurther) => T | undefined): Promise<T> => {
      const promise = new Promise<T>((resolve, reject) => {
        thread.on('message', (message: FromFurther) => {
          const value = read(message)
          if (value !== undefined) resolve(value)
        })
        thread.once('error', reject)
        thread.once('exit', () => {
          reject(new Refused('core.archiveStopped'))
        })
      })
      // Whoever waits for it hears of a fault; nobody may be waiting yet.
      promise.catch(() => undefined)
      return promise
    },
    stop: () => void thread.terminate(),
  }
}

/** `workerFile`: the worker's entry. */
export const furtherAside = (workerFile: string): Further => ({
  // The image is handed to the thread and back, not copied: only one of the two has it.
  examine: ({ buffer }) => {
    if (!(buffer instanceof ArrayBuffer)) throw new Error('the image is handed over whole')
    const { answer, stop } = begin(workerFile, { mode: 'examine', image: buffer }, [buffer])
    return {
      image: answer(message => (message.type === 'image' ? Buffer.from(message.image) : undefined)),
      tally: answer<Tally>(message => (message.type === 'tally' ? message.tally : undefined)),
      sound: answer(message => (message.type === 'sound' ? message.sound : undefined)),
      stop,
    }
  },
  countTrees: (file, key) => {
    const { answer } = begin(workerFile, { mode: 'countTrees', file, key: key.bytes() })
    return answer(message => (message.type === 'trees' ? message.trees : undefined))
  },
  strengthOf: (password, known) => {
    const { answer } = begin(workerFile, { mode: 'strength', password, known })
    return answer(message => (message.type === 'strength' ? message.strength : undefined))
  },
})

/** The thread's own side. A fault ends the thread, which the one that waits hears of. */
export const runFurther = async (data: FurtherWorkerData, port: MessagePort): Promise<void> => {
  const say = (message: FromFurther, handed: ArrayBuffer[] = []): void => {
    port.postMessage(message, handed)
  }
  if (data.mode === 'examine') {
    const { tally, sound } = examineHere(Buffer.from(data.image), setImmediate)
    say({ type: 'image', image: data.image }, [data.image])
    say({ type: 'tally', tally: await tally })
    say({ type: 'sound', sound: await sound })
  } else if (data.mode === 'countTrees') {
    const key = archiveKey(Buffer.from(data.key))
    say({ type: 'trees', trees: await countTreesHere(data.file, key) })
    key.forget()
  } else {
    const { strengthOf } = await import('./features/access/strength.rules')
    say({ type: 'strength', strength: strengthOf(data.password, data.known) })
  }
}
