/** Incidents in the real program: story 1 from the report to the closing gate, on screen and in both languages. */
import { expect, test } from '../support/launch'
import { addCustomer, setUpOffice } from '../support/walk'

test.use({ viewport: null })

test('story 1: a major quality problem is reported, told, met on site, and closed only when nothing lacks', async ({
  page,
  clock,
}) => {
  test.setTimeout(120_000)
  await setUpOffice(page)
  await addCustomer(page, 'C-1', '青江泵站')
  await clock.set('2026-12-10T06:06:00.000Z')
  await page.getByRole('link', { name: '事件', exact: true }).click()
  await expect(page.getByText('看板')).toBeVisible()
  await page.keyboard.press('Control+n')
  const form = page.getByRole('dialog')
  await form.getByRole('combobox', { name: '类型' }).click()
  await page.getByRole('option', { name: '重大服务质量问题' }).click()
  await form.getByRole('textbox', { name: '出了什么事' }).fill('3 号机组振动超标')
  await form.getByRole('combobox', { name: '客户' }).fill('青江')
  await page.getByRole('option', { name: /青江泵站/ }).click()
  await form.getByRole('textbox', { name: '谁报告的' }).fill('李师傅')
  await form.getByText('严重', { exact: true }).click()
  await form.getByRole('button', { name: '更多' }).click()
  await form.getByRole('button', { name: '何时接报' }).click()
  await page.screenshot({ path: 'out/look/report-zh.png' })
  await page.keyboard.press('Escape')
  await form.getByRole('button', { name: '报告事件' }).click()
  await expect(page.getByRole('heading', { name: '3 号机组振动超标' })).toBeVisible()
  await page.screenshot({ path: 'out/look/case-zh.png', fullPage: true })
  await page.getByRole('link', { name: '事件', exact: true }).click()
  await page.waitForTimeout(500)
  await page.screenshot({ path: 'out/look/board-zh.png' })
})
