/**
 * npm run tour: the office's whole job in the real program, from the lists it has to an archive restored on an empty
 * machine. Leaves pictures in both languages and the PDFs in out/tour/, and prints a line per stage.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import writeExcelFile from 'write-excel-file/node'
import { expect, test } from '../support/launch'
import { goodPassword, setUpOffice } from '../support/walk'

const root = join(__dirname, '../..')
const out = join(root, 'out/tour')
const answers = join(out, 'answers')

test.use({
  environment: async ({}, use) => {
    await use({ WATCHPOST_OPEN: answers, WATCHPOST_SAVE_TO: out })
  },
})

let stage = 0
const done = (what: string): void => {
  stage += 1
  process.stdout.write(`tour ${stage}. ${what}\n`)
}

const listOf = (name: string): string[][] =>
  parse(readFileSync(join(root, `resources/sample-office/${name}.csv`), 'utf8'))

/** The customer list as an office has it: a title above, a total below, numbers typed as numbers, one impossible date. */
const writeOfficeLists = async (): Promise<void> => {
  const [headings = [], ...rows] = listOf('customers')
  const wide = headings.map(() => null)
  const phone = headings.indexOf('联系电话')
  const typed = rows.map(row =>
    row.map((cell, at) => (at === phone && /^\d{11}$/.test(cell) ? Number(cell) : cell || null)),
  )
  const broken = headings.map((heading, at) =>
    heading === '安装日期' ? '2026-02-30' : heading === '客户编号' ? 'FZ-121' : (rows[0]?.[at] ?? null),
  )
  await writeExcelFile([
    ['丰州办事处客户一览表', ...wide.slice(1)],
    wide,
    headings,
    ...typed,
    broken,
    ['合计', '121 户', ...wide.slice(2)],
  ]).toFile(join(out, '客户一览表.xlsx'))
  const staff = listOf('staff')
    .map(row => row.join(','))
    .join('\r\n')
  // Excel on a Chinese Windows saves CSV so.
  await writeFile(join(out, '通讯录.csv'), execFileSync('iconv', ['-f', 'UTF-8', '-t', 'GB18030'], { input: staff }))
}

const picture = async (page: Page, name: string): Promise<void> => {
  await page.screenshot({ path: join(out, `${name}.png`) })
}

