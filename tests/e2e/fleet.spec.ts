/** The fleet in the real program: a day's plan, a breakdown taken over by the standby vehicle, everybody told, slips on paper. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from '../support/launch'
import { addCustomer } from '../support/walk'

test('a vehicle stops, the standby vehicle takes its load over, and every customer is told', async ({
  openOffice,
  savedTo,
}) => {
  const { page } = await openOffice('new')
  await addCustomer(page, 'C-1', '青江泵站')
  await page.evaluate(async () => {
    const { customers, fleet } = window.api
    const filter = { text: '', area: '', division: '', standing: null, tag: '', gap: null }
    const page = await customers.page({ ...filter, offset: 0, limit: 1, sort: 'name', descending: false })
    const customerId = page.ok ? (page.value.rows[0]?.id ?? '') : ''
    const shared = {
      name: '',
      driverId: null,
      mileageKm: 0,
      inspectionUntil: null,
      insuranceUntil: null,
      note: '',
      state: 'active' as const,
    }
    const add = (code: string, capacityKg: number, standby: boolean) =>
      fleet.addVehicle({ ...shared, code, plate: `闽A·${code}`, capacityKg, standby })
    const broken = await add('V-02', 3000, false)
    const overdue = await add('V-03', 3000, false)
    await add('V-07', 2000, true)
    await add('V-08', 1500, true)
    if (!broken.ok || !overdue.ok) throw new Error('not prepared')
    await fleet.planService({
      vehicleId: overdue.value.id,
      kind: 'maintenance',
      what: '二级维护',
      dueOn: '2026-11-11',
      dueKm: null,
    })
    for (const [weightKg, hour] of [
      [600, '07'],
      [700, '08'],
      [500, '09'],
    ] as const) {
      const load = { customerId, load: '密封件', weightKg, place: '青江路 8 号', note: '', vehicleId: broken.value.id }
      await fleet.plan({ ...load, promisedAt: `2026-11-23T${hour}:00:00.000Z` })
    }
  })
  await page.getByRole('link', { name: '车辆', exact: true }).click()
  await expect(page.getByText('装 1800 / 3000 kg')).toBeVisible()
  await page.screenshot({ path: 'out/look/fleet-plan-zh.png' })
  await page.getByRole('button', { name: '打印计划' }).click()
  await expect(page.getByRole('heading', { name: /送货计划/ }).first()).toBeVisible()
  await page.screenshot({ path: 'out/look/fleet-plan-print-zh.png' })

  await page.getByRole('link', { name: '车辆', exact: true }).click()
  await page.getByRole('tab', { name: '故障与事故' }).click()
  await page.getByRole('button', { name: '报告车辆故障' }).click()
  const form = page.getByRole('dialog').first()
  const drawer = page.getByRole('dialog').last()
  await form.getByRole('combobox', { name: '车辆' }).click()
  await page.getByRole('option', { name: /V-02/ }).click()
  // Nothing is reported without the place.
  await expect(form.getByRole('button', { name: '报告车辆故障' })).toBeDisabled()
  await form.getByRole('textbox', { name: /^停在哪里/ }).fill('国道 104 线 1523 公里处')
  await form.getByRole('textbox', { name: '什么情况' }).fill('水箱漏水')
  await form.getByRole('textbox', { name: '告知的部门负责人' }).fill('供应部 刘伟')
  await form.getByRole('button', { name: '报告车辆故障' }).click()

  await expect(drawer.getByTestId('candidate-V-07').getByRole('button', { name: '接替' })).toBeVisible()
  await expect(drawer.getByTestId('candidate-V-08')).toContainText('载重不够')
  await expect(drawer.getByTestId('candidate-V-03')).toContainText('保养逾期 12 天')
  await page.screenshot({ path: 'out/look/fleet-breakdown-zh.png' })
  await drawer.getByTestId('candidate-V-07').getByRole('button', { name: '接替' }).click()
  await expect(drawer.getByText('联系维修')).toBeVisible()
  const steps = drawer.getByRole('button', { name: /^做好了/ })
  await expect(steps).toHaveCount(5)
  await drawer.getByRole('button', { name: '结束', exact: true }).click()
  await expect(drawer.getByRole('alert')).toContainText('还有 5 件事没有做')
  for (let left = 5; left > 0; left -= 1) {
    await steps.first().click()
    await expect(page.getByRole('dialog')).toHaveCount(2)
    await form.getByRole('button', { name: '做好了' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(1)
    await expect(steps).toHaveCount(left - 1)
  }
  await drawer.getByRole('button', { name: '结束', exact: true }).click()
  await expect(drawer.getByText(/王芳 .* 结束/)).toBeVisible()
  await page.screenshot({ path: 'out/look/fleet-breakdown-closed-zh.png' })
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: '送货计划' }).click()
  await expect(page.getByText('装 1800 / 2000 kg')).toBeVisible()
  await page.getByRole('cell', { name: /SH-2026-0001/ }).click()
  await drawer.getByRole('button', { name: '打印送货单' }).click()
  await expect(page.getByRole('heading', { name: /丰州办事处 送货单/ })).toBeVisible()
  await page.screenshot({ path: 'out/look/fleet-slip-zh.png' })
  await page.getByRole('button', { name: '存为 PDF' }).click()
  await expect(page.getByText(/送货单-丰州办事处-2026-11-23.pdf/)).toBeVisible({ timeout: 30_000 })
  const pdf = join(savedTo, '送货单-丰州办事处-2026-11-23.pdf')
  // A continuous form of 241 x 140 mm, in points, and all of it on one.
  expect(execFileSync('pdfinfo', [pdf]).toString()).toMatch(/Pages:\s+1\n[^]*Page size:\s+68[34](\.\d+)? x 39[67]/)
  await page.getByText('A4', { exact: true }).click()
  await page.screenshot({ path: 'out/look/fleet-slip-a4-zh.png' })
  execFileSync('pdftoppm', ['-r', '70', '-png', pdf, 'out/look/fleet-slip'])
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('link', { name: 'Vehicles', exact: true }).click()
  await page.getByRole('tab', { name: 'All vehicles' }).click()
  await expect(page.getByText('Maintenance 12 days overdue')).toBeVisible()
  await page.screenshot({ path: 'out/look/fleet-vehicles-en.png' })
})
