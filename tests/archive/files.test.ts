import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { codeOf, testArchive, valueOf } from '../support/archive'
import type { TestArchive } from '../support/archive'
import { aCustomer } from '../support/customers'

let archive: TestArchive
let ownerId: string
const owner = () => ({ ownerKind: 'customer', ownerId }) as const
const content = new Uint8Array(Buffer.from('营业执照 91350100MA2XY00001'))
const folder = () => join(archive.folder, 'attachments')

beforeEach(async () => {
  archive = testArchive()
  ownerId = (await valueOf(archive.api.customers.add(aCustomer()))).id
})
afterEach(() => {
  expect(archive.faults).toEqual([])
  archive.close()
})

it('an attachment lies encrypted, unnamed, and comes back byte for byte', async () => {
  const file = await valueOf(archive.api.files.add({ ...owner(), name: '营业执照.txt', content }))
  const [name = ''] = readdirSync(folder())
  expect(name).toMatch(/^[0-9a-f]{64}$/)
  expect(readFileSync(join(folder(), name)).includes(Buffer.from('9135'))).toBe(false)
  expect(await valueOf(archive.api.files.content({ id: file.id }))).toEqual({ name: '营业执照.txt', content })
  expect(await valueOf(archive.api.files.list(owner()))).toMatchObject([
    { name: '营业执照.txt', bytes: content.length },
  ])
})

it('a changed or missing file is said to be damaged, an empty one refused, a huge one too', async () => {
  const file = await valueOf(archive.api.files.add({ ...owner(), name: 'a', content }))
  const [name = ''] = readdirSync(folder())
  writeFileSync(join(folder(), name), 'x')
  expect(await codeOf(archive.api.files.content({ id: file.id }))).toBe('files.damaged')
  rmSync(join(folder(), name))
  expect(await codeOf(archive.api.files.content({ id: file.id }))).toBe('files.damaged')
  expect(await codeOf(archive.api.files.add({ ...owner(), name: 'a', content: new Uint8Array(0) }))).toBe('files.empty')
  const huge = new Uint8Array(20 * 1024 * 1024 + 1)
  expect(await codeOf(archive.api.files.add({ ...owner(), name: 'a', content: huge }))).toBe('core.invalidInput')
})

it('a removed attachment loses its key at once and its bytes at the next change', async () => {
  const file = await valueOf(archive.api.files.add({ ...owner(), name: 'a', content }))
  await valueOf(archive.api.files.remove({ id: file.id }))
  expect(await codeOf(archive.api.files.content({ id: file.id }))).toBe('files.notFound')
  await valueOf(archive.api.files.add({ ...owner(), name: 'b', content }))
  expect(readdirSync(folder())).toHaveLength(1)
})

it('attachments follow a merge and go with an erasure', async () => {
  await valueOf(archive.api.files.add({ ...owner(), name: 'a', content }))
  const fields = aCustomer({ code: 'K002', name: '另一家', phones: '' })
  const { id, version } = await valueOf(archive.api.customers.add(fields))
  await valueOf(archive.api.customers.merge({ keep: { ...fields, id, version }, drop: { id: ownerId, version: 1 } }))
  expect(await valueOf(archive.api.files.list({ ownerKind: 'customer', ownerId: id }))).toHaveLength(1)
  await valueOf(archive.api.customers.erase({ id, version: version + 1, reason: '要求' }))
  expect(await valueOf(archive.api.files.list({ ownerKind: 'customer', ownerId: id }))).toEqual([])
  expect(archive.db.prepare('SELECT count(*) AS n FROM attachment').get()).toEqual({ n: 0 })
})
