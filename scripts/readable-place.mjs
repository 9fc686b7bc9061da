// Where the unprivileged account cannot read the checkout (a clone below /root), keeps a copy for it to run from.
import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, outFolder, projectFolder, say } from './project.mjs'

/** What the command reads; it brings none of it back. */
const builtFolders = ['main', 'preload', 'renderer', 'package', 'bench']
const copiedSeparately = new Set(['.git', '.cache', 'node_modules', 'out'])

/**
 * @param {import('./desktop.mjs').Account} account
 * @param {string[]} command
 * @param {NodeJS.ProcessEnv} environment
 */
export function readablePlace(account, command, environment) {
  const { ELECTRON_EXEC_PATH: electron, WATCHPOST_SQLITE_BINDING: addon } = environment
  const needed = [
    join(projectFolder, 'package.json'),
    join(projectFolder, 'node_modules/electron/index.js'),
    electron,
    addon,
  ]
  if (needed.every(path => path === undefined || canRead(account, path)))
    return { folder: projectFolder, command, environment }

  const folder = join(account.home, `copy-${createHash('sha256').update(projectFolder).digest('hex').slice(0, 12)}`)
  say(`the user that runs the program cannot read this folder, so it runs from a copy in ${folder}`)
  removeOrphans(account.home)
  process.umask(0o022)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, '.copy-of'), projectFolder)
  copySources(folder)
  copyPackages(folder)
  copyCache(folder)
  spawnSync('chown', ['-R', `${account.uid}:${account.gid}`, join(folder, 'out')])

  /** @param {string} text */
  const move = text => text.replaceAll(cacheFolder, join(folder, '.cache')).replaceAll(projectFolder, folder)
  return {
    folder,
    command: command.map(move),
    environment: Object.fromEntries(
      Object.entries(environment).map(([name, value]) => [name, value === undefined ? value : move(value)]),
    ),
  }
}

/** Everything that the command wrote belongs into the checkout. @param {string} folder */
export function bringBackResults(folder) {
  for (const entry of readdirSync(join(folder, 'out'))) {
    if (builtFolders.includes(entry)) continue
    rmSync(join(outFolder, entry), { recursive: true, force: true })
    cpSync(join(folder, 'out', entry), join(outFolder, entry), { recursive: true })
  }
}

/** @param {import('./desktop.mjs').Account} account @param {string} path */
function canRead(account, path) {
  return spawnSync('test', ['-r', path], { uid: account.uid, gid: account.gid, cwd: '/' }).status === 0
}

/** Copies of checkouts that are gone. @param {string} home */
function removeOrphans(home) {
  for (const name of readdirSync(home).filter(entry => entry.startsWith('copy-'))) {
    const note = join(home, name, '.copy-of')
    if (!existsSync(note) || !existsSync(readFileSync(note, 'utf8')))
      rmSync(join(home, name), { recursive: true, force: true })
  }
}

/** @param {string} folder */
function copySources(folder) {
  for (const entry of readdirSync(projectFolder).filter(name => !copiedSeparately.has(name))) {
    rmSync(join(folder, entry), { recursive: true, force: true })
    copy(join(projectFolder, entry), join(folder, entry))
  }
  rmSync(join(folder, 'out'), { recursive: true, force: true })
  mkdirSync(join(folder, 'out'))
  for (const entry of builtFolders.filter(name => existsSync(join(outFolder, name)))) {
    copy(join(outFolder, entry), join(folder, 'out', entry))
  }
}

/** npm's record of what is installed tells whether the copy is still the same. @param {string} folder */
function copyPackages(folder) {
  const record = 'node_modules/.package-lock.json'
  const copied = join(folder, record)
  if (existsSync(copied) && readFileSync(copied).equals(readFileSync(join(projectFolder, record)))) return
  rmSync(join(folder, 'node_modules'), { recursive: true, force: true })
  link(join(projectFolder, 'node_modules'), join(folder, 'node_modules'))
}

/** Entries of the cache never change once they are there. @param {string} folder */
function copyCache(folder) {
  if (!existsSync(cacheFolder)) return
  mkdirSync(join(folder, '.cache'), { recursive: true })
  for (const entry of readdirSync(cacheFolder).filter(name => !name.endsWith('.partial'))) {
    if (!existsSync(join(folder, '.cache', entry))) link(join(cacheFolder, entry), join(folder, '.cache', entry))
  }
}

/** @param {string} source @param {string} target */
function copy(source, target) {
  if (spawnSync('cp', ['-a', source, target], { stdio: 'inherit' }).status !== 0)
    throw new Error(`could not copy ${source}`)
  spawnSync('chmod', ['-R', 'a+rX', target])
}

/**
 * Hard links cost no space and little time, but share the permissions, so they serve only where those let others read.
 * @param {string} source
 * @param {string} target
 */
function link(source, target) {
  const partial = `${target}.partial`
  rmSync(partial, { recursive: true, force: true })
  const readableByAll = (statSync(join(projectFolder, 'package-lock.json')).mode & 0o4) !== 0
  if (!readableByAll || spawnSync('cp', ['-al', source, partial], { stdio: 'ignore' }).status !== 0) {
    rmSync(partial, { recursive: true, force: true })
    copy(source, partial)
  }
  renameSync(partial, target)
}
