/** The sourcing cascade over the real archive: no tier is skipped, nothing held is offered; and early deliveries to their end. */
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyProduct } from '../../src-main/features/products/rules'
import { tiers } from '../../src-main/features/sourcing/contract'
import type { SupplierKind } from '../../src-main/features/suppliers/contract'
import { emptySupplier } from '../../src-main/features/suppliers/rules'
import type { TestArchive } from '../support/archive'
import { codeOf, testArchive, valueOf } from '../support/archive'

let archive: TestArchive
let warehouseId = ''
let [same, substitute, similar] = ['', '', '']
const units = (count: number): number => count * 1000

const product = async (code: string): Promise<string> =>
  (await valueOf(archive.api.products.add({ ...emptyProduct, code, name: `产品${code}` }))).id
const stocked = async (productId: string, count: number): Promise<void> => {
  const place = { productId, warehouseId, effectiveAt: null, reason: '', reference: '' }
  await valueOf(archive.api.stock.receive({ ...place, quantity: units(count), opening: true }))
}
const supplier = async (code: string, kind: SupplierKind, qualifiedUntil: string | null = null): Promise<string> =>
  (await valueOf(archive.api.suppliers.add({ ...emptySupplier, code, name: `供应商${code}`, kind, qualifiedUntil }))).id
const start = async (quantity: number) =>
  valueOf(
    archive.api.sourcing.start({
      productId: same,
      quantity: units(quantity),
      neededOn: '2026-12-20',
      customerId: null,
      contract: 'HT-7',
      reason: '客户改型号',
    }),
  )
const coordinate = async (id: string, version = 1) =>
  valueOf(
    archive.api.sourcing.coordinate({
      id,
      version,
      coordination: '库存让给本单',
      agreedBy: '业务部 李强',
      reservationId: null,
    }),
  )
const inquiry = (id: string) => ({
  id,
  tier: 1 as const,
  productId: same,
  warehouseId,
  supplierId: null,
  whom: '仓库 赵敏',
  answer: 'yes' as const,
  quantity: units(1),
  priceFen: null,
  availableOn: null,
  note: '',
})

beforeEach(async () => {
  archive = testArchive()
  warehouseId = (await valueOf(archive.api.stock.addWarehouse({ name: '主仓库' }))).id
  same = await product('P-1')
  substitute = await product('P-2')
  similar = await product('P-3')
  await valueOf(archive.api.products.relate({ id: same, otherId: substitute, kind: 'substitute', note: '' }))
  await valueOf(archive.api.products.relate({ id: same, otherId: similar, kind: 'similar', note: '' }))
})
afterEach(() => {
  expect(archive.faults).toEqual([])
  archive.close()
})

