// Opens the real program for an end-to-end test: a data folder of its own, a clock that the test moves, a certain end.
import { test as base, _electron, type ElectronApplication, type Page } from '@playwright/test'
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signIn, toCustomers } from './walk'

const projectFolder = join(__dirname, '../..')

/**
 * A virtual display has no graphics card. Without one made up in its place a start takes less, and nothing can hang in it:
 * for that one Chromium has no watchdog, and the page would never draw again.
 */
const withoutGraphicsCard = ['--disable-gpu', '--disable-software-rasterizer']

export interface Clock {
  /** Sets the program's time to a UTC ISO instant; the program reads it at its next tick. */
  set: (instant: string) => Promise<void>
  advance: (milliseconds: number) => Promise<void>
}

export interface Desk {
  app: ElectronApplication
  page: Page
}

/** The offices that offices.setup.ts sets up once per run: one with nothing in it, and the sample office. */
export const officeKinds = ['new', 'sample'] as const
export type OfficeKind = (typeof officeKinds)[number]

/** Where they lie: `data` is a whole data folder, `recovery-code` what the set-up printed. */
export const preparedOffice = (outputDir: string, kind: OfficeKind): { data: string; recoveryCode: string } => {
  const folder = join(outputDir, 'offices', kind)
  return { data: join(folder, 'data'), recoveryCode: join(folder, 'recovery-code') }
}

interface Fixtures {
  /** UTC ISO instant at which the program's clock stands at first; change it with `test.use`. */
  startsAt: string
  /** Further environment variables of the program, for the choices that it leaves to tests. */
  environment: Record<string, string>
  /** What the system says about motion on screen; a test that looks at moving screens says 'no-preference'. */
  motion: 'reduce' | 'no-preference'
  /** Everything that a test leaves on disk stands in here; removed after the test. */
  folder: string
  dataFolder: string
  /** Where the program saves what it would ask a place for. */
  savedTo: string
  /** Says what the program's next dialogs answer, until it says something else. */
  answer: (path: string) => Promise<void>
  clockFile: string
  clock: Clock
  /** Opens the program on the data folder; again after `app.close()`, to see what a restart finds. */
  openDesk: (...words: string[]) => Promise<Desk>
  /** Opens the program on a copy of an office that stands already, signed in, before its customers. */
  openOffice: (kind: OfficeKind) => Promise<Desk & { recoveryCode: string }>
  desk: Desk
  app: ElectronApplication
  page: Page
}

export const test = base.extend<Fixtures>({
  startsAt: ['2026-11-23T06:00:00.000Z', { option: true }],
  environment: [{}, { option: true }],
  motion: ['reduce', { option: true }],

  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'watchpost-desk-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },
  dataFolder: ({ folder }, use) => within(folder, 'data', use),
  savedTo: ({ folder }, use) => within(folder, 'saved', use),
  answer: ({ folder }, use) => use(path => writeFile(answersIn(folder), path)),
  clockFile: ({ folder }, use) => use(join(folder, 'instant')),
  clock: async ({ clockFile, startsAt }, use) => use(await startClock(clockFile, startsAt)),

  openDesk: async ({ folder, dataFolder, savedTo, clockFile, clock: _started, environment, motion }, use) => {
    const opened: Opened[] = []
    await use(async (...words: string[]) => {
      const app = await _electron.launch({
        args: [...withoutGraphicsCard, '.', ...words],
        cwd: projectFolder,
        chromiumSandbox: true,
        env: {
          ...inherited(),
          WATCHPOST_DATA: dataFolder,
          WATCHPOST_CLOCK: clockFile,
          WATCHPOST_OPEN: answersIn(folder),
          WATCHPOST_SAVE_TO: savedTo,
          ...environment,
        },
      })
      opened.push({ app, child: app.process() })
      const page = await app.firstWindow()
      await page.emulateMedia({ reducedMotion: motion })
      await whenReady(page)
      return { app, page }
    })
    await Promise.all(opened.map(end))
  },
  openOffice: ({ dataFolder, openDesk }, use, { project }) =>
    use(async kind => {
      const prepared = preparedOffice(project.outputDir, kind)
      await cp(prepared.data, dataFolder, { recursive: true })
      const desk = await openDesk()
      await signIn(desk.page)
      await toCustomers(desk.page)
      return { ...desk, recoveryCode: await readFile(prepared.recoveryCode, 'utf8') }
    }),
  desk: async ({ openDesk }, use) => use(await openDesk()),
  app: ({ desk }, use) => use(desk.app),
  page: ({ desk }, use) => use(desk.page),
})

export { expect } from '@playwright/test'

/** The page marks itself when it shows what it has read, so that no test has to guess how long that takes. */
export async function whenReady(page: Page): Promise<void> {
  await page.locator('html[data-ready="true"]').waitFor({ state: 'attached' })
}

async function within(folder: string, name: string, use: (folder: string) => Promise<void>): Promise<void> {
  await mkdir(join(folder, name))
  await use(join(folder, name))
}

function answersIn(folder: string): string {
  return join(folder, 'answers')
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
