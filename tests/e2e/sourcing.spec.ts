/** Sourcing in the real program: down the tiers to the open market, and an early delivery composed, chosen and followed. */
import type { Page } from '@playwright/test'
import { expect, test } from '../support/launch'

/** Products, a warehouse with three pieces, and one supplier of each kind, entered through the page's own API. */
const prepare = (page: Page) =>
  page.evaluate(async () => {
    const { products, stock, suppliers } = window.api
    const place = { effectiveAt: null, reason: '', reference: '' }
    const shared = {
      unit: '件',
      category: '',
      hazard: '',
      barcode: '',
      packs: [],
      note: '',
      inspected: true,
      active: true,
    }
    const warehouse = await stock.addWarehouse({ name: '主仓库' })
    const product = await products.add({ ...shared, code: 'P-01', name: '离心泵' })
    if (!warehouse.ok || !product.ok) throw new Error('not prepared')
    const productId = product.value.id
    await stock.receive({ ...place, productId, warehouseId: warehouse.value.id, quantity: 3000, opening: true })
    for (const [code, name, kind] of [
      ['S-1', '华东泵业', 'qualified'],
      ['S-2', '顺达贸易', 'trader'],
      ['S-3', '城南机电市场', 'market'],
    ] as const) {
      const empty = { contact: '', phone: '', address: '', qualifiedUntil: null, note: '', active: true }
      const made = await suppliers.add({ ...empty, code, name, kind })
      if (made.ok)
        await products.supply({ id: productId, supplierId: made.value.id, leadDays: 5, priceFen: 90000, least: 0 })
    }
  })

test('a need goes down the tiers to the open market, with every answer on paper', async ({ openOffice }) => {
  const { page } = await openOffice('new')
  await prepare(page)
  await page.getByRole('link', { name: '采购', exact: true }).click()
  await page.getByRole('tab', { name: '找货源' }).click()
  const form = page.getByRole('dialog').first()
  const drawer = page.getByRole('dialog').last()
  await page.getByRole('button', { name: '开始找货源' }).click()
  const pick = async (label: string, option: RegExp): Promise<void> => {
    await form.getByRole('combobox', { name: label }).click()
    await page.getByRole('option', { name: option }).click()
  }
  await pick('产品', /P-01/)
  await form.getByRole('textbox', { name: /^数量/ }).fill('8')
  await form.getByRole('textbox', { name: '何时要用' }).fill('2030-01-31')
  await page.keyboard.press('Tab')
  await form.getByRole('textbox', { name: '合同' }).fill('HT-2026-7')
  await form.getByRole('textbox', { name: '原因' }).fill('客户改型号')
  await form.getByRole('button', { name: '开始找货源' }).click()
  await expect(drawer.getByText('先在内部协调').first()).toBeVisible()
  await expect(drawer.getByRole('button', { name: '登记答复' })).toBeHidden()

  const act = async (button: string, fill: () => Promise<void>, submit = button): Promise<void> => {
    await drawer.getByRole('button', { name: button, exact: true }).first().click()
    await expect(page.getByRole('dialog')).toHaveCount(2)
    await fill()
    await form.getByRole('button', { name: submit, exact: true }).click()
    await expect(page.getByRole('dialog')).toHaveCount(1)
  }
  await act('登记内部协调', async () => {
    await form.getByRole('textbox', { name: '内部协调' }).fill('门市让出 3 台')
    await form.getByRole('textbox', { name: '谁同意' }).fill('业务部 李强')
  })
  await act('登记答复', () => form.getByRole('textbox', { name: '问的谁' }).fill('仓库 赵敏'), '登记')
  await act('采用', () => Promise.resolve())
  await expect(drawer.getByText('已找到 3 / 8 件')).toBeVisible()
  const exhaust = async (reason: string): Promise<void> => {
    await act('本级已无货', () => form.getByRole('textbox', { name: '原因' }).fill(reason))
    // The next tier's buttons come with it.
    await expect(drawer.getByText(`已无货：${reason}`)).toBeVisible()
  }
  for (const reason of ['仓库已空', '没有替代品', '没有相近品']) await exhaust(reason)
  // A tier with somebody who was not asked cannot be passed over.
  await drawer.getByRole('button', { name: '本级已无货', exact: true }).click()
  await form.getByRole('textbox', { name: '原因' }).fill('跳过')
  await form.getByRole('button', { name: '本级已无货', exact: true }).click()
  await expect(form.getByRole('alert')).toContainText('还没有问过 华东泵业')
  await page.keyboard.press('Escape')
  const inquire = (supplier: RegExp, quantity: string) =>
    act(
      '登记询问',
      async () => {
        await pick('供应商', supplier)
        await form.getByRole('textbox', { name: '问的谁' }).fill('王经理')
        if (quantity === '') return
        await form.getByRole('textbox', { name: /^能给多少/ }).fill(quantity)
        await form.getByRole('textbox', { name: /^单价/ }).fill('950')
        await form.getByRole('textbox', { name: '何时到货' }).fill('2030-01-10')
        await page.keyboard.press('Tab')
      },
      '登记',
    )
  await inquire(/华东泵业/, '')
  await exhaust('厂里停产')
  await inquire(/顺达贸易/, '')
  await exhaust('没有库存')
  await page.screenshot({ path: 'out/look/sourcing-zh.png' })
  await inquire(/城南机电市场/, '5')
  await act('采用', () => Promise.resolve())
  await expect(drawer.getByText('已找到 8 / 8 件')).toBeVisible()
  await drawer.getByRole('button', { name: '打印全部证据' }).click()
  await expect(page.getByRole('heading', { name: /货源证据 HY-/ })).toBeVisible()
  await expect(page.getByText('城南机电市场 · 王经理')).toBeVisible()
  await page.screenshot({ path: 'out/look/sourcing-evidence-zh.png' })
  await page.getByRole('link', { name: '采购', exact: true }).click()
  await expect(page.getByRole('row', { name: /CG-.*离心泵/ })).toBeVisible()
})

