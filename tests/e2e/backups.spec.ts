import { copyFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test, whenReady } from '../support/launch'
import { addCustomer, goodPassword, setUpOffice, signIn } from '../support/walk'

const places = { folder: '', answers: '' }

test.beforeAll(async () => {
  places.folder = await mkdtemp(join(tmpdir(), 'watchpost-usb-'))
  places.answers = join(places.folder, 'answers')
})
test.afterAll(() => rm(places.folder, { recursive: true, force: true }))
test.use({
  environment: async ({}, use) => {
    await use({ WATCHPOST_OPEN: places.answers })
  },
})

test('an office is backed up, restored on an empty machine and over itself, and the restore is undone', async ({
  openDesk,
  dataFolder,
}) => {
  test.setTimeout(120_000)
  const first = await openDesk()
  let { page } = first
  const code = await setUpOffice(page)
  await addCustomer(page, 'K001', '丰州恒力机械有限公司')

  await page.getByRole('link', { name: '备份', exact: true }).click()
  await expect(page.getByText('还没有备份位置', { exact: false }).first()).toBeVisible()
  await writeFile(places.answers, places.folder)
  await page.getByRole('button', { name: '备份到别处…' }).click()
  await expect(page.getByText('备份已写好，并已逐项核对')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByTestId('backup-state')).toContainText('只有手工写到别处的备份')
  await page.screenshot({ path: 'out/look/backups.png' })
  const [name = ''] = (await readdir(places.folder)).filter(file => file.endsWith('.watchpost'))
  expect(name).toBe('Watchpost-FZ-2026-11-23-140000.watchpost')

  // Over the archive itself, and back.
  await writeFile(places.answers, join(places.folder, name))
  await page.getByRole('button', { name: '从备份恢复' }).click()
  await restore(page, code)
  await page.getByRole('button', { name: '进入守望台' }).click()
  await page.getByRole('button', { name: '退回' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '退回' }).click()
  await signIn(page)
  await page.getByRole('link', { name: '客户', exact: true }).click()
  await expect(page.getByRole('cell', { name: '丰州恒力机械有限公司' })).toBeVisible()
  await first.app.close()

  // On an empty machine.
  for (const left of await readdir(join(dataFolder, 'archive')))
    await rm(join(dataFolder, 'archive', left), { recursive: true })
  // A double click opens the guide over the file, and restores nothing by itself.
  const clicked = await openDesk(join(places.folder, name))
  await expect(clicked.page.getByText('文件自称的内容')).toBeVisible()
  await clicked.page.screenshot({ path: 'out/look/restore-clicked.png' })
  await clicked.page.getByRole('button', { name: '返回' }).click()
  await expect(clicked.page.getByRole('button', { name: /建立办事处/ })).toBeVisible()
  await clicked.app.close()
  const second = await openDesk()
  page = second.page
  await whenReady(page)
  await page.getByRole('button', { name: /从备份恢复/ }).click()
  await copyFile(join(places.folder, name), join(places.folder, 'cut.tar'))
  await writeFile(join(places.folder, 'cut.tar'), 'x'.repeat(600))
  await writeFile(places.answers, join(places.folder, 'cut.tar'))
  await page.getByRole('button', { name: '选择其他文件' }).click()
  await expect(page.getByText('这不是守望台的备份文件。')).toBeVisible()
  await writeFile(places.answers, join(places.folder, name))
  await restore(page, code)
  await page.screenshot({ path: 'out/look/restored.png' })
  await page.getByRole('button', { name: '进入守望台' }).click()
  await page.getByRole('link', { name: '客户', exact: true }).click()
  await expect(page.getByRole('cell', { name: '丰州恒力机械有限公司' })).toBeVisible()
})

async function restore(page: Page, code: string): Promise<void> {
  await page.getByRole('button', { name: '选择其他文件' }).click()
  await expect(page.getByText('文件自称的内容')).toBeVisible()
  await page.screenshot({ path: 'out/look/restore-1.png' })
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('textbox', { name: /恢复码/ }).fill(code)
  await page.getByRole('button', { name: '核对备份' }).click()
  await expect(page.getByText('已核实的内容')).toBeVisible({ timeout: 20_000 })
  await page.getByLabel(/^新口令/).fill(goodPassword)
  await page.getByLabel('再输一次口令').fill(goodPassword)
  await page.screenshot({ path: 'out/look/restore-2.png' })
  await page.getByRole('button', { name: '恢复', exact: true }).click()
  await expect(page.getByText('恢复完成')).toBeVisible({ timeout: 30_000 })
}
