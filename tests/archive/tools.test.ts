/** Keepers, tools and kits over the real archive: a handover rests on a count, a kit leaves only whole (A4.2). */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { emptyProduct } from '../../src-main/features/products/rules'
import { emptyTool } from '../../src-main/features/tools/rules'
import type { TestArchive } from '../support/archive'
import { codeOf, testArchive, valueOf } from '../support/archive'

let archive: TestArchive
let [warehouseId, zhao, qian, productId] = ['', '', '', '']
const units = (count: number): number => count * 1000

beforeEach(async () => {
  archive = testArchive()
  const colleague = async (code: string, name: string): Promise<string> => {
    const empty = {
      departmentId: null,
      post: '',
      teamRole: 'none' as const,
      email: '',
      wecom: '',
      dingtalk: '',
      skills: [],
      deputies: [],
      note: '',
    }
    return (await valueOf(archive.api.staff.add({ ...empty, code, name, phones: [], employed: true }))).id
  }
  zhao = await colleague('E1', '赵敏')
  qian = await colleague('E2', '钱勇')
  warehouseId = (await valueOf(archive.api.stock.addWarehouse({ name: '主仓库' }))).id
  productId = (await valueOf(archive.api.products.add({ ...emptyProduct, code: 'P-1', name: '密封圈' }))).id
  const place = { productId, warehouseId, effectiveAt: null, reason: '', reference: '' }
  await valueOf(archive.api.stock.receive({ ...place, quantity: units(4), opening: true }))
})
afterEach(() => {
  expect(archive.faults).toEqual([])
  archive.close()
})

it('hands a warehouse over only with a posted count since its keeper began', async () => {
  const { tools, stocktakes } = archive.api
  const input = { warehouseId, keeperId: zhao, stocktakeId: null, witness: '' }
  await valueOf(tools.handOver(input))
  expect(await valueOf(tools.keepers({}))).toMatchObject([{ keeper: '赵敏', stocktake: '' }])
  expect(await codeOf(tools.handOver({ ...input, keeperId: qian }))).toBe('tools.countFirst')
  archive.clock.advance(60_000)
  const { id, version } = await valueOf(stocktakes.start({ warehouseId, category: '' }))
  await valueOf(stocktakes.enter({ id, productId, counted: units(4) }))
  expect(await codeOf(tools.handOver({ ...input, keeperId: qian, stocktakeId: id }))).toBe('tools.countFirst')
  await valueOf(stocktakes.post({ id, version }))
  expect(await valueOf(tools.countsFor({ warehouseId }))).toMatchObject([{ id, number: 'PD-2026-0001' }])
  archive.clock.advance(60_000)
  const next = { ...input, keeperId: qian, stocktakeId: id, witness: '陈总' }
  expect(await valueOf(tools.handOver(next))).toMatchObject({ from: '赵敏', to: '钱勇', stocktakeId: id })
  // The same count does not serve twice.
  expect(await codeOf(tools.handOver({ ...next, keeperId: zhao }))).toBe('tools.countFirst')
})

it('lends a tool once, never past its calibration, and takes it back with its condition', async () => {
  const { tools } = archive.api
  const fields = { ...emptyTool, code: 'T-1', name: '扭矩扳手' }
  const { id } = await valueOf(tools.add({ ...fields, calibrationDue: '2026-11-23' }))
  expect(await codeOf(tools.add(fields))).toBe('tools.codeTaken')
  const loan = { id, borrowerId: zhao, purpose: '青江泵站', dueOn: null }
  expect(await codeOf(tools.takeBack({ id, condition: '完好' }))).toBe('tools.notLent')
  expect(await valueOf(tools.lend(loan))).toMatchObject({ loan: { borrower: '赵敏' } })
  expect(await codeOf(tools.lend({ ...loan, borrowerId: qian }))).toBe('tools.lentAlready')
  expect(await valueOf(tools.takeBack({ id, condition: '完好' }))).toMatchObject({ loan: null })
  archive.clock.set('2026-11-24T01:00:00.000Z')
  expect(await codeOf(tools.lend(loan))).toBe('tools.notFit')
})

it('lets a kit leave only whole: enough goods, none on hold, tools in and calibrated', async () => {
  const { tools, products, stock } = archive.api
  const { id: toolId } = await valueOf(tools.add({ ...emptyTool, code: 'T-1', name: '扭矩扳手' }))
  const items = [
    { productId, toolId: null, quantity: units(5) },
    { productId: null, toolId, quantity: 1000 },
  ]
  const input = { name: '泵类应急包', place: '', warehouseId, keeperId: zhao, note: '', items }
  expect(await codeOf(tools.addKit({ ...input, items: [{ productId, toolId, quantity: 1 }] }))).toBe('tools.wrongItem')
  const made = await valueOf(tools.addKit(input))
  expect(made).toMatchObject({ sufficient: false, items: [{ short: 'tooFew', there: units(4) }, { short: null }] })
  const { id } = made
  const loan = { id, borrowerId: qian, purpose: '抢修', dueOn: null }
  expect(await codeOf(tools.lendKit(loan))).toBe('tools.insufficient')
  const place = { productId, warehouseId, effectiveAt: null, reason: '', reference: '' }
  await valueOf(stock.receive({ ...place, quantity: units(1), opening: true }))
  await valueOf(tools.lend({ id: toolId, borrowerId: zhao, purpose: 'x', dueOn: null }))
  const shorts = async () =>
    (await valueOf(tools.kits({ offset: 0, limit: 10 }))).rows[0]?.items.map(({ short }) => short)
  expect(await shorts()).toEqual([null, 'lent'])
  await valueOf(tools.takeBack({ id: toolId, condition: '完好' }))
  await valueOf(products.setSafetyHold({ id: productId, version: 1, reason: '开裂' }))
  expect(await shorts()).toEqual(['onHold', null])
  await valueOf(products.setSafetyHold({ id: productId, version: 2, reason: '' }))
  expect(await valueOf(tools.lendKit(loan))).toMatchObject({ loan: { borrower: '钱勇' }, sufficient: true })
  expect(await codeOf(tools.lendKit(loan))).toBe('tools.lentAlready')
  expect(await valueOf(tools.takeKitBack({ id, condition: '用掉 2 个密封圈' }))).toMatchObject({ loan: null })
})
