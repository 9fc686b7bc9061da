/** Supply over the real archive: safety stock proposed, alerts, reservations, stocktakes, and purchases up to their late reports. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyProduct } from '../../src-main/features/products/rules'
import { emptySupplier } from '../../src-main/features/suppliers/rules'
import type { TestArchive } from '../support/archive'
import { codeOf, testArchive, valueOf } from '../support/archive'

let archive: TestArchive
let productId = ''
let warehouseId = ''
const at = (day: string, time = '09:00'): string => new Date(`${day}T${time}:00+08:00`).toISOString()
const units = (count: number): number => count * 1000
const here = () => ({ productId, warehouseId, effectiveAt: null, reason: '', reference: '' })
const first = { offset: 0, limit: 50 }

beforeEach(async () => {
  archive = testArchive()
  archive.clock.set(at('2026-11-01'))
  productId = (await valueOf(archive.api.products.add({ ...emptyProduct, code: 'P-01', name: '密封圈' }))).id
  warehouseId = (await valueOf(archive.api.stock.addWarehouse({ name: '主仓库' }))).id
})
afterEach(() => {
  expect(archive.faults).toEqual([])
  archive.close()
})

const agree = async (month: string, quantity: number): Promise<void> => {
  await valueOf(archive.api.stock.setSafety({ productId, month, quantity: units(quantity) }))
  for (const side of ['procurement', 'business'] as const)
    await valueOf(archive.api.stock.agreeSafety({ productId, month, side }))
}
/** One unit a day issued from 2 November for a number of days. */
const useDaily = async (days: number): Promise<void> => {
  await valueOf(archive.api.stock.receive({ ...here(), quantity: units(100), opening: true }))
  for (let day = 2; day < 2 + days; day += 1) {
    archive.clock.set(at(`2026-11-${String(day).padStart(2, '0')}`))
    await valueOf(archive.api.stock.issue({ ...here(), quantity: units(1) }))
  }
}
const supplier = async (code: string): Promise<string> =>
  (await valueOf(archive.api.suppliers.add({ ...emptySupplier, code, name: `供应商${code}` }))).id

