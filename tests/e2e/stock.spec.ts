/** Stock in the real program: a product, its warehouse, receipt and inspection, an issue refused and made, safety stock agreed. */
import { expect, test } from '../support/launch'

test('a product is received, inspected, issued, and stands below its safety stock in words', async ({ openOffice }) => {
  const { page } = await openOffice('new')
  await page.getByRole('link', { name: '库存', exact: true }).click()
  await expect(page.getByText('还没有产品')).toBeVisible()
  await page.getByRole('button', { name: '新增产品' }).first().click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('textbox', { name: /^编号/ }).fill('P-01')
  await drawer.getByRole('textbox', { name: /^名称/ }).fill('密封圈')
  await drawer.getByRole('button', { name: '保存' }).click()
  await drawer.getByRole('button', { name: '建立仓库' }).click()

  const post = async (what: string, amount: string, failed?: string): Promise<void> => {
    await drawer.getByRole('combobox', { name: '做什么' }).click()
    await page.getByRole('option', { name: what, exact: true }).click()
    await drawer
      .getByRole('textbox', { name: what === '检验' ? /^合格/ : /^数量/ })
      .first()
      .fill(amount)
    if (failed !== undefined) await drawer.getByRole('textbox', { name: '不合格' }).fill(failed)
    await drawer.getByRole('button', { name: '登记', exact: true }).click()
  }
  await post('入库', '30')
  await expect(drawer.getByTestId('figure-awaiting')).toHaveText('30 件')
  await post('出库', '1')
  await expect(drawer.getByRole('alert')).toContainText('数量不够')
  await post('检验', '25', '5')
  await expect(drawer.getByTestId('figure-available')).toHaveText('25 件')
  await expect(drawer.getByTestId('figure-rejected')).toHaveText('5 件')

  await drawer.getByRole('tab', { name: '安全库存' }).click()
  await drawer.getByRole('textbox', { name: /^数量/ }).last().fill('35')
  await drawer.getByRole('button', { name: '提出' }).click()
  await drawer.getByRole('button', { name: '采供同意' }).click()
  await drawer.getByRole('button', { name: '业务同意' }).click()
  await expect(drawer.getByText('低于安全库存').first()).toBeVisible()
  await page.screenshot({ path: 'out/look/stock-safety-zh.png' })
  await drawer.getByRole('tab', { name: '库存' }).first().click()
  await page.screenshot({ path: 'out/look/stock-product-zh.png' })
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('below-count')).toHaveText('1 种低于安全库存')
  await page.screenshot({ path: 'out/look/stock-zh.png' })
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByTestId('below-count')).toHaveText('1 product below safety stock')
  await page.screenshot({ path: 'out/look/stock-en.png' })
})

