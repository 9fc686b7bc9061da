/** The stock ledger over the real archive: story 7, counts, reversals, and that the order of entering never matters. */
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyProduct } from '../../src-main/features/products/rules'
import type { TestArchive } from '../support/archive'
import { codeOf, testArchive, valueOf } from '../support/archive'

let archive: TestArchive
let productId = ''
let [main, shop] = ['', '']
beforeEach(async () => {
  archive = testArchive()
  const product = { ...emptyProduct, code: 'P-01', name: '密封圈' }
  productId = (await valueOf(archive.api.products.add(product))).id
  main = (await valueOf(archive.api.stock.addWarehouse({ name: '主仓库' }))).id
  shop = (await valueOf(archive.api.stock.addWarehouse({ name: '门市' }))).id
})
afterEach(() => {
  expect(archive.faults).toEqual([])
  archive.close()
})

/** An instant of December 2026 by the office's clock (UTC+8). */
const at = (day: number, time: string): string =>
  new Date(`2026-12-${String(day).padStart(2, '0')}T${time}:00+08:00`).toISOString()
const units = (count: number): number => count * 1000
const here = () => ({ productId, warehouseId: main, effectiveAt: null, reason: '', reference: '' })
/** What is available in the main warehouse at an instant, in units. */
const standing = async (instant: string): Promise<number> =>
  (await valueOf(archive.api.stock.asOf({ productId, warehouseId: main, at: instant }))).available / 1000

const story = async (): Promise<void> => {
  const { stock } = archive.api
  archive.clock.set(at(1, '08:00'))
  await valueOf(stock.receive({ ...here(), quantity: units(40), opening: true }))
  for (const [month, quantity] of [
    ['2026-12', 35],
    ['2027-01', 45],
  ] as const) {
    await valueOf(stock.setSafety({ productId, month, quantity: units(quantity) }))
    for (const side of ['procurement', 'business'] as const)
      await valueOf(stock.agreeSafety({ productId, month, side }))
  }
  archive.clock.set(at(3, '09:00'))
  await valueOf(stock.receive({ ...here(), quantity: units(30), opening: false }))
  expect(await standing(at(3, '09:30'))).toBe(40)
  archive.clock.set(at(3, '10:00'))
  await valueOf(stock.inspect({ ...here(), passed: units(25), failed: units(5) }))
  archive.clock.set(at(4, '09:00'))
  await valueOf(stock.issue({ ...here(), quantity: units(22) }))
  archive.clock.set(at(6, '11:00'))
  await valueOf(stock.transfer({ ...here(), toWarehouseId: shop, quantity: units(8) }))
  archive.clock.set(at(7, '10:00'))
  await valueOf(stock.takeBack({ ...here(), quantity: units(2) }))
  archive.clock.set(at(8, '17:00'))
  await valueOf(stock.count({ ...here(), counted: units(36) }))
}

/** What the count found missing or too much: the sum of its lines. */
const variance = async (): Promise<number> => {
  const { rows } = await valueOf(archive.api.stock.movements({ productId, offset: 0, limit: 100 }))
  const count = rows.find(row => row.kind === 'count')
  return (
    rows
      .filter(row => row.postingId === count?.postingId || row.balances === count?.postingId)
      .reduce((sum, row) => sum + row.quantity, 0) / 1000
  )
}

