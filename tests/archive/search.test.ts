import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { normalise } from '../../src-main/features/customers/search.rules'
import { testArchive, valueOf } from '../support/archive'
import type { TestArchive } from '../support/archive'
import { aCustomer } from '../support/customers'

let archive: TestArchive
const people = [
  {
    code: 'FZ-001',
    name: '丰州恒力机械有限公司',
    shortName: '恒力机械',
    contact: '单雄信',
    phones: '13800138000',
    address: '丰州市东街口 88 号',
  },
  {
    code: 'FZ-002',
    name: '丰州市安达物流有限公司',
    shortName: '安达',
    contact: '曾国强',
    phones: '0591-87651234',
    address: '丰州市西环路 9 号',
  },
  {
    code: 'FZ-003',
    name: '重庆长安机床厂',
    shortName: '长安机床',
    contact: '仇英',
    phones: '400-820-8820',
    address: '渝中区解放碑',
  },
  {
    code: 'B-17',
    name: 'ABC 精密仪器（丰州）有限公司',
    shortName: 'ABC',
    contact: '李雷',
    phones: '15912345678 / 13987651234',
    address: '高新区软件大道 3 号',
  },
  { code: 'FZ-005', name: '绿源水处理', shortName: '', contact: '吕布', phones: '', address: '' },
]
beforeAll(async () => {
  archive = testArchive()
  for (const person of people) await valueOf(archive.api.customers.add(aCustomer(person)))
})
afterAll(() => {
  archive.close()
})
const find = async (text: string) =>
  (await valueOf(archive.api.customers.search({ text, limit: 20 }))).map(hit => hit.code).sort()

test.each([
  ['one character', '恒', ['FZ-001']],
  ['two characters', '安达', ['FZ-002']],
  ['characters in the middle', '力机械', ['FZ-001']],
  ['a contact', '曾国', ['FZ-002']],
  ['an address', '软件大道', ['B-17']],
  ['a code', 'fz-00', ['FZ-001', 'FZ-002', 'FZ-003', 'FZ-005']],
  ['Latin letters of a name', 'abc', ['B-17']],
  ['a phone fragment', '9123456', ['B-17']],
  ['the last four digits', '8000', ['FZ-001']],
  ['the last four digits over the hyphen', '51234', ['B-17', 'FZ-002']],
  ['digits with hyphens', '0591-8765', []],
  ['digits as dialled', '591-8765', ['FZ-002']],
  ['a service number', '4008208820', ['FZ-003']],
  ['pinyin', 'hengli', ['FZ-001']],
  ['unfinished pinyin', 'hengl', ['FZ-001']],
  ['one letter', 'h', ['FZ-001']],
  ['initials', 'hljx', ['FZ-001']],
  ['two initials', 'ad', ['FZ-002']],
  ['a surname’s own reading', 'shanxiongxin', ['FZ-001']],
  ['a surname’s common reading', 'danxiongxin', ['FZ-001']],
  ['a name that reads two ways', 'chongqing', ['FZ-003']],
  ['ü typed as v', 'lvyuan', ['FZ-005']],
  ['a contact’s initials', 'zgq', ['FZ-002']],
  ['Chinese and pinyin', '恒li', ['FZ-001']],
  ['Chinese and digits', '恒力 8000', ['FZ-001']],
  ['two words', '丰州 物流', ['FZ-002']],
  ['full-width letters', 'ＡＢＣ', ['B-17']],
  ['nothing', '', []],
  ['a sign', '%', []],
  ['a quote', '"', []],
  ['no such number', '9999999999', []],
  ['no such name', '魑魅', []],
])('%s: %s', async (_kind, text, codes) => {
  expect(await find(text)).toEqual(codes)
})

test('the matched part is marked', async () => {
  const [hit] = await valueOf(archive.api.customers.search({ text: '力机', limit: 1 }))
  expect(hit).toMatchObject({ matched: 'name', matchedText: '丰州恒力机械有限公司', range: [3, 5] })
})

test('a corrected entry is found by its new text and no longer by the old', async () => {
  const own = testArchive()
  const { id } = await valueOf(own.api.customers.add(aCustomer()))
  await valueOf(
    own.api.customers.correct({
      ...aCustomer({ name: '金鹰纺织', shortName: '', phones: '13711112222', contact: '韩梅梅' }),
      id,
      version: 1,
    }),
  )
  const codes = async (text: string) => (await valueOf(own.api.customers.search({ text, limit: 5 }))).length
  expect([
    await codes('恒力'),
    await codes('13800138000'),
    await codes('刘晓东'),
    await codes('金鹰'),
    await codes('1112222'),
    await codes('jyfz'),
  ]).toEqual([0, 0, 0, 1, 1, 1])
  own.close()
})

describe('recall against looking at every entry', () => {
  const characters = ['丰', '州', '恒', '力', '机', '械', '安', '达', '长', '重', 'a', 'b', '3', '8']
  const name = fc.array(fc.constantFrom(...characters), { minLength: 1, maxLength: 8 }).map(parts => parts.join(''))

  test('any part of any name or number is found', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(name, { minLength: 1, maxLength: 6 }),
        fc.nat(),
        fc.nat(),
        async (list, from, length) => {
          const own = testArchive()
          try {
            const phones = list.map((_, index) => `1380013${String((from + index * 7919) % 10_000).padStart(4, '0')}`)
            for (const [index, each] of list.entries())
              await valueOf(
                own.api.customers.add(
                  aCustomer({
                    code: `Q${index}`,
                    name: each,
                    shortName: '',
                    contact: '某人',
                    address: '',
                    phones: phones[index] ?? '',
                  }),
                ),
              )
            const target = normalise(list[from % list.length] ?? '')
            const part = target.slice(from % target.length, (from % target.length) + 1 + (length % 4))
            const expected = list.flatMap((each, index) => (normalise(each).includes(part) ? [`Q${index}`] : []))
            const hits = (await valueOf(own.api.customers.search({ text: part, limit: 50 }))).map(hit => hit.code)
            expect(hits).toEqual(expect.arrayContaining(expected))
            const phone = phones[0] ?? ''
            const fragment = phone.slice(length % 7, (length % 7) + 4 + (from % 4))
            const byPhone = (await valueOf(own.api.customers.search({ text: fragment, limit: 50 }))).map(
              hit => hit.code,
            )
            expect(byPhone).toContain('Q0')
          } finally {
            own.close()
          }
        },
      ),
      { numRuns: 40, seed: 20261123 },
    )
  })
})
