/**
 * npm run bench -- search [--customers N] [--json] [--check]
 * Fills an encrypted archive with N customers, asks every kind of query as a person types it, rows included, and the
 * same with LIKE on the same data in the same run. --check fails beyond the limits in limits.json.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { missed } from '../../scripts/bench-figures.mjs'
import { migrate } from '../../src-main/archive/migrate'
import { archiveKey, createArchive } from '../../src-main/archive/open'
import { sortKeyOf } from '../../src-main/features/customers/search.rules'
import { customersService } from '../../src-main/features/customers/service'
import type { CustomerFields } from '../../src-main/features/customers/contract'
import { fillCustomers } from '../support/manyCustomers'

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '100000' },
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
})
const customers = Number(values.customers)

const folder = mkdtempSync(join(tmpdir(), 'watchpost-bench-'))
const db = createArchive(join(folder, 'archive-1.db'), archiveKey(Buffer.alloc(32, 7)))
const say = (line: string): void => {
  if (!values.json) process.stderr.write(`${line}\n`)
}
try {
  migrate(db)
  db.pragma('synchronous=OFF')
  const at = '2026-11-23T06:00:00.000Z'
  const begun = performance.now()
  const { store, search, samples } = fillCustomers(db, customers, at, count => {
    say(`${count} customers after ${Math.round((performance.now() - begun) / 1000)} s`)
  })

  const service = customersService({
    store,
    search,
    attached: { moveTo: () => undefined, removeAll: () => undefined, holdsAny: () => false },
    newId: () => '',
    timeZone: () => 'Asia/Shanghai',
    forget: () => undefined,
  })
  const context = { actor: { id: '', name: '', role: 'clerk' as const }, at, touch: () => undefined }
  const ask = (text: string): number => service.search({ text, limit: 20 }, context).length
  const like = db.prepare<[object]>(
    `SELECT c.* FROM customer c LEFT JOIN customer_contact k ON k.customer_seq = c.seq AND k.preferred = 1
     WHERE c.name LIKE :text OR c.code LIKE :text OR c.address LIKE :text OR k.name LIKE :text
       OR EXISTS (SELECT 1 FROM customer_phone p WHERE p.customer_seq = c.seq AND p.number LIKE :text) LIMIT 20`,
  )

  const initialsOf = (text: string): string =>
    sortKeyOf(text)
      .split(' ')
      .map(syllable => syllable[0] ?? '')
      .join('')
  const phoneOf = (entry: CustomerFields): string => entry.contacts[0]?.phones[0]?.original ?? ''
  const kinds: Record<string, (entry: CustomerFields) => string> = {
    'one character': ({ name }) => name[2] ?? '',
    'two characters': ({ name }) => name.slice(2, 4),
    'three characters': ({ name }) => name.slice(2, 5),
    'whole name': ({ name }) => name,
    'contact name': ({ contacts }) => contacts[0]?.name ?? '',
    'contact surname': ({ contacts }) => contacts[0]?.name[0] ?? '',
    'address part': ({ address }) => address.slice(3, 6),
    code: ({ code }) => code,
    'code start': ({ code }) => code.slice(0, 4),
    'phone fragment': entry => phoneOf(entry).slice(3, 9),
    'last four digits': entry => phoneOf(entry).slice(-4),
    'three digits': entry => phoneOf(entry).slice(0, 3),
    'whole phone': phoneOf,
    'one letter': ({ name }) => initialsOf(name).slice(2, 3),
    'two initials': ({ name }) => initialsOf(name).slice(2, 4),
    'four initials': ({ name }) => initialsOf(name).slice(2, 6),
    'one syllable': ({ name }) => sortKeyOf(name[2] ?? ''),
    'two syllables': ({ name }) => sortKeyOf(name.slice(2, 4)).replace(' ', ''),
    'half a syllable more': ({ name }) => sortKeyOf(name.slice(2, 5)).replaceAll(' ', '').slice(0, -1),
    'mixed: characters and digits': entry => `${entry.name.slice(2, 4)} ${phoneOf(entry).slice(-4)}`,
    'mixed: characters and pinyin': ({ name }) => `${name[2] ?? ''}${sortKeyOf(name[3] ?? '')}`,
    'two words': ({ name, contacts }) => `${name.slice(2, 4)} ${contacts[0]?.name ?? ''}`,
    'nothing like it': (entry: CustomerFields) => `鑫${phoneOf(entry).slice(-3)}`,
  }
  const timed = (work: () => unknown): number => {
    const from = performance.now()
    work()
    return performance.now() - from
  }
  const at95 = (times: readonly number[], share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  const round = (milliseconds: number): number => Math.round(milliseconds * 1000) / 1000

  for (const make of Object.values(kinds)) for (const entry of samples.slice(0, 5)) ask(make(entry))
  const measured = Object.entries(kinds).map(([kind, make]) => {
    const times = samples.map(entry => timed(() => ask(make(entry)))).sort((one, other) => one - other)
    return {
      kind,
      p50_ms: round(at95(times, 0.5)),
      p95_ms: round(at95(times, 0.95)),
      max_ms: round(times.at(-1) ?? 0),
      queries: times.length,
    }
  })
  // The same questions put to LIKE, few enough to end on a large archive.
  const compared = samples.slice(0, 20)
  let mine = 0
  let theirs = 0
  for (const kind of ['two characters', 'phone fragment', 'contact name', 'address part'])
    for (const entry of compared) {
      const text = kinds[kind]?.(entry) ?? ''
      mine += timed(() => ask(text))
      theirs += timed(() => like.all({ text: `%${text}%` }))
    }
  const ratio = Math.round((theirs / mine) * 10) / 10
  const result = { kinds: measured, customers, like_ratio: ratio }
  if (values.json) process.stdout.write(`${JSON.stringify(result)}\n`)
  else {
    const table = measured.map(({ kind, p50_ms, p95_ms, max_ms, queries }) => ({
      kind,
      p50_ms,
      p95_ms,
      max_ms,
      queries,
    }))
    console.table(table)
    process.stdout.write(`customers ${customers}; LIKE on the same questions takes ${ratio} times as long\n`)
  }
  const slow = values.check ? missed('search', result) : []
  if (slow.length > 0) {
    process.stderr.write(`${slow.join('\n')}\n`)
    process.exitCode = 1
  }
} finally {
  db.close()
  rmSync(folder, { recursive: true, force: true })
}