describe('story 7: stock truth', () => {
  it('stands as computed, is corrected from the past, and shows what was below and found late', async () => {
    const { stock } = archive.api
    await story()
    expect(await standing(at(5, '12:00'))).toBe(43)
    expect(await standing(at(6, '12:00'))).toBe(35)
    expect(await standing(at(7, '18:00'))).toBe(37)
    expect(await variance()).toBe(-1)
    expect(await valueOf(stock.one({ productId }))).toMatchObject({ rejected: units(5), awaiting: 0, level: 'above' })

    archive.clock.set(at(9, '09:00'))
    const late = { ...here(), effectiveAt: at(5, '10:00'), quantity: units(3) }
    expect(await codeOf(stock.issue(late))).toBe('stock.reasonMissing')
    await valueOf(stock.issue({ ...late, reason: '领料单补录' }))
    expect(await standing(at(5, '12:00'))).toBe(40)
    expect(await standing(at(6, '12:00'))).toBe(32)
    expect(await standing(at(7, '18:00'))).toBe(34)
    expect(await variance()).toBe(2)
    expect(await standing(at(9, '09:00'))).toBe(36)
  })

  it('speaks of one warehouse or of all: safety stock looks at all', async () => {
    const { stock } = archive.api
    await story()
    archive.clock.set(at(9, '09:00'))
    await valueOf(stock.issue({ ...here(), warehouseId: shop, quantity: units(8) }))
    expect(await valueOf(stock.one({ productId }))).toMatchObject({ available: units(36), level: 'above' })
    // On the first of January nothing moves, and it is nine short.
    archive.clock.set('2026-12-31T15:59:59.999Z')
    expect(await valueOf(stock.page({ text: '', level: 'below', offset: 0, limit: 10 }))).toMatchObject({ below: 0 })
    archive.clock.set('2026-12-31T16:00:00.000Z')
    const { rows, below } = await valueOf(stock.page({ text: '', level: 'below', offset: 0, limit: 10 }))
    expect(below).toBe(1)
    expect((rows[0]?.available ?? 0) - (rows[0]?.safety ?? 0)).toBe(units(-9))
    // Carried over where no later month has a value of its own.
    archive.clock.set('2027-03-10T04:00:00.000Z')
    expect(await valueOf(stock.one({ productId }))).toMatchObject({ safety: units(45), carriedFrom: '2027-01' })
  })

  it('marks the period below that only the late entry showed', async () => {
    const { stock } = archive.api
    await story()
    archive.clock.set(at(8, '18:00'))
    // Goods that are elsewhere do not count against this story's safety stock.
    await valueOf(
      stock.issue({ ...here(), warehouseId: shop, effectiveAt: at(6, '11:00'), quantity: units(8), reason: '转出' }),
    )
    archive.clock.set(at(9, '09:00'))
    await valueOf(stock.issue({ ...here(), effectiveAt: at(5, '10:00'), quantity: units(3), reason: '领料单补录' }))
    expect(await valueOf(stock.belowPeriods({ productId }))).toEqual([
      { from: at(6, '11:00'), until: at(8, '17:00'), least: units(32), safety: units(35), foundLate: true },
    ])
  })
})

