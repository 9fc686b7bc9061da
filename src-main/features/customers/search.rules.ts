/** How customers are found: which tokens an entry is filed under, which tokens a typed text asks for, and what counts as a hit. */
import { pinyin } from 'pinyin-pro'
import type { matchedFields, SearchSource } from './contract'
import { expandSyllable, segmentPinyin } from './syllables.rules'

export type MatchedField = (typeof matchedFields)[number]

/** One spelling of a text: half width, lower case, letters and digits only. */
export const normalise = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

const hasHan = (text: string): boolean => /\p{Script=Han}/u.test(text)

const read = (text: string, surname: 'head' | 'off'): string =>
  pinyin(text, { toneType: 'none', type: 'array', surname, nonZh: 'consecutive', v: true }).join(' ').toLowerCase()

/** Every reading of a name: in context, and character by character where that differs. */
export const readingsOf = (text: string): string[] => {
  const plain = normalise(text)
  if (!hasHan(plain)) return []
  const contextual = read(plain, 'head')
  const single = [...plain].map(character => read(character, 'off')).join(' ')
  return contextual === single ? [contextual] : [contextual, single]
}

/** The column a list is sorted by: Chinese by sound, a surname at the head read as one; the rest by letters. */
export const sortKeyOf = (text: string): string => read(text.normalize('NFKC'), 'head')

export const sourceOf = (entry: {
  code: string
  name: string
  shortName: string
  address: string
  contacts: readonly { name: string }[]
  digits: readonly string[]
}): SearchSource => ({
  code: normalise(entry.code),
  name: normalise(entry.name),
  shortName: normalise(entry.shortName),
  readings: [...readingsOf(entry.name), ...readingsOf(entry.shortName)].join('\n'),
  contacts: entry.contacts.map(contact => normalise(contact.name)).join('\n'),
  contactReadings: entry.contacts.flatMap(contact => readingsOf(contact.name)).join('\n'),
  address: normalise(entry.address),
  digits: entry.digits.join('\n'),
})

const grams = (text: string, length: number): string[] => {
  const characters = [...text]
  return characters
    .slice(0, Math.max(0, characters.length - length + 1))
    .map((_, index) => characters.slice(index, index + length).join(''))
}
const lines = (text: string): string[] => text.split('\n').filter(Boolean)
const initialsOf = (reading: string): string =>
  reading
    .split(' ')
    .map(syllable => syllable[0] ?? '')
    .join('')

// Token tags. h name's head, n name, c contact, a address, i initials, j contact's initials, u syllable, s two syllables,
// f four digits, g six digits, z the last four. One letter and what follows, so that no tokenizer splits them.

/** Every token an entry is filed under, separated by blanks. */
export const tokensOf = (source: SearchSource): string => {
  const tokens = new Set<string>()
  const add = (tag: string, values: readonly string[]): void => {
    for (const value of values) tokens.add(tag + value)
  }
  for (const name of [source.name, source.shortName].filter(Boolean)) {
    add('h', [[...name].slice(0, 1).join(''), [...name].slice(0, 2).join('')])
    add('n', [...grams(name, 1), ...grams(name, 2)])
  }
  for (const name of lines(source.contacts)) add('c', [...grams(name, 1), ...grams(name, 2)])
  add('a', grams(source.address, 2))
  for (const reading of lines(source.readings)) {
    const initials = initialsOf(reading)
    add('i', [...grams(initials, 1), ...grams(initials, 2), ...grams(initials, 3)])
    addSyllables(reading)
  }
  for (const reading of lines(source.contactReadings)) {
    const initials = initialsOf(reading)
    add('j', [...grams(initials, 2), ...grams(initials, 3)])
    addSyllables(reading)
  }
  for (const digits of lines(source.digits)) {
    add('f', grams(digits, 4))
    add('g', grams(digits, 6))
    add('z', digits.length >= 4 ? [digits.slice(-4)] : [])
  }
  return [...tokens].join(' ')

  function addSyllables(reading: string): void {
    const syllables = reading.split(' ')
    add('u', syllables)
    add(
      's',
      syllables.slice(1).map((syllable, index) => (syllables[index] ?? '') + syllable),
    )
  }
}

export type Word = { kind: 'digits' | 'letters' | 'text'; text: string }

