/** A snowstorm in the real program with no network: from the pasted warning to the last replenishment delivered; the wall screen. */
import { execFileSync } from 'node:child_process'
import type { Locator } from '@playwright/test'
import { expect, test } from '../support/launch'
import { goodPassword, goTo, signOut } from '../support/walk'

test('a warning is pasted, the plan started, service suspended, a bulletin published and read, deliveries settled, service resumed, replenished and closed', async ({
  openOffice,
}) => {
  test.setTimeout(180_000)
  const { page } = await openOffice('sample')
  const to = (address: string) => goTo(page, address)
  const { area, customer } = await page.evaluate(async () => {
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
    const customers = await window.api.customers.page({
      offset: 0,
      limit: 50,
      sort: 'name',
      descending: false,
      text: '',
      area: known,
      division: '',
      standing: null,
      tag: '',
      gap: null,
    })
    const customerId = customers.ok ? (customers.value.rows[0]?.id ?? '') : ''
    for (const at of ['2026-11-23T08:00:00.000Z', '2026-11-23T09:00:00.000Z'])
      await window.api.fleet.plan({
        customerId,
        vehicleId: null,
        load: '轴承 3 箱',
        weightKg: 60,
        place: '东门',
        promisedAt: at,
        note: '',
      })
    return { area: known, customer: customers.ok ? (customers.value.rows[0]?.name ?? '') : '' }
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
  await expect(page.getByText('11月23日 周一 14:00 – 11月26日 周四 00:00')).toBeVisible()
  await page.screenshot({ path: 'out/look/decision-zh.png' })
  await page.getByRole('button', { name: '打印通知' }).click()
  await expect(page.getByText(area).first()).toBeVisible()
  await page.screenshot({ path: 'out/look/notice-zh.png' })
  const decisionId = new URL(page.url().replace('#/', '')).searchParams.get('id')?.replace(/"/g, '') ?? ''
  for (const [language, words] of [
    ['zh', [area, '停送', '2026']],
    ['en', [area, 'suspended', '2026']],
  ] as const) {
    const saved = await page.evaluate(
      ({ id, language: said }) =>
        window.api.paper.save({ document: { kind: 'serviceNotice', language: said, id } as never }),
      { id: decisionId, language },
    )
    if (!saved.ok || !saved.value) throw new Error('the notice was not saved')
    const text = execFileSync('pdftotext', ['-layout', saved.value.path, '-']).toString()
    for (const word of words) expect(text.toLowerCase()).toContain(word.toLowerCase())
    expect(execFileSync('pdfinfo', [saved.value.path]).toString()).toMatch(/Pages:\s+1\b/)
  }

  await to('/weather/bulletins')
  await page.getByRole('button', { name: '写天气通报' }).click()
  const writing = page.getByRole('dialog')
  await expect(writing.getByLabel('正文')).toHaveValue(/暴雪橙色预警/)
  await writing.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByRole('button', { name: '发布', exact: true }).click()
  await expect(page.getByText('知悉确认').first()).toBeVisible()
  await page.screenshot({ path: 'out/look/bulletin-zh.png' })

  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('button', { name: 'English' }).click()
  await to('/weather/settings')
  await expect(page.getByRole('heading', { name: 'What the signals mean' })).toBeVisible()
  await page.screenshot({ path: 'out/look/weather-settings-en.png' })
  await to('/weather')
  await page
    .getByRole('button', { name: /We have read it$/ })
    .first()
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'We have read it' }).click()
  await expect(page.getByText(/Nov .*王芳/).first()).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.screenshot({ path: 'out/look/weather-en.png' })
  await page.getByRole('button', { name: 'Wall screen' }).click()
  await expect(page.getByTestId('wall')).toContainText('suspended')
  await page.screenshot({ path: 'out/look/wall-en.png' })
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('wall')).toHaveCount(0)
  await page.getByRole('button', { name: '中文' }).click()

  // Two deliveries were held: one goes elsewhere, one later.
  await to(`/weather/decision?id=${decisionId}`)
  const held = page.getByTestId(/^held-/)
  await expect(held).toHaveCount(2)
  const settle = async (row: number, fate: string, place: string) => {
    await held
      .nth(row)
      .getByRole('button', { name: /^定去向/ })
      .click()
    const settling = page.getByRole('dialog').first()
    await settling.getByRole('combobox', { name: '怎么办' }).click()
    await page.getByRole('option', { name: fate }).click()
    await pickDay(settling)
    await settling.getByLabel('新的地点').fill(place)
    await settling.getByRole('button', { name: '定去向', exact: true }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  const pickDay = async (form: Locator) => {
    await form.getByLabel('新的时间').click()
    await page.getByRole('button', { name: '26 十一月 2026' }).click()
    await page.locator('.mantine-DateTimePicker-submitButton').click()
  }
  await settle(0, '改地点', '城南仓')
  await expect(held.filter({ hasText: '改地点' })).toHaveCount(1)
  await settle(0, '改时间', '东门')
  await expect(held.filter({ hasText: '改时间' })).toHaveCount(1)
  await page.getByRole('button', { name: '恢复服务' }).click()
  await page.getByRole('dialog').getByLabel('原因').fill('雪停路通')
  await page.getByRole('dialog').getByRole('button', { name: '恢复服务' }).click()
  await expect(page.getByText('已恢复，收尾中').first()).toBeVisible()
  await page.getByRole('button', { name: '加补货' }).click()
  const more = page.getByRole('dialog').first()
  await more.getByRole('combobox', { name: '客户' }).fill(customer.slice(0, 4))
  await page.getByRole('option').first().click()
  await more.getByLabel('货物').fill('补货 2 箱')
  await pickDay(more)
  await more.getByRole('button', { name: '加补货' }).click()
  await expect(held).toHaveCount(3)
  await page.getByRole('button', { name: '结束', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: '结束', exact: true }).click()
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText(/还有 5 件未了：SH-2026-0001.*DH-2026-0002/)
  await page.screenshot({ path: 'out/look/decision-lacks-zh.png' })
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  // The calls and the driver's work have screens and tests of their own.
  await page.evaluate(async id => {
    const { callouts, fleet, suspensions } = window.api
    const value = async <T>(outcome: Promise<{ ok: true; value: T } | { ok: false; code: string }>): Promise<T> => {
      const answer = await outcome
      if (!answer.ok) throw new Error(answer.code)
      return answer.value
    }
    const matter = await value(suspensions.one({ id }))
    for (const { calloutId } of matter.decisions) {
      if (calloutId === null) continue
      for (let position = 1, more = true; more; position += 1)
        more = (
          await callouts.record({
            id: calloutId,
            position,
            outcome: 'reached',
            phone: '',
            note: '',
            callbackAt: null,
            caller: '王芳',
            at: null,
          })
        ).ok
    }
    const vehicle = await value(
      fleet.addVehicle({
        code: 'V-9',
        plate: '丰A00009',
        name: '',
        capacityKg: 2000,
        standby: false,
        driverId: null,
        mileageKm: 0,
        inspectionUntil: null,
        insuranceUntil: null,
        note: '',
        state: 'active',
      }),
    )
    for (const { deliveryId, version } of matter.held) {
      const assigned = await value(fleet.assign({ id: deliveryId, version, vehicleId: vehicle.id }))
      const out = await value(fleet.leave({ id: deliveryId, version: assigned.version }))
      await value(fleet.deliver({ id: deliveryId, version: out.version, signedBy: '收货人' }))
    }
  }, decisionId)
  await expect(held.filter({ hasText: '已送到' })).toHaveCount(3)
  await page.getByRole('button', { name: '结束', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: '结束', exact: true }).click()
  await expect(page.getByText('已结束').first()).toBeVisible()
  await page.screenshot({ path: 'out/look/decision-closed-zh.png' })
})

test('a wall screen stays for a read-only account; whoever leaves it meets the lock', async ({ openOffice }) => {
  const { page } = await openOffice('new')
  const once = await page.evaluate(async () => {
    const { access, office, weather } = window.api
    await office.changeSettings({ lockAfterMinutes: 10 })
    await weather.addPlace({ name: '丰州市', aliases: [], areas: ['A'], latitude: 26.1, longitude: 119.3 })
    const added = await access.addUser({ signInName: '大厅', displayName: '大厅', role: 'auditor' })
    if (!added.ok) throw new Error(added.code)
    return added.value.password
  })
  await signOut(page)
  await page.getByLabel('登录名').fill('大厅')
  await page.getByLabel(/^口令/).fill(once)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByLabel(/现在的口令|原口令|一次性口令/).waitFor()
  await page.evaluate(
    ([current = '', password = '']) => window.api.access.changePassword({ current, password }),
    [once, goodPassword],
  )
  await page.clock.install()
  await page.reload()
  await goTo(page, '/weather')
  await page.getByRole('button', { name: '大屏' }).click()
  await expect(page.getByTestId('wall')).toBeVisible()
  await page.clock.runFor(30 * 60_000)
  await expect(page.getByTestId('wall')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: '解锁' })).toBeVisible()
})
