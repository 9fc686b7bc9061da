/**
 * npm run bench -- start [--pairs N] [--json] [--check]
 * From the start of the process until sign-in is usable, and the memory of all processes at rest there, beside a bare
 * window of the same Electron (tests/fixtures/bareWindow). The two start in turn, in changing order, each on a profile
 * that has been used once before, as on an office's PC; the figures are medians. Seven pairs take two and a half minutes.
 * Usable: the page is painted and its password field can be typed into. Both pages say so by the same mark, which is
 * read afterwards through the same debugging port, so that neither start is watched more closely than the other. What
 * stands in the program's document (src-main/shell/standIn.ts) can be typed into from its first paint on, and nothing of
 * that is lost (tests/e2e/standIn.spec.ts); own_ms says when the page's own screen has taken its place.
 * rss_mb adds up what each process holds resident, pages shared between them several times; pss_mb counts those once.
 * --check fails beyond the limits in limits.json. Memory is read from /proc: Linux only.
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { missed } from '../../scripts/bench-figures.mjs'
import { benchArchive } from '../support/benchArchive'
import { median } from '../support/median'

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '7' },
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
})
const folder = mkdtempSync(join(tmpdir(), 'watchpost-bench-'))
const electron = z.string().parse(createRequire(join(process.cwd(), 'package.json'))('electron'))
/** What a start leaves to do has been done by then. Milliseconds. */
const rest = 6000

type Kind = 'program' | 'bare'
/** Milliseconds and megabytes. */
type Figures = { start: number; own: number; rss: number; pss: number; processes: string }

const launch = (kind: Kind): ChildProcess =>
  spawn(
    electron,
    kind === 'program'
      ? ['--remote-debugging-port=0', process.cwd()]
      : [
          '--remote-debugging-port=0',
          `--user-data-dir=${join(folder, 'bare')}`,
          join(process.cwd(), 'tests/fixtures/bareWindow'),
        ],
    {
      env: { ...process.env, WATCHPOST_DATA: join(folder, 'program') },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )

/** As the page's own user agent names it. */
let version = ''

const wait = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds))

/** Where the debugging port listens, as Electron says on its error output. */
const portOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let printed = ''
    child.stderr?.on('data', (part: Buffer) => {
      printed += part.toString()
      const port = /DevTools listening on ws:\/\/([^/]+)\//.exec(printed)?.[1]
      if (port) resolve(port)
    })
    child.once('exit', () => {
      reject(new Error(`Electron ended before its window came:\n${printed}`))
    })
  })

const targets = z.array(z.object({ type: z.string(), webSocketDebuggerUrl: z.string() }))
const reply = z.object({ result: z.object({ result: z.object({ value: z.tuple([z.number(), z.number()]) }) }) })

/** The wall clock's milliseconds at which the page was painted and first marked as ready, and last. */
const expression = `new Promise(resolve => {
  const look = () => {
    const marks = performance.getEntriesByName('ready').map(mark => mark.startTime)
    const paint = performance.getEntriesByName('first-contentful-paint')[0]
    if (marks.length > 0 && paint)
      resolve([Math.min(...marks), Math.max(...marks)].map(mark => performance.timeOrigin + Math.max(mark, paint.startTime)))
    else setTimeout(look, 50)
  }
  look()
})`

const readyAt = async (port: string): Promise<[number, number]> => {
  for (;;) {
    const listed = targets.parse(await (await fetch(`http://${port}/json/list`)).json())
    const page = listed.find(({ type }) => type === 'page')
    if (page) {
      const socket = new WebSocket(page.webSocketDebuggerUrl)
      await new Promise(resolve => {
        socket.addEventListener('open', resolve)
      })
      const answered = new Promise<unknown>(resolve => {
        socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
          resolve(data)
        })
        socket.addEventListener('close', () => {
          resolve('{}')
        })
      })
      socket.send(
        JSON.stringify({
          id: 1,
          method: 'Runtime.evaluate',
          params: { expression, awaitPromise: true, returnByValue: true },
        }),
      )
      const answer = reply.safeParse(JSON.parse(z.string().parse(await answered)))
      socket.close()
      // A page that was still being loaded is asked again.
      if (answer.success) return answer.data.result.result.value
    }
    await wait(50)
  }
}

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
/** Megabytes from a line such as `VmRSS: 1024 kB`; 0 where the process is gone. */
const megabytes = (text: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) / 1024

