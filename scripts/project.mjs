// Names the folders that every script works with, and prints the one line per step.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)))
export const outFolder = join(projectFolder, 'out')

/** What takes minutes to make and depends on versions alone; clones may share it through WATCHPOST_CACHE. */
export const cacheFolder = resolve(projectFolder, process.env['WATCHPOST_CACHE'] || '.cache')

/** @param {string} line */
export function say(line) {
  console.log(`watchpost: ${line}`)
}

/**
 * Fills a cache folder at most once. `fill` works in a folder of its own that is renamed when complete, so that
 * neither an interrupted run nor a second one at the same time leaves half a result behind.
 * @param {string} name
 * @param {(stage: string) => Promise<void> | void} fill
 */
export async function cached(name, fill) {
  const finished = join(cacheFolder, name)
  if (existsSync(finished)) return finished
  const stage = join(cacheFolder, `${name}.${process.pid}.partial`)
  rmSync(stage, { recursive: true, force: true })
  mkdirSync(stage, { recursive: true })
  try {
    await fill(stage)
    renameSync(stage, finished)
  } catch (error) {
    rmSync(stage, { recursive: true, force: true })
    if (!existsSync(finished)) throw error
  }
  return finished
}