describe('the ledger', () => {
  it('refuses what would run under zero, then or later, and what has not happened yet', async () => {
    const { stock } = archive.api
    archive.clock.set(at(1, '08:00'))
    await valueOf(stock.receive({ ...here(), quantity: units(10), opening: true }))
    archive.clock.set(at(3, '08:00'))
    await valueOf(stock.issue({ ...here(), quantity: units(8) }))
    expect(await codeOf(stock.issue({ ...here(), quantity: units(3) }))).toBe('stock.notEnough')
    // On the second there were ten; but taking three then would leave too few on the third.
    const past = { ...here(), effectiveAt: at(2, '08:00'), reason: '补录' }
    expect(await codeOf(stock.issue({ ...past, quantity: units(3) }))).toBe('stock.notEnough')
    await valueOf(stock.issue({ ...past, quantity: units(2) }))
    expect(await codeOf(stock.issue({ ...here(), effectiveAt: at(4, '08:00'), quantity: 1 }))).toBe('stock.future')
    expect(await codeOf(stock.inspect({ ...here(), passed: 1, failed: 0 }))).toBe('stock.notEnough')
    expect(await standing(at(3, '08:00'))).toBe(0)
  })

  it('reverses once, whole, and a reversed count lets the ledger speak again', async () => {
    const { stock } = archive.api
    await story()
    const { rows } = await valueOf(stock.movements({ productId, offset: 0, limit: 100 }))
    const count = rows.find(row => row.kind === 'count')?.postingId ?? ''
    archive.clock.set(at(9, '09:00'))
    const { id } = await valueOf(stock.reverse({ id: count, reason: '数错了' }))
    expect(await standing(at(9, '09:00'))).toBe(37)
    expect(await codeOf(stock.reverse({ id: count, reason: '再来' }))).toBe('stock.reversedAlready')
    expect(await codeOf(stock.reverse({ id, reason: '再来' }))).toBe('stock.notReversible')
    // The transfer's two sides go back together.
    const transfer = rows.find(row => row.kind === 'transfer')?.postingId ?? ''
    await valueOf(stock.reverse({ id: transfer, reason: '没有送出' }))
    expect(await standing(at(9, '09:00'))).toBe(45)
    expect(await valueOf(stock.asOf({ productId, warehouseId: shop, at: at(9, '09:00') }))).toEqual({ available: 0 })
  })

  it('comes to the same whatever the order of entering', async () => {
    const entries = fc.array(
      fc.record({ minute: fc.integer({ min: 1, max: 9000 }), quantity: fc.integer({ min: 1, max: 50 }) }),
      { minLength: 1, maxLength: 8 },
    )
    await fc.assert(
      fc.asyncProperty(entries, fc.integer({ min: 0, max: 500 }), fc.nat(), async (made, counted, shuffle) => {
        const moments = made.map(({ minute }) => new Date(Date.parse(at(1, '08:00')) + minute * 60_000).toISOString())
        const totals: number[][] = []
        for (const order of [
          made.map((_entry, index) => index),
          made.map((_entry, index) => (index + shuffle) % made.length),
        ]) {
          const { stock, products } = archive.api
          const id = (await valueOf(products.add({ ...emptyProduct, code: archive.newId(), name: '件' }))).id
          const place = { ...here(), productId: id, reason: '补录' }
          archive.clock.set(at(1, '08:00'))
          await valueOf(stock.receive({ ...place, quantity: 1000, opening: true }))
          archive.clock.set(at(5, '08:00'))
          const half = Math.ceil(order.length / 2)
          archive.clock.set(at(10, '08:00'))
          for (const [step, index] of order.entries()) {
            if (step === half)
              await valueOf(stock.count({ ...place, effectiveAt: at(4, '08:00'), counted: counted + 500 }))
            await valueOf(
              stock.issue({ ...place, effectiveAt: moments[index] ?? '', quantity: made[index]?.quantity ?? 1 }),
            )
          }
          if (order.length <= half)
            await valueOf(stock.count({ ...place, effectiveAt: at(4, '08:00'), counted: counted + 500 }))
          const asked = [at(2, '00:00'), at(4, '08:00'), at(10, '08:00')]
          const found = []
          for (const instant of asked)
            found.push((await valueOf(stock.asOf({ productId: id, warehouseId: null, at: instant }))).available)
          totals.push(found)
        }
        expect(totals[1]).toEqual(totals[0])
      }),
      { numRuns: 25, seed: 20_261_123 },
    )
  }, 60_000)

  it('is the sum of its lines in every state, and a reversal leaves it as if nothing had been', async () => {
    const steps = fc.array(
      fc.record({
        what: fc.constantFrom(
          'receive',
          'inspect',
          'issue',
          'takeBack',
          'hold',
          'release',
          'scrap',
          'transfer',
          'count',
        ),
        quantity: fc.integer({ min: 1, max: 40 }),
      }),
      { minLength: 1, maxLength: 14 },
    )
    await fc.assert(
      fc.asyncProperty(steps, async drawn => {
        const { stock, products } = archive.api
        const id = (await valueOf(products.add({ ...emptyProduct, code: archive.newId(), name: '件' }))).id
        const place = { ...here(), productId: id }
        const figures = async () => {
          const { available, awaiting, hold, rejected } = await valueOf(stock.one({ productId: id }))
          return { available, awaiting, hold, rejected }
        }
        archive.clock.set(at(1, '08:00'))
        await valueOf(stock.receive({ ...place, quantity: 60, opening: true }))
        for (const [step, { what, quantity }] of drawn.entries()) {
          archive.clock.advance(60_000)
          const before = await figures()
          const input = { ...place, quantity }
          const outcome = await {
            receive: () => stock.receive({ ...input, opening: false }),
            inspect: () => stock.inspect({ ...place, passed: quantity, failed: 1 }),
            issue: () => stock.issue(input),
            takeBack: () => stock.takeBack(input),
            hold: () => stock.hold({ ...input, release: false }),
            release: () => stock.hold({ ...input, release: true }),
            scrap: () => stock.scrap({ ...input, state: 'rejected' }),
            transfer: () => stock.transfer({ ...input, toWarehouseId: shop }),
            count: () => stock.count({ ...place, counted: quantity }),
          }[what]()
          const after = await figures()
          expect(Math.min(...Object.values(after))).toBeGreaterThanOrEqual(0)
          // What was refused changed nothing.
          if (!outcome.ok) expect(after).toEqual(before)
          // Every other one is taken back at once.
          else if (step % 2 === 1) {
            await valueOf(stock.reverse({ id: outcome.value.id, reason: '冲销' }))
            expect(await figures()).toEqual(before)
          }
        }
        const lines = (await valueOf(stock.movements({ productId: id, offset: 0, limit: 200 }))).rows
        const sums = { available: 0, awaiting: 0, hold: 0, rejected: 0 }
        for (const { state, quantity } of lines) sums[state] += quantity
        expect(sums).toEqual(await figures())
      }),
      { numRuns: 25, seed: 20_261_124 },
    )
  }, 60_000)
})
