/** The screens over a real archive: the page's API is the desk itself, without Electron between. */
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import i18next from 'i18next'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { makeQueries } from '../../src-renderer/app/bridge'
import { Desk } from '../../src-renderer/app/Desk'
import { valueOf } from '../support/archive'
import { administrator, goodPassword } from '../support/desk'
import { officeOnPage } from '../support/officeOnPage'
import { aCustomer } from '../support/customers'

const open = officeOnPage()
const patient = { timeout: 10_000 }

beforeAll(async () => {
  await valueOf(open.api.customers.add(aCustomer()))
}, 30_000)
afterEach(async () => {
  cleanup()
  await i18next.changeLanguage('zh')
})

const show = async (): Promise<void> => {
  render(<Desk queries={makeQueries()} colorScheme="light" />)
  await screen.findByRole('navigation', {}, patient)
  fireEvent.click(screen.getByRole('link', { name: '客户' }))
  await screen.findByRole('heading', { name: '客户档案' }, patient)
}

type User = ReturnType<typeof userEvent.setup>
/** Opens the form of a new customer and types into it. */
const typeNew = async (user: User, code: string, name: string): Promise<HTMLElement> => {
  await user.click(await screen.findByRole('button', { name: '新增客户' }, patient))
  const form = await screen.findByRole('dialog', {}, patient)
  await user.type(within(form).getByRole('textbox', { name: /^编号/ }), code)
  await user.type(within(form).getByRole('textbox', { name: /^名称/ }), name)
  return form
}

it('a refusal is said in words and nothing typed is lost', async () => {
  const user = userEvent.setup()
  await show()
  const form = await typeNew(user, 'K001', '第二家')
  await user.click(within(form).getByRole('button', { name: '保存' }))
  // The code is taken: the archive refuses, in words, and the form stands as it was.
  expect((await within(form).findByRole('alert', {}, patient)).textContent).toContain('K001')
  expect(within(form).getByRole('textbox', { name: /^名称/ })).toHaveProperty('value', '第二家')
  await user.click(within(form).getByRole('button', { name: '取消' }))
}, 30_000)

it('who leaves a form while it is being saved is not brought back to it', async () => {
  const user = userEvent.setup()
  await show()
  const form = await typeNew(user, 'K777', '走开的那家')
  fireEvent.click(within(form).getByRole('button', { name: '保存' }))
  fireEvent.click(screen.getByRole('link', { name: '通讯录', hidden: true }))
  expect(await screen.findByRole('heading', { name: '通讯录' }, patient)).toBeTruthy()
  await waitFor(async () => {
    expect(await valueOf(open.api.customers.search({ text: 'K777', limit: 1 }))).toHaveLength(1)
  }, patient)
  // The answer has reached the page as well: what it touched has been read anew.
  await waitFor(() => {
    expect(document.documentElement.dataset['reading']).toBe('false')
  }, patient)
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(screen.getByRole('heading', { name: '通讯录' })).toBeTruthy()
}, 30_000)

it('the language changes at once, everywhere', async () => {
  const user = userEvent.setup()
  await show()
  expect(await screen.findByRole('heading', { name: '客户档案' }, patient)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'English' }))
  expect(await screen.findByRole('heading', { name: 'Customers' }, patient)).toBeTruthy()
  expect(document.documentElement.lang).toBe('en-GB')
}, 30_000)

it('who may only read is offered nothing to write', async () => {
  const added = await valueOf(open.api.access.addUser({ signInName: '审计', displayName: '审计', role: 'auditor' }))
  await valueOf(open.api.access.signOut({}))
  await valueOf(open.api.access.signIn({ signInName: '审计', password: added.password }))
  const own = '渡口 mango 88 听雨眠'
  await valueOf(open.api.access.changePassword({ current: added.password, password: own }))
  await show()
  for (const [place, title] of [
    ['客户', '客户档案'],
    ['通讯录', '通讯录'],
    ['备份', '备份'],
  ] as const) {
    fireEvent.click(screen.getByRole('link', { name: place }))
    await screen.findByRole('heading', { name: title }, patient)
    await waitFor(() => {
      expect(document.querySelector('[aria-busy="true"]')).toBeNull()
    }, patient)
    for (const name of [/新增客户/, /添加同事/, /^导入$/, /立即备份/, /从备份恢复/])
      expect(screen.queryByRole('button', { name }), `${place} ${String(name)}`).toBeNull()
  }
  await valueOf(open.api.access.signOut({}))
  await valueOf(open.api.access.signIn({ signInName: administrator.signInName, password: goodPassword }))
  expect(open.faults).toEqual([])
}, 30_000)