test('an early delivery is composed from three ways, chosen, and followed to the end', async ({ openOffice }) => {
  const { page } = await openOffice('new')
  await prepare(page)
  await page.getByRole('link', { name: '采购', exact: true }).click()
  await page.getByRole('tab', { name: '提前交货' }).click()
  const form = page.getByRole('dialog').first()
  const drawer = page.getByRole('dialog').last()
  await page.getByRole('button', { name: '开始组合' }).click()
  await form.getByRole('combobox', { name: '产品' }).click()
  await page.getByRole('option', { name: /P-01/ }).click()
  await form.getByRole('textbox', { name: /^数量/ }).fill('6')
  await form.getByRole('textbox', { name: '希望何时到' }).fill('2026-12-05')
  await page.keyboard.press('Tab')
  await form.getByRole('textbox', { name: '送到哪里' }).fill('青江泵站')
  await form.getByRole('textbox', { name: '原因' }).fill('提前投产')
  await form.getByRole('button', { name: '开始组合' }).click()
  await expect(drawer.getByText('还差 6 件')).toBeVisible()
  const add = async (way: string, source: string, quantity: string, day: string, cost: string): Promise<void> => {
    await drawer.getByRole('button', { name: '添加来源' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(2)
    await form.getByRole('combobox', { name: '途径' }).click()
    await page.getByRole('option', { name: way }).click()
    await form.getByRole('textbox', { name: '来源' }).fill(source)
    await form.getByRole('textbox', { name: /^能给多少/ }).fill(quantity)
    await form.getByRole('textbox', { name: '何时到' }).fill(day)
    await page.keyboard.press('Tab')
    await form.getByRole('textbox', { name: '一次性费用' }).fill(cost)
    await form.getByRole('button', { name: '添加来源' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(1)
  }
  await add('自己的库存送过去', '主仓库', '3', '2026-11-25', '200')
  await add('催生产厂', '总厂', '6', '2026-11-28', '4000')
  await add('邻近供应商加订、借用', '邻县办事处', '3', '2026-11-28', '500')
  await expect(drawer.getByText('能赶上')).toBeVisible()
  await expect(drawer.getByText('费用 ¥700.00')).toBeVisible()
  await page.screenshot({ path: 'out/look/early-zh.png' })
  await drawer.getByRole('button', { name: '选定', exact: true }).click()
  await drawer.getByRole('button', { name: '已发出' }).first().click()
  const arrived = drawer.getByRole('button', { name: '已到', exact: true })
  await expect(arrived).toHaveCount(2)
  await arrived.first().click()
  await expect(arrived).toHaveCount(1)
  await arrived.click()
  await expect(drawer.getByText('已到齐')).toBeVisible()
  await page.getByRole('button', { name: 'Close' }).or(page.locator('.mantine-Drawer-close')).first().click()
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByText('All', { exact: true }).click()
  await page.getByRole('row', { name: /TQ-/ }).click()
  await expect(drawer.getByText('Complete', { exact: true })).toBeVisible()
  await page.screenshot({ path: 'out/look/early-en.png' })
})
