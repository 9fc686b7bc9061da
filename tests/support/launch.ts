// Opens the real program for an end-to-end test: an empty data folder, a clock that the test moves, a certain end.
import { test as base, _electron, type ElectronApplication, type Page } from '@playwright/test'
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const projectFolder = join(__dirname, '../..')

export interface Clock {
  /** Sets the program's time to a UTC ISO instant; the program reads it at its next tick. */
  set: (instant: string) => Promise<void>
  advance: (milliseconds: number) => Promise<void>
}

export interface Desk {
  app: ElectronApplication
  page: Page
}

interface Fixtures {
  /** UTC ISO instant at which the program's clock stands at first; change it with `test.use`. */
  startsAt: string
  /** Further environment variables of the program, for the choices that it leaves to tests. */
  environment: Record<string, string>
  /** Removed after the test. */
  dataFolder: string
  clockFile: string
  clock: Clock
  /** Opens the program on the data folder; again after `app.close()`, to see what a restart finds. */
  openDesk: (...words: string[]) => Promise<Desk>
  desk: Desk
  app: ElectronApplication
  page: Page
}

export const test = base.extend<Fixtures>({
  startsAt: ['2026-11-23T06:00:00.000Z', { option: true }],
  environment: [{}, { option: true }],

  dataFolder: ({}, use) => withFolder('data', use),
  clockFile: ({}, use) => withFolder('clock', folder => use(join(folder, 'instant'))),
  clock: async ({ clockFile, startsAt }, use) => use(await startClock(clockFile, startsAt)),

  openDesk: async ({ dataFolder, clockFile, clock: _started, environment }, use) => {
    const opened: Opened[] = []
    await use(async (...words: string[]) => {
      const app = await _electron.launch({
        args: ['.', ...words],
        cwd: projectFolder,
        chromiumSandbox: true,
        env: { ...inherited(), WATCHPOST_DATA: dataFolder, WATCHPOST_CLOCK: clockFile, ...environment },
      })
      opened.push({ app, child: app.process() })
      const page = await app.firstWindow()
      await whenReady(page)
      return { app, page }
    })
    await Promise.all(opened.map(end))
  },
  desk: async ({ openDesk }, use) => use(await openDesk()),
  app: ({ desk }, use) => use(desk.app),
  page: ({ desk }, use) => use(desk.page),
})

export { expect } from '@playwright/test'

/** The page marks itself when it shows what it has read, so that no test has to guess how long that takes. */
export async function whenReady(page: Page): Promise<void> {
  await page.locator('html[data-ready="true"]').waitFor({ state: 'attached' })
}

async function withFolder(purpose: string, use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), `watchpost-${purpose}-`))
  await use(folder)
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}

async function startClock(file: string, startsAt: string): Promise<Clock> {
  let instant = startsAt
  const set = async (next: string): Promise<void> => {
    instant = next
    // The program may read at any moment, so the file is never half written.
    await writeFile(`${file}.next`, instant)
    await rename(`${file}.next`, file)
  }
  await set(startsAt)
  return { set, advance: milliseconds => set(new Date(Date.parse(instant) + milliseconds).toISOString()) }
}

function inherited(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

interface Opened {
  app: ElectronApplication
  child: ReturnType<ElectronApplication['process']>
}

/** A program that asks something on leaving, or hangs, must not outlive its test. */
async function end({ app, child }: Opened): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const kill = setTimeout(() => child.kill('SIGKILL'), 5_000)
  await app.close().catch(() => child.kill('SIGKILL'))
  clearTimeout(kill)
}
