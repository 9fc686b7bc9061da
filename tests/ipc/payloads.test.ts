/** Every call of the contract is given what no screen would send: it refuses, and the archive stays as it was. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { contract } from '../../src-main/contract'
import { callNames, findCall } from '../../src-main/contract/wire'
import { emptyCustomer } from '../../src-main/features/customers/rules'
import { testArchive } from '../support/archive'
import type { TestArchive } from '../support/archive'

let archive: TestArchive
beforeAll(() => {
  archive = testArchive()
})
afterAll(() => {
  archive.close()
})

const deep = (): unknown => {
  let value: unknown = 1
  for (let depth = 0; depth < 500; depth += 1) value = { value }
  return value
}

const hostile: [string, unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['a number', 7],
  ['not a number', Number.NaN],
  ['a list', []],
  ['a text of a megabyte', 'x'.repeat(1_000_000)],
  ['a field too many', { surplus: true }],
  ['a poisoned prototype', JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{}}}')],
  ['deep nesting', deep()],
  ['a lone surrogate', { name: '\ud800' }],
  ['bytes', new Uint8Array(10)],
  ['a date', new Date(0)],
]

const imageOf = (): string => createHash('sha256').update(archive.db.serialize()).digest('hex')

const call = (name: string, input: unknown) => {
  const [feature = '', member = ''] = name.split('.')
  const calls = Reflect.get(archive.api, feature) as Record<string, (input: unknown) => Promise<unknown>>
  const found = calls[member]
  if (!found) throw new Error(`${name} is not there`)
  return found(input)
}

const served = callNames(contract).filter(
  name => findCall(contract, name)?.kind !== 'desktop' && !name.startsWith('access.'),
)

test.each(served)('%s refuses what it did not ask for', async name => {
  const before = imageOf()
  const schema: z.ZodType | undefined = findCall(contract, name)?.input
  for (const [kind, input] of hostile) {
    if (schema?.safeParse(input).success) continue
    const answer = await call(name, input)
    expect(answer, kind).toMatchObject({ ok: false, code: 'core.invalidInput' })
  }
  expect(imageOf()).toBe(before)
  expect(archive.faults).toEqual([])
})

test('a note of ten megabytes is refused by its size', async () => {
  const notes = '长'.repeat(10_000_000)
  const answer = await call('customers.add', { ...emptyCustomer, code: 'K1', name: '恒力', notes })
  expect(answer).toEqual({ ok: false, code: 'core.invalidInput', params: { path: 'notes', reason: 'too_big' } })
  expect(archive.faults).toEqual([])
})

test.each([
  'customers',
  'office.__proto__',
  '__proto__.x',
  'constructor.name',
  'office.entry.more',
  '',
  '.',
  'office.',
])('no call is named %j', name => {
  expect(findCall(contract, name)).toBeNull()
})

test('every call is a strict object, so that nothing slips through unread', () => {
  const loose = callNames(contract).filter(name => findCall(contract, name)?.input.safeParse({ surplus: 1 }).success)
  expect(loose).toEqual([])
})