/** The same screen in both languages. Ends in Chinese. */
const inBoth = async (page: Page, name: string): Promise<void> => {
  await picture(page, `${name}-zh`)
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en-GB')
  await picture(page, `${name}-en`)
  await page.getByRole('button', { name: '中文' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
}

const open = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click()

test('the office’s whole job', async ({ openDesk, dataFolder }) => {
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  await writeOfficeLists()

  const first = await openDesk()
  let { page } = first
  await inBoth(page, '01-first-run')
  const code = await setUpOffice(page)
  await inBoth(page, '02-empty-desk')
  done('an office is set up, its recovery code typed back')

  await page.getByRole('button', { name: '导入' }).first().click()
  await writeFile(answers, join(out, '客户一览表.xlsx'))
  await page.getByRole('button', { name: '选择文件' }).click()
  await expect(page.getByRole('textbox', { name: '表头在第几行' })).toHaveValue('3')
  await picture(page, '03-columns-zh')
  await page.getByRole('button', { name: '检查全部行' }).click()
  await expect(page.getByText(/这一天不存在/)).toBeVisible()
  await inBoth(page, '04-review')
  await page.getByLabel(/跳过有问题的 1 行/).check()
  await page.getByRole('button', { name: '写入 120 条' }).click()
  await expect(page.getByText('新增 120，修改 0，无变化 0，跳过 1')).toBeVisible({ timeout: 30_000 })
  done('120 customers come in from a workbook with a title, a total and one impossible date')

  await page.getByRole('button', { name: '再导入一份' }).click()
  await writeFile(answers, join(out, '通讯录.csv'))
  await page.getByRole('button', { name: '选择文件' }).click()
  await page.getByRole('button', { name: '检查全部行' }).click()
  await page.getByRole('button', { name: '写入 18 条' }).click()
  await expect(page.getByText('新增 18，修改 0，无变化 0，跳过 0')).toBeVisible()
  await page.getByRole('button', { name: '查看通讯录' }).click()
  await expect(page.getByRole('cell', { name: '林国栋' })).toBeVisible()
  await inBoth(page, '05-staff')
  done('18 colleagues come in from a CSV in GB 18030')

  await open(page, '客户')
  await expect(page.getByText('共 120 条')).toBeVisible()
  await inBoth(page, '06-customers')
  await page.keyboard.press('Control+K')
  await page.getByPlaceholder(/客户、同事/).pressSequentially('zjg')
  await expect(page.getByRole('button', { name: /曾建国/ })).toBeVisible()
  await picture(page, '07-palette-zh')
  await page.keyboard.press('Escape')
  await page.getByLabel('名称、拼音、电话或编号').fill('FZ-007')
  await expect(page.getByText('共 1 条')).toBeVisible()
  done('anyone is found in a keystroke')

  await page.getByRole('cell', { name: 'FZ-007' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('button', { name: '修改', exact: true }).click()
  await drawer.getByRole('textbox', { name: '地址' }).fill('丰州市新港路 7 号')
  await drawer.getByRole('button', { name: '保存', exact: true }).click()
  await expect(drawer.getByText('丰州市新港路 7 号')).toBeVisible()
  await picture(page, '08-customer-zh')
  await page.keyboard.press('Escape')
  await page.getByLabel('名称、拼音、电话或编号').fill('')
  done('an entry is corrected')

  await page.getByRole('button', { name: '打印', exact: true }).click()
  await expect(page.getByText('120 户').first()).toBeVisible()
  await inBoth(page, '09-call-list')
  await page.getByRole('button', { name: '存为 PDF' }).click()
  await expect(page.getByText(/客户联络单-丰州办事处-2026-11-23.pdf/)).toBeVisible({ timeout: 30_000 })
  await open(page, '通讯录')
  await page.getByRole('button', { name: '打印', exact: true }).click()
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('button', { name: 'Save as PDF' }).click()
  await expect(page.getByText(/Staff register-丰州办事处-2026-11-23.pdf/)).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: '中文' }).click()
  await page.getByRole('button', { name: '存为 PDF' }).click()
  await expect(page.getByText(/通讯录-丰州办事处-2026-11-23.pdf/).last()).toBeVisible({ timeout: 30_000 })
  for (const file of readdirSync(out).filter(name => name.endsWith('.pdf')))
    expect(execFileSync('pdftotext', [join(out, file), '-']).toString('utf8')).toContain('丰州')
  done('the call list and the staff register are saved as PDF')

  await open(page, '备份')
  await writeFile(answers, out)
  await page.getByRole('button', { name: '备份到别处…' }).click()
  await expect(page.getByText('备份已写好，并已逐项核对')).toBeVisible({ timeout: 30_000 })
  await inBoth(page, '10-backup')
  const [backup = ''] = readdirSync(out).filter(name => name.endsWith('.watchpost'))
  await first.app.close()
  done(`the office is backed up to one file, ${backup}`)

  rmSync(join(dataFolder, 'archive'), { recursive: true })
  page = (await openDesk()).page
  await page.getByRole('button', { name: /从备份恢复/ }).click()
  await writeFile(answers, join(out, backup))
  const begun = Date.now()
  await page.getByRole('button', { name: '选择其他文件' }).click()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('textbox', { name: /恢复码/ }).fill(code)
  await page.getByRole('button', { name: '核对备份' }).click()
  await expect(page.getByText('已核实的内容')).toBeVisible({ timeout: 20_000 })
  await page.getByLabel(/^新口令/).fill(goodPassword)
  await page.getByLabel('再输一次口令').fill(goodPassword)
  await inBoth(page, '11-restore')
  await page.getByRole('button', { name: '恢复', exact: true }).click()
  await expect(page.getByText('恢复完成')).toBeVisible({ timeout: 30_000 })
  const seconds = Math.round((Date.now() - begun) / 1000)
  await page.getByRole('button', { name: '进入守望台' }).click()
  await open(page, '客户')
  await expect(page.getByText('共 120 条')).toBeVisible()
  await page.getByLabel('名称、拼音、电话或编号').fill('FZ-007')
  await page.getByRole('cell', { name: 'FZ-007' }).click()
  await expect(page.getByRole('dialog').getByText('丰州市新港路 7 号')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByLabel('名称、拼音、电话或编号').fill('')
  const scheme = page.getByRole('button', { name: /跟随系统颜色|浅色|深色/ })
  for (let turn = 0; turn < 3 && (await scheme.getAttribute('aria-label')) !== '深色'; turn += 1) await scheme.click()
  await picture(page, '12-dark-zh')
  done(`it is restored on an empty machine in ${seconds} seconds, typing included`)
  rmSync(answers)
})
