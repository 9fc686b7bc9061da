/** The window is called by the program's name in the language that was chosen. */
import { expect, test } from '../support/launch'

test('the title follows the language', async ({ page }) => {
  await expect(page).toHaveTitle('守望台')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page).toHaveTitle('Watchpost')
  const about = await page.evaluate(() => window.api.system.about({}))
  expect(about).toMatchObject({ ok: true, value: { testBuild: false } })
})
