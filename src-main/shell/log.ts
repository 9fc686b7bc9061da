/** The program's log: codes, ids and places, never a value a person typed. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import log from 'electron-log/main'
import type { Fault } from '../archive/client'

export type Log = { fault: (fault: Fault) => void; unexpected: (call: string, error: unknown) => string }

/** One file, turned over at 1 MB. */
export const openLog = (folder: string): Log => {
  log.transports.console.level = false
  log.transports.ipc.level = false
  log.transports.file.resolvePathFn = () => join(folder, 'desk.log')
  const fault = ({ log: id, call, kind, frames }: Fault): void => {
    log.error(id, call, kind, frames.join(' | '))
  }
  return {
    fault,
    unexpected: (call, error) => {
      const id = randomUUID().slice(0, 8)
      const kind = error instanceof Error ? error.name : typeof error
      const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line)) : []
      fault({ log: id, call, kind, frames: frames.slice(0, 12) })
      return id
    },
  }
}
