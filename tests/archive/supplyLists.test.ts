/** Products, stock, suppliers and vehicles as lists: what is given out comes in again, and an import is taken back (rule 9). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyVehicle } from '../../src-main/features/fleet/rules'
import type { ListKind } from '../../src-main/features/lists/contract'
import { emptyProduct } from '../../src-main/features/products/rules'
import { emptySupplier } from '../../src-main/features/suppliers/rules'
import type { TestArchive } from '../support/archive'
import { codeOf, testArchive, valueOf } from '../support/archive'

let archive: TestArchive
beforeEach(() => {
  archive = testArchive()
})
afterEach(() => {
  expect(archive.faults).toEqual([])
  archive.close()
})

const first = { offset: 0, limit: 50 }
const bring = async (kind: ListKind, text: string | Uint8Array) => {
  const content = typeof text === 'string' ? new TextEncoder().encode(text) : new Uint8Array(text)
  const { reading, sheets } = await valueOf(archive.api.lists.read({ name: 'x.csv', content }))
  const { header = 0, last = 0 } = sheets[0] ?? {}
  const plan = await valueOf(archive.api.lists.plan({ reading, kind, sheet: 0, header }))
  const mapping = plan.map(({ column }) => column)
  return archive.api.lists.preview({ reading, kind, sheet: 0, header, last, mapping })
}
const write = async (kind: ListKind, text: string) => {
  const staged = await valueOf(bring(kind, text))
  return valueOf(archive.api.lists.commit({ id: staged.id, leaveOutFaulty: true, leaveOutSimilar: false }))
}
const faults = async (id: string) =>
  (await valueOf(archive.api.lists.rows({ id, action: 'fault', ...first }))).rows.flatMap(({ told }) =>
    told.faults.map(({ code, column }) => `${column}: ${code}`),
  )

const lists: [ListKind, string][] = [
  ['products', '产品编号,品名,单位,包装,入库检验\nP-01,密封圈,件,箱×12；托×240,是\nP-02,=1+2,kg,,否'],
  [
    'suppliers',
    '供应商编号,供应商名称,类型,电话,资质有效期\nS-01,华东密封,合格供应商,021-5555,2027-3-1\nS-02,顺达,贸易商,,',
  ],
  ['vehicles', '车辆编号,车牌,车型,载重,备用,年检到期\nV-01,闽A12345,解放,3000公斤,否,2027/1/31\nV-02,闽A2,,1500,是,'],
]

describe('what is given out comes in again', () => {
  it.each(lists)('%s, in both languages and both formats', async (kind, list) => {
    expect(await write(kind, list)).toMatchObject({ added: 2, faulty: 0 })
    for (const language of ['zh', 'en'] as const)
      for (const format of ['csv', 'xlsx'] as const) {
        const { content, rows } = await valueOf(archive.api.lists.export({ kind, format, language }))
        expect(rows).toBe(2)
        expect(await valueOf(bring(kind, content))).toMatchObject({ same: 2, added: 0, changed: 0, faulty: 0 })
      }
  })

  it('stock, as counts of what lies where', async () => {
    const { stock, products } = archive.api
    await write('products', lists[0]?.[1] ?? '')
    await valueOf(stock.addWarehouse({ name: '主仓库' }))
    const opening = await write('stock', '编号,名称,仓库,货位,数量\nP-01,密封圈,主仓库,A-1,12.5\nP-02,x,主仓库,,0')
    expect(opening).toMatchObject({ added: 2 })
    const { rows } = await valueOf(products.page({ ...first, text: 'P-01', category: '', inactive: false }))
    const productId = rows[0]?.id ?? ''
    expect(await valueOf(stock.one({ productId }))).toMatchObject({ available: 12_500 })
    const { content } = await valueOf(archive.api.lists.export({ kind: 'stock', format: 'csv', language: 'zh' }))
    expect(await valueOf(bring('stock', content))).toMatchObject({ same: 2, changed: 0 })
    archive.clock.advance(60_000)
    const counted = await write('stock', '编号,仓库,数量\nP-01,主仓库,10')
    expect(counted).toMatchObject({ changed: 1 })
    expect(await valueOf(stock.one({ productId }))).toMatchObject({ available: 10_000 })
    // Taken back by its opposite: the ledger keeps both.
    expect(await valueOf(archive.api.lists.undo({ id: counted.id }))).toMatchObject({ state: 'undone', kept: 0 })
    expect(await valueOf(stock.one({ productId }))).toMatchObject({ available: 12_500 })
    expect((await valueOf(stock.movements({ productId, ...first }))).rows.map(({ kind }) => kind)).toContain('reversal')
  })
})

describe('what cannot be', () => {
  it('is open to a clerk by a list when it is not by hand: stock belongs to its keeper', async () => {
    const content = new TextEncoder().encode('编号,仓库,数量\nP-01,主仓库,1')
    const { lists } = archive.as('clerk')
    const { reading } = await valueOf(lists.read({ name: 'x.csv', content }))
    const chosen = { reading, kind: 'stock' as const, sheet: 0, header: 1 }
    const mapping = ['code' as const, 'warehouse' as const, 'quantity' as const]
    expect(await codeOf(lists.preview({ ...chosen, last: 2, mapping }))).toBe('core.roleTooLow')
    const staged = await valueOf(archive.as('keeper').lists.preview({ ...chosen, last: 2, mapping }))
    const commit = { id: staged.id, leaveOutFaulty: true, leaveOutSimilar: false }
    expect(await codeOf(lists.commit(commit))).toBe('core.roleTooLow')
  })

  it('is told row by row, and changes nothing', async () => {
    await valueOf(archive.api.stock.addWarehouse({ name: '主仓库' }))
    await valueOf(archive.api.products.add({ ...emptyProduct, code: 'P-01', name: '密封圈' }))
    const told = async (kind: ListKind, text: string) => faults((await valueOf(bring(kind, text))).id)
    expect(await told('stock', '编号,仓库,数量\nP-9,主仓库,1\nP-01,别处,1\nP-01,主仓库,-3\nP-01,主仓库,')).toEqual([
      'code: unknownProduct',
      'warehouse: unknownWarehouse',
      'quantity: notANumber',
      'quantity: missing',
      'code: codeTwice',
    ])
    expect(
      await told('products', `编号,名称,单位,包装\nP-2,,件,\nP-3,轴,${'很'.repeat(20)},\nP-4,轴,件,一箱十二个`),
    ).toEqual(['name: missing', 'unit: tooLong', 'packs: unknownWord'])
    expect(await told('suppliers', '编号,名称,类型,资质有效期\nS-1,甲,熟人,\nS-2,乙,市场,2026-02-30')).toEqual([
      'supplierKind: unknownWord',
      'qualifiedUntil: dateDoesNotExist',
    ])
    expect(await told('vehicles', '编号,车牌,载重,司机\nV-1,闽A1,很大,\nV-2,闽A2,1,无名氏')).toEqual([
      'capacityKg: notANumber',
      'driver: unknownDeputy',
    ])
    expect(await codeOf(bring('stock', '仓库,数量\n主仓库,1'))).toBe('lists.codeMissing')
  })

  it('stays where something rests on it when an import is taken back', async () => {
    const { products, fleet, suppliers, stock } = archive.api
    const imported = await write('products', lists[0]?.[1] ?? '')
    const { rows } = await valueOf(products.page({ ...first, text: 'P-01', category: '', inactive: false }))
    const { id: warehouseId } = await valueOf(stock.addWarehouse({ name: '主仓库' }))
    const place = { productId: rows[0]?.id ?? '', warehouseId, effectiveAt: null, reason: '', reference: '' }
    await valueOf(stock.receive({ ...place, quantity: 1, opening: true }))
    expect(await valueOf(archive.api.lists.undo({ id: imported.id }))).toMatchObject({ kept: 1 })
    expect(await valueOf(products.page({ ...first, text: '', category: '', inactive: true }))).toMatchObject({
      total: 1,
    })
    // A list changes what is known by its code, and gives it back as it was.
    const { id } = await valueOf(suppliers.add({ ...emptySupplier, code: 'S-01', name: '旧名' }))
    const changed = await write('suppliers', '编号,名称\nS-01,新名')
    expect(await valueOf(suppliers.entry({ id }))).toMatchObject({ name: '新名' })
    await valueOf(archive.api.lists.undo({ id: changed.id }))
    expect(await valueOf(suppliers.entry({ id }))).toMatchObject({ name: '旧名' })
    await valueOf(fleet.addVehicle({ ...emptyVehicle, code: 'V-01', plate: '闽A1' }))
    expect(await write('vehicles', '编号,载重\nV-01,2000')).toMatchObject({ changed: 1 })
  })
})