describe('safety stock', () => {
  it('is proposed from use and lead time, says when it runs under, and when to order', async () => {
    await useDaily(20)
    await agree('2026-11', 70)
    archive.clock.set(at('2026-11-22'))
    await valueOf(
      archive.api.products.supply({
        id: productId,
        supplierId: await supplier('S1'),
        leadDays: 5,
        priceFen: null,
        least: 0,
      }),
    )
    const outlook = await valueOf(archive.api.stock.outlook({ productId }))
    // Twenty whole days at one unit each: no spread, so a week's use.
    expect(outlook.proposal).toMatchObject({
      days: 20,
      used: units(20),
      meanADay: 1,
      spreadADay: 0,
      quantity: units(7),
    })
    expect(outlook.proposal).toMatchObject({ leadDays: 5, leadKnown: true })
    // 80 stand; after ten more days 70 do, which is at the safety stock; the eleventh is under.
    expect(outlook).toMatchObject({ runsUnderOn: '2026-12-03', orderBy: '2026-11-28' })
    expect(await valueOf(archive.api.stock.history({ productId, days: 7 }))).toMatchObject([
      { day: '2026-11-16', onHand: units(85), safety: units(70) },
      {},
      {},
      {},
      { day: '2026-11-20', onHand: units(81) },
      { day: '2026-11-21', onHand: units(80) },
      { day: '2026-11-22', onHand: units(80) },
    ])
    expect(await valueOf(archive.api.stock.consumption({ productId, months: 2 }))).toEqual([
      { month: '2026-10', used: 0 },
      { month: '2026-11', used: units(20) },
    ])
  })

  it('proposes nothing while the ledger is younger than two weeks', async () => {
    await useDaily(10)
    archive.clock.set(at('2026-11-12'))
    expect(await valueOf(archive.api.stock.outlook({ productId }))).toMatchObject({
      proposal: { quantity: null, leadDays: 14, leadKnown: false },
      runsUnderOn: null,
    })
  })

  it('names what has no value for next month, due from the 25th on', async () => {
    await agree('2026-11', 5)
    archive.clock.set(at('2026-11-24', '23:59'))
    expect(await valueOf(archive.api.stock.safetyDue(first))).toMatchObject({ month: '2026-12', due: false, total: 1 })
    archive.clock.set(at('2026-11-25', '00:00'))
    expect(await valueOf(archive.api.stock.safetyDue(first))).toMatchObject({ due: true, rows: [{ never: false }] })
    await agree('2026-12', 5)
    expect(await valueOf(archive.api.stock.safetyDue(first))).toMatchObject({ total: 0 })
  })

  it('alerts until somebody has seen it, again when the gap grows, and again after it had recovered', async () => {
    const { stock } = archive.api
    const alerts = () => valueOf(stock.alerts(first))
    await valueOf(stock.receive({ ...here(), quantity: units(10), opening: true }))
    await agree('2026-11', 10)
    expect(await alerts()).toMatchObject({ total: 0, unseen: 0 })
    expect(await codeOf(stock.acknowledge({ productId, reason: '看过' }))).toBe('stock.notBelow')
    archive.clock.set(at('2026-11-03'))
    await valueOf(stock.issue({ ...here(), quantity: units(2) }))
    expect(await alerts()).toMatchObject({
      unseen: 1,
      rows: [{ gap: units(2), since: at('2026-11-03'), acknowledged: null }],
    })
    archive.clock.set(at('2026-11-04'))
    await valueOf(stock.acknowledge({ productId, reason: '已催货' }))
    expect(await alerts()).toMatchObject({ total: 1, unseen: 0, rows: [{ acknowledged: { reason: '已催货' } }] })
    await valueOf(stock.issue({ ...here(), quantity: 1 }))
    expect(await alerts()).toMatchObject({ unseen: 1 })
    await valueOf(stock.acknowledge({ productId, reason: '再看' }))
    archive.clock.set(at('2026-11-05'))
    await valueOf(stock.takeBack({ ...here(), quantity: units(3) }))
    expect(await alerts()).toMatchObject({ total: 0 })
    archive.clock.set(at('2026-11-06'))
    await valueOf(stock.issue({ ...here(), quantity: units(2) }))
    // A smaller gap than what was seen, but another time below.
    expect(await alerts()).toMatchObject({ total: 1, unseen: 1 })
  })
})

describe('reservations', () => {
  it('keep goods for their purpose until they are issued or released', async () => {
    const { stock } = archive.api
    await valueOf(stock.receive({ ...here(), quantity: units(10), opening: true }))
    const { id } = await valueOf(stock.reserve({ productId, warehouseId, quantity: units(8), purpose: '合同 HT-1' }))
    expect(await codeOf(stock.reserve({ productId, warehouseId, quantity: units(3), purpose: '另一家' }))).toBe(
      'stock.notEnough',
    )
    expect(await codeOf(stock.issue({ ...here(), quantity: units(3) }))).toBe('stock.reserved')
    await valueOf(stock.issue({ ...here(), quantity: units(2) }))
    expect(await codeOf(stock.issueReserved({ id, quantity: units(9), reference: '' }))).toBe('stock.moreThanReserved')
    await valueOf(stock.issueReserved({ id, quantity: units(5), reference: 'CK-1' }))
    expect(await valueOf(stock.one({ productId }))).toMatchObject({ available: units(3), reserved: units(3) })
    await valueOf(stock.release({ id, reason: '合同取消' }))
    expect(await codeOf(stock.release({ id, reason: '再来' }))).toBe('stock.noReservation')
    await valueOf(stock.issue({ ...here(), quantity: units(3) }))
    expect(await valueOf(stock.one({ productId }))).toMatchObject({ available: 0, reserved: 0 })
  })

  it('are refused for goods under a safety hold', async () => {
    await valueOf(archive.api.stock.receive({ ...here(), quantity: units(10), opening: true }))
    await valueOf(archive.api.products.setSafetyHold({ id: productId, version: 1, reason: '批次开裂' }))
    expect(await codeOf(archive.api.stock.reserve({ productId, warehouseId, quantity: 1, purpose: 'x' }))).toBe(
      'stock.onSafetyHold',
    )
  })
})

