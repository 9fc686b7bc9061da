/** Settings as they are typed: a number holds once its field is left, and only another number is a change. */
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { makeQueries } from '../../src-renderer/app/bridge'
import { BackupRules } from '../../src-renderer/features/backups/BackupRules'
import { valueOf } from '../support/archive'
import { officeOnPage } from '../support/officeOnPage'

const open = officeOnPage()

const kept = async (): Promise<number> => (await valueOf(open.api.office.settings({}))).keepDays
const changes = async (): Promise<number> => {
  const call = 'office.changeSettings'
  const all = { offset: 0, limit: 1, from: null, to: null, actorId: null, entity: null }
  return (await valueOf(open.api.access.journal({ ...all, call }))).total
}

it('a field left as it was, or empty, changes nothing; another number holds, within its bounds', async () => {
  const person = userEvent.setup({ delay: null })
  render(
    <MantineProvider>
      <QueryClientProvider client={makeQueries()}>
        <BackupRules readOnly={false} />
      </QueryClientProvider>
    </MantineProvider>,
  )
  const field = await screen.findByRole<HTMLInputElement>('textbox', { name: '每天一份，几天' })
  const before = await kept()
  await person.click(field)
  await person.tab()
  await person.clear(field)
  await person.tab()
  expect(field.value).toBe(String(before))
  expect([await kept(), await changes()]).toEqual([before, 0])
  await person.clear(field)
  await person.type(field, '900')
  await person.tab()
  expect(field.value).toBe('366')
  await waitFor(async () => {
    expect([await kept(), await changes()]).toEqual([366, 1])
  })
  await person.clear(field)
  await person.type(field, '9{Enter}')
  await waitFor(async () => {
    expect([await kept(), await changes()]).toEqual([9, 2])
  })
})
