/** The supplier register over the real archive: one code each, found by whatever is typed, corrected by who saw it last. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { emptyProduct } from '../../src-main/features/products/rules'
import { emptySupplier } from '../../src-main/features/suppliers/rules'
import type { TestArchive } from '../support/archive'
import { codeOf, testArchive, valueOf } from '../support/archive'

let archive: TestArchive
const unknown = '01900000-0000-7000-8000-999999999999'
beforeEach(() => {
  archive = testArchive()
})
afterEach(() => {
  expect(archive.faults).toEqual([])
  archive.close()
})

const page = async (text: string, more: { kind?: 'trader'; inactive?: boolean } = {}) => {
  const asked = { text, kind: null, inactive: false, offset: 0, limit: 50, ...more }
  return (await valueOf(archive.api.suppliers.page(asked))).rows.map(({ code }) => code)
}

it('is found by code, name, sound, first letters, contact and phone; the whole code first', async () => {
  const { suppliers } = archive.api
  const fields = { ...emptySupplier, contact: '刘伟', phone: '0591-88880000' }
  await valueOf(suppliers.add({ ...fields, code: 'S-10', name: '安泰机电', kind: 'trader' }))
  await valueOf(suppliers.add({ ...emptySupplier, code: 'S-1', name: '恒力密封' }))
  expect(await page('')).toEqual(['S-10', 'S-1'])
  expect(await page('s-1')).toEqual(['S-1', 'S-10'])
  for (const text of ['恒力', 'hengli', 'hlmf', 'HLMF']) expect(await page(text)).toEqual(['S-1'])
  for (const text of ['刘伟', '8888']) expect(await page(text)).toEqual(['S-10'])
  expect(await page('没有这一家')).toEqual([])
  expect(await page('', { kind: 'trader' })).toEqual(['S-10'])
})

it('keeps its code to itself, leaves the list when it is retired, and names what it supplies', async () => {
  const { suppliers, products } = archive.api
  const fields = { ...emptySupplier, code: 'S-1', name: '恒力密封' }
  const { id } = await valueOf(suppliers.add(fields))
  const other = await valueOf(suppliers.add({ ...fields, code: 'S-2', name: '安泰机电' }))
  expect(await codeOf(suppliers.add({ ...fields, name: '另一家' }))).toBe('suppliers.codeTaken')
  expect(await codeOf(suppliers.correct({ ...fields, id: other.id, version: 1 }))).toBe('suppliers.codeTaken')
  expect(await codeOf(suppliers.correct({ ...fields, code: 'S-3', id: unknown, version: 1 }))).toBe(
    'suppliers.notFound',
  )
  expect(await codeOf(suppliers.entry({ id: unknown }))).toBe('suppliers.notFound')

  const retired = { ...fields, code: 'S-2', name: '安泰机电', active: false }
  expect(await valueOf(suppliers.correct({ ...retired, id: other.id, version: 1 }))).toMatchObject({ active: false })
  expect(await codeOf(suppliers.correct({ ...retired, id: other.id, version: 1 }))).toBe('core.conflict')
  expect(await page('')).toEqual(['S-1'])
  expect(await page('', { inactive: true })).toEqual(['S-2', 'S-1'])

  const product = await valueOf(products.add({ ...emptyProduct, code: 'P-01', name: '密封圈' }))
  await valueOf(products.supply({ id: product.id, supplierId: id, leadDays: 7, priceFen: 1250, least: 0 }))
  expect(await valueOf(suppliers.entry({ id }))).toMatchObject({
    rating: { delivered: 0, onTime: 0, inspected: 0, passed: 0 },
    products: [{ code: 'P-01', name: '密封圈' }],
  })
})
