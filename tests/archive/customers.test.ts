import { showPhone } from '../../src-main/features/office/phones.rules'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkChain } from '../../src-main/archive/journal'
import { codeOf, testArchive, valueOf } from '../support/archive'
import type { TestArchive } from '../support/archive'
import { aCustomer } from '../support/customers'

let archive: TestArchive
beforeEach(() => {
  archive = testArchive()
})
afterEach(() => {
  expect(archive.faults).toEqual([])
  archive.close()
})

const add = (over: Parameters<typeof aCustomer>[0] = {}) => valueOf(archive.api.customers.add(aCustomer(over)))
const plainFilter = {
  text: '',
  area: '',
  division: '',
  standing: null,
  tag: '',
  gap: null,
  sort: 'name',
  descending: false,
  offset: 0,
  limit: 50,
} as const
const names = async (over: object) =>
  (await valueOf(archive.api.customers.page({ ...plainFilter, ...over }))).rows.map(row => row.code)

test('an entry comes back as it was given, and a correction replaces it under a new version', async () => {
  const full = aCustomer({
    tags: ['重点', '老客户'],
    contracts: [
      {
        reference: 'HT-2026-01',
        responseHours: 24,
        visitEveryDays: 90,
        startsOn: '2026-01-01',
        endsOn: '2026-12-31',
        note: '',
      },
    ],
    equipment: [{ product: '空压机 GA37', serial: 'SN-001', installedOn: '2024-02-29', note: '' }],
    phones: '13800138000/0591-87654321转8',
  })
  const entry = await valueOf(archive.api.customers.add(full))
  expect(entry).toMatchObject({ ...full, version: 1, lastConfirmedOn: null, mergedInto: null })
  const { id, version } = entry
  const corrected = await valueOf(
    archive.api.customers.correct({ ...full, id, version, name: '新名字', contacts: [], tags: [] }),
  )
  expect(corrected).toMatchObject({ name: '新名字', contacts: [], tags: [], version: 2 })
  expect(await codeOf(archive.api.customers.correct({ ...full, id, version }))).toBe('core.conflict')
})

test('a code is used once, whatever its case; a reason is asked for every standing but normal; contracts end after they begin', async () => {
  await add()
  const count = () => archive.db.prepare('SELECT count(*) AS all_rows FROM customer').get()
  expect(await codeOf(archive.api.customers.add(aCustomer({ code: 'k001' })))).toBe('customers.codeTaken')
  expect(await codeOf(archive.api.customers.add(aCustomer({ code: 'K002', standing: 'blocked' })))).toBe(
    'customers.reasonMissing',
  )
  const contract = {
    reference: 'X',
    responseHours: null,
    visitEveryDays: null,
    startsOn: '2026-02-01',
    endsOn: '2026-01-31',
    note: '',
  }
  expect(await codeOf(archive.api.customers.add(aCustomer({ code: 'K002', contracts: [contract] })))).toBe(
    'customers.contractEndsFirst',
  )
  expect(await codeOf(archive.api.customers.add(aCustomer({ code: 'K002', licenceValidUntil: '2026-02-30' })))).toBe(
    'core.invalidInput',
  )
  expect(await codeOf(archive.api.customers.add(aCustomer({ code: '  ' })))).toBe('core.invalidInput')
  expect(count()).toEqual({ all_rows: 1 })
})

test('an auditor reads and writes nothing', async () => {
  const { id } = await add()
  expect((await archive.as('auditor').customers.entry({ id })).ok).toBe(true)
  expect(await codeOf(archive.as('auditor').customers.add(aCustomer({ code: 'K9' })))).toBe('core.roleTooLow')
  expect(await codeOf(archive.as('clerk').customers.erase({ id, version: 1, reason: '本人要求' }))).toBe(
    'core.roleTooLow',
  )
})

describe('the list', () => {
  test('sorts by sound, not by code point, and pages', async () => {
    await add({ code: '1', name: '曾氏五金' })
    await add({ code: '2', name: '安达物流' })
    await add({ code: '3', name: '重庆机床' })
    await add({ code: '4', name: '长春汽配' })
    expect(await names({})).toEqual(['2', '4', '3', '1'])
    expect(await names({ descending: true })).toEqual(['1', '3', '4', '2'])
    expect(await names({ offset: 1, limit: 2 })).toEqual(['4', '3'])
  })

  test('filters by area, division, standing, tag and what is lacking', async () => {
    await add({ code: '1', area: 'A区', divisionCode: '350102', tags: ['重点'] })
    await add({
      code: '2',
      area: 'B区',
      divisionCode: '350203',
      standing: 'blocked',
      standingReason: '欠款',
      phones: '',
    })
    await add({ code: '3', area: 'B区', divisionCode: '350102', licenceValidUntil: '2026-11-22' })
    await add({ code: '4', area: 'C区', divisionCode: '', licenceValidUntil: '2026-11-23' })
    expect(await names({ area: 'B区' })).toEqual(['2', '3'])
    expect(await names({ division: '3501' })).toEqual(['1', '3'])
    expect(await names({ standing: 'blocked' })).toEqual(['2'])
    expect(await names({ tag: '重点' })).toEqual(['1'])
    expect(await names({ gap: 'licenceExpired' })).toEqual(['3'])
    expect(await names({ gap: 'lacksPhone' })).toEqual(['2'])
    expect(await names({ text: '恒力', area: 'B区' })).toEqual(['2', '3'])
    const { id } = await add({ code: '5' })
    await valueOf(archive.api.customers.confirm({ id, version: 1 }))
    expect(await names({ gap: 'unconfirmed' })).toEqual(['1', '2', '3', '4'])
  })

  test('a licence is valid through its last day, by the office’s day and not the PC’s', async () => {
    await add({ code: '1', licenceValidUntil: '2026-11-23' })
    archive.clock.set('2026-11-23T15:59:59.000Z')
    expect(await names({ gap: 'licenceExpired' })).toEqual([])
    archive.clock.set('2026-11-23T16:00:00.000Z')
    expect(await names({ gap: 'licenceExpired' })).toEqual(['1'])
  })
})

