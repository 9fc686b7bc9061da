/** The pointer file: which generation of the archive is the current one. Renaming over it is the only switch there is. */
import { join } from 'node:path'
import type { Files } from './files'

const pointerName = 'archive.pointer'

export const archiveName = (generation: number): string => `archive-${generation}.db`

/** The current generation, or null where no archive was ever finished. */
export const currentGeneration = (files: Files, folder: string): number | null => {
  const named = /^archive-([1-9]\d{0,8})\.db\s*$/.exec(files.read(join(folder, pointerName))?.toString('utf8') ?? '')
  return named?.[1] ? Number(named[1]) : null
}

/** Makes a generation the current one, durably: after a crash it is this one or the one before, never neither. */
export const switchTo = (files: Files, folder: string, generation: number): void => {
  files.writeDurably(join(folder, pointerName), Buffer.from(`${archiveName(generation)}\n`))
}

/** A generation number that no file uses yet. */
export const nextGeneration = (files: Files, folder: string): number =>
  1 + Math.max(0, ...files.list(folder).map(name => Number(/^archive-(\d+)\.db/.exec(name)?.[1] ?? 0)))
