// Runs a command that opens windows: with a virtual display where there is none, and never as root, because
// Chromium's sandbox refuses root and the program does not run without its sandbox.
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { hasDisplay } from './prepare.mjs'
import { outFolder, projectFolder, say } from './project.mjs'
import { bringBackResults, readablePlace } from './readable-place.mjs'

const accountName = 'watchpost'

/**
 * @typedef {{ uid: number, gid: number, home: string }} Account
 * @param {string[]} command the executable and its arguments; paths may lie in the project or its cache
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<number>} the exit code
 */
export async function runOnDesktop(command, environment) {
  const account = unprivilegedAccount()
  const place = account ? readablePlace(account, command, environment) : { folder: projectFolder, command, environment }
  const identity = account ? { uid: account.uid, gid: account.gid } : {}
  const runEnvironment = { ...place.environment, ...(account ? accountEnvironment(account) : {}) }
  const display = hasDisplay() ? undefined : await startVirtualDisplay(identity, runEnvironment)
  try {
    return await run(place.command, {
      cwd: place.folder,
      env: { ...runEnvironment, ...(display ? { DISPLAY: display.name } : {}) },
      ...identity,
    })
  } finally {
    display?.stop()
    if (place.folder !== projectFolder) bringBackResults(place.folder)
  }
}

/** @returns {Account | undefined} undefined where this user may run Chromium itself */
function unprivilegedAccount() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined
  if (lookUp(accountName) === undefined) {
    say(`making the user "${accountName}", because the program's sandbox does not run as root`)
    spawnSync('useradd', ['--create-home', accountName], { stdio: 'inherit' })
  }
  const account = lookUp(accountName)
  if (account === undefined)
    throw new Error(`As root, the program needs a user to run as. Type: useradd --create-home ${accountName}`)
  mkdirSync(outFolder, { recursive: true })
  spawnSync('chown', ['-R', `${account.uid}:${account.gid}`, outFolder])
  return account
}

/** @param {string} name @returns {Account | undefined} */
function lookUp(name) {
  const found = spawnSync('getent', ['passwd', name], { encoding: 'utf8' })
  const [, , uid, gid, , home] = found.stdout.trim().split(':')
  return found.status === 0 && home !== undefined ? { uid: Number(uid), gid: Number(gid), home } : undefined
}

/** Root's own folders are closed to the account, and so is root's session. @param {Account} account */
function accountEnvironment(account) {
  return {
    HOME: account.home,
    USER: accountName,
    LOGNAME: accountName,
    TMPDIR: '/tmp',
    XAUTHORITY: undefined,
    WAYLAND_DISPLAY: undefined,
    DBUS_SESSION_BUS_ADDRESS: undefined,
    XDG_RUNTIME_DIR: undefined,
    XDG_CONFIG_HOME: undefined,
    XDG_CACHE_HOME: undefined,
    XDG_DATA_HOME: undefined,
  }
}

/**
 * Xvfb itself finds a free display number and writes it to the file descriptor it is given. It must not begin anew whenever
 * its last window has gone: a program that starts in that moment finds no display.
 * @param {{ uid?: number, gid?: number }} identity
 * @param {NodeJS.ProcessEnv} environment
 */
async function startVirtualDisplay(identity, environment) {
  say('starting a virtual display')
  if (process.getuid?.() === 0 && !existsSync('/tmp/.X11-unix')) {
    mkdirSync('/tmp/.X11-unix')
    chmodSync('/tmp/.X11-unix', 0o1777)
  }
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-dpi', '96', '-nolisten', 'tcp', '-noreset'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      env: environment,
      detached: true,
      ...identity,
    },
  )
  const stop = () => server.kill()
  process.once('exit', stop)
  const number = await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', () => reject(new Error('the virtual display (Xvfb) ended at once')))
    server.stdio[3]?.once('data', (/** @type {Buffer} */ data) => resolve(data.toString().trim()))
  })
  return { name: `:${number}`, stop }
}

/**
 * @param {string[]} command
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<number>}
 */
function run([executable = '', ...parameters], options) {
  return new Promise((resolve, reject) => {
    const child = spawn(executable, parameters, { ...options, stdio: 'inherit' })
    // The terminal's own interrupt reaches the child too; a second one would make Playwright leave its windows behind.
    process.on('SIGINT', () => undefined)
    for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal))
    child.once('error', reject)
    child.once('exit', code => resolve(code ?? 1))
  })
}
