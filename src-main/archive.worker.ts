/** The archive worker's entry: the door over the data folder, and the desk as soon as somebody comes; one job aside; or a piece of work in a further thread. */
import { parentPort, workerData } from 'node:worker_threads'
import { makeClock } from './archive/clock'
import { diskFiles } from './archive/files'
import type { AsideWorkerData, DeskWorkerData, FromWorker, FurtherWorkerData, ToWorker } from './archive/messages'
import type { runDesk } from './archive.desk'
import { makeDoor } from './features/door'
import { makeVault } from './features/vault'

const data = workerData as DeskWorkerData | AsideWorkerData | FurtherWorkerData
if (!parentPort) throw new Error('the archive worker runs in a thread')
const port = parentPort

if (data.mode === 'desk') standAtDoor(data)
else if (data.mode === 'aside')
  void import('./archive.aside').then(({ runAside }) => {
    runAside(data, port, __filename)
  })
else void import('./archive.further').then(({ runFurther }) => runFurther(data, port))

function standAtDoor(data: DeskWorkerData): void {
  const vault = makeVault(data.folder, diskFiles)
  let sealing = false
  const door = makeDoor({ vault, sealing: () => sealing, now: makeClock(data.clockFile) })
  // The desk is most of the program: it is loaded for somebody, so that sign-in is there at once.
  let desk: Promise<ReturnType<typeof runDesk>> | null = null
  const say = (message: FromWorker): void => {
    port.postMessage(message)
  }
  port.on('message', (message: ToWorker) => {
    if (message.type === 'sealing') {
      sealing = message.available
      return
    }
    if (message.type === 'leave') {
      void Promise.resolve(desk)
        .then(opened => (opened ? opened.leave() : vault.leave()))
        .finally(() => {
          port.close()
        })
      return
    }
    const known = !desk && (message.type === 'call' || message.type === 'authorise') && door.answer(message)
    if (known) say({ type: 'answer', id: message.id, outcome: known })
    else {
      desk ??= import('./archive.desk').then(({ runDesk: run }) => run(data, sealing, port, vault, __filename))
      void desk.then(opened => {
        opened.hear(message)
      })
    }
  })
}