describe('the report of a period', () => {
  it('adds up: opening and what moved make the closing, a reversal counts with what it takes back', async () => {
    const { stock } = archive.api
    await valueOf(stock.receive({ ...here(), quantity: units(10), opening: true }))
    archive.clock.set(at('2026-11-02'))
    await valueOf(stock.receive({ ...here(), quantity: units(6), opening: false }))
    await valueOf(stock.inspect({ ...here(), passed: units(5), failed: units(1) }))
    const { id } = await valueOf(stock.issue({ ...here(), quantity: units(3) }))
    archive.clock.set(at('2026-11-02', '10:00'))
    await valueOf(stock.reverse({ id, reason: '没有领走' }))
    await valueOf(stock.issue({ ...here(), quantity: units(4) }))
    await valueOf(stock.takeBack({ ...here(), quantity: units(1) }))
    archive.clock.set(at('2026-11-02', '17:00'))
    await valueOf(stock.count({ ...here(), counted: units(11) }))
    const sheet = async (from: string, to: string) => (await valueOf(stock.report({ from, to, ...first }))).rows[0]
    expect(await sheet('2026-11-02', '2026-11-02')).toMatchObject({
      opening: units(10),
      received: units(5),
      issued: units(4),
      returned: units(1),
      found: units(-1),
      other: 0,
      closing: units(11),
    })
    expect(await sheet('2026-11-01', '2026-11-01')).toMatchObject({
      opening: 0,
      received: units(10),
      closing: units(10),
    })
    expect(await codeOf(stock.report({ from: '2026-11-02', to: '2026-11-01', ...first }))).toBe('stock.endsFirst')
    const card = await valueOf(stock.card({ productId, from: '2026-11-02', to: '2026-11-02' }))
    expect(card.opening).toBe(units(10))
    expect(card.lines.at(-1)).toMatchObject({ kind: 'count', stands: units(11) })
  })
})

describe('a stocktake', () => {
  it('is blind, wants reasons, keeps the first figure of a recount, and posts each count at its own moment', async () => {
    const { stock, stocktakes } = archive.api
    expect(await codeOf(stocktakes.start({ warehouseId, category: '' }))).toBe('stocktakes.nothingThere')
    await valueOf(stock.receive({ ...here(), quantity: units(10), opening: true }))
    archive.clock.set(at('2026-11-02'))
    const { id, number, version } = await valueOf(stocktakes.start({ warehouseId, category: '' }))
    expect(number).toBe('PD-2026-0001')
    expect(await codeOf(stocktakes.start({ warehouseId, category: '' }))).toBe('stocktakes.runsAlready')
    const line = async () => (await valueOf(stocktakes.lines({ id, show: 'all', ...first }))).rows[0]
    expect(await line()).toMatchObject({ counted: null, book: null, variance: null })
    expect(await codeOf(stocktakes.post({ id, version }))).toBe('stocktakes.uncounted')
    await valueOf(stocktakes.enter({ id, productId, counted: units(7) }))
    archive.clock.set(at('2026-11-02', '11:00'))
    await valueOf(stocktakes.enter({ id, productId, counted: units(8) }))
    expect(await line()).toMatchObject({
      firstCounted: units(7),
      counted: units(8),
      book: units(10),
      variance: units(-2),
    })
    // Work goes on between the count and its posting.
    archive.clock.set(at('2026-11-03'))
    await valueOf(stock.issue({ ...here(), quantity: units(3) }))
    expect(await codeOf(stocktakes.post({ id, version }))).toBe('stocktakes.unexplained')
    await valueOf(stocktakes.explain({ id, productId, reason: '领用未登记' }))
    expect(await valueOf(stocktakes.post({ id, version }))).toMatchObject({ state: 'posted' })
    expect(await valueOf(stock.asOf({ productId, warehouseId, at: at('2026-11-02', '11:00') }))).toEqual({
      available: units(8),
    })
    expect(await valueOf(stock.one({ productId }))).toMatchObject({ available: units(5) })
    // What is entered late changes what the count found, never what it counted.
    await valueOf(
      stock.issue({ ...here(), effectiveAt: at('2026-11-01', '12:00'), quantity: units(1), reason: '补录' }),
    )
    expect(await line()).toMatchObject({ counted: units(8), variance: units(-1) })
    expect(await codeOf(stocktakes.enter({ id, productId, counted: 0 }))).toBe('stocktakes.ended')
  })
})

