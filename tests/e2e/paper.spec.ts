/** Paper from the real program: the recovery sheet, the staff register, the call list, as PDF in both languages. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from '../support/launch'
import { goodPassword } from '../support/walk'

test('the sample office prints its recovery sheet, register and call list', async ({ page, savedTo }) => {
  const textOf = (file: string): string =>
    execFileSync('pdftotext', ['-layout', join(savedTo, file), '-'])
      .toString('utf8')
      .normalize('NFKC')
  test.setTimeout(120_000)
  await page.getByRole('button', { name: /打开示例办事处/ }).click()
  await page.getByLabel('登录名').fill('王芳')
  await page.getByLabel(/^口令/).fill(goodPassword)
  await page.getByLabel('再输一次口令').fill(goodPassword)
  await page.getByRole('button', { name: '建立档案' }).click()
  const code = (await page.getByTestId('recovery-code').textContent({ timeout: 60_000 })) ?? ''
  await page.getByRole('button', { name: '存为 PDF' }).click()
  await expect(page.getByText(/已保存到/)).toBeVisible({ timeout: 30_000 })
  await page.screenshot({ path: 'out/look/recovery.png' })
  const recovery = textOf('恢复码-丰州办事处-2026-11-23.pdf')
  expect(recovery.replace(/\s/g, '')).toContain(code)
  expect(recovery).toContain('丰州办事处')
  await page.getByLabel(/照着纸上的恢复码/).fill(code)
  await page.getByRole('button', { name: '确认已保存' }).click()

  await page.getByRole('link', { name: '通讯录', exact: true }).click()
  await page.getByRole('button', { name: '打印', exact: true }).click()
  await expect(page.getByText('丰州办事处 通讯录')).toBeVisible()
  await page.screenshot({ path: 'out/look/print-staff.png' })
  await page.getByRole('button', { name: '存为 PDF' }).click()
  await expect(page.getByText(/通讯录-丰州办事处-2026-11-23.pdf/)).toBeVisible({ timeout: 30_000 })
  const register = textOf('通讯录-丰州办事处-2026-11-23.pdf')
  for (const expected of ['办公室', '售后服务部', '林国栋', '137 0013 7000', '应急小组', '第 1 页', '王芳 打印'])
    expect(register).toContain(expected)

  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('link', { name: 'Customers', exact: true }).click()
  await page.getByRole('button', { name: 'Print', exact: true }).click()
  await expect(page.getByText('120 customers').first()).toBeVisible()
  await page.screenshot({ path: 'out/look/print-calls-en.png' })
  await page.getByRole('button', { name: 'Save as PDF' }).click()
  await expect(page.getByText(/Customer call list-丰州办事处-2026-11-23.pdf/)).toBeVisible({ timeout: 30_000 })
  const calls = textOf('Customer call list-丰州办事处-2026-11-23.pdf')
  expect(calls).toContain('C区 · 31 customers')
  expect(calls).toMatch(/Page 1 of \d+/)
  // The heading of the table stands again on every page that a table runs over.
  expect(calls.match(/Contacts and numbers/g)?.length).toBeGreaterThan(6)
  for (const file of ['恢复码', '通讯录', 'Customer call list'])
    execFileSync('pdftoppm', [
      '-r',
      '60',
      '-png',
      join(savedTo, `${file}-丰州办事处-2026-11-23.pdf`),
      `out/look/paper-${file.slice(0, 3)}`,
    ])
})
