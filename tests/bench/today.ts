/**
 * npm run bench -- today [--customers N] [--incidents N] [--json] [--check]
 * The day's facts (Today, the briefing) and the visits that are due, beside the plain SQL that counts the same customers without a number.
 * --check fails beyond the limits in limits.json.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { v7 } from 'uuid'
import { missed } from '../../scripts/bench-figures.mjs'
import { diskFiles } from '../../src-main/archive/files'
import { migrate } from '../../src-main/archive/migrate'
import { archiveKey, createArchive } from '../../src-main/archive/open'
import type { CallContext } from '../../src-main/contract/call'
import { furtherHere } from '../../src-main/features/further'
import { joinFeatures } from '../../src-main/features/join'
import { officeStore } from '../../src-main/features/office/store'
import { shippedPlans } from '../../src-main/features/shipped'

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '100000' },
    incidents: { type: 'string', default: '2000' },
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
})
const [customers, wanted] = [Number(values.customers), Number(values.incidents)]
const folder = mkdtempSync(join(tmpdir(), 'watchpost-bench-'))
const db = createArchive(join(folder, 'archive-1.db'), archiveKey(Buffer.alloc(32, 7)))
const at = (): string => '2026-11-24T02:00:00.000Z'
const actor = { id: 'bench', name: 'bench', role: 'administrator' as const }
const context = (): CallContext => ({ actor, at: at(), touch: () => undefined })
const p95 = (work: () => unknown, runs: number): number => {
  const times = Array.from({ length: runs }, () => {
    const from = performance.now()
    structuredClone(structuredClone(work()))
    return performance.now() - from
  }).sort((one, other) => one - other)
  return Math.round((times[Math.floor(times.length * 0.95)] ?? 0) * 100) / 100
}

try {
  migrate(db)
  db.pragma('synchronous=OFF')
  officeStore(db).add(
    { id: v7(), name: '丰州办事处', outletCode: '', address: '', phone: '', timeZone: 'Asia/Shanghai', sample: false },
    at(),
    'bench',
  )
  const customer = db.prepare(
    `INSERT INTO customer (seq, id, code, name, name_pinyin, short_name, division_code, area, address, licence_number, standing, standing_reason, notes, version, created_at, created_by, updated_at, updated_by)
     VALUES (:seq, :id, :code, :name, :name, '', '', :area, '', '', 'normal', '', '', 1, :at, 'bench', :at, 'bench')`,
  )
  const contact = db.prepare(
    "INSERT INTO customer_contact (customer_seq, position, name, role, email, note, preferred) VALUES (?, 0, '李工', '', '', '', 1)",
  )
  const phone = db.prepare(
    "INSERT INTO customer_phone (customer_seq, contact, position, original, number, extension, kind, preferred) VALUES (?, 0, 0, ?, ?, '', 'mobile', 1)",
  )
  const agreed = db.prepare(
    "INSERT INTO customer_contract (customer_seq, position, reference, visit_every_days, starts_on, note) VALUES (?, 0, 'HT', 30, '2026-11-01', '')",
  )
  db.transaction(() => {
    for (let seq = 1; seq <= customers; seq += 1) {
      const area = 'ABCDEF'.charAt(seq % 6)
      customer.run({ seq, id: v7(), code: `C${seq}`, name: `客户 ${seq}`, area, at: at() })
      contact.run(seq)
      // One in fifty cannot be rung, one in ten is visited regularly.
      if (seq % 50 !== 0) phone.run(seq, String(13_000_000_000 + seq), String(13_000_000_000 + seq))
      if (seq % 10 === 0) agreed.run(seq)
    }
  })()
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
  response.plans.take(shippedPlans, context())
  const planId = response.plans.all().find(({ key }) => key === 'complaint')?.id ?? ''
  db.transaction(() => {
    for (let index = 0; index < wanted; index += 1)
      handlers.incidents.report(
        {
          planId,
          title: `投诉 ${index}`,
          place: '',
          area: 'A',
          reporter: '',
          reporterPhone: '',
          customerId: null,
          vehicleId: null,
          productId: null,
          level: 1 + (index % 4),
          assumedWorst: false,
          facts: {},
          occurredAt: null,
          receivedAt: null,
          ownerId: null,
          drill: false,
        },
        context(),
      )
  })()
  db.pragma('synchronous=FULL')
  db.exec('ANALYZE')
  const plain = db.prepare(
    'SELECT count(*) AS total FROM customer c WHERE merged_into IS NULL AND NOT EXISTS (SELECT 1 FROM customer_phone p WHERE p.customer_seq = c.seq)',
  )
  const figures = {
    customers,
    incidents: wanted,
    today_ms: p95(() => handlers.briefing.today({}, context()), 40),
    visits_ms: p95(() => handlers.visits.due({ offset: 0, limit: 50, ahead: 14 }, context()), 40),
    upkeep_ms: p95(() => handlers.visits.upkeep({}, context()), 40),
    duty_ms: p95(() => handlers.duty.now({}, context()), 40),
    plain_count_ms: p95(() => plain.get(), 40),
  }
  process.stdout.write(
    values.json
      ? `${JSON.stringify(figures)}\n`
      : Object.entries(figures)
          .map(([name, value]) => `${name} ${value}\n`)
          .join(''),
  )
  if (values.check && missed('today', figures).length > 0) process.exitCode = 1
} finally {
  db.close()
  rmSync(folder, { recursive: true, force: true })
}
