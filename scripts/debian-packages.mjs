// Sees to the system packages that the program and its tests need on Debian and Ubuntu.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { say } from './project.mjs'

const packagesFor = {
  window: [
    'libgtk-3-0',
    'libnss3',
    'libasound2',
    'libgbm1',
    'libxss1',
    'libatk-bridge2.0-0',
    'libcups2',
    'libdrm2',
    'libxkbcommon0',
  ],
  display: ['xvfb', 'xauth'],
  tests: ['fonts-noto-cjk', 'unzip', 'poppler-utils', 'age', 'sqlite3'],
  icons: ['librsvg2-bin'],
  compiler: ['python3', 'make', 'g++', 'binutils'],
}

/**
 * @typedef {keyof typeof packagesFor} Need
 * @param {Need[]} needs
 * @returns {boolean} whether everything is there now, as far as this machine can tell
 */
export function ensureDebianPackages(needs) {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return true
  const missing = missingPackages(needs.flatMap(need => packagesFor[need]))
  if (missing.length === 0) return true

  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (process.getuid?.() !== 0) {
    say(`system packages are missing. Type: sudo apt-get update && sudo ${command}`)
    return false
  }
  say(`installing ${missing.length} system packages (apt-get; a minute or two, waits for the Debian mirror)`)
  if (apt(command)) return true
  apt('apt-get update')
  if (apt(command)) return true
  say(`the system packages could not be installed. Type: apt-get update && ${command}`)
  return false
}

/** Newer releases renamed some libraries for their 64-bit time: libgtk-3-0 is libgtk-3-0t64 there. @param {string[]} names */
function missingPackages(names) {
  const renamed = names.map(name => `${name}t64`)
  const listed = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${Status}\\n', ...names, ...renamed], {
    encoding: 'utf8',
  })
  const installed = new Set(
    listed.stdout
      .split('\n')
      .filter(line => line.endsWith(' installed'))
      .map(line => line.split(' ')[0]),
  )
  return names
    .filter(name => !installed.has(name) && !installed.has(`${name}t64`))
    .map(name => (packageExists(`${name}t64`) ? `${name}t64` : name))
}

/** @param {string} name */
function packageExists(name) {
  return spawnSync('apt-cache', ['show', '--no-all-versions', name], { stdio: 'ignore' }).status === 0
}

/** @param {string} command */
function apt(command) {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const done = spawnSync(command, { shell: true, encoding: 'utf8', env: environment })
  if (done.status !== 0) console.error(done.stderr.trim().split('\n').slice(-3).join('\n'))
  return done.status === 0
}
