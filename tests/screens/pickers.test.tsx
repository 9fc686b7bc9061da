/** Choosing one entry of a register as fast as a scanner types: Enter comes before any answer, and means what was typed. */
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { beforeAll, expect, it } from 'vitest'
import { emptyProduct } from '../../src-main/features/products/rules'
import { makeQueries } from '../../src-renderer/app/bridge'
import { EntityPicker } from '../../src-renderer/components/EntityPicker'
import { valueOf } from '../support/archive'
import { officeOnPage } from '../support/officeOnPage'

const open = officeOnPage()
const ids = new Map<string, string>()

beforeAll(async () => {
  const products = [
    { code: 'P-10', name: '齿轮', barcode: '' },
    { code: 'P-1', name: '轴承', barcode: '6901234567892' },
    { code: 'P-100', name: '安全阀', barcode: '' },
    { code: 'M-7', name: '密封圈', barcode: '' },
  ]
  for (const product of products)
    ids.set(product.code, (await valueOf(open.api.products.add({ ...emptyProduct, ...product }))).id)
}, 30_000)

const Field = ({ chosen }: { chosen: (id: string | null) => void }) => {
  const [id, setId] = useState<string | null>(null)
  return (
    <EntityPicker
      register="product"
      label="产品"
      value={id}
      onChange={next => {
        setId(next)
        chosen(next)
      }}
    />
  )
}

const scanner = userEvent.setup({ delay: null })
const show = async (): Promise<{ field: HTMLElement; chosen: (string | null)[] }> => {
  const chosen: (string | null)[] = []
  render(
    <MantineProvider>
      <QueryClientProvider client={makeQueries()}>
        <Field chosen={id => chosen.push(id)} />
      </QueryClientProvider>
    </MantineProvider>,
  )
  const field = screen.getByRole('combobox', { name: '产品' })
  await scanner.click(field)
  // Everything stands in the list, the first of it something else.
  await screen.findByRole('option', { name: 'P-100 安全阀', hidden: true })
  return { field, chosen }
}
/** No time passes between the keys. */
const scan = (text: string): Promise<void> => scanner.keyboard(`${text}{Enter}`)

it.each([
  ['P-1', 'P-1'],
  ['p-100', 'P-100'],
  ['6901234567892', 'P-1'],
  ['mifeng', 'M-7'],
  ['mfq', 'M-7'],
])('"%s" and Enter at once chooses %s', async (text, code) => {
  const { chosen } = await show()
  await scan(text)
  await waitFor(() => {
    expect(chosen).toEqual([ids.get(code)])
  })
})

it('what finds nothing chooses nothing', async () => {
  const { chosen } = await show()
  await scan('P-404')
  await screen.findByText('没有找到', { exact: false })
  expect(chosen).toEqual([])
})

it('another text after a choice means another entry', async () => {
  const { field, chosen } = await show()
  await scan('P-1')
  await waitFor(() => {
    expect(chosen).toHaveLength(1)
  })
  await scanner.clear(field)
  await scan('M-7')
  await waitFor(() => {
    expect(chosen).toEqual([ids.get('P-1'), ids.get('M-7')])
  })
})
