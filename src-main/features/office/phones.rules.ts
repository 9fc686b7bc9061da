/** Phone numbers as Chinese offices write them: read, normalised, shown; the original is always kept. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { PhoneEntry } from './contract'

// A second number in the same cell: separators people use, and a blank run before what is clearly a new number.
const between = /[;；、,，/／|\n\r]+|\s{2,}|\s+(?=1[3-9]\d{9})|\s+(?=0\d{2,3}-)/

const extensionMark = /(?:转|轉|分机|ext\.?|x|#)\s*(\d{1,8})\s*$/i

/** Half-width digits, plain hyphens, and no exponent that a spreadsheet made of a long number. */
const plain = (written: string): string => {
  const narrow = written
    .normalize('NFKC')
    .replace(/[‐-―−－—]/g, '-')
    .trim()
  // Excel: 1.38E+10 would have lost digits; 1.3812345678E10 has not.
  const exponent = /^(\d)\.(\d{6,})E\+?(\d{1,2})$/i.exec(narrow)
  if (!exponent) return narrow.replace(/^(\d{7,})\.0+$/, '$1')
  const [, head = '', tail = '', power = '0'] = exponent
  const digits = head + tail
  return digits.padEnd(Number(power) + 1, '0')
}

const kinds: Record<string, PhoneEntry['kind']> = {
  MOBILE: 'mobile',
  FIXED_LINE: 'landline',
  FIXED_LINE_OR_MOBILE: 'landline',
  TOLL_FREE: 'service',
  SHARED_COST: 'service',
  PREMIUM_RATE: 'service',
  UAN: 'service',
  VOIP: 'service',
}

/** One number. `number` is empty where nothing can be dialled; the original stays either way. */
export const readPhone = (written: string, preferred = false): PhoneEntry => {
  const original = written.trim()
  const text = plain(original)
  const extension = extensionMark.exec(text)?.[1] ?? ''
  const body = text.replace(extensionMark, '').trim()
  const parsed = parsePhoneNumberFromString(body, 'CN')
  if (parsed?.isValid()) {
    const kind = parsed.country === 'CN' ? (kinds[parsed.getType() ?? ''] ?? 'unknown') : 'foreign'
    return { original, number: parsed.number.slice(1), extension: extension || (parsed.ext ?? ''), kind, preferred }
  }
  const digits = body.replace(/\D/g, '').slice(0, 20)
  return { original, number: digits, extension, kind: 'unknown', preferred }
}

/** The cell cut where one number ends and the next begins, each part as it was written. */
const partsOf = (cell: string): string[] => {
  const narrow = cell.normalize('NFKC')
  // Full-width digits narrow one to one, so that a cut in the narrow text is a cut in the written one.
  const written = narrow.length === cell.length ? cell : narrow
  const parts: string[] = []
  let from = 0
  for (const cut of narrow.matchAll(new RegExp(between, 'g'))) {
    parts.push(written.slice(from, cut.index))
    from = cut.index + cut[0].length
  }
  return [...parts, written.slice(from)]
}

/** Every number of a cell; the first is preferred. An empty cell has none. */
export const readPhones = (cell: string): PhoneEntry[] =>
  partsOf(cell)
    .map(part => part.trim())
    .filter(part => /\d/.test(part.normalize('NFKC')))
    .map((part, index) => readPhone(part, index === 0))

/** As it is read out, in Chinese unless `language` is `en`, and dialled within the country: 138 0013 8000, 0591-8765 4321 转 8, 400 800 1234. */
export const showPhone = ({ original, number, extension, kind }: PhoneEntry, language = 'zh'): string => {
  if (kind === 'unknown' || number === '') return original
  const parsed = parsePhoneNumberFromString(`+${number}`)
  const shown = !parsed ? original : kind === 'foreign' ? parsed.formatInternational() : parsed.formatNational()
  return extension ? `${shown} ${language === 'en' ? 'ext.' : '转'} ${extension}` : shown
}

/** Whether somebody can be rung at this number: it has enough digits to be one. */
export const canRing = ({ number }: Pick<PhoneEntry, 'number'>): boolean => number.length >= 7

/** The digits a person would type to find this number: without the country code. */
export const searchDigits = ({ number, kind }: Pick<PhoneEntry, 'number' | 'kind'>): string =>
  kind !== 'foreign' && number.startsWith('86') && number.length > 9 ? number.slice(2) : number
