/** Within everybody's reach: no accessibility faults on any screen, light and dark, and nothing cut off when scaled. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '../support/launch'
import { goTo } from '../support/walk'

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
  '/guide',
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
  '/settings/updates',
  '/settings/departments',
  '/settings/people',
  '/settings/recovery',
  '/settings/journal',
  '/settings/password',
  '/restore',
]

const looks = {
  light: { other: 'dark', button: '浅色', language: '中文' },
  dark: { other: 'light', button: '深色', language: 'English' },
} as const
type Scheme = keyof typeof looks

/** The engine stays in the page: half a megabyte of script takes longer to bring there than to answer. */
const engine = async (page: Page): Promise<AxeBuilder> => {
  const there = await page.evaluate(() => 'axe' in window)
  // The default legacy mode opens a page of its own, which this program refuses.
  return new AxeBuilder(there ? { page, axeSource: '0' } : { page }).setLegacyMode(true)
}

/** Faults of the screen as it stands, and of its colours in the other scheme. */
const faultsOf = async (page: Page, scheme: Scheme): Promise<string[]> => {
  const whole = await (await engine(page)).options({ resultTypes: ['violations'] }).analyze()
  const paint = (to: string) =>
    page.evaluate(of => {
      document.documentElement.setAttribute('data-mantine-color-scheme', of)
    }, to)
  await paint(looks[scheme].other)
  const colours = await (
    await engine(page)
  )
    .options({ resultTypes: ['violations'] })
    .withRules(['color-contrast'])
    .analyze()
  await paint(scheme)
  return [...whole.violations, ...colours.violations]
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.slice(0, 4).map(({ any, target }) => `${id}: ${any[0]?.message ?? String(target[0])}`),
    )
}

/** What a hand on the mouse can do and one on the keyboard cannot: it invites a click, and neither it nor what holds it takes the focus. */
const mouseOnly = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const focusable =
      'a[href], button, input, select, textarea, summary, label, [tabindex], [role="option"], [role="tab"]'
    return [...document.querySelectorAll<HTMLElement>('body *')]
      .filter(element => element.checkVisibility() && getComputedStyle(element).cursor === 'pointer')
      .filter(element => {
        const holder = element.closest<HTMLElement>(focusable)
        // Only one of a row of tabs or choices stands in the order of Tab, the arrows reach the others; the arrows count a number up and
        // down, Backspace takes a choice out again, what is chosen is chosen once more to be chosen no longer, and showing a password
        // is for the eye.
        const byKeys =
          '[role="tablist"], [role="radiogroup"], [role="grid"], .mantine-NumberInput-controls, .mantine-MultiSelect-input, .mantine-TagsInput-pill, .mantine-InputClearButton-root, .mantine-PasswordInput-section'
        const byArrows = element.closest(byKeys) !== null
        return !byArrows && (holder === null || holder.tabIndex < 0)
      })
      .map(
        element =>
          `only by mouse: ${element.tagName} ${(element.textContent || (element.parentElement?.outerHTML ?? '')).slice(0, 160)}`,
      )
      .slice(0, 4)
  })

/** Visits every address in one scheme and language; `settled` waits for what it opens. */
const faultsIn = async (
  page: Page,
  scheme: Scheme,
  addresses: readonly string[],
  settled: () => Promise<void> = () => Promise.resolve(),
): Promise<Record<string, string[]>> => {
  const faults: Record<string, string[]> = {}
  const button = page.getByRole('button', { name: /^(跟随系统颜色|浅色|深色)/ })
  for (let turn = 0; turn < 3 && (await button.getAttribute('aria-label')) !== looks[scheme].button; turn += 1)
    await button.click()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme)
  if (scheme === 'dark') await page.getByRole('button', { name: 'English' }).click()
  for (const address of addresses) {
    await goTo(page, address)
    await settled()
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
    const found = [...(await faultsOf(page, scheme)), ...(await mouseOnly(page))]
    if (found.length > 0) faults[address] = found
  }
  return faults
}

