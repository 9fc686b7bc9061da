/** The product dossier over the real archive: parameters, relations, suppliers, quality, and who has the goods (A0.5, A3.3). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyProduct } from '../../src-main/features/products/rules'
import { emptySupplier } from '../../src-main/features/suppliers/rules'
import type { TestArchive } from '../support/archive'
import { codeOf, testArchive, valueOf } from '../support/archive'
import { aCustomer } from '../support/customers'

let archive: TestArchive
let id = ''
const first = { offset: 0, limit: 50 }
const unknown = '01900000-0000-7000-8000-999999999999'
const add = async (code: string, name = `产品${code}`): Promise<string> =>
  (await valueOf(archive.api.products.add({ ...emptyProduct, code, name }))).id

beforeEach(async () => {
  archive = testArchive()
  id = await add('P-01', '密封圈')
})
afterEach(() => {
  expect(archive.faults).toEqual([])
  archive.close()
})

const dossier = (of = id) => valueOf(archive.api.products.dossier({ id: of }))

describe('an entry', () => {
  it('keeps its code to itself, is corrected by whoever saw it last, and is found by scanning', async () => {
    const { products } = archive.api
    const other = await add('P-02')
    expect(await codeOf(products.add({ ...emptyProduct, code: 'P-01', name: '另一个' }))).toBe('products.codeTaken')
    const fields = { ...emptyProduct, code: 'P-02', name: '轴承', barcode: '6901234567892', category: '传动' }
    expect(await codeOf(products.correct({ ...fields, code: 'P-01', id: other, version: 1 }))).toBe(
      'products.codeTaken',
    )
    expect(await valueOf(products.correct({ ...fields, id: other, version: 1 }))).toMatchObject({ name: '轴承' })
    expect(await codeOf(products.correct({ ...fields, id: other, version: 1 }))).toBe('core.conflict')
    expect(await codeOf(products.correct({ ...fields, code: 'P-09', id: unknown, version: 1 }))).toBe(
      'products.notFound',
    )
    for (const code of ['P-02', '6901234567892'])
      expect(await valueOf(products.byCode({ code }))).toEqual({ id: other })
    expect(await valueOf(products.byCode({ code: '0000' }))).toEqual({ id: null })
    expect(await valueOf(products.categories({}))).toEqual(['传动'])
  })

  it('is found by code, words, sound, first letters and barcode; what was typed whole comes first', async () => {
    const { products, stock } = archive.api
    for (const [code, name, barcode] of [
      ['P-1', '轴承', '6901234567892'],
      ['P-10', '安全阀', ''],
    ] as const)
      await valueOf(products.add({ ...emptyProduct, code, name, barcode }))
    const page = async (text: string) =>
      (await valueOf(products.page({ ...first, text, category: '', inactive: false }))).rows.map(({ code }) => code)
    expect(await page('')).toEqual(['P-10', 'P-01', 'P-1'])
    expect(await page('p-1')).toEqual(['P-1', 'P-10'])
    expect(await page('6901234567892')).toEqual(['P-1'])
    expect(await page('690123456789')).toEqual([])
    for (const text of ['密封', 'mifeng', 'mfq', 'MFQ', 'fq']) expect(await page(text)).toEqual(['P-01'])
    for (const text of ['mifeng', 'mfq', 'P-01'])
      expect((await valueOf(stock.page({ ...first, text, level: null }))).rows).toMatchObject([{ code: 'P-01' }])
  })

  it('may not be offered while a manager holds it, for a reason that stands until it is taken back', async () => {
    const { products } = archive.api
    const hold = { id, version: 1, reason: '批次开裂' }
    expect(await codeOf(archive.as('clerk').products.setSafetyHold(hold))).toBe('core.roleTooLow')
    expect(await valueOf(archive.as('manager').products.setSafetyHold(hold))).toMatchObject({ safetyHold: '批次开裂' })
    expect(await codeOf(products.setSafetyHold(hold))).toBe('core.conflict')
    expect(await valueOf(products.setSafetyHold({ id, version: 2, reason: '' }))).toMatchObject({ safetyHold: '' })
    expect(await codeOf(products.setSafetyHold({ ...hold, id: unknown }))).toBe('products.notFound')
  })
})

describe('a dossier', () => {
  it('has its parameters in their order, as they were written last', async () => {
    const { products } = archive.api
    const parameters = [
      { name: '内径', value: '35 mm' },
      { name: '材质', value: 'NBR' },
    ]
    await valueOf(products.setParameters({ id, parameters }))
    expect((await dossier()).parameters).toEqual(parameters)
    await valueOf(products.setParameters({ id, parameters: parameters.slice(1) }))
    expect((await dossier()).parameters).toEqual(parameters.slice(1))
    await valueOf(products.setParameters({ id, parameters: [] }))
    expect((await dossier()).parameters).toEqual([])
    expect(await codeOf(products.setParameters({ id: unknown, parameters }))).toBe('products.notFound')
  })

  it('names what can stand in for it, with a kind that can change and an end', async () => {
    const { products } = archive.api
    const other = await add('P-02')
    const relation = { id, otherId: other, kind: 'similar' as const, note: '耐温低' }
    await valueOf(products.relate(relation))
    await valueOf(products.relate({ ...relation, kind: 'substitute', note: '' }))
    expect((await dossier()).related).toMatchObject([{ id: other, code: 'P-02', kind: 'substitute', note: '' }])
    expect(await codeOf(products.relate({ ...relation, otherId: id }))).toBe('products.itself')
    expect(await codeOf(products.relate({ ...relation, otherId: unknown }))).toBe('products.notFound')
    expect(await codeOf(products.relate({ ...relation, id: unknown }))).toBe('products.notFound')
    await valueOf(products.unrelate({ id, otherId: other }))
    // Twice is no fault: it is as the person wants it.
    await valueOf(products.unrelate({ id, otherId: other }))
    expect((await dossier()).related).toEqual([])
  })

  it('names who supplies it, and on what terms', async () => {
    const { products, suppliers } = archive.api
    const { id: supplierId } = await valueOf(suppliers.add({ ...emptySupplier, code: 'S1', name: '恒力密封' }))
    const offer = { id, supplierId, leadDays: 7, priceFen: 1250, least: 10_000 }
    await valueOf(products.supply(offer))
    await valueOf(products.supply({ ...offer, leadDays: 5, priceFen: null }))
    expect((await dossier()).suppliers).toMatchObject([
      { supplierId, name: '恒力密封', leadDays: 5, priceFen: null, least: 10_000 },
    ])
    expect(await codeOf(products.supply({ ...offer, supplierId: unknown }))).toBe('suppliers.notFound')
    expect(await codeOf(products.supply({ ...offer, id: unknown }))).toBe('products.notFound')
    await valueOf(products.unsupply({ id, supplierId }))
    expect((await dossier()).suppliers).toEqual([])
  })

  it('keeps its quality records, the newest first, with who wrote them', async () => {
    const { products } = archive.api
    const record = { id, batch: 'B7', day: '2026-11-20', kind: 'test' as const, result: 'passed' as const, note: '' }
    await valueOf(products.addQuality(record))
    await valueOf(
      products.addQuality({ ...record, day: '2026-11-22', kind: 'complaint', result: 'failed', note: '漏油' }),
    )
    expect((await dossier()).quality).toMatchObject([
      { day: '2026-11-22', result: 'failed', byName: 'administrator' },
      { day: '2026-11-20', result: 'passed' },
    ])
    expect(await codeOf(products.addQuality({ ...record, id: unknown }))).toBe('products.notFound')
    expect(await codeOf(products.dossier({ id: unknown }))).toBe('products.notFound')
  })

  it('knows who has the goods, by batch and by serial number, so that each can be called', async () => {
    const { products, customers } = archive.api
    const buyers = []
    for (const code of ['K1', 'K2']) buyers.push(await valueOf(customers.add(aCustomer({ code, name: `客户${code}` }))))
    const item = { id, customerId: buyers[0]?.id ?? '', batch: 'B7', serial: '', quantity: 2000, note: '' }
    await valueOf(products.addSold({ ...item, deliveredOn: '2026-10-01' }))
    await valueOf(
      products.addSold({
        ...item,
        customerId: buyers[1]?.id ?? '',
        batch: 'B8',
        serial: 'SN-9',
        deliveredOn: '2026-11-01',
      }),
    )
    const sold = async (text: string) =>
      (await valueOf(products.sold({ id, text, ...first }))).rows.map(({ customer }) => customer)
    expect(await sold('')).toEqual(['客户K2', '客户K1'])
    expect(await sold('B7')).toEqual(['客户K1'])
    expect(await sold('SN-9')).toEqual(['客户K2'])
    expect(await sold('B9')).toEqual([])
    expect(await valueOf(products.byCode({ code: 'SN-9' }))).toEqual({ id })
    expect(await codeOf(products.addSold({ ...item, customerId: unknown, deliveredOn: '2026-10-01' }))).toBe(
      'customers.notFound',
    )
    expect(await codeOf(products.sold({ id: unknown, text: '', ...first }))).toBe('products.notFound')
  })
})
