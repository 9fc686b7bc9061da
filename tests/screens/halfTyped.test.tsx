/** A form left half-typed: what was typed is kept, offered back once, and gone when nobody wants it. */
import { MantineProvider, TextInput } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import type { z } from 'zod'
import { officeFields as officeSchema } from '../../src-main/features/office/contract'
import { emptyProduct } from '../../src-main/features/products/rules'
import { makeQueries } from '../../src-renderer/app/bridge'
import { ActionForm } from '../../src-renderer/components/ActionForm'
import { KitForm } from '../../src-renderer/features/stock/KitForm'
import { useEntryForm } from '../../src-renderer/components/useEntryForm'
import { valueOf } from '../support/archive'
import { officeFields } from '../support/desk'
import { officeOnPage } from '../support/officeOnPage'

type OfficeFields = z.output<typeof officeSchema>

const open = officeOnPage()
const person = userEvent.setup({ delay: null })
/** One for all, as in the program, which stays while forms come and go. */
const queries = makeQueries()

/** Opens the form as for the first time, and answers how to leave it. */
const show = async (): Promise<{ name: HTMLInputElement; leave: () => void }> => {
  const { unmount } = render(
    <MantineProvider>
      <QueryClientProvider client={queries}>
        <KitForm kit={null} onDone={() => undefined} />
      </QueryClientProvider>
    </MantineProvider>,
  )
  return { name: await screen.findByRole<HTMLInputElement>('textbox', { name: '名称' }), leave: unmount }
}
const kept = async (): Promise<unknown> => (await valueOf(open.api.office.draft({ form: 'tools.kit.new' }))).value

it('comes back as it was, lines and all, or goes', async () => {
  const first = await show()
  await person.type(first.name, '泵类应急包')
  await person.click(screen.getByRole('button', { name: '加配件' }))
  first.leave()
  await waitFor(async () => {
    expect(await kept()).toMatchObject({ name: '泵类应急包' })
  })

  const second = await show()
  await person.click(await screen.findByRole('button', { name: '接着填' }))
  expect(second.name.value).toBe('泵类应急包')
  expect(screen.getAllByRole('combobox', { name: '配件' })).toHaveLength(2)
  expect(screen.queryByRole('button', { name: '接着填' })).toBeNull()
  second.leave()

  const third = await show()
  await person.click(await screen.findByRole('button', { name: '不要了' }))
  await waitFor(async () => {
    expect(await kept()).toBeNull()
  })
  expect(third.name.value).toBe('')
  third.leave()
  expect(await kept()).toBeNull()
})

it('what was chosen is named again, however far down its register, and is not chosen any more once it is gone', async () => {
  let last = ''
  for (let index = 10; index < 40; index += 1) {
    const product = { ...emptyProduct, code: `L-${index}`, name: `轴套${index}` }
    last = (await valueOf(open.api.products.add(product))).id
  }
  const nobody = '01900000-0000-7000-8000-999999999999'
  const line = (id: string) => ({ register: 'product' as const, id, name: '', quantity: 1000 })
  const value = { name: '备件包', place: '', warehouseId: null, keeperId: null, lines: [line(last), line(nobody)] }
  await valueOf(open.api.office.keepDraft({ form: 'tools.kit.new', value }))
  // As after a restart: the page knows nothing of it yet.
  queries.clear()
  const { leave } = await show()
  await person.click(await screen.findByRole('button', { name: '接着填' }))
  const fields = screen.getAllByRole<HTMLInputElement>('combobox', { name: '配件' })
  await waitFor(() => {
    expect(fields.map(field => field.value)).toEqual(['L-39 轴套39', ''])
  })
  leave()
  await waitFor(async () => {
    expect(await kept()).toMatchObject({ lines: [{ id: last }, { id: null }] })
  })
})

const Entry = ({ start }: { start: OfficeFields }) => {
  const { form, offer } = useEntryForm({ name: 'entry', schema: officeSchema, start })
  return (
    <>
      {offer}
      {(['name', 'phone', 'address'] as const).map(field => (
        <TextInput key={field} label={field} {...form.getInputProps(field)} />
      ))}
    </>
  )
}

it('what somebody else has changed in the entry meanwhile stands when a form of it comes back', async () => {
  const opened = (start: OfficeFields): (() => void) =>
    render(
      <MantineProvider>
        <QueryClientProvider client={queries}>
          <Entry start={start} />
        </QueryClientProvider>
      </MantineProvider>,
    ).unmount
  const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name })
  const leave = opened(officeFields)
  await person.type(field('phone'), '0')
  leave()
  await waitFor(async () => {
    expect((await valueOf(open.api.office.draft({ form: 'entry' }))).value).toEqual({ phone: `${officeFields.phone}0` })
  })

  opened({ ...officeFields, name: '丰州区域办事处' })
  await person.click(await screen.findByRole('button', { name: '接着填' }))
  expect(['name', 'phone', 'address'].map(name => field(name).value)).toEqual([
    '丰州区域办事处',
    `${officeFields.phone}0`,
    officeFields.address,
  ])
})

it('a form that holds a secret is not kept', async () => {
  const form = (name: string | null) => (
    <MantineProvider>
      <QueryClientProvider client={queries}>
        <ActionForm
          form={name}
          fields={[{ name: 'key', label: '密钥', kind: 'text' }]}
          action="保存"
          run={() => Promise.resolve({ ok: true })}
          onDone={() => undefined}
        />
      </QueryClientProvider>
    </MantineProvider>
  )
  const keepDraft = vi.spyOn(window.api.office, 'keepDraft')
  for (const name of ['with.a.name', null]) {
    const { unmount } = render(form(name))
    await person.type(screen.getByRole('textbox', { name: '密钥' }), 'a1b2')
    unmount()
  }
  expect(keepDraft.mock.calls.map(([input]) => input)).toEqual([{ form: 'with.a.name', value: { key: 'a1b2' } }])
})
