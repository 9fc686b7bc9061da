/** What stands in the way of an archive, as a person meets it: said in words, and nothing made or changed. */
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../support/launch'
import { addCustomer, setUpOffice, signIn } from '../support/walk'

test('a missing, foreign or damaged archive, or lost keys, are each said, and nothing is made over them', async ({
  openDesk,
  openOffice,
  dataFolder,
}) => {
  test.setTimeout(120_000)
  const folder = join(dataFolder, 'archive')
  const archive = join(folder, 'archive-1.db')
  const keys = join(folder, 'keys.json')
  const first = await openOffice('new')
  await first.app.close()
  const sound = await readFile(archive)

  const meets = async (title: string, name: string, signsIn = false): Promise<void> => {
    const before = (await readdir(folder)).filter(file => file !== 'desk.lock').sort()
    const { app, page } = await openDesk()
    if (signsIn) await signIn(page)
    await expect(page.getByRole('heading', { name: title })).toBeVisible()
    await page.screenshot({ path: `out/look/obstacle-${name}-zh.png` })
    await app.close()
    const after = (await readdir(folder)).filter(file => file !== 'desk.lock' && !file.includes('-wal')).sort()
    expect(after.filter(file => !file.endsWith('-shm'))).toEqual(before)
  }

  await rename(archive, join(dataFolder, 'aside.db'))
  await meets('找不到档案文件', 'missing')
  await writeFile(archive, `SQLite format 3\0${'x'.repeat(4096)}`)
  await meets('这不是守望台的档案', 'foreign')
  const bent = Buffer.from(sound)
  bent.fill(7, 20, 60)
  await writeFile(archive, bent)
  await meets('档案文件损坏', 'damaged', true)
  expect(await readFile(archive)).toEqual(bent)

  await writeFile(archive, sound)
  await rename(keys, join(dataFolder, 'keys.aside'))
  const previous = join(folder, 'keys.previous.json')
  if (existsSync(previous)) await rename(previous, join(dataFolder, 'previous.aside'))
  await meets('找不到密钥文件', 'keys')
})

test('another folder is chosen, tested by a write and remembered; an account that shares it finds the archive', async ({
  openDesk,
  answer,
  folder,
  dataFolder,
}) => {
  const shared = join(folder, 'office')
  await mkdir(shared)
  await writeFile(join(folder, 'file'), '')
  const first = await openDesk()
  await answer(join(folder, 'file'))
  await first.page.getByRole('button', { name: '换一个文件夹' }).click()
  await expect(first.page.getByRole('alert')).toContainText('当前账户不能写入')
  await answer(shared)
  await first.page.getByRole('button', { name: '换一个文件夹' }).click()
  await expect(first.page.getByText(shared)).toBeVisible()
  await setUpOffice(first.page)
  await addCustomer(first.page, 'K001', '丰州恒力机械有限公司')
  // An archive at work stays where it is, whoever asks.
  const refused: unknown = await first.page.evaluate(() => {
    const { api } = window as unknown as {
      api: { system: { chooseArchiveFolder: (input: object) => Promise<unknown> } }
    }
    return api.system.chooseArchiveFolder({})
  })
  expect(refused).toMatchObject({ ok: false, code: 'system.archiveStays' })
  await first.app.close()
  expect(existsSync(join(shared, 'archive-1.db'))).toBe(true)
  expect(existsSync(join(dataFolder, 'archive', 'archive-1.db'))).toBe(false)

  // Another account of this PC begins with nothing of its own and chooses the same folder.
  await rm(join(dataFolder, 'preferences.json'))
  const second = await openDesk()
  await second.page.getByRole('button', { name: '换一个文件夹' }).click()
  await expect(second.page.getByRole('heading', { name: '登录' })).toBeVisible()
  await signIn(second.page)
  await second.page.getByRole('link', { name: '客户', exact: true }).click()
  await expect(second.page.getByRole('cell', { name: '丰州恒力机械有限公司' })).toBeVisible()
})
