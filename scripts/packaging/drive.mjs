// Starts the packaged program, as the user it is meant for, and looks whether it is what it should be: run by
// scripts/verify-package.mjs with the executable's path and what the package claims to be.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { chromium } from '@playwright/test'
import { outFolder, projectFolder } from '../project.mjs'

const [executable = '', productName = '', version = '', zhTitle = '', enTitle = ''] = process.argv.slice(2)
const place = mkdtempSync(join(tmpdir(), 'watchpost-package-'))
/** Where the program keeps its data: below the account's local folder on Windows, its configuration folder on Linux. */
const configuration = join(place, 'configuration')
const dataFolder = join(configuration, productName)
const home =
  process.platform === 'win32' ? { LOCALAPPDATA: configuration } : { HOME: place, XDG_CONFIG_HOME: configuration }
const environment = { ...process.env, ...home }
for (const name of Object.keys(environment))
  if (name.startsWith('WATCHPOST_') || name.startsWith('ELECTRON_')) Reflect.deleteProperty(environment, name)

/** @param {string} language */
const wordsIn = language =>
  JSON.parse(readFileSync(join(projectFolder, 'src-renderer/locales', language, 'access.json'), 'utf8'))
const words = { zh: wordsIn('zh'), en: wordsIn('en') }

let failures = 0
/** @param {string} what @param {boolean} holds @param {string} [seen] */
function check(what, holds, seen = '') {
  console.log(`${holds ? '  ok    ' : '  FAILED'} ${what}${holds || seen === '' ? '' : `\n         ${seen}`}`)
  if (!holds) failures += 1
}

/**
 * @param {string[]} words
 * @param {NodeJS.ProcessEnv} [further]
 */
function selfCheck(words, further = {}) {
  const done = spawnSync(executable, [...words, '--self-check'], {
    env: { ...environment, ...further },
    encoding: 'utf8',
    timeout: 180_000,
  })
  const line = done.stdout.split('\n').find(each => each.startsWith('{')) ?? ''
  /** @type {{ ok?: boolean, version?: string }} */
  const result = line === '' ? {} : JSON.parse(line)
  return { ...done, result, passed: done.status === 0 && result.ok === true }
}

/** What the self-check leaves in the system's temporary folder. */
const leftovers = () => readdirSync(tmpdir()).filter(name => name.startsWith('watchpost-self-check-'))

function checkSelfCheck() {
  const before = leftovers()
  const plain = selfCheck([])
  check(
    '--self-check opens, writes, reopens an encrypted archive and exits 0',
    plain.passed,
    plain.stdout + plain.stderr,
  )
  check(`it is version ${version}`, plain.result.version === version, plain.stdout)
  // Electron makes the folder of the data before any code of the program runs.
  const touched = existsSync(dataFolder) ? readdirSync(dataFolder) : []
  check('it touches no data', touched.length === 0, touched.join(', '))
  check('it leaves nothing behind', leftovers().length === before.length, leftovers().join(', '))
  const blocked = selfCheck([], {
    TMPDIR: join(place, 'nowhere'),
    TEMP: join(place, 'nowhere'),
    TMP: join(place, 'nowhere'),
  })
  check('it exits 1 and says why where it cannot write', blocked.status === 1, `${blocked.status} ${blocked.stdout}`)
}

function checkDoors() {
  const asNode = selfCheck(['-e', 'console.log("bare node")'], { ELECTRON_RUN_AS_NODE: '1' })
  check('ELECTRON_RUN_AS_NODE is dead', asNode.passed && !asNode.stdout.includes('bare node'), asNode.stdout)
  for (const flag of ['--inspect=0', '--inspect-brk=0']) {
    const inspected = selfCheck([flag])
    check(`${flag} is dead`, inspected.passed && !inspected.stderr.includes('Debugger listening'), inspected.stderr)
  }
  const intruder = join(place, 'intruder.cjs')
  writeFileSync(intruder, 'console.log("intruder")\n')
  const preloaded = selfCheck([], { NODE_OPTIONS: `--require ${intruder}` })
  // An executable that read the variable says on its error output which of the options it does not take.
  const unread = !preloaded.stdout.includes('intruder') && !preloaded.stderr.includes('NODE_OPTION')
  check('NODE_OPTIONS is dead', preloaded.passed && unread, preloaded.stdout + preloaded.stderr)
  const redirected = selfCheck([], { WATCHPOST_SQLITE_BINDING: intruder, WATCHPOST_DATA: join(place, 'elsewhere') })
  check('no environment variable leads to another database driver', redirected.passed, redirected.stdout)
}