/** A typed text as words: split at blanks and where Chinese, letters and digits meet. */
export const wordsOf = (typed: string): Word[] =>
  typed
    .normalize('NFKC')
    .toLowerCase()
    // A number is often typed with its hyphens and blanks.
    .replace(/(?<=\d)[-\s]+(?=\d)/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap(part => part.match(/\d+|[a-z]+|[^\da-z]+/g) ?? [])
    .slice(0, 6)
    .map(text => ({ kind: /^\d/.test(text) ? 'digits' : /^[a-z]/.test(text) ? 'letters' : 'text', text }))

const all = (tag: string, values: readonly string[]): string => values.map(value => `"${tag}${value}"`).join(' AND ')
const any = (expressions: readonly string[]): string =>
  expressions.length === 1 ? (expressions[0] ?? '') : expressions.map(expression => `(${expression})`).join(' OR ')

/** Some of many, the first and the last among them: each further token costs time, and the text itself has the last word. */
const few = (tokens: readonly string[], most: number): string[] =>
  tokens.length <= most
    ? [...tokens]
    : Array.from({ length: most }, (_, index) => tokens[Math.round((index * (tokens.length - 1)) / (most - 1))] ?? '')

// Two of three companies bear these; asking for them finds nothing out and costs most.
const everywhere = new Set([
  '有限',
  '限公',
  '公司',
  '司有',
  '份有',
  '股份',
  '任公',
  '责任',
  '限责',
  '集团',
  '团有',
  '团公',
])

const written = (tag: string, text: string): string => {
  if ([...text].length === 1) return all(tag, [text])
  const pairs = grams(text, 2)
  const telling = pairs.filter(pair => !everywhere.has(pair))
  return all(tag, few(telling.length > 0 ? telling : pairs, 4))
}

const syllablePaths = (letters: string): string[] =>
  segmentPinyin(letters).map(({ syllables, rest }) => {
    const last = rest === '' ? [] : expandSyllable(rest)
    const pairs = syllables.slice(1).map((syllable, index) => `"s${syllables[index] ?? ''}${syllable}"`)
    const before = syllables.at(-1)
    if (before === undefined) return any(last.map(syllable => `"u${syllable}"`))
    if (rest !== '') pairs.push(`(${any(last.map(syllable => `"s${before}${syllable}"`))})`)
    return pairs.length > 0 ? pairs.join(' AND ') : `"u${before}"`
  })

const initials = (tag: string, letters: string): string =>
  letters.length <= 3 ? all(tag, [letters]) : all(tag, grams(letters, 3))

/** FTS5 expressions in the order their hits are shown; a later one is asked only while hits are lacking. */
export const tiersOf = (words: readonly Word[]): string[] => {
  const tiers = words.map(wordTiers)
  if (words.length === 1) return tiers[0] ?? []
  const sides = tiers.map(any)
  return sides.includes('') ? [] : [sides.map(side => `(${side})`).join(' AND ')]
}

const wordTiers = ({ kind, text }: Word): string[] => {
  if (kind === 'text') {
    const characters = [...text]
    const head = all('h', [characters.slice(0, 2).join('')])
    const rest = characters.length > 2 ? ` AND ${written('n', text)}` : ''
    return [head + rest, written('n', text), written('c', text), ...(characters.length > 1 ? [written('a', text)] : [])]
  }
  if (kind === 'digits') {
    if (text.length >= 6) return [all('g', few(grams(text, 6), 3)), written('n', text), written('a', text)]
    if (text.length === 5) return [all('f', grams(text, 4)), written('n', text), written('a', text)]
    if (text.length === 4) return [all('z', [text]), all('f', [text]), written('n', text), written('a', text)]
    if (text.length === 3)
      return [any(Array.from({ length: 10 }, (_, digit) => `"f${text}${digit}"`)), written('n', text)]
    return [written('n', text), ...(text.length > 1 ? [written('a', text)] : [])]
  }
  const paths = syllablePaths(text)
  const byInitials = text.length > 1 ? [initials('i', text), initials('j', text)] : [initials('i', text)]
  return [
    written('n', text),
    ...byInitials,
    ...paths,
    ...(text.length > 1 ? [written('c', text), written('a', text)] : []),
  ]
}

/** Whether letters spell a run of syllables: each whole or by its first letter, the last one perhaps unfinished. */
const spells = (syllables: readonly string[], letters: string): boolean => {
  const from = (index: number, rest: string): boolean => {
    const syllable = syllables[index]
    if (rest === '') return true
    if (syllable === undefined) return false
    if (syllable.startsWith(rest)) return true
    if (rest.startsWith(syllable) && from(index + 1, rest.slice(syllable.length))) return true
    return rest[0] === syllable[0] && from(index + 1, rest.slice(1))
  }
  return syllables.some((_, index) => from(index, letters))
}

export type Match = { field: MatchedField; word: string; line: number }

/** Where a word stands in an entry, the most telling place first; null when nowhere: tokens alone may agree by chance. */
export const matchWord = (source: SearchSource, { kind, text }: Word): Match | null => {
  const found = (field: MatchedField, line = 0): Match => ({ field, word: text, line })
  const holds = (field: MatchedField, value: string): Match | null => {
    const line = lines(value).findIndex(part => part.includes(text))
    return line < 0 ? null : found(field, line)
  }
  const spelt = (readings: string): boolean =>
    kind === 'letters' && lines(readings).some(reading => spells(reading.split(' '), text))
  return (
    (source.code.startsWith(text) ? found('code') : null) ??
    holds('name', source.name) ??
    holds('shortName', source.shortName) ??
    (kind === 'digits' && text.length >= 3 ? holds('phone', source.digits) : null) ??
    holds('contact', source.contacts) ??
    (spelt(source.readings) || spelt(source.contactReadings) ? found('pinyin') : null) ??
    (source.code.includes(text) ? found('code') : null) ??
    ([...text].length > 1 ? holds('address', source.address) : null)
  )
}
