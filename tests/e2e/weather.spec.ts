/** A snowstorm in the real program with no network: from the pasted warning to the decision, its call-out and its notice. */
import { expect, test } from '../support/launch'
import { setUpOffice } from '../support/walk'

test('a warning is pasted, the plan started, service suspended with what it touches shown first, a bulletin published and read', async ({
  page,
}) => {
  test.setTimeout(120_000)
  await setUpOffice(page, { sample: true })
  const to = (hash: string) =>
    page.evaluate(next => {
      location.hash = `#${next}`
    }, hash)
  const area = await page.evaluate(async () => {
    const suggestions = await window.api.customers.suggestions({})
    const known = suggestions.ok ? (suggestions.value.areas[0] ?? '') : ''
    const place = await window.api.weather.addPlace({
      name: '丰州市',
      aliases: ['丰州'],
      areas: [known],
      latitude: 26.1,
      longitude: 119.3,
    })
    if (place.ok)
      await window.api.weather.typeForecast({
        placeId: place.value.id,
        days: ['2026-11-23', '2026-11-24', '2026-11-25'].map((day, index) => ({
          day,
          high: 4 - index,
          low: -3 - index,
          wind: 9,
          gust: 15,
          windFrom: 0,
          rain: 0,
          snow: 4 * index,
          chance: 0.8,
          sky: '雪',
        })),
      })
    return known
  })
  await to('/weather')
  await expect(page.getByTestId('day-2026-11-25')).toContainText('大雪 8 毫米')
  await page.getByRole('button', { name: '粘贴预警' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('原文').fill('今天多云，气温三到九度。')
  await form.getByRole('button', { name: '读取' }).click()
  await expect(form.getByRole('alert')).toContainText('读不出预警')
  await form.getByLabel('原文').fill('丰州市气象台23日13时30分发布暴雪橙色预警信号：预计未来6小时降雪10毫米以上。')
  await form.getByRole('button', { name: '读取' }).click()
  await expect(form.getByLabel('发布单位')).toHaveValue('丰州市气象台')
  await form.getByRole('button', { name: '保存信号' }).click()
  const signal = page.getByTestId('signal-暴雪')
  await expect(signal).toContainText('橙 Ⅱ 严重')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.screenshot({ path: 'out/look/weather-zh.png' })

  await signal.getByRole('button', { name: '启动恶劣天气预案' }).click()
  await expect(signal.getByRole('button', { name: '看事件' })).toBeVisible()
  await signal.getByRole('button', { name: '决定停送' }).click()
  const decision = page.getByRole('dialog')
  await expect(decision.getByTestId('preview')).toContainText('将涉及')
  await page.screenshot({ path: 'out/look/decision-form-zh.png' })
  await decision.getByRole('button', { name: '确认暂停' }).click()
  await expect(page.getByText('已停送').first()).toBeVisible()
  await expect(page.getByRole('button', { name: /电话通知 DH-/ })).toBeVisible()
  // The office's time, not the PC's.
  await expect(page.getByText('11月23日 周一 14:00 – 到另行决定')).toBeVisible()
  await page.screenshot({ path: 'out/look/decision-zh.png' })
  await page.getByRole('button', { name: '打印通知' }).click()
  await expect(page.getByText(area).first()).toBeVisible()
  await page.screenshot({ path: 'out/look/notice-zh.png' })

  await to('/weather/bulletins')
  await page.getByRole('button', { name: '写天气通报' }).click()
  const writing = page.getByRole('dialog')
  await expect(writing.getByLabel('正文')).toHaveValue(/暴雪橙色预警/)
  await writing.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByRole('button', { name: '发布', exact: true }).click()
  await expect(page.getByText('知悉确认').first()).toBeVisible()
  await page.waitForTimeout(400)
  await page.screenshot({ path: 'out/look/bulletin-zh.png' })

  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('button', { name: 'English' }).click()
  await to('/weather/settings')
  await expect(page.getByRole('heading', { name: 'What the signals mean' })).toBeVisible()
  await page.screenshot({ path: 'out/look/weather-settings-en.png' })
  await to('/weather')
  await page.getByRole('button', { name: /read$/ }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'We have read it' }).click()
  await expect(page.getByText(/Nov .*王芳/).first()).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.screenshot({ path: 'out/look/weather-en.png' })
  await page.getByRole('button', { name: 'Wall screen' }).click()
  await expect(page.getByTestId('wall')).toContainText('suspended')
  await page.waitForTimeout(400)
  await page.screenshot({ path: 'out/look/wall-en.png' })
})
