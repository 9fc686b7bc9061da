/** A database that cannot grow, or may not be written: said in plain words, nothing half, and everything goes on afterwards. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { checkChain } from '../../src-main/archive/journal'
import { isSound } from '../../src-main/archive/manifest'
import type { TestArchive } from '../support/archive'
import { codeOf, testArchive, valueOf } from '../support/archive'
import { aCustomer } from '../support/customers'

let archive: TestArchive
beforeEach(() => {
  archive = testArchive()
})
afterEach(() => {
  expect(archive.faults).toEqual([])
  archive.close()
})

const add = (index: number) =>
  archive.api.customers.add(
    aCustomer({
      code: `K${String(index).padStart(4, '0')}`,
      name: `丰州第${index}机械`,
      phones: `138${String(index).padStart(8, '0')}`,
      notes: '说明'.repeat(300),
    }),
  )

it('a full disk refuses the write and keeps what there was', async () => {
  await valueOf(add(0))
  const pages = Number(archive.db.pragma('page_count', { simple: true }))
  archive.db.pragma(`max_page_count=${pages + 10}`)
  let added = 1
  let refused = ''
  while (refused === '') {
    const outcome = await add(added)
    if (outcome.ok) added += 1
    else refused = outcome.code
  }
  expect(refused).toBe('core.diskFull')
  expect(isSound(archive.db)).toBe(true)
  expect(checkChain(archive.db)).toMatchObject({ broken: null })
  const total = archive.db.prepare<[], { total: number }>('SELECT count(*) AS total FROM customer').get()?.total
  expect(total).toBe(added)
  // Room was made: the same write goes through.
  archive.db.pragma('max_page_count=1000000')
  await valueOf(add(added))
})

it('a write-protected archive refuses the write and can still be read', async () => {
  const { id } = await valueOf(add(0))
  archive.db.pragma('query_only=ON')
  expect(await codeOf(add(1))).toBe('core.diskRefuses')
  expect(await valueOf(archive.api.customers.entry({ id }))).toMatchObject({ code: 'K0000' })
  archive.db.pragma('query_only=OFF')
  await valueOf(add(1))
})
