import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test, whenReady } from '../support/launch'
import { addCustomer, goodPassword, signIn } from '../support/walk'

test('an office is backed up, restored on an empty machine and over itself, and the restore is undone', async ({
  openDesk,
  openOffice,
  answer,
  folder,
  dataFolder,
}) => {
  test.setTimeout(120_000)
  const usb = join(folder, 'usb')
  await mkdir(usb)
  const first = await openOffice('new')
  const { recoveryCode: code } = first
  let { page } = first
  await addCustomer(page, 'K001', '丰州恒力机械有限公司')

  await page.getByRole('link', { name: '备份', exact: true }).click()
  await expect(page.getByText('还没有备份位置', { exact: false }).first()).toBeVisible()
  await answer(usb)
  await page.getByRole('button', { name: '备份到别处…' }).click()
  await expect(page.getByText('备份已写好，并已逐项核对')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByTestId('backup-state')).toContainText('只有手工写到别处的备份')
  await page.screenshot({ path: 'out/look/backups.png' })
  const [name = ''] = (await readdir(usb)).filter(file => file.endsWith('.watchpost'))
  expect(name).toBe('Watchpost-FZ-2026-11-23-140000.watchpost')

  // Over the archive itself, and back.
  await answer(join(usb, name))
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
  const clicked = await openDesk(join(usb, name))
  await expect(clicked.page.getByText('文件自称的内容')).toBeVisible()
  await clicked.page.screenshot({ path: 'out/look/restore-clicked.png' })
  await clicked.page.getByRole('button', { name: '返回' }).click()
  await expect(clicked.page.getByRole('button', { name: /建立办事处/ })).toBeVisible()
  await clicked.app.close()
  const second = await openDesk()
  page = second.page
  await whenReady(page)
  await page.getByRole('button', { name: /从备份恢复/ }).click()
  await writeFile(join(folder, 'other.tar'), 'x'.repeat(600))
  await answer(join(folder, 'other.tar'))
  await page.getByRole('button', { name: '选择其他文件' }).click()
  await expect(page.getByText('这不是守望台的备份文件。')).toBeVisible()
  await answer(join(usb, name))
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
