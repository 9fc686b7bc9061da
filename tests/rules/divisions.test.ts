/** Administrative divisions (GB/T 2260) as lists write them. */
import { expect, it } from 'vitest'
import { divisionOf } from '../../src-main/features/customers/divisions.rules'

it.each([
  ['350102', '350102'],
  ['３５０１０２', '350102'],
  [' 350102 ', '350102'],
  ['福建省福州市鼓楼区', '350102'],
  ['福建省 / 福州市 / 鼓楼区', '350102'],
  ['福建省-福州市-鼓楼区', '350102'],
  ['福建省 > 福州市 · 鼓楼区', '350102'],
  ['闽侯县', '350121'],
])('reads %s', (written, code) => {
  expect(divisionOf(written)).toBe(code)
})

it.each(['鼓楼区', '', '福州', '35010', '3501020', '火星市'])(
  'reads nothing, or nothing certain, from "%s"',
  written => {
    expect(divisionOf(written)).toBeNull()
  },
)
