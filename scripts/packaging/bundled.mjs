// Writes down which packages a build takes its code from, as the bundler itself saw it: what ships is licensed by that list.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { outFolder } from '../project.mjs'

export const bundledFolder = join(outFolder, 'bundled')

/** `…/node_modules/a/node_modules/@b/c/index.js?raw` belongs to `node_modules/a/node_modules/@b/c`. @param {string} id */
export function packageOf(id) {
  const path = id.replaceAll('\\', '/')
  const found = /(?:^|\/)(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(path)
  return found?.[1]
}

/**
 * @param {'main' | 'preload' | 'renderer'} part
 * @returns {import('vite').Plugin}
 */
export function recordBundled(part) {
  return {
    name: 'record-bundled-packages',
    apply: 'build',
    generateBundle() {
      const packages = new Set([...this.getModuleIds()].map(packageOf).filter(folder => folder !== undefined))
      // The bundler adds a few lines of its own to join the modules.
      packages.add('node_modules/vite').add('node_modules/rolldown')
      mkdirSync(bundledFolder, { recursive: true })
      writeFileSync(join(bundledFolder, `${part}.json`), `${JSON.stringify([...packages].sort(), null, 2)}\n`)
    },
  }
}