test('a shelf is counted blind, explained and posted, a purchase goes from request to put-away', async ({
  openOffice,
}) => {
  const { page } = await openOffice('new')
  await page.getByRole('link', { name: '库存', exact: true }).click()
  await page.getByRole('button', { name: '新增产品' }).first().click()
  const drawer = page.getByRole('dialog').last()
  // Small forms stand before the drawer over which they open.
  const form = page.getByRole('dialog').first()
  await drawer.getByRole('textbox', { name: /^编号/ }).fill('P-01')
  await drawer.getByRole('textbox', { name: /^名称/ }).fill('密封圈')
  await drawer.getByRole('button', { name: '保存' }).click()
  await drawer.getByRole('button', { name: '建立仓库' }).click()
  await drawer.getByRole('combobox', { name: '做什么' }).click()
  await page.getByRole('option', { name: '期初', exact: true }).click()
  await drawer.getByRole('textbox', { name: /^数量/ }).first().fill('40')
  await drawer.getByRole('button', { name: '登记', exact: true }).click()
  await expect(drawer.getByTestId('figure-available')).toHaveText('40 件')
  await drawer.getByRole('tab', { name: '产品档案' }).click()
  await drawer.getByRole('button', { name: '修改' }).nth(1).click()
  await form.getByRole('textbox', { name: '设计参数' }).fill('工作压力: 1.6 MPa\n材质：丁腈橡胶')
  await form.getByRole('button', { name: '保存' }).click()
  await expect(drawer.getByText('丁腈橡胶')).toBeVisible()
  await page.screenshot({ path: 'out/look/stock-dossier-zh.png' })
  await drawer.getByRole('button', { name: '打印标签' }).click()
  await expect(page.getByRole('img', { name: 'P-01' })).toHaveCount(24)
  await page.screenshot({ path: 'out/look/labels-zh.png' })
  await page.getByRole('link', { name: '库存', exact: true }).click()
  // A scanner types the code and sends Enter: the product opens.
  await page.getByRole('textbox', { name: '产品编号或名称' }).pressSequentially('P-01')
  await page.keyboard.press('Enter')
  await expect(drawer.getByTestId('figure-available')).toHaveText('40 件')
  await page.keyboard.press('Escape')

  await page.getByRole('tab', { name: '应急包与工具' }).click()
  await page.getByRole('button', { name: '新增应急包' }).click()
  await form.getByRole('textbox', { name: '名称' }).fill('泵类应急包')
  await form.getByRole('combobox', { name: '用哪个仓库的货' }).click()
  await page.getByRole('option', { name: '主仓库' }).click()
  await form.getByRole('combobox', { name: '配件' }).click()
  await page.getByRole('option', { name: /P-01/ }).click()
  await form.getByRole('textbox', { name: '数量' }).fill('50')
  await form.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('有 40，要 50 件')).toBeVisible()
  await expect(page.getByText('不齐')).toBeVisible()
  await page.screenshot({ path: 'out/look/kits-zh.png' })
  await page.getByRole('tab', { name: '盘点' }).click()
  await page.getByRole('button', { name: '开始盘点' }).click()
  await form.getByRole('combobox', { name: '仓库' }).click()
  await page.getByRole('option', { name: '主仓库' }).click()
  await form.getByRole('button', { name: '开始盘点' }).click()
  await expect(page.getByText('已数 0 / 1')).toBeVisible()
  await expect(page.getByRole('cell', { name: '40', exact: true })).toHaveCount(0)
  // Whatever leads away from the field enters what was typed.
  await page.getByRole('textbox', { name: '实盘数 P-01' }).fill('39')
  await page.keyboard.press('Tab')
  await expect(page.getByText('盘亏 1')).toBeVisible()
  await page.getByRole('textbox', { name: '实盘数 P-01' }).fill('38')
  await page.keyboard.press('Enter')
  await expect(page.getByText('盘亏 2')).toBeVisible()
  await expect(page.getByRole('button', { name: '入账' })).toBeDisabled()
  await page.getByRole('button', { name: '写原因' }).click()
  await form.getByRole('textbox', { name: '原因' }).fill('领用未登记')
  await form.getByRole('button', { name: '写原因' }).click()
  await page.screenshot({ path: 'out/look/stocktake-zh.png' })
  await page.getByRole('button', { name: '入账' }).click()
  await page.getByRole('button', { name: '打印', exact: true }).click()
  await expect(page.getByRole('heading', { name: /盘点结果 PD-/ })).toBeVisible()
  await page.screenshot({ path: 'out/look/stocktake-print-zh.png' })

  await page.getByRole('link', { name: '采购', exact: true }).click()
  await page.getByRole('tab', { name: '供应商' }).click()
  await page.getByRole('button', { name: '新增供应商' }).click()
  await drawer.getByRole('textbox', { name: /^编号/ }).fill('S-01')
  await drawer.getByRole('textbox', { name: /^名称/ }).fill('华东密封件厂')
  await drawer.getByRole('button', { name: '保存' }).click()
  await expect(drawer.getByText('还没有供过货')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: '采购单' }).click()
  await page.getByRole('button', { name: '申请采购' }).click()
  const pick = async (label: string, option: RegExp): Promise<void> => {
    await form.getByRole('combobox', { name: label }).click()
    await page.getByRole('option', { name: option }).click()
  }
  await pick('产品', /P-01/)
  await form.getByRole('textbox', { name: /^数量/ }).fill('20')
  await form.getByRole('textbox', { name: '何时要用' }).fill('2030-01-31')
  // The calendar gives way to the next field.
  await page.keyboard.press('Tab')
  await pick('送到哪个仓库', /主仓库/)
  await form.getByRole('textbox', { name: '原因' }).fill('补足安全库存')
  await form.getByRole('button', { name: '申请采购' }).click()
  await expect(drawer.getByText('还没有报价')).toBeVisible()
  const act = async (button: string, fill: () => Promise<void>): Promise<void> => {
    await drawer.getByRole('button', { name: button, exact: true }).first().click()
    await expect(page.getByRole('dialog')).toHaveCount(2)
    await fill()
    await form.getByRole('button', { name: button, exact: true }).click()
    await expect(page.getByRole('dialog')).toHaveCount(1)
  }
  await act('登记报价', async () => {
    await pick('供应商', /华东密封件厂/)
    await form.getByRole('textbox', { name: /^单价/ }).fill('9.5')
    await form.getByRole('textbox', { name: /^交货期/ }).fill('7')
  })
  await act('批准', async () => {
    await pick('选哪家报价', /华东密封件厂/)
    await form.getByRole('textbox', { name: '批准文号' }).fill('总部批 12 号')
  })
  await act('下单', () => Promise.resolve())
  await page.screenshot({ path: 'out/look/purchase-zh.png' })
  await act('收货', () => Promise.resolve())
  await act('检验', async () => {
    await form.getByRole('textbox', { name: /^合格/ }).fill('18')
    await form.getByRole('textbox', { name: /^不合格/ }).fill('2')
  })
  await act('上架', () => form.getByRole('textbox', { name: '货位' }).fill('A-3'))
  await expect(drawer.getByText('已上架').first()).toBeVisible()
  await drawer.getByRole('button', { name: '打印订单' }).click()
  await expect(page.getByText('¥190.00')).toBeVisible()
  await page.screenshot({ path: 'out/look/purchase-order-zh.png' })
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('link', { name: 'Purchasing', exact: true }).click()
  await page.getByText('All', { exact: true }).click()
  await page.getByRole('row', { name: /CG-/ }).click()
  await expect(drawer.getByText('Put away').first()).toBeVisible()
  await page.screenshot({ path: 'out/look/purchase-en.png' })
})