test('duplicates are named with the reason while an entry is typed', async () => {
  await add()
  const typed = { id: null, code: '', name: '', licenceNumber: '', phones: [] }
  const reasons = async (over: object) =>
    (await valueOf(archive.api.customers.similar({ ...typed, ...over }))).flatMap(row => row.reasons)
  expect(await reasons({ code: 'k001' })).toEqual(['sameCode'])
  expect(await reasons({ licenceNumber: '91350100MA2XY00001' })).toEqual(['sameLicence'])
  expect(await reasons({ phones: ['+86 138-0013-8000'] })).toEqual(['samePhone'])
  expect(await reasons({ name: '丰州恒力机械有限责任公司' })).toEqual(['sameName'])
  expect(await reasons({ name: '丰州市恒力机械' })).toEqual(['nearName'])
  expect(await reasons({ name: '大丰水产' })).toEqual([])
})

test('two entries become one: the other’s parts join, its entry points to the kept one, search finds one', async () => {
  const kept = await add()
  const dropped = await add({ code: 'K002', name: '恒力机械厂', contact: '陈美玲', phones: '13900139000' })
  const { id, version } = kept
  const form = aCustomer()
  expect(await codeOf(archive.api.customers.merge({ keep: { ...form, id, version }, drop: { id, version } }))).toBe(
    'customers.mergeSame',
  )
  const merged = await valueOf(
    archive.api.customers.merge({ keep: { ...form, id, version }, drop: { id: dropped.id, version: 1 } }),
  )
  expect(merged.contacts.map(contact => contact.name)).toEqual(['刘晓东', '陈美玲'])
  expect(await valueOf(archive.api.customers.entry({ id: dropped.id }))).toMatchObject({ mergedInto: id, contacts: [] })
  expect((await valueOf(archive.api.customers.search({ text: '13900139000', limit: 10 }))).map(hit => hit.id)).toEqual([
    id,
  ])
  expect(await names({})).toEqual(['K001'])
  expect(
    await codeOf(
      archive.api.customers.merge({ keep: { ...form, id, version: 2 }, drop: { id: dropped.id, version: 2 } }),
    ),
  ).toBe('core.conflict')
})

test('an erasure leaves no trace of the person anywhere, and the chain holds', async () => {
  const { id } = await add({
    name: '独一无二商行',
    contact: '欧阳娜娜',
    phones: '18912345678',
    address: '桃花岛路 7 号',
  })
  await add({ code: 'K002' })
  // Somebody began to correct the entry and closed the form.
  await valueOf(archive.api.office.keepDraft({ form: `customer/${id}`, value: { notes: '独一无二商行，在桃花岛' } }))
  await valueOf(archive.api.office.keepDraft({ form: 'customer/new', value: { notes: '别家' } }))
  await valueOf(archive.api.customers.erase({ id, version: 1, reason: '本人要求' }))
  expect((await valueOf(archive.api.office.draft({ form: 'customer/new' }))).value).toEqual({ notes: '别家' })
  expect(await codeOf(archive.api.customers.entry({ id }))).toBe('customers.notFound')
  archive.db.exec('VACUUM')
  const image = archive.db.serialize()
  for (const trace of ['独一无二', '欧阳娜娜', '18912345678', '桃花岛', 'dywe'])
    expect([trace, image.includes(trace)]).toEqual([trace, false])
  expect(checkChain(archive.db)).toMatchObject({ rows: 3, broken: null })
  expect(await valueOf(archive.api.customers.search({ text: '欧阳', limit: 10 }))).toEqual([])
})

test('the call list is ordered by area and sound, with every number as it is dialled', async () => {
  await add({ code: '1', area: 'B区', name: '安达物流' })
  await add({ code: '2', area: 'A区', name: '重庆机床', phones: '13800138000，0591-87654321转8' })
  const { rows, total } = await valueOf(
    archive.api.customers.callList({ area: '', standing: null, offset: 0, limit: 50 }),
  )
  expect(total).toBe(2)
  expect(rows.map(row => row.code)).toEqual(['2', '1'])
  expect(rows[0]?.contacts[0]?.phones.map(phone => showPhone(phone))).toEqual(['138 0013 8000', '0591 8765 4321 转 8'])
  expect(rows[0]?.contacts[0]?.phones.map(phone => showPhone(phone, 'en'))).toEqual([
    '138 0013 8000',
    '0591 8765 4321 ext. 8',
  ])
})
