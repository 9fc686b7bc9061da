/** Working hours and published lists of days, read as people type or paste them. */
import type { Range } from './contract'

/** Ranges as people write them, `08:30-12:00 13:30-17:30`; null where something is not understood. */
export const rangesIn = (text: string): Range[] | null => {
  const parts = text
    .replace(/[～~—–至到]/g, '-')
    .replace(/：/g, ':')
    .split(/[\s,，;；]+/)
    .filter(Boolean)
  const ranges = parts.map(part => {
    const [, fromHour, fromMinute, toHour, toMinute] = /^(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})$/.exec(part) ?? []
    if (toMinute === undefined) return null
    const range = { from: Number(fromHour) * 60 + Number(fromMinute), to: Number(toHour) * 60 + Number(toMinute) }
    return range.to <= 1440 && Number(fromMinute) < 60 && Number(toMinute) < 60 ? range : null
  })
  return ranges.some(range => range === null) ? null : ranges.filter(range => range !== null)
}

type Day = { day: string; working: boolean; name: string }

/** Days as a published list has them, one a line. */
export const daysIn = (text: string): { days: Day[] } | { wrong: { line: number; text: string } } => {
  const days: Day[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const [, year = '', month = '', of = '', word = '', name = ''] =
      /^\s*(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[\s,，]*(放假|休息|休|holiday|off|调休上班|上班|班|working|work)[\s,，]*(.{0,40})$/i.exec(
        line,
      ) ?? []
    const day = `${year}-${month.padStart(2, '0')}-${of.padStart(2, '0')}`
    // A date that does not exist, such as 30 February, is not moved into the next month.
    const read = new Date(`${day}T00:00:00Z`)
    if (word === '' || Number.isNaN(read.getTime()) || read.toISOString().slice(0, 10) !== day)
      return { wrong: { line: index + 1, text: line.trim().slice(0, 60) } }
    days.push({ day, working: /班|work/i.test(word), name: name.trim() })
  }
  return { days }
}
