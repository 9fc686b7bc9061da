/** Backups that write themselves, in the real program: a drive plugged in, pulled out and plugged in again; drills; closing. */
import { execFileSync } from 'node:child_process'
import { copyFile, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../support/launch'
import { addCustomer, closeNotices, faultsOf, signIn, toCustomers } from '../support/walk'

test.use({
  environment: async ({ folder }, use) => {
    await use({ WATCHPOST_VOLUMES: join(folder, 'volumes.json'), WATCHPOST_PORTABLE: join(folder, 'Watchpost.exe') })
  },
})

const backupsOn = async (drive: string): Promise<string[]> =>
  (await readdir(drive)).filter(name => name.endsWith('.watchpost'))

test('two places make the archive safe; a drive pulled out is said, plugged in again it is caught up; drills have certificates', async ({
  openDesk,
  openOffice,
  answer,
  folder,
  savedTo,
  clock,
}) => {
  test.setTimeout(150_000)
  const [usb, disk] = [join(folder, 'usb'), join(folder, 'disk')]
  const plugged = async (stick: boolean): Promise<void> => {
    const volumes = [{ root: disk, label: '', kind: 'local', id: 'disk' }]
    if (stick) volumes.push({ root: usb, label: '备份盘', kind: 'removable', id: 'usb' })
    const file = join(folder, 'volumes.json')
    await writeFile(`${file}.next`, JSON.stringify(volumes))
    await rename(`${file}.next`, file)
  }
  await mkdir(usb)
  await mkdir(disk)
  await writeFile(join(folder, 'Watchpost.exe'), 'the portable program')
  // Whatever is written to this device meets a full disk; once it has, it stands there no more.
  await symlink('/dev/full', join(disk, 'Watchpost.exe.writing'))
  await plugged(true)
  const { app, page } = await openOffice('sample')
  await page.getByRole('link', { name: '备份', exact: true }).click()
  await expect(page.getByTestId('backup-state')).toContainText('档案现在没有新备份')
  await page.screenshot({ path: 'out/look/backups-none-zh.png' })

  for (const drive of [usb, disk]) {
    await answer(drive)
    await page.getByRole('button', { name: '添加备份位置' }).click()
    await expect(page.getByText(drive === usb ? '已写到“备份盘”并核对' : /已写到“.*disk”并核对/)).toBeVisible({
      timeout: 30_000,
    })
    expect((await backupsOn(drive)).length).toBeGreaterThan(0)
  }
  // No room beside the second backup: it counts, and what lacks is said until the next one makes it good.
  await expect(page.getByText('有备份，说明或程序没放全')).toBeVisible()
  expect(await readdir(disk)).not.toContain('Watchpost.exe')
  expect(await faultsOf(page)).toEqual([])
  await page.screenshot({ path: 'out/look/backups-incomplete-zh.png' })
  await expect(page.getByTestId('backup-state')).toContainText('档案是安全的')
  await expect(page.getByText('通过', { exact: true })).toHaveCount(2, { timeout: 30_000 })
  await expect(page.getByRole('contentinfo')).toContainText('备份：2 处')
  expect(await readdir(usb)).toEqual(expect.arrayContaining(['Watchpost.exe', '恢复说明-RESTORE-GUIDE.html']))
  await page.screenshot({ path: 'out/look/backups-safe-zh.png' })
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByTestId('backup-state')).toContainText('The archive is safe')
  await page.screenshot({ path: 'out/look/backups-safe-en.png' })
  await page.getByRole('button', { name: '中文' }).click()

  // Pulled out for a day: said, while the other place is written on time; plugged in, it is caught up by itself.
  await plugged(false)
  await expect(page.getByText('没有插上')).toBeVisible()
  await clock.advance(24 * 3_600_000)
  const atFirst = await backupsOn(usb)
  await expect(page.getByTestId('backup-state')).toContainText('此刻', { timeout: 20_000 })
  await expect(page.getByTestId('backup-state')).toContainText('档案只在一处有新备份')
  await page.getByRole('button', { name: '立即备份' }).click()
  await expect(page.getByText('没有写到“备份盘”')).toBeVisible({ timeout: 30_000 })
  await page.screenshot({ path: 'out/look/backups-failed-zh.png' })
  expect(await readdir(disk)).toContain('Watchpost.exe')
  await clock.advance(3_600_000)
  await plugged(true)
  await expect.poll(() => backupsOn(usb), { timeout: 20_000 }).toHaveLength(atFirst.length + 1)
  await expect(page.getByTestId('backup-state')).toContainText('档案是安全的')

  await page.getByRole('tab', { name: '备份记录' }).click()
  await expect(page.getByRole('cell', { name: '每日定时' }).first()).toBeVisible()
  await page.screenshot({ path: 'out/look/backups-history-zh.png' })
  await page.getByRole('button', { name: '找回客户' }).last().click()
  await page.getByRole('dialog').getByRole('button', { name: '比对' }).click()
  await expect(page.getByRole('dialog').getByText('没有不同')).toBeVisible({ timeout: 20_000 })
  await page.screenshot({ path: 'out/look/backups-bring-zh.png' })
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: '规则' }).click()
  await page.getByLabel('总公司公钥').fill('age1wrong')
  await page.getByLabel('总公司公钥').blur()
  await expect(page.getByRole('alert')).toContainText('这不是 age 公钥')
  await page.screenshot({ path: 'out/look/backups-rules-zh.png' })
  await page.getByRole('tab', { name: '恢复演练' }).click()
  await page.screenshot({ path: 'out/look/backups-drills-zh.png' })
  await page.getByRole('button', { name: '证明' }).first().click()
  await page.getByRole('button', { name: '存为 PDF' }).click()
  await expect(page.getByText(/已保存到/)).toBeVisible({ timeout: 30_000 })
  const [certificate = '', ...others] = await readdir(savedTo)
  expect(others).toEqual([])
  expect((await readFile(join(savedTo, certificate))).subarray(0, 5).toString()).toBe('%PDF-')
  await copyFile(join(savedTo, certificate), 'out/look/certificate.pdf')

  // What nobody backed up yet goes along when the program is left.
  await page.getByRole('link', { name: '客户', exact: true }).click()
  await closeNotices(page)
  await addCustomer(page, 'K999', '安平最后登记有限公司')
  const before = (await backupsOn(usb)).length
  await app.close()
  expect(await backupsOn(usb)).toHaveLength(before + 1)

  const again = await openDesk()
  await signIn(again.page)
  await again.page.getByRole('link', { name: '备份', exact: true }).click()
  await again.page.getByRole('tab', { name: '备份记录' }).click()
  await expect(again.page.getByRole('cell', { name: '关闭前' }).first()).toBeVisible()

  // Nothing left to write to: after a day every screen says so.
  await plugged(false)
  await rename(disk, `${disk}.out`)
  await clock.advance(25 * 3_600_000)
  await again.page.getByRole('link', { name: '客户', exact: true }).click()
  await expect(again.page.getByTestId('backup-banner')).toContainText('已超过 24 小时没有备份')
  await again.page.screenshot({ path: 'out/look/backups-banner-zh.png' })
})

