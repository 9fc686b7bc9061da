/** SECURITY: after a whole day's work no file of the program, and no temporary file, holds a name or a number. */
import { createReadStream } from 'node:fs'
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '../support/launch'
import { addCustomer, goodPassword, setUpOffice, signIn } from '../support/walk'

const customer = '金丝雀精密仪器公司'
const colleague = '禄存贞'
const phone = '13987650421'
const half = '尚未保存的半句话'
const canaries = [customer, colleague, phone, half, goodPassword]
const spellings = canaries.flatMap(word => [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le')])

const filesBelow = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
}

const holdsCanary = async (file: string): Promise<boolean> => {
  let rest = Buffer.alloc(0)
  for await (const chunk of createReadStream(file)) {
    const bytes = Buffer.concat([rest, chunk as Buffer])
    if (spellings.some(spelling => bytes.includes(spelling))) return true
    rest = bytes.subarray(-64)
  }
  return false
}

test('no name and no number lies in the open', async ({ openDesk, dataFolder }) => {
  test.setTimeout(120_000)
  const begun = Date.now()
  const { app, page } = await openDesk()
  await setUpOffice(page)
  await addCustomer(page, 'K001', customer)
  await page.getByRole('cell', { name: customer }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('button', { name: '修改', exact: true }).click()
  await drawer.getByRole('button', { name: '添加联系人' }).click()
  await drawer.getByRole('textbox', { name: /^姓名/ }).fill(colleague)
  await drawer.getByRole('textbox', { name: /^电话/ }).fill(phone)
  await drawer.getByRole('button', { name: '保存', exact: true }).click()
  await drawer.getByRole('button', { name: '修改', exact: true }).click()
  await drawer.getByRole('textbox', { name: '地址' }).fill(half)
  // Half-typed, then locked: kept as a draft, in the archive.
  await page.waitForTimeout(2500)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+K')
  await page.keyboard.type('jsq')
  await page.keyboard.press('Escape')
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload())
  await page.getByRole('button', { name: '锁定屏幕' }).click()
  await page.getByLabel(/^口令/).fill(goodPassword)
  await page.getByRole('button', { name: '解锁' }).click()
  await page.getByRole('link', { name: '客户', exact: true }).click()
  await page.getByRole('cell', { name: customer }).click()
  await page.getByRole('dialog').getByRole('button', { name: '修改', exact: true }).click()
  await expect(page.getByText(/没填完的内容/)).toBeVisible()
  await app.close()

  // A crash, not a farewell: the write-ahead log stays behind.
  const again = await openDesk()
  await signIn(again.page)
  await again.page.getByRole('link', { name: '客户', exact: true }).click()
  await expect(again.page.getByRole('cell', { name: customer })).toBeVisible()
  again.app.process().kill('SIGKILL')

  // Proof that the search finds what lies in the open.
  const planted = join(dataFolder, 'planted')
  await mkdir(planted)
  await writeFile(join(planted, 'note'), Buffer.concat([Buffer.alloc(70_000), Buffer.from(phone)]))
  expect(await holdsCanary(join(planted, 'note'))).toBe(true)

  const found: string[] = []
  for (const file of [...(await filesBelow(dataFolder)), ...(await filesBelow(tmpdir()))]) {
    const about = await stat(file).catch(() => null)
    if (!about || about.mtimeMs < begun || file.startsWith(planted)) continue
    if (await holdsCanary(file).catch(() => false)) found.push(file)
  }
  expect(found).toEqual([])
})
