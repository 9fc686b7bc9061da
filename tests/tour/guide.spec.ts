/** Takes the pictures of the guide for clerks in both languages, from the sample office with a day's work in it; `npm run tour` puts them into resources/guide. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '../support/launch'
import { setUpOffice } from '../support/walk'

const folder = join(__dirname, '../../out/guide')
const screens = {
  today: '/today',
  briefings: '/today/briefings',
  incidents: '/incidents',
  callouts: '/incidents/callouts',
  duty: '/duty',
  shortage: '/duty/shortage?skill=driver&needed=2',
  weather: '/weather',
  stock: '/stock',
  purchasing: '/purchasing',
  fleet: '/fleet/vehicles',
  customers: '/customers',
  staff: '/staff',
  plans: '/plans',
  visits: '/visits?ahead=30',
  paper: '/print?kind=callList',
  lists: '/import',
  backups: '/backups',
  restore: '/restore',
  settings: '/settings',
}

test('pictures of the guide', async ({ page }) => {
  test.setTimeout(240_000)
  mkdirSync(folder, { recursive: true })
  await setUpOffice(page, { sample: true })
  const caseId = await page.evaluate(async () => {
    const valued = <T>(outcome: { ok: true; value: T } | { ok: false; code: string }): T => {
      if (!outcome.ok) throw new Error(outcome.code)
      return outcome.value
    }
    const { api } = window
    const shift = valued(await api.duty.addShift({ name: '白班', from: 480, to: 1200, active: true }))
    const people = valued(await api.staff.register({})).flatMap(({ colleagues }) => colleagues)
    valued(
      await api.duty.fill({
        from: '2026-11-23',
        until: '2026-12-02',
        shiftId: shift.id,
        colleagueIds: people.slice(0, 3).map(({ id }) => id),
      }),
    )
    const plans = valued(await api.plans.page({}))
    const report = async (key: string, title: string, level: number) =>
      valued(
        await api.incidents.report({
          planId: plans.find(plan => plan.key === key)?.id ?? '',
          title,
          place: '丰州市新港路 7 号',
          area: '',
          reporter: '陈工',
          reporterPhone: '13800138000',
          customerId: null,
          vehicleId: null,
          productId: null,
          level,
          assumedWorst: false,
          facts: {},
          occurredAt: null,
          receivedAt: null,
          ownerId: null,
          drill: false,
        }),
      )
    await report('complaint', '液压泵异响，客户要求答复', 2)
    const serious = await report('majorQuality', '三台压缩机同批次漏油', 4)
    valued(await api.incidents.activate({ id: serious.id, version: serious.version }))
    const [region] = valued(await api.suspensions.regions({}))
    const message = '因暴雪，今日暂停送货，恢复后逐户补货。'
    const from = { kind: 'areas' as const, areas: [region?.area ?? ''] }
    valued(await api.callouts.create({ title: '通知停送', message, incidentId: null, from }))
    return serious.id
  })
  for (const [language, button] of [
    ['zh', 'English'],
    ['en', '中文'],
  ] as const) {
    for (const [name, address] of [...Object.entries(screens), ['case', `/incidents/case?id=${caseId}`]] as const) {
      await page.evaluate(next => {
        location.hash = `#${next}`
      }, address)
      await page.waitForTimeout(700)
      if (name === 'briefings' && language === 'zh') {
        const prepare = page.getByRole('button', { name: '准备今天的简报' })
        await prepare.or(page.getByLabel('主任的话')).first().waitFor()
        if (await prepare.isVisible()) await prepare.click()
        await expect(page.getByLabel('主任的话')).toBeVisible()
      }
      await page.screenshot({ path: join(folder, `${name}-${language}.png`) })
    }
    await page.getByRole('button', { name: button }).click()
  }
})