describe('the cascade', () => {
  it('starts only for goods below their safety stock, without a value, or below once the need is served', async () => {
    await stocked(same, 10)
    await valueOf(archive.api.stock.setSafety({ productId: same, month: '2026-11', quantity: units(8) }))
    for (const side of ['procurement', 'business'] as const)
      await valueOf(archive.api.stock.agreeSafety({ productId: same, month: '2026-11', side }))
    const input = { productId: same, neededOn: '2026-12-20', customerId: null, contract: '', reason: 'x' }
    expect(await codeOf(archive.api.sourcing.start({ ...input, quantity: units(2) }))).toBe('sourcing.notShort')
    expect(await valueOf(archive.api.sourcing.start({ ...input, quantity: units(3) }))).toMatchObject({ openTier: 1 })
  })

  it('goes through all six tiers, each with its own conditions, and adds partial quantities up', async () => {
    const { sourcing, products, stock, purchasing } = archive.api
    await stocked(same, 2)
    await stocked(substitute, 3)
    await stocked(similar, 4)
    const qualified = await supplier('S1', 'qualified')
    const expired = await supplier('S2', 'qualified', '2026-11-22')
    const trader = await supplier('S3', 'trader')
    for (const supplierId of [qualified, expired, trader])
      await valueOf(products.supply({ id: same, supplierId, leadDays: 5, priceFen: 1000, least: 0 }))
    const { id } = await start(20)
    const ask = inquiry(id)
    const use = async (quantity: number) => {
      const { inquiries } = await valueOf(sourcing.entry({ id }))
      return sourcing.use({ id, inquiryId: inquiries.at(-1)?.id ?? '', quantity: units(quantity) })
    }

    expect(await codeOf(sourcing.inquire(ask))).toBe('sourcing.coordinateFirst')
    await coordinate(id)
    expect(await codeOf(sourcing.inquire({ ...ask, tier: 2, productId: substitute }))).toBe('sourcing.tierClosed')
    expect(await codeOf(sourcing.inquire({ ...ask, quantity: units(3) }))).toBe('stock.notEnough')
    // Own goods are there: the tier is not exhausted before they are taken.
    expect(await codeOf(sourcing.exhaust({ id, tier: 1, reason: 'x' }))).toBe('sourcing.stillOffered')
    await valueOf(sourcing.inquire({ ...ask, quantity: units(2) }))
    expect(await codeOf(use(3))).toBe('sourcing.moreThanOffered')
    expect(await valueOf(use(2))).toMatchObject({ covered: units(2) })
    expect(await valueOf(stock.one({ productId: same }))).toMatchObject({ reserved: units(2) })
    await valueOf(sourcing.exhaust({ id, tier: 1, reason: '仓库已无' }))

    await valueOf(sourcing.inquire({ ...ask, tier: 2, productId: substitute, quantity: units(3) }))
    expect(await codeOf(use(3))).toBe('sourcing.amendFirst')
    await valueOf(sourcing.amend({ id, productId: substitute, document: 'HT-7 补 1', note: '' }))
    await valueOf(use(3))
    await valueOf(sourcing.exhaust({ id, tier: 2, reason: '用完' }))

    await valueOf(sourcing.inquire({ ...ask, tier: 3, productId: similar, quantity: units(4) }))
    expect(await codeOf(use(4))).toBe('sourcing.reviewFirst')
    const opinions = [{ name: '技术部 周杰', opinion: '压力等级不同' }]
    await valueOf(sourcing.review({ id, productId: similar, opinions, passed: false }))
    expect(await codeOf(use(4))).toBe('sourcing.reviewFirst')
    await valueOf(sourcing.review({ id, productId: similar, opinions, passed: true }))
    expect(await codeOf(use(4))).toBe('sourcing.amendFirst')
    await valueOf(sourcing.amend({ id, productId: similar, document: 'HT-7 补 2', note: '' }))
    await valueOf(use(4))
    await valueOf(sourcing.exhaust({ id, tier: 3, reason: '用完' }))

    const outside = { ...ask, warehouseId: null, priceFen: 1200, availableOn: '2026-12-01', quantity: units(5) }
    expect(await codeOf(sourcing.exhaust({ id, tier: 4, reason: '没问' }))).toBe('sourcing.notAsked')
    expect(await codeOf(sourcing.inquire({ ...outside, tier: 4, supplierId: trader }))).toBe('sourcing.wrongKind')
    expect(await codeOf(sourcing.inquire({ ...outside, tier: 4, supplierId: expired }))).toBe('sourcing.wrongKind')
    expect(await codeOf(sourcing.inquire({ ...outside, tier: 4, supplierId: qualified, availableOn: null }))).toBe(
      'sourcing.whenMissing',
    )
    await valueOf(sourcing.inquire({ ...outside, tier: 4, supplierId: qualified }))
    expect(await codeOf(sourcing.exhaust({ id, tier: 4, reason: 'x' }))).toBe('sourcing.stillOffered')
    await valueOf(use(5))
    await valueOf(sourcing.exhaust({ id, tier: 4, reason: '只有 5 件' }))

    await valueOf(
      sourcing.inquire({ ...outside, tier: 5, supplierId: trader, answer: 'no', quantity: 0, availableOn: null }),
    )
    await valueOf(sourcing.exhaust({ id, tier: 5, reason: '没有货' }))
    await valueOf(sourcing.inquire({ ...outside, tier: 6, supplierId: expired, quantity: units(9) }))
    expect(await codeOf(use(7))).toBe('sourcing.moreThanNeeded')
    expect(await valueOf(use(6))).toMatchObject({ covered: units(20), state: 'covered' })
    const requested = await valueOf(purchasing.page({ show: 'open', offset: 0, limit: 10 }))
    expect(requested.rows.map(({ quantity }) => quantity).sort()).toEqual([units(5), units(6)])
    const entry = await valueOf(sourcing.entry({ id }))
    expect(entry.uses.filter(({ reservationId }) => reservationId !== null)).toHaveLength(3)
    await valueOf(sourcing.close({ id, version: entry.version, reason: '齐了' }))
    expect(await codeOf(sourcing.inquire(ask))).toBe('sourcing.closed')
  })

  it('never offers goods under a safety hold, nor goods set aside', async () => {
    const { sourcing, products, stock } = archive.api
    await stocked(same, 2)
    await stocked(substitute, 3)
    await valueOf(products.setSafetyHold({ id: substitute, version: 1, reason: '开裂' }))
    await valueOf(
      stock.hold({
        productId: same,
        warehouseId,
        effectiveAt: null,
        reason: '',
        reference: '',
        quantity: units(2),
        release: false,
      }),
    )
    const { id } = await start(5)
    await coordinate(id)
    expect((await valueOf(sourcing.entry({ id }))).offers).toEqual([])
    await valueOf(sourcing.exhaust({ id, tier: 1, reason: '都停用了' }))
    expect(await codeOf(sourcing.inquire({ ...inquiry(id), tier: 2, productId: substitute }))).toBe(
      'stock.onSafetyHold',
    )
  })

  it('never skips a tier, whatever is tried in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...tiers), { maxLength: 14 }), async tried => {
        const { id } = await start(1)
        await coordinate(id)
        let reached = 1
        for (const tier of tried) {
          const outcome = await archive.api.sourcing.exhaust({ id, tier, reason: '没有' })
          expect(outcome.ok).toBe(tier === reached)
          if (outcome.ok) reached += 1
          expect((await valueOf(archive.api.sourcing.entry({ id }))).openTier).toBe(reached > 6 ? null : reached)
        }
      }),
      { numRuns: 20, seed: 20_261_124 },
    )
  })
})

