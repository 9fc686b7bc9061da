/**
 * npm run limits [-- --only name,name] [--small] [--customers N]
 * Tries what is far beyond an office, and what goes wrong around a program, on the real archive and the real disk; prints
 * the figures of each try as JSON. `--small` takes a hundredth of every number, to see that the tries themselves work.
 */
import { parseArgs } from 'node:util'
import { execFileSync } from 'node:child_process'
import { z } from 'zod'
import { longNote, manyAttachments } from './attachments'
import { clockSetBack, seenFromHere, timeZones } from './clocks'
import { manyCustomers } from './customers'
import { fullDisk } from './disks'
import { inFolder } from './measuring'
import type { Try } from './measuring'
import { backUpHere, sleepingLaptop, twoPrograms } from './programs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** What a try asks of a process of its own. */
    seen: { type: 'boolean', default: false },
    'back-up': { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    small: { type: 'boolean', default: false },
    customers: { type: 'string', default: '1000000' },
  },
})
const many = (count: number): number => (values.small ? Math.ceil(count / 100) : count)

/** The benches have these numbers anyway: their figures are the try's. */
const bench = (name: string, option: string, count: number): Try => {
  const file = (process.env['WATCHPOST_BENCHES'] ?? '').split(',').find(path => path.endsWith(`${name}.cjs`)) ?? ''
  return () => {
    const printed = execFileSync(process.execPath, [file, `--${option}`, String(count), '--json'], {
      maxBuffer: 64 << 20,
    })
    return Promise.resolve(
      z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])).parse(JSON.parse(printed.toString())),
    )
  }
}

const tries: Record<string, Try> = {
  customers: manyCustomers(many(Number(values.customers))),
  incidents: bench('incidents', 'incidents', many(20_000)),
  movements: bench('stock', 'movements', many(1_000_000)),
  note: longNote,
  attachments: manyAttachments(many(5000)),
  clock: clockSetBack,
  zones: timeZones,
  disk: fullDisk,
  programs: twoPrograms,
  sleep: sleepingLaptop(values.small ? 20_000 : 100_000, values.small ? 3 : 60),
}

const main = async (): Promise<void> => {
  const wanted = values.only === '' ? Object.keys(tries) : values.only.split(',')
  const figures: Record<string, object> = {}
  for (const name of wanted) {
    const attempt = tries[name]
    if (!attempt) throw new Error(`no try named ${name}; names: ${Object.keys(tries).join(', ')}`)
    process.stderr.write(`${name}\n`)
    figures[name] = await inFolder(attempt)
  }
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
}

const [folder = '', out = ''] = positionals
if (values.seen) void seenFromHere(folder).then(seen => process.stdout.write(seen))
else if (values['back-up']) void backUpHere(folder, out).then(said => process.stdout.write(said))
else void main()