/** @param {string} name @returns {Promise<{ child: import('node:child_process').ChildProcess, address: string }>} */
async function start(name) {
  const child = spawn(executable, ['--remote-debugging-port=0'], {
    env: { ...environment, WATCHPOST_DATA: join(place, 'elsewhere'), WATCHPOST_CLOCK: intrudingClock() },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  const address = await new Promise((resolve, reject) => {
    const overdue = setTimeout(() => reject(new Error(`${name} did not open: ${said}`)), 60_000)
    child.once('exit', code => reject(new Error(`${name} ended with ${code}: ${said}`)))
    child.stderr?.on('data', part => {
      said += part
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
      if (found === undefined) return
      clearTimeout(overdue)
      resolve(found)
    })
  })
  return { child, address }
}

/**
 * Waits until the page stands and has its title. Whoever attaches to a page that is just about to change from nothing to its
 * first address may wait for it for ever.
 * @param {string} address the browser's own, as it says on its error output
 */
async function pageStands(address) {
  const list = `http://${new URL(address).host}/json/list`
  for (const until = Date.now() + 60_000; Date.now() < until; await wait(100)) {
    /** @type {{ type: string, title: string }[]} */
    const targets = await (await fetch(list)).json()
    if (targets.some(({ type, title }) => type === 'page' && title.includes(zhTitle))) return
  }
  throw new Error('the program opened no page')
}

/** A clock that a test would give; a packaged program does not look at it. */
function intrudingClock() {
  const file = join(place, 'clock')
  writeFileSync(file, '2001-01-01T00:00:00.000Z')
  return file
}

/** Linux tells of each process whether a system call filter holds it: 2 is a filter. @param {number} id */
const isFiltered = id => /^Seccomp:\s*2$/m.test(readFileSync(`/proc/${id}/status`, 'utf8'))

async function driveOnce() {
  const { child, address } = await start('the program')
  try {
    await pageStands(address)
    const browser = await chromium.connectOverCDP(address)
    const context = browser.contexts()[0]
    const page = context?.pages()[0] ?? (await context?.waitForEvent('page'))
    if (page === undefined) throw new Error('the program opened no page')
    await page.locator('html[data-ready="true"]').waitFor({ state: 'attached', timeout: 60_000 })
    const heading = page.getByRole('heading', { level: 1 })

    check('the page is the program’s own', page.url().startsWith('app://desk/'), page.url())
    check(
      'first run greets in Chinese',
      (await heading.textContent()) === words.zh.firstRun.title,
      String(await heading.textContent()),
    )
    check(`the window is called ${zhTitle}`, (await page.title()) === zhTitle, await page.title())
    const calls = await page.evaluate('Object.keys(window.api).length')
    check('window.api is there', typeof calls === 'number' && calls > 10, String(calls))
    check('nothing of Node is', (await page.evaluate('typeof process + typeof require')) === 'undefinedundefined')
    const state = /** @type {{ ok: boolean, value: { phase: string, now: string } }} */ (
      await page.evaluate('window.api.access.state({})')
    )
    check('no environment variable leads to another clock', !state.value.now.startsWith('2001'), state.value.now)

    const session = await browser.newBrowserCDPSession()
    const { processInfo } = await session.send('SystemInfo.getProcessInfo')
    const pages = processInfo.filter(({ type }) => type === 'renderer')
    if (process.platform === 'linux')
      check('the page’s process is held by the sandbox', pages.length > 0 && pages.every(({ id }) => isFiltered(id)))
    const { commandLine } = await session.send('SystemInfo.getInfo')
    check('the sandbox was not switched off', !commandLine.includes('--no-sandbox'), commandLine)

    await page.getByRole('button', { name: 'English' }).click()
    check(
      'first run greets in English',
      (await heading.textContent()) === words.en.firstRun.title,
      String(await heading.textContent()),
    )
    check(`the window is called ${enTitle}`, (await page.title()) === enTitle, await page.title())
    mkdirSync(join(outFolder, 'look'), { recursive: true })
    await page.screenshot({ path: join(outFolder, 'look', 'package-first-run-en.png') })
    await openSampleOffice(page)
    await page.screenshot({ path: join(outFolder, 'look', 'package-office-en.png') })
    check(
      'the data folder is the program’s own',
      existsSync(join(dataFolder, 'archive')) && !existsSync(join(place, 'elsewhere')),
    )
    const archive = readdirSync(join(dataFolder, 'archive')).find(name => name.endsWith('.db')) ?? ''
    const head = readFileSync(join(dataFolder, 'archive', archive))
      .subarray(0, 16)
      .toString('latin1')
    check('the archive is encrypted', archive !== '' && !head.startsWith('SQLite format 3'), head)
  } finally {
    const code = await end(child)
    // Windows knows no such request; there the process is ended.
    if (process.platform !== 'win32') check('it quits cleanly when asked to', code === 0, String(code))
  }
}

/** Asks the program to quit; one that does not listen must not outlive its verification. @param {import('node:child_process').ChildProcess} child */
async function end(child) {
  const ended = new Promise(resolve => child.once('exit', (code, signal) => resolve(code ?? signal)))
  child.kill('SIGTERM')
  const kill = setTimeout(() => child.kill('SIGKILL'), 60_000)
  const code = await ended
  clearTimeout(kill)
  return code
}

/** Opens the sample office as a person does, in English. @param {import('@playwright/test').Page} page */
async function openSampleOffice(page) {
  const password = 'tulip 47 evening ferry qs'
  await page.getByRole('button', { name: words.en.firstRun.sample }).click()
  await page.getByLabel(words.en.signInName).fill('Wang Fang')
  await page.getByLabel(words.en.password).first().fill(password)
  await page.getByLabel(words.en.repeatPassword).fill(password)
  await page.getByRole('button', { name: words.en.setUp.do }).click()
  const code = (await page.getByTestId('recovery-code').textContent({ timeout: 120_000 })) ?? ''
  await page.getByLabel(words.en.recovery.typeBack).fill(code)
  await page.getByRole('button', { name: words.en.recovery.prove }).click()
  const today = page.getByRole('heading', { level: 1, name: 'Today' })
  await today.waitFor({ timeout: 60_000 })
  check('the sample office opens', await today.isVisible())
}

try {
  checkSelfCheck()
  checkDoors()
  await driveOnce()
} catch (error) {
  check('the program could be driven', false, String(error))
} finally {
  rmSync(place, { recursive: true, force: true, maxRetries: 5 })
}
process.exitCode = failures === 0 ? 0 : 1
