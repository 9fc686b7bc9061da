/** The pointer file: which generation of the archive is the current one. Renaming over it is the only switch there is. */
import { join } from 'node:path'
import type { Files } from './files'

/** Stands in the archive's folder as soon as an archive was finished there. */
export const pointerFile = (folder: string): string => join(folder, 'archive.pointer')

export const archiveName = (generation: number): string => `archive-${generation}.db`

/** The archive that a restore put aside, and when. */
export type Replaced = { generation: number; at: string }
export type Pointer = { current: number; replaced: Replaced | null }

/** The current generation and the one a restore put aside for it; null where no archive was ever finished. */
export const readPointer = (files: Files, folder: string): Pointer | null => {
  const text = files.read(pointerFile(folder))?.toString('utf8') ?? ''
  const named = /^archive-([1-9]\d{0,8})\.db(?:\nreplaced archive-([1-9]\d{0,8})\.db at (\S+))?\s*$/.exec(text)
  if (!named?.[1]) return null
  return { current: Number(named[1]), replaced: named[2] ? { generation: Number(named[2]), at: named[3] ?? '' } : null }
}

/** Makes a generation the current one, durably: after a crash it is this one or the one before, never neither. */
export const switchTo = (files: Files, folder: string, generation: number, replaced: Replaced | null = null): void => {
  const second = replaced === null ? '' : `replaced ${archiveName(replaced.generation)} at ${replaced.at}\n`
  files.writeDurably(pointerFile(folder), Buffer.from(`${archiveName(generation)}\n${second}`))
}

/** A generation number that no file uses yet. */
export const nextGeneration = (files: Files, folder: string): number =>
  1 +
  Math.max(
    readPointer(files, folder)?.current ?? 0,
    ...files.list(folder).map(name => Number(/^(?:archive|keys)-(\d+)\.(?:db|json)/.exec(name)?.[1] ?? 0)),
  )
