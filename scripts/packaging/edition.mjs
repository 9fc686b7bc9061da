// Which edition is packaged: the real one around the official Electron, or a test build around whatever is at hand.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../project.mjs'

/**
 * @typedef {object} Edition
 * @property {boolean} testBuild wraps an Electron that is not the pinned one, and is never given to an office
 * @property {string} version
 * @property {string} productName names the window, the data folder and the entry in the list of programs
 * @property {string} electronFolder
 * @property {string} electronVersion
 * @property {string | null} addon the database addon that takes the shipped one's place in a test build
 */

/** @param {string} file @returns {{ name: string, version: string, productName?: string, description?: string }} */
const manifestOf = file => JSON.parse(readFileSync(join(projectFolder, file), 'utf8'))

/** @param {NodeJS.ProcessEnv} environment as `prepare` answers it @returns {Edition} */
export function editionOf(environment) {
  const { version, productName = 'Watchpost' } = manifestOf('package.json')
  const fallback = environment['ELECTRON_OVERRIDE_DIST_PATH']
  if (fallback === undefined)
    return {
      testBuild: false,
      version,
      productName,
      electronFolder: join(projectFolder, 'node_modules/electron/dist'),
      electronVersion: manifestOf('node_modules/electron/package.json').version,
      addon: null,
    }
  const electronVersion = /electron-(\d+\.\d+\.\d+)/.exec(fallback)?.[1]
  if (electronVersion === undefined) throw new Error(`the version of the Electron in ${fallback} is not known`)
  return {
    testBuild: true,
    version: `${version}-test.${electronVersion.split('.')[0]}`,
    productName: `${productName} test build`,
    electronFolder: fallback,
    electronVersion,
    addon: environment['WATCHPOST_SQLITE_BINDING'] ?? null,
  }
}