/** The process and all below it. */
const family = (root: number): number[] => {
  const parents = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(name => ({ pid: Number(name), parent: Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${name}/status`))?.[1]) }))
  const below = (pid: number): number[] => [
    pid,
    ...parents.filter(({ parent }) => parent === pid).flatMap(child => below(child.pid)),
  ]
  return below(root)
}

const memoryOf = (root: number): Omit<Figures, 'start' | 'own'> => {
  const each = family(root).map(pid => {
    const type = /--type=([\w-]+)/.exec(read(`/proc/${pid}/cmdline`))?.[1] ?? 'main'
    const rss = megabytes(read(`/proc/${pid}/status`), 'VmRSS')
    return { type, rss, pss: megabytes(read(`/proc/${pid}/smaps_rollup`), 'Pss') }
  })
  const sum = (name: 'rss' | 'pss'): number => each.reduce((all, process) => all + process[name], 0)
  return {
    rss: sum('rss'),
    pss: sum('pss'),
    processes: each.map(({ type, rss, pss }) => `${type} ${Math.round(rss)} (${Math.round(pss)})`).join(', '),
  }
}

const end = async (child: ChildProcess): Promise<void> => {
  const gone = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), 8000)
  await gone
  clearTimeout(late)
}

const measure = async (kind: Kind): Promise<Figures> => {
  const from = Date.now()
  const child = launch(kind)
  try {
    const port = await portOf(child)
    // Nobody looks before either has long begun.
    await wait(1500)
    const { 'User-Agent': agent } = z
      .object({ 'User-Agent': z.string() })
      .parse(await (await fetch(`http://${port}/json/version`)).json())
    version = /Electron\/(\S+)/.exec(agent)?.[1] ?? ''
    const [usable, own] = await readyAt(port)
    await wait(rest)
    return { start: usable - from, own: own - from, ...memoryOf(child.pid ?? 0) }
  } finally {
    await end(child)
  }
}

const run = async (): Promise<void> => {
  try {
    const archive = benchArchive(join(folder, 'program', 'archive'))
    const office = { name: '丰州办事处', outletCode: 'FZ', address: '', phone: '', timeZone: 'Asia/Shanghai' }
    const administrator = { signInName: 'bench', displayName: 'bench', password: '青山 tulip 47 夜航船' }
    await archive.call('access.setUp', { office, administrator, sample: true })
    await archive.leave()
    const measured: Record<Kind, Figures[]> = { program: [], bare: [] }
    for (let pair = -1; pair < Number(values.pairs); pair += 1)
      for (const kind of pair % 2 === 0 ? (['program', 'bare'] as const) : (['bare', 'program'] as const)) {
        const figures = await measure(kind)
        if (!values.json)
          console.error(`${kind}: ${Math.round(figures.start)} ms; MB resident (shared once): ${figures.processes}`)
        // The first start of each fills the profile and the system's file cache.
        if (pair >= 0) measured[kind].push(figures)
      }
    const of = (kind: Kind, name: 'start' | 'own' | 'rss' | 'pss'): number =>
      Math.round(median(measured[kind].map(figures => figures[name])))
    const ratio = (name: 'start' | 'rss' | 'pss'): number =>
      Math.round((of('program', name) / of('bare', name)) * 100) / 100
    const figures = {
      start_ms: of('program', 'start'),
      bare_ms: of('bare', 'start'),
      ratio: ratio('start'),
      own_ms: of('program', 'own'),
      rss_mb: of('program', 'rss'),
      bare_rss_mb: of('bare', 'rss'),
      rss_ratio: ratio('rss'),
      pss_mb: of('program', 'pss'),
      bare_pss_mb: of('bare', 'pss'),
      pss_ratio: ratio('pss'),
      electron: version,
    }
    if (values.json) process.stdout.write(`${JSON.stringify(figures)}\n`)
    else console.table(figures)
    if (values.check && missed('start', figures).length > 0) process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

void run()
