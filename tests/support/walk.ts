/** Steps through the program that several end-to-end tests take. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

export const goodPassword = '青山 tulip 47 夜航船'

/** Sets up an office from the first run and answers the recovery code; ends on the desk. */
export const setUpOffice = async (
  page: Page,
  options: { sample?: boolean; password?: string } = {},
): Promise<string> => {
  const password = options.password ?? goodPassword
  await page.getByRole('button', { name: options.sample ? /打开示例办事处/ : /建立办事处/ }).click()
  if (!options.sample) {
    await page.getByLabel('办事处名称').fill('丰州办事处')
    await page.getByLabel('网点代码').fill('FZ')
    await page.getByRole('button', { name: '下一步' }).click()
  }
  await page.getByLabel('登录名').fill('王芳')
  await page.getByLabel(/^口令/).fill(password)
  await page.getByLabel('再输一次口令').fill(password)
  await page.getByRole('button', { name: '建立档案' }).click()
  const code = (await page.getByTestId('recovery-code').textContent({ timeout: 60_000 })) ?? ''
  await page.getByLabel(/照着纸上的恢复码/).fill(code.toLowerCase())
  await page.getByRole('button', { name: '确认已保存' }).click()
  await toCustomers(page)
  return code
}

/** From Today, where everybody arrives, to the customers, where most tests begin. */
export const toCustomers = async (page: Page): Promise<void> => {
  await expect(page.getByRole('heading', { name: '今日' })).toBeVisible()
  await goTo(page, '/customers')
  await expect(page.getByRole('heading', { name: '客户档案' })).toBeVisible()
}

/** Opens an address of the page, as a link to it would, and waits until the page says that it shows it and reads no more. */
export const goTo = async (page: Page, address: string): Promise<void> => {
  await page.evaluate(to => {
    location.hash = `#${to}`
  }, address)
  const [path = ''] = address.split('?')
  await page.locator(`html[data-address="${path}"][data-reading="false"]`).waitFor({ state: 'attached' })
}

export const signIn = async (page: Page, password = goodPassword): Promise<void> => {
  await page.getByLabel('登录名').fill('王芳')
  await page.getByLabel(/^口令/).fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

/**
 * Waits for the page that comes once a desk is locked or left: the one before is thrown away, with what somebody typed or
 * listened to in it.
 */
export const newPageAfter = async (page: Page, leave: () => Promise<unknown>): Promise<void> => {
  await Promise.all([page.waitForEvent('load'), leave()])
}

export const lock = (page: Page): Promise<void> =>
  newPageAfter(page, () => page.getByRole('button', { name: '锁定屏幕' }).click())
export const signOut = (page: Page): Promise<void> =>
  newPageAfter(page, () => page.evaluate(() => void window.api.access.signOut({})))

/** Accessibility faults of a screen in a state of its own; all screens in their first state are looked at in reach.spec.ts. */
export const faultsOf = async (page: Page): Promise<string[]> =>
  (await new AxeBuilder({ page }).setLegacyMode(true).analyze()).violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id }) => id)

/** From now on closes every notice in the corner before going on, as a person does with what lies over a button. */
export const closeNotices = (page: Page): Promise<void> =>
  page.addLocatorHandler(
    page.locator('.mantine-Notification-closeButton').first(),
    async button => {
      await button.click()
    },
    { noWaitAfter: true },
  )

/** Files a customer with nothing but a code and a name. */
export const addCustomer = async (page: Page, code: string, name: string): Promise<void> => {
  await page.getByRole('button', { name: '新增客户' }).first().click()
  const form = page.getByRole('dialog')
  await form.getByRole('textbox', { name: '编号' }).fill(code)
  await form.getByRole('textbox', { name: /^名称/ }).fill(name)
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: '修改', exact: true }).waitFor()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('cell', { name }).first()).toBeVisible()
}
