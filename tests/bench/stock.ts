/**
 * npm run bench -- stock [--movements N] [--products N] [--json] [--check]
 * The ledger at a million movements: every figure read from its lines. --check fails beyond
 * the limits in limits.json.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { v7 } from 'uuid'
import { missed } from '../../scripts/bench-figures.mjs'
import { journalledWrites } from '../../src-main/archive/journal'
import { migrate } from '../../src-main/archive/migrate'
import { archiveKey, createArchive } from '../../src-main/archive/open'
import { emptyProduct } from '../../src-main/features/products/rules'
import { productsStore } from '../../src-main/features/products/store'
import { stockFigures } from '../../src-main/features/stock/figures.service'
import { figuresStore } from '../../src-main/features/stock/figures.store'
import { stockService } from '../../src-main/features/stock/service'
import { stockStore } from '../../src-main/features/stock/store'

const { values } = parseArgs({
  options: {
    movements: { type: 'string', default: '1000000' },
    products: { type: 'string', default: '2000' },
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
})
const movements = Number(values.movements)
const kept = Number(values.products)
const folder = mkdtempSync(join(tmpdir(), 'watchpost-bench-'))
const db = createArchive(join(folder, 'archive-1.db'), archiveKey(Buffer.alloc(32, 7)))

let state = 20_261_123
const below = (limit: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((state / 2 ** 32) * limit)
}
const start = Date.parse('2024-01-01T00:00:00.000Z')
const now = '2026-11-23T06:00:00.000Z'
const idOf = (index: number): string => `01900000-0000-7000-8000-${String(index).padStart(12, '0')}`
const timesOf = (work: () => unknown, runs: number): number[] =>
  Array.from({ length: runs }, () => {
    const from = performance.now()
    work()
    return performance.now() - from
  }).sort((one, other) => one - other)
const at = (times: readonly number[], share: number): number =>
  Math.round((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0) * 100) / 100

try {
  migrate(db)
  db.pragma('synchronous=OFF')
  const products = productsStore(db)
  const store = stockStore(db)
  const actor = { id: 'bench', name: 'bench', role: 'keeper' as const }
  db.transaction(() => {
    store.addWarehouse(idOf(9_000_001), 'A', now, 'bench')
    store.addWarehouse(idOf(9_000_002), 'B', now, 'bench')
    for (let index = 1; index <= kept; index += 1) {
      products.add(
        { ...emptyProduct, code: `P${index}`, name: `件${index}` },
        idOf(index),
        `jian ${index}`,
        now,
        'bench',
      )
      store.setSafety(index, '2024-01', 200_000, now, 'bench')
      for (const side of ['procurement', 'business'] as const) store.agreeSafety(index, '2024-01', side, 'bench')
    }
  })()
  for (let from = 0; from < movements; from += 20_000)
    db.transaction(() => {
      for (let index = from; index < Math.min(movements, from + 20_000); index += 1) {
        const effectiveAt = new Date(start + index * 85_000).toISOString()
        const seq = 1 + below(kept)
        const quantity = index < kept * 2 ? 500_000 : (below(21) - 10) * 1000
        const line = { productSeq: seq, warehouseSeq: 1 + below(2), state: 'available' as const, quantity, effectiveAt }
        store.post(
          {
            id: idOf(10_000_000 + index),
            kind: quantity < 0 ? 'issue' : 'receipt',
            effectiveAt,
            recordedAt: effectiveAt,
            reference: '',
            reason: '',
            reverses: null,
            byId: 'bench',
            byName: 'bench',
          },
          [{ ...line, counted: null, balances: null }],
        )
      }
    })()
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.pragma('optimize')
  db.pragma('synchronous=FULL')
  const timeZone = (): string => 'Asia/Shanghai'
  const figuresOf = figuresStore(db)
  const { handlers, gapOf } = stockFigures({ store, figures: figuresOf, timeZone, now: () => now })
  const service = stockService({
    store,
    figures: figuresOf,
    newId: v7,
    timeZone,
    productOf: id => products.ledgerEntry(id),
    gapOf,
  })
  const writes = journalledWrites(db)
  const context = { actor, at: now, touch: () => undefined }
  // A quarter of a year before the last movement: the end of the last quarter is what is asked for.
  const past = new Date(start + movements * 85_000 - 90 * 86_400_000).toISOString()
  const asOfAll = (): number => {
    const present = store.now('available')
    const later = store.availableLater(past)
    let sum = 0
    for (const [seq, quantity] of present) sum += quantity - (later.get(seq) ?? 0)
    return sum
  }
  const post = (): void => {
    const input = {
      productId: idOf(1 + below(kept)),
      warehouseId: idOf(9_000_001),
      effectiveAt: null,
      reason: '',
      reference: '',
      quantity: 1000,
    }
    writes({ at: now, actorId: 'bench', actorName: 'bench', call: 'stock.takeBack', input }, () =>
      service.takeBack(input, context),
    )
  }
  const figures = {
    movements,
    onhand_all_ms: at(
      timesOf(() => store.now('available'), 15),
      0.5,
    ),
    onhand_one_ms: at(
      timesOf(() => store.availableNow(1 + below(kept)), 400),
      0.5,
    ),
    as_of_ms: at(timesOf(asOfAll, 15), 0.5),
    post_ms_p95: at(timesOf(post, 200), 0.95),
    below_list_ms: at(
      timesOf(() => handlers.page({ text: '', level: 'below', offset: 0, limit: 50 }, context), 15),
      0.5,
    ),
  }
  if (values.json) process.stdout.write(`${JSON.stringify(figures)}\n`)
  else console.table(figures)
  if (values.check && missed('stock', figures).length > 0) process.exitCode = 1
} finally {
  db.close()
  rmSync(folder, { recursive: true, force: true })
}
