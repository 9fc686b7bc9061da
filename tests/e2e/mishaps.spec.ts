/** What happens around the program: a second one is started, the PC sleeps in the middle of a backup, a note is far too long. */
import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from '../support/launch'
import { addCustomer, setUpOffice } from '../support/walk'

test('a second start ends by itself and brings the first to the front; over the same archive elsewhere it is told who has it', async ({
  openDesk,
  dataFolder,
  clockFile,
}) => {
  const { app, page } = await openDesk()
  await setUpOffice(page)
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.minimize()
  })
  const environment = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  const electron = await app.evaluate(() => process.execPath)
  const words = await app.evaluate(() => process.argv.slice(1).filter(word => !word.startsWith('--')))
  // Ends with 0 on its own; otherwise this throws.
  execFileSync(electron, words.length > 0 ? words : ['.'], {
    cwd: join(__dirname, '../..'),
    env: { ...environment, WATCHPOST_DATA: dataFolder, WATCHPOST_CLOCK: clockFile },
    timeout: 60_000,
  })
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized()))
    .toBe(false)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  expect(await page.evaluate(async () => (await window.api.office.entry({})).ok)).toBe(true)
})

test('a disk that takes nothing more is said where something is chosen, and keeps nobody from closing the window', async ({
  app,
  page,
  dataFolder,
}) => {
  await setUpOffice(page)
  // Whatever is written to this device meets a full disk; what fails is taken away again.
  const fill = (): Promise<void> => symlink('/dev/full', join(dataFolder, 'preferences.json.writing'))
  await fill()
  expect(await page.evaluate(() => window.api.system.keepPreferences({ alarmSound: false }))).toMatchObject({
    ok: false,
    code: 'core.diskFull',
  })
  await fill()
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.close()
  })
  // By choice it goes on beside the taskbar's clock.
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()))
    .toBe(false)
  expect(readdirSync(dataFolder)).not.toContain('preferences.json.writing')
})

/** The program's main process and everything it started. */
const familyOf = (pid: number): number[] => {
  const parents = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(name => {
      try {
        const parent = Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1])
        return [[Number(name), parent] as const]
      } catch {
        return []
      }
    })
  const family = [pid]
  for (const member of family) family.push(...parents.filter(([, parent]) => parent === member).map(([child]) => child))
  return family
}

test('a laptop that sleeps in the middle of a backup goes on with it when it wakes, and makes the next', async ({
  app,
  page,
  clock,
}) => {
  const place = await mkdtemp(join(tmpdir(), 'watchpost-place-'))
  try {
    await setUpOffice(page)
    await addCustomer(page, 'K001', '丰州恒力机械有限公司')
    const backup = page.evaluate(folder => window.api.backups.create({ folder }), place)
    await wait(150)
    const family = familyOf(app.process().pid ?? 0)
    expect(family.length).toBeGreaterThan(2)
    for (const member of family) process.kill(member, 'SIGSTOP')
    await wait(3000)
    await clock.set('2026-11-23T14:00:00.000Z')
    for (const member of family) process.kill(member, 'SIGCONT')
    expect((await backup).ok).toBe(true)
    expect((await page.evaluate(folder => window.api.backups.create({ folder }), place)).ok).toBe(true)
    const left = await readdir(place)
    expect(left.filter(name => name.endsWith('.watchpost'))).toHaveLength(2)
    expect(left.filter(name => name.endsWith('.writing'))).toEqual([])
  } finally {
    await rm(place, { recursive: true, force: true })
  }
})

test('a note that is far too long is refused, and stays in the form', async ({ page }) => {
  await setUpOffice(page)
  await page.getByRole('button', { name: '新增客户' }).first().click()
  const form = page.getByRole('dialog')
  await form.getByRole('textbox', { name: '编号' }).fill('K001')
  await form.getByRole('textbox', { name: /^名称/ }).fill('丰州恒力')
  const note = form.getByRole('textbox', { name: '备注', exact: true }).last()
  const typed = '长'.repeat(1_000_000)
  await note.fill(typed)
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.waitForTimeout(1000)
  await page.screenshot({ path: 'out/look/note-too-long-zh.png' })
  expect((await note.inputValue()).length).toBe(typed.length)
  await expect(page.getByRole('cell', { name: '丰州恒力' })).toHaveCount(0)
})
