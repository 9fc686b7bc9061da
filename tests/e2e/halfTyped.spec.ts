/** What was typed and not saved comes back: after closing by mistake, over the lock and a restart, in either language. */
import { expect, test } from '../support/launch'
import { faultsOf, goodPassword, goTo, lock, signIn } from '../support/walk'

test('a bulletin and a summary report left half-typed are offered back, and no more once they are saved', async ({
  openOffice,
  openDesk,
}) => {
  const { app, page } = await openOffice('sample')
  const writing = page.getByRole('dialog')
  const write = async (button: string): Promise<void> => {
    await goTo(page, '/weather/bulletins')
    await page.getByRole('button', { name: button }).first().click()
    await expect(writing).toBeVisible()
  }
  await write('写天气通报')
  await writing.getByLabel('标题').fill('大风提醒：今天提前收货')
  await page.keyboard.press('Escape')
  await expect(writing).toHaveCount(0)

  // Opened again at once.
  await write('写天气通报')
  await expect(writing.getByText(/没填完的内容/)).toBeVisible()
  await page.screenshot({ path: 'out/look/half-typed-zh.png' })
  await writing.getByRole('button', { name: '接着填' }).click()
  await expect(writing.getByLabel('标题')).toHaveValue('大风提醒：今天提前收货')
  await writing.getByLabel('正文').fill('阵风七级，卸货区停用。')
  await page.keyboard.press('Escape')
  await expect(writing).toHaveCount(0)

  await lock(page)
  await page.getByLabel(/^口令/).fill(goodPassword)
  await page.getByRole('button', { name: '解锁' }).click()
  await page.getByRole('button', { name: 'English' }).click()
  await write('Write a bulletin')
  await expect(writing.getByText(/half-filled form from .* was kept/)).toBeVisible()
  await page.screenshot({ path: 'out/look/half-typed-en.png' })
  expect(await faultsOf(page)).toEqual([])
  await writing.getByRole('button', { name: 'Continue it' }).click()
  await expect(writing.getByLabel('Text')).toHaveValue('阵风七级，卸货区停用。')
  await writing.getByRole('button', { name: 'Keep', exact: true }).click()
  await expect(writing.getByText('大风提醒：今天提前收货')).toBeVisible()
  await page.keyboard.press('Escape')
  await write('Write a bulletin')
  await expect(writing.getByLabel('Title')).not.toHaveValue('大风提醒：今天提前收货')
  await expect(writing.getByRole('button', { name: 'Continue it' })).toHaveCount(0)
  await page.keyboard.press('Escape')

  // A page of its own, left by an address, then by the end of the program.
  await page.getByRole('button', { name: '中文' }).click()
  const id = await page.evaluate(async () => {
    const plans = await window.api.plans.page({})
    const nobody = { customerId: null, vehicleId: null, productId: null, ownerId: null }
    const made = await window.api.incidents.report({
      ...nobody,
      planId: (plans.ok ? plans.value.find(({ key }) => key === 'faultCall')?.id : null) ?? '',
      title: '水泵异响',
      place: '青江路 8 号',
      area: 'A',
      reporter: '李师傅',
      reporterPhone: '13900001111',
      level: 2,
      assumedWorst: false,
      facts: {},
      occurredAt: null,
      receivedAt: null,
      drill: false,
    })
    return made.ok ? made.value.id : made.code
  })
  const report = `/incidents/report?id=${id}`
  await goTo(page, report)
  await page.getByLabel('原因', { exact: true }).fill('密封圈老化')
  await goTo(page, '/customers')
  await goTo(page, report)
  await page.getByRole('button', { name: '接着填' }).click()
  await expect(page.getByLabel('原因', { exact: true })).toHaveValue('密封圈老化')
  await goTo(page, '/customers')
  await app.close()

  const again = await openDesk()
  await signIn(again.page)
  await expect(again.page.getByRole('heading', { name: '今日' })).toBeVisible()
  await goTo(again.page, report)
  await again.page.getByRole('button', { name: '接着填' }).click()
  await expect(again.page.getByLabel('原因', { exact: true })).toHaveValue('密封圈老化')
})
