// Looks at an unpacked package from outside: what lies in it, what may not, and what it says of itself.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { extractFile, getRawHeader } from '@electron/asar'
import { readFuses } from './fuses.mjs'
import { executableIn } from './configuration.mjs'
import { packedPackages } from './shipped.mjs'

/** Everything that may lie in the program's archive; what matches nothing here is a development file. */
const allowed = [
  /^package\.json$/,
  /^out\/main\/(index|archive\.worker)\.js$/,
  /^out\/main\/chunks\/[\w.-]+\.js$/,
  /^out\/preload\/preload\.js$/,
  /^out\/renderer\/index\.html$/,
  /^out\/renderer\/door\/(zh|en)-(light|dark|auto)\.html$/,
  /^out\/renderer\/assets\/[\w.-]+\.(js|css|png|svg|woff2)$/,
  /^node_modules\/(?!.*(^|\/)(test|tests|__tests__|example|examples|coverage|bin)\/).*\.(js|cjs|mjs|json)$/,
  /^node_modules\/.*\/(licen[cs]e|copying|notice)[\w.-]*$/i,
  /^node_modules\/better-sqlite3\/prebuilds\/[\w-]+\.node$/,
]

/** @param {string} archive @returns {{ path: string, outside: boolean }[]} its files, with slashes */
export function filesIn(archive) {
  const { header } = getRawHeader(archive)
  /** @type {{ path: string, outside: boolean }[]} */
  const files = []
  /** @typedef {{ files?: Record<string, Entry>, unpacked?: boolean }} Entry */
  /** @param {Entry} entry @param {string} path */
  const walk = (entry, path) => {
    if (entry.files === undefined) files.push({ path, outside: entry.unpacked === true })
    else for (const [name, child] of Object.entries(entry.files)) walk(child, path === '' ? name : `${path}/${name}`)
  }
  walk(/** @type {Entry} */ (/** @type {unknown} */ (header)), '')
  return files
}

/** @param {{ path: string }[]} files */
export const developmentFiles = files =>
  files.map(({ path }) => path).filter(path => !allowed.some(pattern => pattern.test(path)))

/** Name and version of every package in the archive. @param {string} archive @param {{ path: string }[]} files */
function packagesIn(archive, files) {
  const manifests = files.filter(({ path }) => /(^|\/)node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(path))
  return manifests.map(({ path }) => {
    const { name, version } = JSON.parse(extractFile(archive, path).toString('utf8'))
    return `${name}@${version}`
  })
}

/**
 * @param {string} folder the unpacked package
 * @param {import('./edition.mjs').Edition} edition
 * @param {'win32' | 'linux'} platform
 * @param {(what: string, holds: boolean, seen?: string) => void} check
 */
export async function checkContents(folder, edition, platform, check) {
  const executable = executableIn(folder)
  for (const { name, wanted, found, agrees } of await readFuses(executable))
    check(`fuse ${name} is ${wanted}`, agrees, `it is ${found}`)

  const resources = join(folder, 'resources')
  const archive = join(resources, 'app.asar')
  const files = filesIn(archive)
  const development = developmentFiles(files)
  check('app.asar holds no development file', development.length === 0, development.join(', '))
  const outside = files.filter(file => file.outside).map(({ path }) => path)
  const addon = `node_modules/better-sqlite3/prebuilds/${platform}-x64.node`
  check('only the database addon for this system lies outside it', outside.join() === addon, outside.join(', '))
  const known = new Set(packedPackages().map(({ name, version }) => `${name}@${version}`))
  const unknown = packagesIn(archive, files).filter(name => !known.has(name))
  check('every package in it is in the bill of materials', unknown.length === 0, unknown.join(', '))
  // The last names the kind of Linux package for the updater.
  const expected = ['app.asar', 'app.asar.unpacked', 'app-update.yml', 'portable', 'package-type']
  const strays = readdirSync(resources).filter(name => !expected.includes(name))
  check('nothing strays beside it', strays.length === 0, strays.join(', '))

  const description = JSON.parse(extractFile(archive, 'package.json').toString('utf8'))
  check(`it calls itself ${edition.productName} ${edition.version}`, description.version === edition.version)
  check(
    edition.testBuild ? 'it knows that it is a test build' : 'it is no test build',
    description.testBuild === edition.testBuild && description.version.includes('-test') === edition.testBuild,
  )
  check('it keeps no list of development packages', description.devDependencies === undefined)
  for (const name of ['LICENSE.electron.txt', 'LICENSES.chromium.html', 'THIRD-PARTY-NOTICES.txt'])
    check(`${name} goes with it`, existsSync(join(folder, name)))
  // Written only where there is an installer that updates could replace.
  const feed = join(resources, 'app-update.yml')
  const address = existsSync(feed) ? readFileSync(feed, 'utf8') : 'url: https://none.invalid'
  check('it is bound to no update address', /^url: https:\/\/[\w.-]+\.invalid$/m.test(address), address)
  return { archiveBytes: statSync(archive).size, files: files.length }
}
