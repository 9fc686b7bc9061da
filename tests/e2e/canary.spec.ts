/** SECURITY: after a whole day's work no file of the program, and no temporary file, holds a name or a number. */
import { randomInt } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '../support/launch'
import { addCustomer, lock, newPageAfter, setUpOffice, signIn } from '../support/walk'

// Words that nothing else on this machine holds, another run of this test included.
const own = String(randomInt(10 ** 8)).padStart(8, '0')
const customer = `金丝雀${own}号精密仪器公司`
const colleague = `禄存贞${own}`
const phone = `139${own}`
const half = `尚未保存的半句话${own}`
const password = `青山 tulip ${own} 夜航船`
const canaries = [customer, colleague, phone, half, password]
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

/** What the archive keeps of the form of the only customer. */
const keptOf = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const filter = { text: '', area: '', division: '', standing: null, tag: '', gap: null }
    const known = await window.api.customers.page({ ...filter, offset: 0, limit: 1, sort: 'name', descending: false })
    const id = known.ok ? (known.value.rows[0]?.id ?? '') : ''
    return JSON.stringify(await window.api.office.draft({ form: `customer/${id}` }))
  })

test('no name and no number lies in the open', async ({ openDesk, dataFolder }) => {
  test.setTimeout(120_000)
  const begun = Date.now()
  const { app, page } = await openDesk()
  await setUpOffice(page, { password })
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
  await expect.poll(() => keptOf(page)).toContain(half)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+K')
  await page.keyboard.type('jsq')
  await page.keyboard.press('Escape')
  await newPageAfter(page, () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload()),
  )
  await lock(page)
  await page.getByLabel(/^口令/).fill(password)
  await page.getByRole('button', { name: '解锁' }).click()
  await page.getByRole('link', { name: '客户', exact: true }).click()
  await page.getByRole('cell', { name: customer }).click()
  await page.getByRole('dialog').getByRole('button', { name: '修改', exact: true }).click()
  await expect(page.getByText(/没填完的内容/)).toBeVisible()
  await app.close()

  // A crash, not a farewell: the write-ahead log stays behind.
  const again = await openDesk()
  await signIn(again.page, password)
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
