/** The staff register in the real program: add, find in the palette, complete. */
import { expect, test } from '../support/launch'
import { setUpOffice } from '../support/walk'

test('a colleague is added with two numbers, found by initials, and the register says what is lacking', async ({
  page,
}) => {
  await setUpOffice(page)
  await page.getByRole('link', { name: '通讯录', exact: true }).click()
  await expect(page.getByText('通讯录还是空的')).toBeVisible()
  await page.getByRole('button', { name: '添加同事' }).first().click()
  const form = page.getByRole('dialog')
  await form.getByRole('textbox', { name: /^姓名/ }).fill('曾国强')
  await form.getByRole('textbox', { name: /^工号/ }).fill('E01')
  await form.getByRole('textbox', { name: /^电话/ }).fill('１３９００００１１１１ / 0591-87654321转8')
  await expect(form.getByText('0591 8765 4321 转 8')).toBeVisible()
  await form.getByRole('combobox', { name: '部门' }).click()
  await page.getByRole('option', { name: '售后服务部' }).click()
  await page.screenshot({ path: 'out/look/colleague-form.png' })
  await form.getByRole('button', { name: '保存', exact: true }).click()
  await form.getByRole('button', { name: '今日已核对' }).click()
  await page.screenshot({ path: 'out/look/colleague.png' })
  await page.keyboard.press('Escape')
  await expect(page.getByText('应急小组还没有组长')).toBeVisible()
  await page.keyboard.press('Control+K')
  await page.keyboard.type('zgq')
  await expect(page.getByRole('button', { name: /曾国强/ })).toBeVisible()
  await page.screenshot({ path: 'out/look/palette.png' })
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByText('139 0000 1111')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: '设置', exact: true }).click()
  await page.getByRole('tab', { name: '部门' }).click()
  await expect(page.getByRole('cell', { name: '采供部', exact: false })).toBeVisible()
  await page.screenshot({ path: 'out/look/departments.png' })
})
