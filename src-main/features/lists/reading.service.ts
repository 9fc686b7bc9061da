/** Reads what spreadsheets write into plain tables of text: CSV in the encodings offices meet, pasted cells, workbooks. */
import { createHash } from 'node:crypto'
import { CsvError, parse } from 'csv-parse/sync'
import { Refused } from '../../contract/call'
import { largestList, longestCell } from './contract'
import { proposeHeader, proposeLast, proposeSeparator } from './table.rules'
import { readWorkbook } from './workbook.service'

export type Table = { name: string; rows: string[][] }
export type ReadFile = { format: 'csv' | 'xlsx'; encoding: string; separator: string; tables: Table[] }

const startsWith = (content: Uint8Array, ...bytes: number[]): boolean =>
  bytes.every((byte, index) => content[index] === byte)

const decoded = (content: Uint8Array, encoding: string): string => new TextDecoder(encoding).decode(content)

/** Text and what it was written in: a mark at its head, else valid UTF-8, else every second byte zero, else GB 18030. */
const textOf = (content: Uint8Array): { text: string; encoding: string } => {
  if (startsWith(content, 0xef, 0xbb, 0xbf)) return { text: decoded(content, 'utf-8'), encoding: 'UTF-8' }
  if (startsWith(content, 0xff, 0xfe)) return { text: decoded(content, 'utf-16le'), encoding: 'UTF-16' }
  if (startsWith(content, 0xfe, 0xff)) return { text: decoded(content, 'utf-16be'), encoding: 'UTF-16' }
  const head = content.subarray(0, 2000)
  const zeros = (from: number): number => head.filter((byte, index) => index % 2 === from && byte === 0).length
  if (zeros(1) > head.length / 8) return { text: decoded(content, 'utf-16le'), encoding: 'UTF-16' }
  if (zeros(0) > head.length / 8) return { text: decoded(content, 'utf-16be'), encoding: 'UTF-16' }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(content), encoding: 'UTF-8' }
  } catch {
    return { text: decoded(content, 'gb18030'), encoding: 'GB 18030' }
  }
}

const rowsOf = (text: string, delimiter: string): string[][] => {
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      bom: true,
      // One more than is allowed is enough to say so.
      to: largestList.rows + 1,
    })
  } catch (error) {
    // All that is left to be wrong with so lenient a reading: a quotation mark that nothing closes.
    if (error instanceof CsvError) throw new Refused('lists.quoteOpen')
    throw error
  }
}

const readText = (content: Uint8Array): ReadFile => {
  const { text, encoding } = textOf(content)
  if (text.slice(0, 4000).includes('\0')) throw new Refused('lists.notATable')
  if (/^\s*(<!doctype html|<html|<\?xml|\{|%PDF)/i.test(text)) throw new Refused('lists.notATable')
  const separator = proposeSeparator(text)
  return { format: 'csv', encoding, separator, tables: [{ name: '', rows: rowsOf(text, separator) }] }
}

const isEmpty = ({ rows }: Table): boolean => rows.every(row => row.every(cell => cell.trim() === ''))

/** Reads a file by its content, never by its name. Refuses what is no table, too large, or in Excel's old format. */
export const readTables = async (content: Uint8Array): Promise<ReadFile> => {
  if (content.length === 0) throw new Refused('lists.empty')
  // Excel 97 and any workbook under a password share this head.
  if (startsWith(content, 0xd0, 0xcf, 0x11, 0xe0)) throw new Refused('lists.oldExcel')
  const file: ReadFile = startsWith(content, 0x50, 0x4b)
    ? { format: 'xlsx', encoding: '', separator: '', tables: await readWorkbook(content) }
    : readText(content)
  const tables = file.tables.filter(table => !isEmpty(table))
  if (tables.length === 0) throw new Refused('lists.empty')
  for (const { rows } of tables)
    if (rows.length > largestList.rows) throw new Refused('lists.tooManyRows', { most: largestList.rows })
  return {
    ...file,
    tables: tables.map(({ name, rows }) => ({
      name,
      rows: rows.map(row => row.slice(0, largestList.columns).map(cell => cell.slice(0, longestCell))),
    })),
  }
}

const rowsInChunk = 1000
const headShown = 30

/** Tables as they travel between threads: bytes that move, not a million small strings. */
export const packTables = ({ tables }: ReadFile): Uint8Array<ArrayBuffer>[][] =>
  tables.map(({ rows }) =>
    Array.from({ length: Math.ceil(rows.length / rowsInChunk) }, (_, index) =>
      new TextEncoder().encode(JSON.stringify(rows.slice(index * rowsInChunk, (index + 1) * rowsInChunk))),
    ),
  )

/** The rows of a packed table from one on, chunk by chunk. */
export function* unpackRows(chunks: readonly Uint8Array[], from = 0): Generator<{ index: number; row: string[] }> {
  for (let chunk = Math.floor(from / rowsInChunk); chunk < chunks.length; chunk += 1) {
    const rows = JSON.parse(new TextDecoder().decode(chunks[chunk])) as string[][]
    for (const [offset, row] of rows.entries()) {
      const index = chunk * rowsInChunk + offset
      if (index >= from) yield { index, row }
    }
  }
}

/** What a person is shown of a file before choosing: its sheets, their first rows, where the entries seem to stand. */
export const describeTables = ({ tables }: ReadFile) => {
  const proposals = tables.map(({ rows }) => proposeHeader(rows))
  return {
    kind: proposals[0]?.kind ?? ('customers' as const),
    sheets: tables.map(({ name, rows }, index) => {
      const header = proposals[index]?.header ?? 0
      return {
        name,
        rows: rows.length,
        columns: rows.slice(0, 1000).reduce((most, row) => Math.max(most, row.length), 0),
        head: rows.slice(0, headShown),
        header: header + 1,
        last: proposeLast(rows, header) + 1,
      }
    }),
  }
}

export const hashOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex')
