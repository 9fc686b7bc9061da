/** Entries that are one row of a list: how each column is read into an entry and written from it. */
import type { Cells, Column, Difference, Fault, FaultCode } from './contract'
import { readDay, readWhole, readYes, said } from './table.rules'

type Language = 'zh' | 'en'

/** How a column stands for a part of an entry. `read` answers what to change, or what is wrong with the cell. */
export type FlatColumn<Fields> = {
  column: Column
  read: (cell: string) => Partial<Fields> | FaultCode
  write: (fields: Fields, language: Language) => string
}

type Having<Key extends string, Value> = Record<Key, Value>
const part = <Fields>(key: string, value: unknown): Partial<Fields> => ({ [key]: value }) as Partial<Fields>

export const textColumn = <Key extends string, Fields extends Having<Key, string>>(
  column: Column,
  key: Key,
): FlatColumn<Fields> => ({ column, read: cell => part(key, cell), write: fields => fields[key] })

export const dayColumn = <Key extends string, Fields extends Having<Key, string | null>>(
  column: Column,
  key: Key,
): FlatColumn<Fields> => ({
  column,
  read: cell => {
    const read = readDay(cell)
    return 'fault' in read ? read.fault : part(key, read.day)
  },
  write: fields => fields[key] ?? '',
})

export const yesColumn = <Key extends string, Fields extends Having<Key, boolean>>(
  column: Column,
  key: Key,
): FlatColumn<Fields> => ({
  column,
  read: cell => {
    const read = readYes(cell)
    return read === 'fault' ? 'unknownWord' : part(key, read)
  },
  write: (fields, language) => said(fields[key], language),
})

export const wholeColumn = <Key extends string, Fields extends Having<Key, number>>(
  column: Column,
  key: Key,
): FlatColumn<Fields> => ({
  column,
  read: cell => {
    const read = readWhole(cell.replace(/\s*(kg|km|公斤|千克|公里)$/i, ''))
    return read === 'fault' ? 'notANumber' : part(key, read)
  },
  write: fields => String(fields[key]),
})

/** One of a few words; the first of each is what a Chinese export writes, the key itself what an English one does. */
export const wordColumn = <Word extends string, Key extends string, Fields extends Having<Key, Word>>(
  column: Column,
  key: Key,
  words: Record<Word, readonly string[]>,
): FlatColumn<Fields> => {
  const all = Object.entries<readonly string[]>(words)
  return {
    column,
    read: cell => {
      const wanted = cell.normalize('NFKC').trim().toLowerCase()
      const found = all.find(([word, spelt]) => word.toLowerCase() === wanted || spelt.includes(wanted))
      return found ? part(key, found[0]) : 'unknownWord'
    },
    write: (fields, language) => {
      const word: Word = fields[key]
      return language === 'en' ? word : (words[word][0] ?? word)
    },
  }
}

/** An entry from its row, over what is known of it already; an empty cell leaves what is there. */
export const readFlat = <Fields extends object>(
  columns: readonly FlatColumn<Fields>[],
  cells: Cells,
  known: Fields,
): { fields: Fields; faults: Fault[] } => {
  const fields: Fields = structuredClone(known)
  const faults: Fault[] = []
  for (const { column, read } of columns) {
    const cell = (cells[column] ?? '').trim()
    if (cell === '') continue
    const value = read(cell)
    if (typeof value === 'string') faults.push({ code: value, column, value: cell.slice(0, 80) })
    else Object.assign(fields, value)
  }
  return { fields, faults }
}

/** What a person sees of a change, column by column. */
export const flatDifferences = <Fields>(
  columns: readonly FlatColumn<Fields>[],
  before: Fields,
  after: Fields,
): Difference[] =>
  columns
    .map(({ column, write }) => ({ column, before: write(before, 'zh'), after: write(after, 'zh') }))
    .filter(difference => difference.before !== difference.after)

/** The row of an entry in an export. */
export const writeFlat = <Fields>(columns: readonly FlatColumn<Fields>[], fields: Fields, language: Language): Cells =>
  Object.fromEntries(columns.map(({ column, write }) => [column, write(fields, language)]))
