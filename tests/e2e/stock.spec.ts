/** Stock in the real program: a product, its warehouse, receipt and inspection, an issue refused and made, safety stock agreed. */
import { expect, test } from '../support/launch'
import { setUpOffice } from '../support/walk'

test('a product is received, inspected, issued, and stands below its safety stock in words', async ({ page }) => {
  await setUpOffice(page)
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

  await drawer.getByRole('textbox', { name: /^数量/ }).last().fill('35')
  await drawer.getByRole('button', { name: '提出' }).click()
  await drawer.getByRole('button', { name: '采供同意' }).click()
  await drawer.getByRole('button', { name: '业务同意' }).click()
  await expect(drawer.getByText('低于安全库存').first()).toBeVisible()
  await page.screenshot({ path: 'out/look/stock-product-zh.png' })
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('below-count')).toHaveText('1 种低于安全库存')
  await page.screenshot({ path: 'out/look/stock-zh.png' })
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByTestId('below-count')).toHaveText('1 product below safety stock')
  await page.screenshot({ path: 'out/look/stock-en.png' })
})
