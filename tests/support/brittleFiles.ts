/** The file port, watched: every step that changes a disk has a name, and a test decides what becomes of it. */
import { writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Files } from '../../src-main/archive/files'

/** `half` leaves what a power cut in the middle would: a temporary file with half of its bytes. */
export type Step = { name: string; moment: 'before' | 'after'; half: () => void }

/** Calls `onStep` before and after every change; it may throw, or end the process. */
export const watchedFiles = (files: Files, onStep: (step: Step) => void): Files => {
  const nothing = (): void => undefined
  const watch = <T>(verb: string, path: string, work: () => T, half = nothing): T => {
    const name = `${verb} ${basename(path).replace(/\d+/g, 'n')}`
    onStep({ name, moment: 'before', half })
    const value = work()
    onStep({ name, moment: 'after', half: nothing })
    return value
  }
  return {
    ...files,
    writeDurably: (path, bytes) => {
      watch(
        'write',
        path,
        () => {
          files.writeDurably(path, bytes)
        },
        () => {
          writeFileSync(`${path}.writing`, bytes.subarray(0, bytes.length >> 1))
        },
      )
    },
    copyDurably: (from, to) => {
      watch(
        'copy',
        to,
        () => {
          files.copyDurably(from, to)
        },
        () => {
          writeFileSync(`${to}.writing`, 'half')
        },
      )
    },
    rename: (from, to) => {
      watch('rename', to, () => {
        files.rename(from, to)
      })
    },
    remove: path => {
      watch('remove', path, () => {
        files.remove(path)
      })
    },
    sync: path => watch('sync', path, () => files.sync(path)),
  }
}

export type Mishap = 'full' | 'readOnly' | 'cutBefore' | 'cutHalf' | 'cutAfter'

const systemError = (code: string): Error => Object.assign(new Error(code), { code })

/** Lets the n-th change go wrong. After a power cut nothing works any more; `happened` says whether it came to that. */
export const brittleFiles = (files: Files, at: number, mishap: Mishap) => {
  let count = 0
  let happened = false
  let dead = false
  const fail = (code: string): never => {
    happened = true
    dead = mishap.startsWith('cut')
    throw systemError(code)
  }
  const port = watchedFiles(files, ({ moment, half }) => {
    if (dead) throw systemError('EIO')
    if (moment === 'before') count += 1
    if (count < at || (happened && count > at)) return
    if (mishap === 'full' && moment === 'before') fail('ENOSPC')
    if (mishap === 'readOnly' && moment === 'before') fail('EROFS')
    if (mishap === 'cutBefore' && moment === 'before') fail('EIO')
    if (mishap === 'cutHalf' && moment === 'before') {
      half()
      fail('EIO')
    }
    if (mishap === 'cutAfter' && moment === 'after') fail('EIO')
  })
  return { port, happened: () => happened }
}
