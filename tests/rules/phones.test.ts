import { expect, test } from 'vitest'
import { canRing, readPhone, readPhones, searchDigits, showPhone } from '../../src-main/features/office/phones.rules'

test.each([
  ['13800138000', '8613800138000', '', 'mobile'],
  ['１３８００１３８０００', '8613800138000', '', 'mobile'],
  ['138 0013 8000', '8613800138000', '', 'mobile'],
  ['138-0013-8000', '8613800138000', '', 'mobile'],
  ['+86 138 0013 8000', '8613800138000', '', 'mobile'],
  ['0086-13800138000', '8613800138000', '', 'mobile'],
  ['1.3800138E10', '8613800138000', '', 'mobile'],
  ['13800138000.0', '8613800138000', '', 'mobile'],
  ['0591-87654321', '8659187654321', '', 'landline'],
  ['（0591）87654321', '8659187654321', '', 'landline'],
  ['0591－87654321转8012', '8659187654321', '8012', 'landline'],
  ['010-62781234 分机 12', '861062781234', '12', 'landline'],
  ['400-820-8820', '864008208820', '', 'service'],
  ['+852 2123 4567', '85221234567', '', 'foreign'],
  ['87654321', '87654321', '', 'unknown'],
  ['待补', '', '', 'unknown'],
])('%s is read as %s', (written, number, extension, kind) => {
  expect(readPhone(written)).toEqual({ original: written, number, extension, kind, preferred: false })
})

test.each([
  ['13800138000/13900139000', ['8613800138000', '8613900139000']],
  ['13800138000、0591-87654321', ['8613800138000', '8659187654321']],
  ['13800138000；13900139000；', ['8613800138000', '8613900139000']],
  ['13800138000\n13900139000', ['8613800138000', '8613900139000']],
  ['13800138000 13900139000', ['8613800138000', '8613900139000']],
  ['138 0013 8000', ['8613800138000']],
  ['0591-87654321 转 8012', ['8659187654321']],
  ['', []],
  ['无', []],
])('the cell %j holds %j', (cell, numbers) => {
  const phones = readPhones(cell)
  expect(phones.map(phone => phone.number)).toEqual(numbers)
  expect(phones.filter(phone => phone.preferred)).toHaveLength(numbers.length > 0 ? 1 : 0)
})

test('a number is shown as it is dialled here, with its extension', () => {
  expect(showPhone(readPhone('+8613800138000'))).toBe('138 0013 8000')
  expect(showPhone(readPhone('0591-87654321转8'))).toBe('0591 8765 4321 转 8')
  expect(showPhone(readPhone('+852 2123 4567'))).toBe('+852 2123 4567')
  expect(showPhone(readPhone('总机 8012'))).toBe('总机 8012')
})

test('what can be rung and what a person types to find it', () => {
  expect([canRing(readPhone('8012')), canRing(readPhone('13800138000'))]).toEqual([false, true])
  expect(searchDigits(readPhone('13800138000'))).toBe('13800138000')
  expect(searchDigits(readPhone('0591-87654321'))).toBe('59187654321')
  expect(searchDigits(readPhone('+852 2123 4567'))).toBe('85221234567')
})
