/** The sign-in screen that stands in the document before the page's libraries take over: it looks the same, and keeps what is done to it. */
import { cp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, preparedOffice, test as base, whenReady } from '../support/launch'
import type { Desk } from '../support/launch'
import { goodPassword } from '../support/walk'

const test = base.extend<{ preferences: { language?: string; colorScheme?: string }; door: Desk }>({
  preferences: [{}, { option: true }],
  door: async ({ dataFolder, openDesk, preferences }, use, { project }) => {
    await cp(preparedOffice(project.outputDir, 'sample').data, dataFolder, { recursive: true })
    await writeFile(join(dataFolder, 'preferences.json'), JSON.stringify(preferences))
    await use(await openDesk())
  },
})

/**
 * Loads the page anew, and keeps the archive's first answer back, and with it what takes the picture's place, until
 * `come` is called. The picture stands, and its first field has the focus.
 */
const withPicture = async ({ app, page }: Desk): Promise<{ come: () => Promise<void> }> => {
  await app.evaluate(({ ipcMain }) => {
    const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<string, (...given: unknown[]) => unknown>
    const call = handlers.get('call')
    const held = new Promise(resolve => {
      Reflect.set(globalThis, 'comeForTest', resolve)
    })
    handlers.set('call', async (event, name, ...rest) => {
      if (name === 'access.state') await held
      return call?.(event, name, ...rest)
    })
  })
  await page.reload()
  await expect(page.getByRole('textbox').first()).toBeFocused()
  return {
    come: () =>
      app.evaluate(() => {
        ;(Reflect.get(globalThis, 'comeForTest') as () => void)()
      }),
  }
}

test('what is typed while the archive is still being opened is signed in with', async ({ door }) => {
  const { page } = door
  const { come } = await withPicture(door)
  await page.keyboard.type('王芳')
  await page.keyboard.press('Tab')
  await page.keyboard.type(goodPassword)
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).not.toHaveAttribute('data-ready')
  await come()
  await expect(page.getByRole('heading', { name: '今日' })).toBeVisible()
})

test('a name half typed and the caret in it go over', async ({ door }) => {
  const { page } = door
  const { come } = await withPicture(door)
  await page.keyboard.type('王芬芳')
  await page.keyboard.press('ArrowLeft')
  await come()
  await whenReady(page)
  await page.keyboard.press('Backspace')
  await expect(page.getByLabel('登录名')).toHaveValue('王芳')
})

test('a click on a button goes over', async ({ door }) => {
  const { page } = door
  const { come } = await withPicture(door)
  await page.keyboard.type('王芳')
  await page.getByRole('button', { name: 'English' }).click()
  await come()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect(page.getByLabel('Sign-in name')).toHaveValue('王芳')
})

test('a word that is being composed is not cut in two', async ({ door }) => {
  const { page } = door
  const { come } = await withPicture(door)
  const name = page.getByLabel('登录名')
  // An input method of the test's own: the system's is not there to be driven.
  const compose = (step: string): Promise<unknown> =>
    name.evaluate((input, type) => input.dispatchEvent(new CompositionEvent(type, { bubbles: true })), step)
  await compose('compositionstart')
  await page.keyboard.type('wang')
  await come()
  await page.waitForTimeout(300)
  await expect(page.locator('html')).not.toHaveAttribute('data-ready')
  await page.keyboard.type('fang')
  await compose('compositionend')
  await whenReady(page)
  await expect(name).toHaveValue('wangfang')
  await expect(name).toBeFocused()
})

test('what is typed before the libraries are there is kept', async ({ door: { page } }) => {
  let come = (): void => undefined
  const held = new Promise<void>(resolve => {
    come = resolve
  })
  await page.route(/\/assets\/door-[\w-]+\.js$/, async route => {
    await held
    await route.continue()
  })
  await page.reload({ waitUntil: 'commit' })
  await page.getByLabel('登录名').fill('王芳')
  await page.getByLabel(/^口令/).fill(goodPassword)
  come()
  await whenReady(page)
  await expect(page.getByLabel('登录名')).toHaveValue('王芳')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page.getByRole('heading', { name: '今日' })).toBeVisible()
})

for (const language of ['zh', 'en'] as const)
  for (const colorScheme of ['light', 'dark', 'auto'] as const)
    test.describe(`in ${language} and ${colorScheme}`, () => {
      test.use({ preferences: { language, colorScheme } })

      test('looks the same as what takes its place', async ({ door }) => {
        const { page } = door
        const { come } = await withPicture(door)
        const picture = await page.screenshot({ path: `out/look/stand-in-${language}-${colorScheme}.png` })
        await expect(page.locator('html')).not.toHaveAttribute('data-ready')
        await come()
        await whenReady(page)
        expect((await page.screenshot()).equals(picture)).toBe(true)
      })
    })
