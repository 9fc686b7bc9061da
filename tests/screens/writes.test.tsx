/** Writes from the page: what is struck twice before an answer is one write, what is wanted again afterwards is another. */
import { QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook, waitFor } from '@testing-library/react'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ReactNode } from 'react'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DeskApi } from '../../src-main/contract'
import type { DeskEvent } from '../../src-main/contract/api'
import { emptyColleague } from '../../src-main/features/staff/rules'
import { makeQueries, useAnnouncements, useRead, useWrite } from '../../src-renderer/app/bridge'
import { valueOf } from '../support/archive'
import { administrator, dataFolder, officeFields, testDesk } from '../support/desk'

const place = dataFolder()
/** Drives that are plugged in now. */
const drives: string[] = []
const open = testDesk(place.folder, {
  volumes: {
    list: () => Promise.resolve(drives.map(root => ({ id: root, root, label: '', kind: 'removable' as const }))),
    signature: () => Promise.resolve(drives.join()),
  },
})
const listeners = new Set<(event: DeskEvent) => void>()

beforeAll(async () => {
  const desk = {
    cancel: () => Promise.resolve(),
    subscribe: (listener: (event: DeskEvent) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  Object.defineProperty(window, 'api', { value: { ...open.api, desk } satisfies DeskApi })
  await valueOf(open.api.access.setUp({ office: officeFields, administrator, sample: false }))
}, 30_000)
afterAll(() => {
  void open.desk.leave()
  place.remove()
})

const queries = makeQueries()
const wrapper = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={queries}>{children}</QueryClientProvider>
)
const chapters = async (): Promise<string[]> =>
  (await valueOf(open.api.manual.page({ text: '', productId: null, offset: 0, limit: 50 }))).rows.map(row => row.title)

it('is made once when asked for twice at once', async () => {
  const { result } = renderHook(() => useWrite('manual.add'), { wrapper })
  const chapter = (title: string) => ({ title, productId: null, body: '先泄压。', note: '', incidentId: null })
  await act(async () => {
    const { run } = result.current
    const [one, again, other] = [run(chapter('轴承')), run(chapter('轴承')), run(chapter('密封圈'))]
    expect(await again).toEqual(await one)
    await other
  })
  expect((await chapters()).toSorted()).toEqual(['密封圈', '轴承'])
  await act(async () => {
    await result.current.run(chapter('轴承'))
  })
  expect(await chapters()).toHaveLength(3)
})

it('is made anew after it was refused', async () => {
  const { result } = renderHook(() => useWrite('customers.erase'), { wrapper })
  const input = { id: '01900000-0000-7000-8000-999999999999', version: 1, reason: '客户要求' }
  const refused = async (): Promise<string | undefined> => {
    await act(async () => {
      await result.current.run(input)
    })
    return result.current.refusal?.code
  }
  expect(await refused()).toBe('customers.notFound')
  act(() => {
    result.current.clear()
  })
  expect(await refused()).toBe('customers.notFound')
})

it('of one feature are seen in what another says of it, as soon as that is shown again', async () => {
  renderHook(useAnnouncements, { wrapper })
  const { id, version } = await valueOf(open.api.staff.add({ ...emptyColleague, code: 'E01', name: '周敏' }))
  const shown = () => renderHook(() => useRead('finding.named', { ids: [id] }).value?.[0]?.title.zh, { wrapper })
  const first = shown()
  await waitFor(() => {
    expect(first.result.current).toBe('周敏')
  })
  first.unmount()
  open.events.length = 0
  await valueOf(open.api.staff.correct({ ...emptyColleague, code: 'E01', name: '周慧敏', id, version }))
  for (const event of open.events) for (const listener of listeners) listener(event)
  const second = shown()
  await waitFor(() => {
    expect(second.result.current).toBe('周慧敏')
  })
})

it('what lies outside the archive is read anew whenever it is shown', async () => {
  const shown = () => renderHook(() => useRead('backups.find', {}, { outside: true }).value?.length, { wrapper })
  const first = shown()
  await waitFor(() => {
    expect(first.result.current).toBe(0)
  })
  first.unmount()
  const drive = mkdtempSync(join(tmpdir(), 'watchpost-drive-'))
  drives.push(drive)
  await valueOf(open.api.backups.create({ folder: drive }))
  const second = shown()
  await waitFor(() => {
    expect(second.result.current).toBe(1)
  })
  rmSync(drive, { recursive: true })
})
