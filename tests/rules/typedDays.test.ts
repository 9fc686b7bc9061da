/** Hours and published days as people type them: what is understood, and the line that is not. */
import { describe, expect, it } from 'vitest'
import { daysIn, rangesIn } from '../../src-main/features/office/typed.rules'

describe('working hours as typed', () => {
  it.each([
    ['08:30-12:00 13:30-17:30', [510, 720, 810, 1050]],
    ['8：30～12：00，13:30至17:30', [510, 720, 810, 1050]],
    ['00:00-24:00', [0, 1440]],
    ['', []],
  ])('reads %s', (text, minutes) => {
    expect(rangesIn(text)?.flatMap(({ from, to }) => [from, to])).toEqual(minutes)
  })
  it.each(['8.30-12', '08:60-12:00', '08:00-24:01', '上午', '08:00-12:00 13'])('refuses %s', text => {
    expect(rangesIn(text)).toBeNull()
  })
})

describe('days as a published list has them', () => {
  it('reads the forms of a list, each with its whole name', () => {
    const text =
      '2027-02-07 上班 调休\n2027年2月6日 休息 春节\n\n2027/2/8 放假\n2028.2.29 working make-up day\n2027-10-1 holiday National Day'
    expect(daysIn(text)).toEqual({
      days: [
        { day: '2027-02-07', working: true, name: '调休' },
        { day: '2027-02-06', working: false, name: '春节' },
        { day: '2027-02-08', working: false, name: '' },
        { day: '2028-02-29', working: true, name: 'make-up day' },
        { day: '2027-10-01', working: false, name: 'National Day' },
      ],
    })
  })
  it.each([
    ['2027-02-06 休息\n国庆', 2, '国庆'],
    ['2027-02-29 放假', 1, '2027-02-29 放假'],
    ['2027-02-30 放假', 1, '2027-02-30 放假'],
    ['2027-13-01 放假', 1, '2027-13-01 放假'],
  ])('names the line it cannot read in %j', (text, line, wrong) => {
    expect(daysIn(text)).toEqual({ wrong: { line, text: wrong } })
  })
})