test('whoever quits need not wait for a drive that answers nothing: what was saved is there, the backup is caught up', async ({
  openDesk,
  openOffice,
  answer,
  folder,
}) => {
  test.setTimeout(90_000)
  const usb = join(folder, 'usb')
  const volumes = join(folder, 'volumes.json')
  const answering = (): Promise<void> =>
    writeFile(volumes, JSON.stringify([{ root: usb, label: '备份盘', kind: 'removable', id: 'usb' }]))
  await mkdir(usb)
  await writeFile(join(folder, 'Watchpost.exe'), 'the portable program')
  await answering()
  const { app, page } = await openOffice('new')
  await page.getByRole('link', { name: '备份', exact: true }).click()
  await answer(usb)
  await page.getByRole('button', { name: '添加备份位置' }).click()
  await expect(page.getByText('已写到“备份盘”并核对')).toBeVisible({ timeout: 30_000 })
  await page.getByRole('link', { name: '客户', exact: true }).click()
  await closeNotices(page)
  await addCustomer(page, 'K999', '安平最后登记有限公司')
  const before = (await backupsOn(usb)).length

  // While nothing is waited for, nothing ends.
  expect(await page.evaluate(() => window.api.system.quitNow({}))).toEqual({ ok: true, value: {} })
  await expect(page.getByText('安平最后登记有限公司')).toBeVisible()

  // Nobody ever writes into this pipe: whoever reads it waits, as for a share whose server is gone.
  await rm(volumes)
  execFileSync('mkfifo', [volumes])
  const child = app.process()
  const ended = new Promise(resolve => child.once('exit', resolve))
  await app.evaluate(({ app }) => {
    app.quit()
  })
  await expect(page.getByText('正在备份最新内容')).toBeVisible()
  await expect(page.getByRole('button', { name: '不等备份，直接退出' })).toBeHidden()
  await expect(page.getByRole('button', { name: '不等备份，直接退出' })).toBeVisible({ timeout: 15_000 })
  await page.screenshot({ path: 'out/look/closing-slowly-zh.png' })
  // The program is gone before it could say that it was clicked.
  await page
    .getByRole('button', { name: '不等备份，直接退出' })
    .click()
    .catch(() => undefined)
  await ended
  expect(await backupsOn(usb)).toHaveLength(before)

  await rm(volumes)
  await answering()
  const again = await openDesk()
  await signIn(again.page)
  await toCustomers(again.page)
  await expect(again.page.getByText('安平最后登记有限公司')).toBeVisible()
  await expect.poll(() => backupsOn(usb), { timeout: 30_000 }).toHaveLength(before + 1)
})