test('story 7: the ledger tells the truth of every moment, also what came to light late', async ({
  openOffice,
  clock,
}) => {
  const { page } = await openOffice('new')
  const at = (day: number, time: string): string =>
    new Date(`2026-12-${String(day).padStart(2, '0')}T${time}:00+08:00`).toISOString()
  /** Makes one entry through the page's own API when the office's clock says so. */
  const enter = async (moment: string, what: string, input: Record<string, unknown> = {}): Promise<void> => {
    await clock.set(moment)
    const refused = await page.evaluate(
      async ([name, given]) => {
        const { products, stock } = window.api
        const text = { text: '', category: '', inactive: false, offset: 0, limit: 1 }
        const known = await products.page(text)
        const warehouses = await stock.warehouses({})
        if (!known.ok || !warehouses.ok) return 'not prepared'
        const place = {
          productId: known.value.rows[0]?.id ?? '',
          warehouseId: warehouses.value[0]?.id ?? '',
          toWarehouseId: warehouses.value[1]?.id ?? '',
          effectiveAt: null,
          reason: '',
          reference: '',
        }
        const { toWarehouseId, ...plain } = place
        const call = Reflect.get(stock, name) as (input: unknown) => Promise<{ ok: boolean; code?: string }>
        const outcome = await call({ ...(name === 'transfer' ? { ...plain, toWarehouseId } : plain), ...given })
        return outcome.ok ? '' : outcome.code
      },
      [what, input] as const,
    )
    expect(refused, what).toBe('')
  }
  await page.evaluate(async () => {
    const { products, stock } = window.api
    const product = {
      unit: '件',
      category: '',
      hazard: '',
      barcode: '',
      packs: [],
      note: '',
      inspected: true,
      active: true,
    }
    await products.add({ ...product, code: 'P-01', name: '密封圈' })
    await stock.addWarehouse({ name: '主仓库' })
    await stock.addWarehouse({ name: '门市' })
  })
  await enter(at(1, '08:00'), 'receive', { quantity: 40_000, opening: true })
  await page.evaluate(async () => {
    const { products, stock } = window.api
    const known = await products.page({ text: '', category: '', inactive: false, offset: 0, limit: 1 })
    const productId = known.ok ? (known.value.rows[0]?.id ?? '') : ''
    for (const [month, quantity] of [
      ['2026-12', 35_000],
      ['2027-01', 45_000],
    ] as const) {
      await stock.setSafety({ productId, month, quantity })
      for (const side of ['procurement', 'business'] as const) await stock.agreeSafety({ productId, month, side })
    }
  })
  await enter(at(3, '09:00'), 'receive', { quantity: 30_000, opening: false })
  await enter(at(3, '10:00'), 'inspect', { passed: 25_000, failed: 5_000 })
  await enter(at(4, '09:00'), 'issue', { quantity: 22_000 })
  // Out to a place that is not the office's: the story counts what is left here.
  await enter(at(6, '11:00'), 'issue', { quantity: 8_000 })
  await enter(at(7, '10:00'), 'takeBack', { quantity: 2_000 })
  await enter(at(8, '17:00'), 'count', { counted: 36_000 })
  await page.getByRole('link', { name: '库存', exact: true }).click()
  await page.getByRole('row', { name: /P-01/ }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('tab', { name: '收发存' }).click()
  const asked = drawer.getByRole('button', { name: '查当时的库存' }).or(drawer.getByLabel('查当时的库存')).first()
  await expect(asked).toBeVisible()
  await expect(drawer.getByText('-1', { exact: true })).toBeVisible()
  await expect(drawer.getByTestId('figure-available')).toHaveText('36 件')
  await enter(at(9, '09:00'), 'issue', { quantity: 3_000, effectiveAt: at(5, '10:00'), reason: '领料单补录' })
  await expect(drawer.getByTestId('figure-available')).toHaveText('36 件')
  await drawer.getByRole('tab', { name: '安全库存' }).click()
  await expect(drawer.getByText('事后才发现')).toBeVisible()
  await expect(drawer.getByText(/12月6日 周日 11:00 至 .*12月8日 周二 17:00，最低 32/)).toBeVisible()
  await page.screenshot({ path: 'out/look/story-7-zh.png' })
  // Nothing moves on the first of January, and it is nine short.
  await clock.set(new Date('2027-01-01T00:00:00+08:00').toISOString())
  await expect(drawer.getByText('低于安全库存').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: /低于安全库存/ }).click()
  await expect(page.getByRole('cell', { name: '缺 9 件' })).toBeVisible()
  await page.screenshot({ path: 'out/look/story-7-alert-zh.png' })
})
