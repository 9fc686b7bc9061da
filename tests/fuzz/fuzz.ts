/**
 * npm run fuzz [-- --target calls|door|lists|warnings|cap|weather|backups|all] [--calls N] [--seed S] [--json] [--check]
 * Sends made-up inputs to a real archive: N to the contract's calls, and to every other target its share (attack.ts).
 * Counted are inputs that end a target by throwing, hanging or filling the memory (crashes), faults nobody foresaw and
 * answers that break their own contract (unexpected), and refusals or reads after which the archive was another
 * (mutations). --check exits 1 unless all three are zero. `--from I` begins at the I-th input, to see one again.
 */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { Attack, Target } from './attack'
import { shares, targets } from './attack'
import { attackBackups } from './backups'
import { attackCalls } from './calls'
import { attackCap } from './cap'
import { attackDoor } from './door'
import { attackLists } from './lists'
import { randomOf } from './random'
import { attackWarnings } from './warnings'
import { attackWeather } from './weather'

const attacks: Record<Target, () => Attack | Promise<Attack>> = {
  calls: attackCalls,
  door: attackDoor,
  lists: attackLists,
  warnings: attackWarnings,
  cap: attackCap,
  weather: attackWeather,
  backups: attackBackups,
}

/** A thread that gives no sign for so long hangs; on a machine to itself no input takes a twentieth of it. */
const patience = 120_000
const mostMemory = 3 * 1024 ** 3
const beat = 100

/** What the thread that sends shares with the one that watches it: how far it is, and what it found. */
const slots = ['next', 'accepted', 'crashes', 'unexpected', 'mutations'] as const
const slotOf = Object.fromEntries(slots.map((name, index) => [name, index])) as Record<(typeof slots)[number], number>
const task = z.object({
  target: z.enum(targets),
  seed: z.number(),
  upTo: z.number(),
  shared: z.instanceof(SharedArrayBuffer),
})
const noteShape = z.object({ note: z.string().optional(), calls: z.number().optional() })

const shorten = (value: unknown): string => {
  const shown = JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part)) as
    string | undefined
  return (shown ?? String(value)).slice(0, 400)
}

async function send(): Promise<void> {
  const { target, seed, upTo, shared } = task.parse(workerData)
  const counts = new Int32Array(shared)
  const attack = await attacks[target]()
  parentPort?.postMessage({ calls: attack.calls })
  for (let index = counts[slotOf.next] ?? 0; index < upTo; index += 1) {
    let shown = ''
    const note = (kind: string, what: unknown): void => {
      parentPort?.postMessage({ note: `${kind} ${target} --from ${index} ${shown} ${String(what).slice(0, 600)}` })
    }
    try {
      const told = await attack.send(randomOf(seed, index), (entry, input) => {
        shown = `${entry} ${shorten(input)}`
      })
      if (told.kind === 'unexpected' || told.kind === 'mutations') note(told.kind, told.what)
      if (told.kind !== 'refused') Atomics.add(counts, slotOf[told.kind], 1)
    } catch (error) {
      note('crash', error instanceof Error ? error.stack : error)
      Atomics.add(counts, slotOf.crashes, 1)
    }
    Atomics.store(counts, slotOf.next, index + 1)
  }
  await attack.close()
}

/** Lets one target be attacked in a thread of its own; where that dies, hangs or grows, the next goes on behind that input. */
async function attackTarget(target: Target, from: number, upTo: number, seed: number, say: (note: string) => void) {
  const shared = new SharedArrayBuffer(4 * slots.length)
  const counts = new Int32Array(shared)
  counts[slotOf.next] = from
  let calls = 0
  const next = (): number => Atomics.load(counts, slotOf.next)
  while (next() < upTo) {
    const data: z.output<typeof task> = { target, seed, upTo, shared }
    const why = await new Promise<string | null>(resolve => {
      const worker = new Worker(__filename, { workerData: data })
      let [seen, since] = [-1, performance.now()]
      const end = (reason: string | null): void => {
        clearInterval(watch)
        resolve(reason)
        void worker.terminate()
      }
      const watch = setInterval(() => {
        if (next() !== seen) [seen, since] = [next(), performance.now()]
        if (performance.now() - since > patience) end('no answer')
        if (process.memoryUsage.rss() > mostMemory) end('too much memory')
      }, beat)
      worker.on('message', (message: unknown) => {
        const { note, calls: entries } = noteShape.parse(message)
        if (note !== undefined) say(note)
        calls = entries ?? calls
      })
      worker.on('error', error => {
        end(String(error))
      })
      worker.on('exit', () => {
        end(next() < upTo ? 'the thread ended' : null)
      })
    })
    if (why === null) break
    say(`crash ${target} --from ${next()} ${why}`)
    Atomics.add(counts, slotOf.crashes, 1)
    Atomics.add(counts, slotOf.next, 1)
  }
  const [, accepted = 0, crashes = 0, unexpected = 0, mutations = 0] = counts
  return { calls, inputs: upTo - from, crashes, unexpected, mutations, accepted }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      target: { type: 'string', default: 'all' },
      calls: { type: 'string', default: '100000' },
      from: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
    },
  })
  const asked = z.enum([...targets, 'all']).parse(values.target)
  const [from, wanted] = [Number(values.from), Number(values.calls)]
  const told = { calls: 0, inputs: 0, crashes: 0, unexpected: 0, mutations: 0 }
  let shown = 0
  const say = (note: string): void => {
    shown += 1
    if (shown <= 20) process.stderr.write(`${note}\n`)
  }
  for (const target of asked === 'all' ? targets : [asked]) {
    const count = Math.ceil(asked === 'all' ? wanted * shares[target] : wanted)
    const started = performance.now()
    const { accepted, ...found } = await attackTarget(target, from, from + count, Number(values.seed), say)
    for (const name of ['calls', 'inputs', 'crashes', 'unexpected', 'mutations'] as const) told[name] += found[name]
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    process.stderr.write(`${target}: ${found.inputs} inputs, ${accepted} accepted, ${seconds} s\n`)
  }
  const lines = Object.entries(told).map(([name, count]) => `${name} ${count}`)
  process.stdout.write(values.json ? `${JSON.stringify(told)}\n` : `${lines.join('\n')}\n`)
  process.exitCode = values.check && told.crashes + told.unexpected + told.mutations > 0 ? 1 : 0
}

void (isMainThread ? main() : send())
