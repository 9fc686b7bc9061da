/** The palette's own search over a real archive: records of every kind by number and by words, newest first, and by id. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { emptyProduct } from '../../src-main/features/products/rules'
import { emptyTool } from '../../src-main/features/tools/rules'
import { emptyVehicle } from '../../src-main/features/fleet/rules'
import type { TestArchive } from '../support/archive'
import { testArchive, valueOf } from '../support/archive'
import { aCustomer } from '../support/customers'

let archive: TestArchive
beforeEach(() => {
  archive = testArchive()
})
afterEach(() => {
  expect(archive.faults).toEqual([])
  archive.close()
})

const search = async (text: string) =>
  (await valueOf(archive.api.finding.search({ text }))).map(({ kind, number, title }) => [kind, number, title.zh])

it('finds by number and by words what no register finds', async () => {
  const { api } = archive
  const units = 1000
  const { id: customerId } = await valueOf(api.customers.add(aCustomer({ name: '青江泵站' })))
  const { id: productId } = await valueOf(api.products.add({ ...emptyProduct, code: 'P-01', name: '密封圈' }))
  const { id: warehouseId } = await valueOf(api.stock.addWarehouse({ name: '主仓库' }))
  const where = { productId, warehouseId, effectiveAt: null, reason: '', reference: '' }
  await valueOf(api.stock.receive({ ...where, quantity: 2 * units, opening: true }))
  const wanted = { productId, quantity: 9 * units, customerId, reason: '抢修' }
  await valueOf(api.sourcing.start({ ...wanted, neededOn: '2026-12-20', contract: '' }))
  await valueOf(api.early.start({ ...wanted, wantedOn: '2026-12-02', place: '青江泵站' }))
  await valueOf(
    api.purchasing.request({ productId, warehouseId, quantity: units, neededOn: '2026-12-20', reason: '补足' }),
  )
  await valueOf(api.stocktakes.start({ warehouseId, category: '' }))
  const { id: vehicleId } = await valueOf(
    api.fleet.addVehicle({ ...emptyVehicle, code: 'V-01', plate: '闽A12345', capacityKg: 1000 }),
  )
  await valueOf(api.manual.add({ title: '密封圈的更换', productId, body: '先泄压。', note: '', incidentId: null }))
  const { id: toolId } = await valueOf(api.tools.add({ ...emptyTool, code: 'T-01', name: '密封圈拆卸钳' }))

  expect(await search('密封圈')).toEqual([
    ['purchase', 'CG-2026-0001', '密封圈 补足'],
    ['sourcing', 'HY-2026-0001', '密封圈 抢修'],
    ['early', 'TQ-2026-0001', '密封圈 抢修'],
    ['chapter', '', '密封圈的更换'],
    ['tool', 'T-01', '密封圈拆卸钳'],
  ])
  expect(await search('cg-2026-0001')).toEqual([['purchase', 'CG-2026-0001', '密封圈 补足']])
  expect(await search('  T-01 ')).toEqual([['tool', 'T-01', '密封圈拆卸钳']])
  // Signs that mean something to other searches are only letters here.
  for (const text of ['%', '_', "'", '"', '*']) expect(await search(text)).toEqual([])

  const named = await valueOf(api.finding.named({ ids: [toolId, vehicleId, archive.newId(), customerId, productId] }))
  expect(named.map(({ kind, id, title }) => [kind, id, title.zh])).toEqual([
    ['tool', toolId, '密封圈拆卸钳'],
    ['vehicle', vehicleId, '闽A12345'],
    ['customer', customerId, '青江泵站'],
    ['product', productId, '密封圈'],
  ])
})

it('shows the newest three of a kind, and a plan in both languages', async () => {
  archive.takePlans()
  for (const number of [1, 2, 3, 4])
    await valueOf(archive.api.tools.add({ ...emptyTool, code: `T-${number}`, name: '扭矩扳手' }))
  expect(await search('扳手')).toEqual([
    ['tool', 'T-4', '扭矩扳手'],
    ['tool', 'T-3', '扭矩扳手'],
    ['tool', 'T-2', '扭矩扳手'],
  ])
  const [plan] = await valueOf(archive.api.finding.search({ text: 'VEHICLE BREAK' }))
  expect(plan).toMatchObject({ kind: 'plan', title: { zh: '车辆故障', en: 'Vehicle breakdown' } })
})

it('does not name a customer that was merged into another', async () => {
  const { api } = archive
  const kept = await valueOf(api.customers.add(aCustomer({ code: 'K1', name: '青江泵站' })))
  const dropped = await valueOf(api.customers.add(aCustomer({ code: 'K2', name: '青江泵站二' })))
  const { id, version } = kept
  const fields = aCustomer({ code: 'K1', name: '青江泵站' })
  await valueOf(
    api.customers.merge({ keep: { ...fields, id, version }, drop: { id: dropped.id, version: dropped.version } }),
  )
  expect((await valueOf(api.finding.named({ ids: [dropped.id, id] }))).map(found => found.id)).toEqual([id])
})
