/** Within everybody's reach: no accessibility faults on any screen, light and dark, and nothing cut off when scaled. */
import { writeFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '../support/launch'
import { setUpOffice } from '../support/walk'

const screens = [
  '/today',
  '/today/briefings',
  '/duty',
  '/duty/handovers',
  '/duty/calls',
  '/duty/swaps',
  '/duty/shortage',
  '/duty/skills',
  '/duty/overtime',
  '/visits',
  '/visits/made',
  '/visits/upkeep',
  '/customers',
  '/staff',
  '/import',
  '/print',
  '/incidents',
  '/incidents/list',
  '/incidents/calendar',
  '/incidents/callouts',
  '/incidents/figures',
  '/incidents/coverage',
  '/weather',
  '/weather/service',
  '/weather/bulletins',
  '/weather/checks',
  '/weather/settings',
  '/plans',
  '/plans/training',
  '/plans/matrix',
  '/plans/manual',
  '/stock',
  '/stock/alerts',
  '/stock/safety',
  '/stock/counts',
  '/stock/tools',
  '/stock/reservations',
  '/purchasing',
  '/purchasing/sourcing',
  '/purchasing/early',
  '/purchasing/suppliers',
  '/fleet',
  '/fleet/notices',
  '/fleet/breakdowns',
  '/fleet/vehicles',
  '/backups',
  '/settings',
  '/settings/calendar',
  '/settings/messages',
  '/settings/departments',
  '/settings/people',
  '/settings/recovery',
  '/settings/journal',
  '/settings/password',
  '/restore',
]

const faultsOf = async (page: Page): Promise<string[]> => {
  // The default legacy mode opens a page of its own, which this program refuses.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.slice(0, 4).map(({ any, target }) => `${id}: ${any[0]?.message ?? String(target[0])}`),
    )
}

test('every screen can be reached and read', async ({ page, app }) => {
  test.setTimeout(180_000)
  await setUpOffice(page, { sample: true })
  await expect(page.getByRole('cell', { name: 'FZ-093' })).toBeVisible()
  const faults: Record<string, string[]> = {}
  const button = page.getByRole('button', { name: /^(跟随系统颜色|浅色|深色)$/ })
  for (const scheme of ['浅色', '深色']) {
    for (let turn = 0; turn < 3 && (await button.getAttribute('aria-label')) !== scheme; turn += 1) await button.click()
    for (const screen of screens) {
      await page.evaluate(to => {
        location.hash = `#${to}`
      }, screen)
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
      await page.waitForTimeout(250)
      const found = await faultsOf(page)
      if (found.length > 0) faults[`${scheme} ${screen}`] = found
    }
  }
  expect(faults).toEqual({})

  // 1280x720 at 150 %: what remains is 853x480 of the page's own pixels.
  await app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]
    window?.setSize(1280, 720)
    window?.webContents.setZoomFactor(1.5)
  })
  for (const screen of screens) {
    await page.evaluate(to => {
      location.hash = `#${to}`
    }, screen)
    await page.waitForTimeout(250)
    const cutOff = await page.evaluate(() =>
      [...document.querySelectorAll('.page button, .page input, .page h1, header button')]
        // Rows of a table may be scrolled to; what one works with may not be outside the window.
        .filter(element => !element.closest('table, .preview'))
        .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
        .map(element => element.textContent || element.getAttribute('aria-label') || element.tagName),
    )
    expect(cutOff, `${screen} is cut off`).toEqual([])
    const shot = await app.evaluate(async ({ BrowserWindow }) =>
      (await BrowserWindow.getAllWindows()[0]?.webContents.capturePage())?.toPNG().toString('base64'),
    )
    await writeFile(`out/look/scaled${screen.replaceAll('/', '-')}.png`, Buffer.from(shot ?? '', 'base64'))
  }
})
