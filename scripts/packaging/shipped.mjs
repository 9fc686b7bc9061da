// Names every package whose code ships: what the bundler took in, and what is packed beside it.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../project.mjs'
import { bundledFolder } from './bundled.mjs'

/** Installed with the driver for whoever compiles it; nothing of it is packed. */
const neverPacked = ['node-addon-api']

/** @typedef {{ folder: string, name: string, version: string }} ShippedPackage */

/** @param {string} folder relative to the project @returns {ShippedPackage & { dependencies?: Record<string, string> }} */
function manifestIn(folder) {
  const { name, version, dependencies } = JSON.parse(readFileSync(join(projectFolder, folder, 'package.json'), 'utf8'))
  return { folder, name, version, dependencies }
}

/** As Node looks: beside the one who asks, then ever further up. @param {string} name @param {string} from */
function resolveFrom(name, from) {
  for (let place = from; ; place = place.slice(0, place.lastIndexOf('/node_modules/'))) {
    const nested = `${place}/node_modules/${name}`
    if (existsSync(join(projectFolder, nested, 'package.json'))) return nested
    if (!place.includes('/node_modules/')) return `node_modules/${name}`
  }
}

/** The packages packed as they are, with what they need. @returns {ShippedPackage[]} */
export function packedPackages() {
  /** @type {Map<string, ShippedPackage>} */
  const found = new Map()
  /** @param {string[]} names @param {string} from */
  const take = (names, from) => {
    for (const name of names.filter(each => !neverPacked.includes(each))) {
      const folder = resolveFrom(name, from)
      if (found.has(folder)) continue
      const { dependencies = {}, ...own } = manifestIn(folder)
      found.set(folder, own)
      take(Object.keys(dependencies), folder)
    }
  }
  const project = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'))
  take(Object.keys(project.dependencies), 'node_modules/.')
  return [...found.values()]
}

/** @returns {ShippedPackage[]} as the last build recorded them */
function bundledPackages() {
  const lists = readdirSync(bundledFolder).map(name => JSON.parse(readFileSync(join(bundledFolder, name), 'utf8')))
  if (lists.length !== 3) throw new Error('the build has not recorded all three parts')
  return [...new Set(/** @type {string[]} */ (lists.flat()))].map(folder => manifestIn(folder))
}

/** Each once, in order of its name. @returns {ShippedPackage[]} */
export function shippedPackages() {
  const all = new Map([...packedPackages(), ...bundledPackages()].map(each => [each.folder, each]))
  return [...all.values()].sort((a, b) => (a.folder < b.folder ? -1 : 1))
}
