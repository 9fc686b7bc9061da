/** Bringing a list in and out in the real program: a workbook with an office's usual faults, by hand, in both languages. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import writeExcelFile from 'write-excel-file/node'
import { expect, test } from '../support/launch'

test('a workbook with titles, totals and a faulty row goes in, is changed by a second one, and is taken back', async ({
  openOffice,
  answer,
  folder,
  savedTo,
}) => {
  test.setTimeout(90_000)
  const { page } = await openOffice('new')
  const workbook = join(folder, '客户.xlsx')
  await writeExcelFile([
    ['丰州办事处客户一览表', null, null, null, null],
    ['客户编号', '客户名称', '联系人', '联系电话', '执照有效期'],
    ['K001', '丰州恒力机械有限公司', '刘晓东', 13800138000, '2030-12-31'],
    ['K002', '丰州远洋渔业公司', '陈敏', '０５９１－８７６５４３２１转8、13900139000', '2027/3/5'],
    ['K003', '丰州海天食品厂', '林静', '13700137000', '2026-02-30'],
    ['合计', '3 户', null, null, null],
  ]).toFile(workbook)
  await answer(workbook)
  await page.getByRole('button', { name: '导入' }).first().click()
  await page.getByRole('button', { name: '选择文件' }).click()
  await expect(page.getByRole('textbox', { name: '表头在第几行' })).toHaveValue('2')
  await page.screenshot({ path: 'out/look/import-match.png' })
  await page.getByRole('button', { name: '检查全部行' }).click()
  await expect(page.getByText('执照有效期“2026-02-30”这一天不存在')).toBeVisible()
  await page.screenshot({ path: 'out/look/import-review.png' })
  const write = page.getByRole('button', { name: '写入 2 条' })
  await expect(write).toBeDisabled()
  await page.getByLabel(/跳过有问题的 1 行/).check()
  await write.click()
  await expect(page.getByText('新增 2，修改 0，无变化 0，跳过 1')).toBeVisible()
  await page.getByRole('button', { name: '查看客户' }).click()
  await expect(page.getByRole('cell', { name: '丰州远洋渔业公司' })).toBeVisible()

  await page.getByRole('button', { name: '导出' }).click()
  await page.getByRole('menuitem', { name: /xlsx/ }).click()
  await expect(page.getByText(/已保存到/)).toBeVisible()
  expect(await readdir(savedTo)).toContain('customers-2026-11-23.xlsx')

  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('button', { name: 'Import' }).first().click()
  await page.getByLabel(/paste them here/).fill('Code\tName\tPhones\nK001\t丰州恒力机械有限公司\t13811112222')
  await page.getByRole('button', { name: 'Read what was pasted' }).click()
  await page.getByRole('button', { name: 'Check all rows' }).click()
  await page.screenshot({ path: 'out/look/import-review-en.png' })
  await page.getByRole('button', { name: 'Write 1 entry' }).click()
  await page.getByRole('button', { name: 'Take this import back' }).click()
  await expect(page.getByText('Everything this import brought has been taken back.')).toBeVisible()
  await page.getByRole('button', { name: 'Import another list' }).click()
  await expect(page.getByRole('cell', { name: '客户.xlsx' })).toBeVisible()
  await page.screenshot({ path: 'out/look/import-history.png' })
})
