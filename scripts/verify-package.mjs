// Verifies a packaged program, part of npm run package: what lies in it, what its executable allows, and what it does.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runOnDesktop } from './desktop.mjs'
import { executableIn } from './packaging/configuration.mjs'
import { checkContents } from './packaging/contents.mjs'
import { projectFolder, say } from './project.mjs'

/** @param {string} folder @returns {number} bytes */
const sizeOf = folder =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)

const megabytes = /** @param {number} bytes */ bytes => `${(bytes / 1e6).toFixed(1)} MB`

/** @param {string} language */
const titleIn = (language, /** @type {boolean} */ testBuild) => {
  const file = join(projectFolder, 'src-renderer/locales', language, 'core.json')
  const { windowTitle, testBuildTitle } = JSON.parse(readFileSync(file, 'utf8'))
  return testBuild ? testBuildTitle : windowTitle
}

/**
 * @param {string} folder the unpacked package, made for this machine
 * @param {import('./packaging/edition.mjs').Edition} edition
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<number>} 0 when everything holds
 */
export async function verifyPackage(folder, edition, environment) {
  let failures = 0
  /** @param {string} what @param {boolean} holds @param {string} [seen] */
  const check = (what, holds, seen = '') => {
    console.log(`${holds ? '  ok    ' : '  FAILED'} ${what}${holds || seen === '' ? '' : `\n         ${seen}`}`)
    if (!holds) failures += 1
  }
  const platform = process.platform === 'win32' ? 'win32' : 'linux'
  const executable = executableIn(folder)
  const { archiveBytes, files } = await checkContents(folder, edition, platform, check)
  checkIntegrity(folder, executable, check)
  const drive = join(projectFolder, 'scripts/packaging/drive.mjs')
  const titles = [titleIn('zh', edition.testBuild), titleIn('en', edition.testBuild)]
  const claims = [edition.productName, edition.version, ...titles]
  const driven = await runOnDesktop([process.execPath, drive, executable, ...claims], environment)
  if (driven !== 0) failures += 1
  if (edition.testBuild) checkReleaseRefuses(check)

  say(`${folder}: ${megabytes(sizeOf(folder))}, of it app.asar ${megabytes(archiveBytes)} in ${files} files`)
  say(failures === 0 ? 'the package holds' : 'the package does not hold')
  return failures === 0 ? 0 : 1
}

/**
 * One flipped byte in app.asar must keep the program from starting, where Electron looks.
 * @param {string} folder
 * @param {string} executable
 * @param {(what: string, holds: boolean, seen?: string) => void} check
 */
function checkIntegrity(folder, executable, check) {
  if (process.platform !== 'win32') {
    console.log(
      '  n/a    a flipped byte in app.asar: Electron refuses it on Windows and macOS only; not on this system',
    )
    return
  }
  const archive = join(folder, 'resources/app.asar')
  const whole = readFileSync(archive)
  const flipped = Buffer.from(whole)
  // In the middle of the program's own code: far behind the archive's list of files.
  const at = flipped.indexOf('archive.worker.js', Math.floor(flipped.length / 4))
  flipped.writeUInt8(flipped.readUInt8(at) ^ 1, at)
  writeFileSync(archive, flipped)
  try {
    const done = spawnSync(executable, ['--self-check'], { encoding: 'utf8', timeout: 180_000 })
    check(
      'one flipped byte in app.asar is refused',
      done.status !== 0 && !done.stdout.includes('"ok":true'),
      done.stdout,
    )
  } finally {
    writeFileSync(archive, whole)
  }
}

/** @param {(what: string, holds: boolean, seen?: string) => void} check */
function checkReleaseRefuses(check) {
  const done = spawnSync(process.execPath, [join(projectFolder, 'scripts/release.mjs')], { encoding: 'utf8' })
  check(
    'the release script refuses it',
    done.status === 1 && done.stdout.includes('test build'),
    done.stdout + done.stderr,
  )
}