describe('an abandoned stocktake', () => {
  it('posts nothing, says why, and lets the next one begin', async () => {
    const { stock, stocktakes } = archive.api
    await valueOf(stock.receive({ ...here(), quantity: units(10), opening: true }))
    const { id, version } = await valueOf(stocktakes.start({ warehouseId, category: '' }))
    await valueOf(stocktakes.enter({ id, productId, counted: units(1) }))
    const abandoned = await valueOf(stocktakes.abandon({ id, version, reason: '停电' }))
    expect(abandoned).toMatchObject({ state: 'abandoned', endReason: '停电' })
    expect(await valueOf(stock.one({ productId }))).toMatchObject({ available: units(10) })
    expect(await codeOf(stocktakes.post({ id, version: abandoned.version }))).toBe('stocktakes.ended')
    expect(await valueOf(stocktakes.start({ warehouseId, category: '' }))).toMatchObject({ number: 'PD-2026-0002' })
  })
})

describe('a purchase', () => {
  const request = async () =>
    valueOf(
      archive.api.purchasing.request({
        productId,
        warehouseId,
        quantity: units(20),
        neededOn: '2026-11-20',
        reason: '补足',
      }),
    )

  it('goes from request to put-away through the ledger, and rates its supplier', async () => {
    const { purchasing, stock, suppliers, products } = archive.api
    const [cheap, quick] = [await supplier('S1'), await supplier('S2')]
    const { id, number } = await request()
    expect(number).toBe('CG-2026-0001')
    const quote = (supplierId: string, priceFen: number, leadDays: number) =>
      valueOf(purchasing.quote({ id, supplierId, priceFen, leadDays, note: '' }))
    await quote(cheap, 900, 12)
    await quote(quick, 1100, 3)
    const { quotes } = await valueOf(purchasing.entry({ id }))
    expect(quotes.map(({ priceFen }) => priceFen)).toEqual([900, 1100])
    const approve = (reason: string) =>
      purchasing.approve({ id, version: 1, quoteId: quotes[1]?.id ?? '', document: '总部批 12 号', reason })
    expect(await codeOf(approve(''))).toBe('purchasing.reasonMissing')
    expect(
      (
        await archive
          .as('clerk')
          .purchasing.approve({ id, version: 1, quoteId: quotes[0]?.id ?? '', document: 'x', reason: '' })
      ).ok,
    ).toBe(false)
    let { version } = await valueOf(approve('交期短'))
    expect(await codeOf(purchasing.receive({ id, version, quantity: 1, reference: '', complete: false }))).toBe(
      'purchasing.notNow',
    )
    version = (await valueOf(purchasing.order({ id, version, dueOn: '2026-11-04' }))).version
    expect(await codeOf(purchasing.order({ id, version, dueOn: '2026-11-04' }))).toBe('purchasing.notNow')
    archive.clock.set(at('2026-11-03'))
    version = (
      await valueOf(purchasing.receive({ id, version, quantity: units(12), reference: '送 1', complete: false }))
    ).version
    expect(await valueOf(stock.one({ productId }))).toMatchObject({ awaiting: units(12), available: 0 })
    archive.clock.set(at('2026-11-05'))
    const all = await valueOf(
      purchasing.receive({ id, version, quantity: units(8), reference: '送 2', complete: false }),
    )
    expect(all).toMatchObject({ state: 'received', receivedOn: '2026-11-05', received: units(20) })
    version = all.version
    expect(await codeOf(purchasing.putAway({ id, version, place: 'A-3' }))).toBe('purchasing.notInspected')
    expect(await codeOf(purchasing.inspect({ id, version, passed: units(20), failed: 1, note: '' }))).toBe(
      'purchasing.moreThanReceived',
    )
    version = (
      await valueOf(purchasing.inspect({ id, version, passed: units(18), failed: units(2), note: '两件划伤' }))
    ).version
    expect(await valueOf(purchasing.putAway({ id, version, place: 'A-3' }))).toMatchObject({ state: 'done' })
    expect(await valueOf(stock.one({ productId }))).toMatchObject({
      available: units(18),
      rejected: units(2),
      awaiting: 0,
    })
    expect(await valueOf(stock.places({ productId }))).toMatchObject([{ place: 'A-3' }])
    expect((await valueOf(suppliers.entry({ id: quick }))).rating).toEqual({
      delivered: 1,
      onTime: 0,
      inspected: units(20),
      passed: units(18),
    })
    expect((await valueOf(products.dossier({ id: productId }))).quality).toMatchObject([
      { result: 'failed', kind: 'inspection' },
    ])
  })

  it('is known late before its date, is reported twice in writing, once, and reminded of until an outcome stands', async () => {
    const { purchasing } = archive.api
    await useDaily(20)
    await agree('2026-11', 70)
    archive.clock.set(at('2026-11-22'))
    const input = { productId, warehouseId, quantity: units(30), neededOn: '2026-12-31', reason: '补足' }
    const { id } = await valueOf(purchasing.request(input))
    // Runs under on 3 December; without a known lead time a fortnight is reckoned, to 6 December.
    const late = async () => (await valueOf(purchasing.entry({ id }))).lateness
    expect(await late()).toEqual({ cause: 'runsUnder', expectedOn: '2026-12-06', runsUnderOn: '2026-12-03' })
    expect(await valueOf(purchasing.reportLate({}))).toEqual({ reports: 2 })
    expect(await valueOf(purchasing.reportLate({}))).toEqual({ reports: 0 })
    const { reports } = await valueOf(purchasing.entry({ id }))
    expect(reports.map(({ number, recipient }) => [number, recipient])).toEqual([
      ['YQ-2026-0001', 'department'],
      ['YQ-2026-0002', 'leaders'],
    ])
    const page = () => valueOf(purchasing.page({ show: 'late', ...first }))
    expect(await page()).toMatchObject({ late: 1, unresolved: 1 })
    await valueOf(purchasing.handReport({ id: reports[0]?.id ?? '', to: '采供部 刘伟' }))
    await valueOf(purchasing.quote({ id, supplierId: await supplier('S1'), priceFen: 100, leadDays: 11, note: '' }))
    const { quotes } = await valueOf(purchasing.entry({ id }))
    let { version } = await valueOf(
      purchasing.approve({ id, version: 1, quoteId: quotes[0]?.id ?? '', document: 'D', reason: '' }),
    )
    // On the day itself it is in time; a day later it is late again.
    expect(await late()).toBeNull()
    version = (await valueOf(purchasing.order({ id, version, dueOn: '2026-12-04' }))).version
    expect(await late()).toMatchObject({ cause: 'runsUnder' })
    expect(await page()).toMatchObject({ unresolved: 1 })
    await valueOf(purchasing.enterOutcome({ id, version, outcome: '供应商改空运' }))
    expect(await page()).toMatchObject({ late: 1, unresolved: 0 })
    archive.clock.set(at('2026-12-05', '00:00'))
    expect(await late()).toMatchObject({ cause: 'overdue' })
  })

  it('refuses what makes no sense and changes nothing', async () => {
    const { purchasing } = archive.api
    expect(
      await codeOf(purchasing.request({ productId, warehouseId, quantity: 1, neededOn: '2026-10-31', reason: 'x' })),
    ).toBe('purchasing.neededInThePast')
    expect(
      await codeOf(
        purchasing.request({ productId: warehouseId, warehouseId, quantity: 1, neededOn: '2026-12-01', reason: 'x' }),
      ),
    ).toBe('products.notFound')
    const { id } = await request()
    expect(await codeOf(purchasing.approve({ id, version: 1, quoteId: id, document: 'D', reason: '' }))).toBe(
      'purchasing.noQuote',
    )
    expect(await codeOf(purchasing.cancel({ id, version: 9, reason: '误建' }))).toBe('core.conflict')
    expect(await codeOf(purchasing.enterOutcome({ id, version: 1, outcome: 'x' }))).toBe('purchasing.notLate')
    await valueOf(purchasing.cancel({ id, version: 1, reason: '误建' }))
    expect(await codeOf(purchasing.quote({ id, supplierId: id, priceFen: 1, leadDays: 1, note: '' }))).toBe(
      'purchasing.notNow',
    )
  })
})
