/**
 * npm run bench -- start [--pairs N] [--json] [--check]
 * From the start of the process until sign-in is usable, and the memory of all processes at rest there, beside a bare
 * window of the same Electron; the two start in turn on the same machine, each on a profile that has been used before.
 * Usable: the page has painted, and its password field is there to type into. Both pages say so by the same mark, which
 * is read afterwards through the same debugging port, so that neither start is watched more closely than the other.
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { benchArchive } from '../support/benchArchive'

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
type Figures = { start: number; rss: number; pss: number | null; processes: string[] }

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

const wait = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds))

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
const reply = z.object({ result: z.object({ result: z.object({ value: z.number() }) }) })

/** The wall clock's milliseconds at which the page was painted and marked as ready. */
const expression = `new Promise(resolve => {
  const look = () => {
    const mark = performance.getEntriesByName('ready')[0]
    const paint = performance.getEntriesByName('first-contentful-paint')[0]
    if (mark && paint) resolve(performance.timeOrigin + Math.max(mark.startTime, paint.startTime))
    else setTimeout(look, 50)
  }
  look()
})`

const readyAt = async (port: string): Promise<number> => {
  for (;;) {
    const listed = targets.parse(await (await fetch(`http://${port}/json/list`)).json())
    const page = listed.find(({ type }) => type === 'page')
    if (page) {
      const socket = new WebSocket(page.webSocketDebuggerUrl)
      await new Promise(resolve => {
        socket.addEventListener('open', resolve)
      })
      const answered = new Promise<MessageEvent>(resolve => {
        socket.addEventListener('message', resolve)
      })
      socket.send(
        JSON.stringify({
          id: 1,
          method: 'Runtime.evaluate',
          params: { expression, awaitPromise: true, returnByValue: true },
        }),
      )
      const answer = await answered
      socket.close()
      return reply.parse(JSON.parse(z.string().parse(answer.data))).result.result.value
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
const kilobytes = (text: string, name: string): number | null => {
  const found = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1]
  return found === undefined ? null : Number(found)
}

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

const memoryOf = (root: number): Omit<Figures, 'start'> => {
  const each = family(root).map(pid => {
    const status = read(`/proc/${pid}/status`)
    const type = /--type=(\S+?)\0/.exec(read(`/proc/${pid}/cmdline`))?.[1] ?? 'main'
    return {
      type,
      rss: kilobytes(status, 'VmRSS') ?? 0,
      anon: kilobytes(status, 'RssAnon') ?? 0,
      pss: kilobytes(read(`/proc/${pid}/smaps_rollup`), 'Pss'),
    }
  })
  return {
    rss: each.reduce((sum, { rss }) => sum + rss, 0) / 1024,
    pss: each.some(({ pss }) => pss === null) ? null : each.reduce((sum, { pss }) => sum + (pss ?? 0), 0) / 1024,
    processes: each.map(
      ({ type, rss, pss, anon }) =>
        `${type} rss ${Math.round(rss / 1024)} anon ${Math.round(anon / 1024)} pss ${pss === null ? '-' : Math.round(pss / 1024)}`,
    ),
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
    // Nobody looks until both have long begun.
    await wait(1500)
    const start = (await readyAt(port)) - from
    await wait(rest)
    return { start, ...memoryOf(child.pid ?? 0) }
  } finally {
    await end(child)
  }
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((one, other) => one - other)[numbers.length >> 1] ?? 0

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
        if (!values.json) console.error(pair, kind, figures)
        // The first start of each fills the profile and the system's file cache.
        if (pair >= 0) measured[kind].push(figures)
      }
    const of = (kind: Kind, name: 'start' | 'rss' | 'pss') => median(measured[kind].map(figures => figures[name] ?? 0))
    const ratio = (name: 'start' | 'rss' | 'pss') => Math.round((of('program', name) / of('bare', name)) * 100) / 100
    const figures = {
      start_ms: Math.round(of('program', 'start')),
      bare_ms: Math.round(of('bare', 'start')),
      ratio: ratio('start'),
      rss_mb: Math.round(of('program', 'rss')),
      bare_rss_mb: Math.round(of('bare', 'rss')),
      rss_ratio: ratio('rss'),
      pss: [of('program', 'pss'), of('bare', 'pss')],
    }
    console.log(JSON.stringify(figures))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

void run()