/** Addresses of the route table that show one entry, opened on one that is made here. */
const withEntry = async (page: Page): Promise<string[]> => {
  const ids = await page.evaluate(async () => {
    const { plans, incidents, callouts, suspensions } = window.api
    const value = async <T>(outcome: Promise<{ ok: true; value: T } | { ok: false; code: string }>): Promise<T> => {
      const answer = await outcome
      if (!answer.ok) throw new Error(answer.code)
      return answer.value
    }
    const plan = (await value(plans.page({}))).find(({ key }) => key === 'faultCall')
    const { id } = await value(
      incidents.report({
        planId: plan?.id ?? '',
        title: '水泵异响',
        place: '青江路 8 号',
        area: '',
        reporter: '',
        reporterPhone: '',
        customerId: null,
        vehicleId: null,
        productId: null,
        level: 2,
        assumedWorst: false,
        facts: {},
        occurredAt: null,
        receivedAt: null,
        ownerId: null,
        drill: false,
      }),
    )
    const callout = await value(
      callouts.create({ title: '通知', message: '明天不送货', incidentId: id, from: { kind: 'team' } }),
    )
    const area = (await value(suspensions.regions({})))[0]?.area ?? ''
    const decision = await value(
      suspensions.suspend({
        areas: [area],
        from: '2026-11-23T06:00:00.000Z',
        until: null,
        reason: '暴雪',
        decidedBy: '王芳',
        words: '',
        callOut: false,
        signalId: null,
        incidentId: id,
      }),
    )
    return { incident: id, callout: callout.id, version: plan?.inForce?.id ?? '', decision: decision.id }
  })
  return [
    `/incidents/case?id=${ids.incident}`,
    `/incidents/report?id=${ids.incident}`,
    `/incidents/calling?id=${ids.callout}`,
    `/plans/version?versionId=${ids.version}`,
    `/weather/decision?id=${ids.decision}`,
  ]
}

/** Registers whose entries open in a drawer: to be typed in anew, to be read, and to be changed. */
const drawers = async (page: Page): Promise<string[]> => {
  const ids = await page.evaluate(async () => {
    const { customers, staff, products, fleet } = window.api
    const first = { offset: 0, limit: 1 }
    const idIn = async (
      page: Promise<{ ok: true; value: { rows: { id: string }[] } } | { ok: false; code: string }>,
    ) => {
      const answer = await page
      if (!answer.ok) throw new Error(answer.code)
      return answer.value.rows[0]?.id ?? ''
    }
    const filter = { text: '', area: '', division: '', standing: null, tag: '', gap: null }
    const people = { text: '', departmentId: null, skill: '', team: false, gap: null, left: false }
    return {
      '/customers': await idIn(customers.page({ ...first, ...filter, sort: 'name', descending: false })),
      '/staff': await idIn(staff.page({ ...first, ...people, sort: 'name', descending: false })),
      '/stock': await idIn(products.page({ ...first, text: '', category: '', inactive: false })),
      '/fleet/vehicles': await idIn(fleet.vehicles({ ...first, text: '', retired: false })),
    }
  })
  return Object.entries(ids).flatMap(([path, id]) =>
    ['id=new&edit=true', `id=${id}`, `id=${id}&edit=true`].map(search => `${path}?${search}`),
  )
}

/** Every address that the features bring; a screen nobody looks at here is a fault of this test. */
const routesOf = async (): Promise<string[]> => {
  const features = join(__dirname, '../../src-renderer/features')
  const files = await Promise.all(
    (await readdir(features)).map(name => readFile(join(features, name, 'routes.tsx'), 'utf8').catch(() => '')),
  )
  return files.flatMap(text => [...text.matchAll(/path: '([^']+)'/g)].map(([, path = '']) => path))
}

for (const [scheme, name] of [
  ['light', 'in Chinese and light colours'],
  ['dark', 'in English and dark colours'],
] as const) {
  test(`every screen can be reached and read, ${name}`, async ({ openOffice }) => {
    test.setTimeout(240_000)
    const { page } = await openOffice('sample')
    await expect(page.getByRole('cell', { name: 'FZ-093' })).toBeVisible()
    const all = [...screens, ...(await withEntry(page))]
    expect((await routesOf()).filter(route => !all.some(to => to.split('?')[0] === route))).toEqual([])
    expect(await faultsIn(page, scheme, all)).toEqual({})
  })

  test(`every drawer and form can be reached and read, ${name}`, async ({ openOffice }) => {
    test.setTimeout(240_000)
    const { page } = await openOffice('sample')
    await expect(page.getByRole('cell', { name: 'FZ-093' })).toBeVisible()
    const all = [...(await drawers(page)), '/plans/manual?id=new', '/purchasing/suppliers?id=new&edit=true']
    expect(await faultsIn(page, scheme, all, () => expect(page.getByRole('dialog')).toBeVisible())).toEqual({})
  })

  test(`nothing is wrong on the first day either, with everything empty, ${name}`, async ({ openOffice }) => {
    test.setTimeout(240_000)
    const { page } = await openOffice('new')
    expect(await faultsIn(page, scheme, screens)).toEqual({})
  })
}

test('nothing is cut off when scaled', async ({ openOffice }) => {
  test.setTimeout(120_000)
  const { page, app } = await openOffice('sample')
  // 1280x720 at 150 %: what remains is 853x480 of the page's own pixels.
  await app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]
    window?.setSize(1280, 720)
    window?.webContents.setZoomFactor(1.5)
  })
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(853)
  for (const screen of screens) {
    await goTo(page, screen)
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
