/** First run, sign-in, lock and recovery in the real program. */
import { expect, test } from '../support/launch'
import { goodPassword, lock, setUpOffice, signIn } from '../support/walk'

// Doors are what everybody sees first: with the motion that people get.
test.use({ motion: 'no-preference' })

test('an office is set up, its recovery code proved, and the desk stands in both languages', async ({
  page,
  clock,
}) => {
  await page.screenshot({ path: 'out/look/first-run.png' })
  const code = await setUpOffice(page)
  expect(code).toMatch(/^([0-9A-Z]{4}-){8}[0-9A-Z]{4}$/)
  await page.screenshot({ path: 'out/look/desk-zh.png' })
  await expect(page.getByRole('banner')).toContainText('11月23日')
  await clock.set('2026-11-23T16:00:01.000Z')
  await expect(page.getByRole('banner')).toContainText('11月24日')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('heading', { name: 'Customers' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en-GB')
})

test('a lock hides everything, a wrong password is refused, a restart asks for sign-in', async ({
  openDesk,
  openOffice,
}) => {
  const { app, page, recoveryCode } = await openOffice('new')
  await lock(page)
  await expect(page.getByRole('heading', { name: '屏幕已锁定' })).toBeVisible()
  await expect(page.getByText('客户档案')).toHaveCount(0)
  await page.getByLabel(/^口令/).fill('wrong')
  await page.getByRole('button', { name: '解锁' }).click()
  await expect(page.getByRole('alert')).toContainText('登录名或口令不对')
  await page.getByLabel(/^口令/).fill(goodPassword)
  await page.getByRole('button', { name: '解锁' }).click()
  await page.getByRole('link', { name: '客户', exact: true }).click()
  await expect(page.getByRole('heading', { name: '客户档案' })).toBeVisible()
  await app.close()

  const again = await openDesk()
  await expect(again.page.getByRole('heading', { name: '登录' })).toBeVisible()
  await signIn(again.page, 'wrong')
  await expect(again.page.getByRole('alert')).toContainText('登录名或口令不对')
  await again.page.getByRole('button', { name: /忘记口令/ }).click()
  await again.page.getByLabel('恢复码').fill(recoveryCode)
  await again.page.getByLabel('登录名').fill('王芳')
  await again.page.getByLabel('新口令').fill('渡口 mango 88 听雨眠')
  await again.page.getByRole('button', { name: '打开档案' }).click()
  await expect(again.page.getByRole('heading', { name: '今日' })).toBeVisible()
})
