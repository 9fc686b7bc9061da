/**
 * npm run bench -- incidents [--incidents N] [--json] [--check]
 * The board, any case, and a journalled step completion beside the same rows by plain SQL in one durable transaction.
 * --check fails beyond the limits in limits.json.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { v7 } from 'uuid'
import { missed } from '../../scripts/bench-figures.mjs'
import { diskFiles } from '../../src-main/archive/files'
import { journalledWrites } from '../../src-main/archive/journal'
import { migrate } from '../../src-main/archive/migrate'
import { archiveKey, createArchive } from '../../src-main/archive/open'
import type { CallContext } from '../../src-main/contract/call'
import { furtherHere } from '../../src-main/features/further'
import { joinFeatures } from '../../src-main/features/join'
import { officeStore } from '../../src-main/features/office/store'
import { shippedPlans } from '../../src-main/features/shipped'
import { median } from '../support/median'

const { values } = parseArgs({
  options: {
    incidents: { type: 'string', default: '20000' },
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
})
const wanted = Number(values.incidents)
const folder = mkdtempSync(join(tmpdir(), 'watchpost-bench-'))
const db = createArchive(join(folder, 'archive-1.db'), archiveKey(Buffer.alloc(32, 7)))

const start = Date.parse('2026-01-01T00:00:00.000Z')
let now = start
const at = (): string => new Date(now).toISOString()
const actor = { id: 'bench', name: 'bench', role: 'administrator' as const }
const context = (): CallContext => ({ actor, at: at(), touch: () => undefined })
const p95 = (times: number[]): number => {
  const sorted = [...times].sort((one, other) => one - other)
  return Math.round((sorted[Math.floor(sorted.length * 0.95)] ?? 0) * 100) / 100
}
const timed = (work: () => unknown): number => {
  const from = performance.now()
  work()
  return performance.now() - from
}

try {
  migrate(db)
  db.pragma('synchronous=OFF')
  officeStore(db).add(
    { id: v7(), name: '丰州办事处', outletCode: '', address: '', phone: '', timeZone: 'Asia/Shanghai', sample: false },
    at(),
    'bench',
  )
  const { handlers, response } = joinFeatures(db, {
    dataFolder: folder,
    files: diskFiles,
    program: 'bench',
    now: at,
    newId: v7,
    ticks: () => 0,
    further: furtherHere,
    volumes: { list: () => Promise.resolve([]), signature: () => Promise.resolve('') },
    portable: null,
    deliver: () => Promise.resolve('unreachable'),
    fetchWeather: () => Promise.resolve({ ok: false, failure: 'unreachable' }),
  })
  const { incidents } = handlers
  response.plans.take(shippedPlans, context())
  const plans = response.plans.all().filter(({ key }) => key !== 'vehicleBreakdown' && key !== 'trafficAccident')
  const ids: string[] = []
  const reported = {
    place: '青江路 8 号',
    area: 'A',
    reporter: '李师傅',
    reporterPhone: '13900001111',
    customerId: null,
    vehicleId: null,
    productId: null,
    assumedWorst: false,
    facts: {},
    occurredAt: null,
    receivedAt: null,
    ownerId: null,
    drill: false,
  }
  for (let from = 0; from < wanted; from += 500)
    db.transaction(() => {
      for (let index = from; index < Math.min(wanted, from + 500); index += 1) {
        now = start + index * 1_200_000
        const planId = plans[index % plans.length]?.id ?? ''
        const { id } = incidents.report(
          { ...reported, planId, title: `设备异响 ${index}`, level: 1 + (index % 4) },
          context(),
        )
        ids.push(id)
        // Half of them are under way; a timeline has some length.
        if (index % 2 === 0)
          for (let note = 0; note < 6; note += 1)
            incidents.record(
              { id, record: { kind: 'reply', who: '李师傅', by: 'phone' }, text: '已答复', at: null, step: null },
              context(),
            )
      }
    })()
  db.pragma('synchronous=FULL')
  db.exec('ANALYZE')

  const filter = { text: '', planId: null, departmentId: null, ownerId: null, level: null, area: '', drills: false }
  const pick = (index: number): string => ids[(index * 7919) % ids.length] ?? ''
  // What a screen gets has been copied from the worker's thread into the main process and from there into the page.
  const copied = (value: unknown): unknown => structuredClone(structuredClone(value))
  const board: number[] = []
  const open: number[] = []
  for (let run = 0; run < 60; run += 1)
    board.push(
      timed(() => copied(incidents.board({ ...filter, by: run % 2 === 0 ? 'state' : 'department' }, context()))),
    )
  for (let run = 0; run < 300; run += 1)
    open.push(
      timed(() => {
        const id = pick(run)
        copied([incidents.one({ id }, context()), incidents.entries({ id, offset: 0, limit: 60 }, context())])
      }),
    )
  const searched: number[] = []
  for (let run = 0; run < 30; run += 1)
    searched.push(
      timed(() =>
        copied(
          incidents.page(
            { ...filter, text: `异响 ${run}99`, state: null, sort: 'urgent', limit: 50, offset: 0 },
            context(),
          ),
        ),
      ),
    )

  const writes = journalledWrites(db)
  const write: number[] = []
  const bare: number[] = []
  const statements = [
    db.prepare(
      `INSERT INTO incident_entry (id, incident_id, kind, at, recorded_at, by_name, text, data, step, reason) VALUES (?, ?, 'told', ?, ?, 'bench', '', '{"who":"王芳","by":"phone"}', 'tellHead', '')`,
    ),
    db.prepare('INSERT OR REPLACE INTO incident_step (incident_id, step, entry_id, done_at) VALUES (?, ?, ?, ?)'),
    db.prepare('UPDATE incident_clock SET met_at = ? WHERE incident_id = ? AND step = ?'),
    db.prepare(
      "UPDATE incident SET state = 'inHand', next_due_at = ?, next_step = 'reply', open_steps = open_steps, version = version + 1 WHERE id = ?",
    ),
  ] as const
  const lastJournal = db.prepare<[], { sequence: number; hash: Buffer }>(
    'SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1',
  )
  const journal = db.prepare(
    `INSERT INTO journal (sequence, at, actor_id, call, entities, salt, digest, previous, hash) VALUES (?, ?, 'bench', 'incidents.record', ?, ?, ?, ?, ?)`,
  )
  const input = db.prepare("INSERT INTO journal_input (sequence, actor_name, input) VALUES (?, 'bench', ?)")
  const open30 = ids.filter((_, index) => plans[index % plans.length]?.key === 'majorQuality')
  const record = { record: { kind: 'told', who: '王芳', by: 'phone' }, text: '', at: null, step: 'tellHead' } as const
  for (let run = 0; run < 400; run += 1) {
    now += 1000
    const own = { id: open30[run * 2] ?? '', ...record }
    write.push(
      timed(() =>
        writes({ at: at(), actorId: 'bench', actorName: 'bench', call: 'incidents.record', input: own }, () =>
          copied(incidents.record(own, context())),
        ),
      ),
    )
    const id = open30[run * 2 + 1] ?? ''
    bare.push(
      timed(() =>
        db
          .transaction(() => {
            const entry = v7()
            statements[0].run(entry, id, at(), at())
            statements[1].run(id, 'tellHead', entry, at())
            statements[2].run(at(), id, 'tellHead')
            statements[3].run(at(), id)
            const before = lastJournal.get()
            const sequence = (before?.sequence ?? 0) + 1
            const filler = Buffer.alloc(32, run % 256)
            journal.run(sequence, at(), JSON.stringify([id]), filler, filler, before?.hash ?? filler, filler)
            input.run(sequence, JSON.stringify(own))
          })
          .immediate(),
      ),
    )
  }
  const result = {
    incidents: wanted,
    board_ms_p95: p95(board),
    open_ms_p95: p95(open),
    write_ms_p95: p95(write),
    bare_write_ms_p95: p95(bare),
    search_ms_p95: p95(searched),
  }
  const ratio = Math.round((result.write_ms_p95 / result.bare_write_ms_p95) * 100) / 100
  if (values.json)
    console.log(
      JSON.stringify({ ...result, ratio, write_ms_median: median(write), bare_write_ms_median: median(bare) }),
    )
  else console.table({ ...result, ratio })
  if (values.check && missed('incidents', { ...result, ratio }).length > 0) process.exitCode = 1
} finally {
  db.close()
  rmSync(folder, { recursive: true, force: true })
}