describe('an early delivery', () => {
  it('is composed, chosen as it was seen, and followed until the last part is there', async () => {
    const { early } = archive.api
    await stocked(same, 3)
    const input = {
      productId: same,
      quantity: units(6),
      wantedOn: '2026-12-01',
      customerId: null,
      place: '青江泵站',
      reason: '提前投产',
    }
    const { id } = await valueOf(early.start(input))
    const part = { id, air: false, quantity: units(3), fixedFen: 0, unitFen: 0, risk: '', note: '' }
    const own = { ...part, way: 'own' as const, source: '主仓库', arrivesOn: '2026-11-25' }
    expect(await codeOf(early.addPart({ ...own, quantity: units(4) }))).toBe('stock.notEnough')
    await valueOf(early.addPart(own))
    expect(await codeOf(early.addPart({ ...own, quantity: 1 }))).toBe('stock.notEnough')
    expect(await valueOf(early.entry({ id }))).toMatchObject({ best: null, missing: units(3) })
    await valueOf(
      early.addPart({ ...part, way: 'press', source: '总厂', air: true, fixedFen: 9000, arrivesOn: '2026-11-27' }),
    )
    await valueOf(
      early.addPart({ ...part, way: 'neighbour', source: '邻县办', fixedFen: 500, arrivesOn: '2026-11-27' }),
    )
    const { best, version } = await valueOf(early.entry({ id }))
    expect(best).toMatchObject({ completeOn: '2026-11-27', costFen: 500 })
    const choice = { id, version, completeOn: '2026-11-27' }
    expect(await codeOf(early.choose({ ...choice, costFen: 400 }))).toBe('core.conflict')
    expect(await valueOf(early.choose({ ...choice, costFen: 500 }))).toMatchObject({ state: 'chosen' })
    const { parts } = await valueOf(early.entry({ id }))
    const chosen = parts.filter(({ taken }) => taken !== null).map(({ id: partId }) => partId)
    expect(chosen).toHaveLength(2)
    const left = parts.find(({ taken }) => taken === null)?.id ?? ''
    expect(await codeOf(early.track({ id, partId: left, step: 'sent' }))).toBe('early.notChosen')
    await valueOf(early.track({ id, partId: chosen[0] ?? '', step: 'sent' }))
    expect(await valueOf(early.track({ id, partId: chosen[0] ?? '', step: 'arrived' }))).toMatchObject({
      state: 'chosen',
    })
    expect(await valueOf(early.track({ id, partId: chosen[1] ?? '', step: 'arrived' }))).toMatchObject({
      state: 'done',
    })
    expect(await codeOf(early.addPart(own))).toBe('early.notNow')
  })
})
