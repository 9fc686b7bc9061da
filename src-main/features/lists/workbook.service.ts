/** Workbooks from outside: unpacked within bounds and looked over before the reader meets them, which trusts every size and address it is told. */
import { unzipSync, zipSync } from 'fflate'
import readExcelFile from 'read-excel-file/node'
import { Refused } from '../../contract/call'
import { largestList } from './contract'

/** Bytes of XML: a list packs to about a tenth, and one of the largest size that is read has about so many. */
const mostUnpacked = { always: 32 * 1024 * 1024, times: 40, ever: 300 * 1024 * 1024 }
/** Rows and columns of any spreadsheet program. */
const lastRow = 1_048_576
const lastColumn = 16_384

const damaged = (): never => {
  throw new Refused('lists.damagedWorkbook')
}

/** SECURITY: a small file that unpacks to a huge one, or claims to, is refused before it takes the memory (tests/archive/workbooks.test.ts). */
const unpacked = (content: Uint8Array): Record<string, Uint8Array> => {
  const { always, times, ever } = mostUnpacked
  const most = Math.min(ever, Math.max(always, content.length * times))
  let total = 0
  return unzipSync(content, {
    filter: ({ name, originalSize }) => {
      if (!/\.xml(\.rels)?$/.test(name)) return false
      total += originalSize
      if (total > most) throw new Refused('lists.unpacksTooLarge')
      return true
    },
  })
}

/** Elements of a workbook stand in a few others; the reader takes ever longer over each that stands deeper. */
const mostDepth = 100
/** Characters of one text or tag: a cell has at most 32,767, each spelt with up to eight. The reader takes them up again with every piece it reads. */
const longestRun = 300_000

// Quoted values may hold a closing bracket; a prefix is allowed in XML and dropped by the reader.
const tag = /<(\/?)(?:[^\s<>/:!?"']+:)?([^\s<>/:!?"']+)((?:[^"'>]|"[^"]*"|'[^']*')*)>/y
const address = /(?<=^|[\s"'])(?:[^\s=:"']+:)?r\s*=\s*(?:"([^"]*)"|'([^']*)')/g
/** What is no element: how it begins and ends. Document types have no place in a workbook. */
const skipped = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const

const endOfSkipped = (xml: string, at: number): number | null => {
  const kind = skipped.find(([begin]) => xml.startsWith(begin, at))
  if (!kind) return null
  const end = xml.indexOf(kind[1], at)
  return end < 0 ? damaged() : end + kind[1].length
}

/** Walks the elements that are open at once; `visit` gets each that holds something. */
const walkElements = (xml: string, visit: (name: string, attributes: string) => void): void => {
  let depth = 0
  let seen = 0
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at)) {
    if (at - seen > longestRun) damaged()
    seen = at
    const beyond = endOfSkipped(xml, at)
    if (beyond !== null) {
      at = beyond
      continue
    }
    tag.lastIndex = at
    const [whole, closing, name = '', attributes = ''] = tag.exec(xml) ?? damaged()
    at += whole.length
    if (closing === '/') depth -= 1
    else if (!attributes.endsWith('/')) {
      depth += 1
      if (depth > mostDepth) damaged()
      visit(name, attributes)
    }
  }
  if (xml.length - seen > longestRun) damaged()
}

const columnNumber = (letters: string): number =>
  Array.from(letters).reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0)

/**
 * SECURITY: a cell in row 99,999,999 would be preceded by as many empty rows, and each would be as wide as the widest
 * (tests/archive/workbooks.test.ts). Counts what the reader would make of a part, and refuses what is no list.
 */
const refuseBoundless = (xml: string): void => {
  let [rows, columns] = [0, 0]
  // A cell without content, such as one with only a colour, adds nothing and is not visited.
  walkElements(xml, (name, attributes) => {
    if (name !== 'row' && name !== 'c') return
    for (const [, double, single] of attributes.matchAll(address)) {
      const [, letters = '', digits = ''] = /^([A-Z]{0,3})([1-9]\d{0,6})$/.exec(double ?? single ?? '') ?? damaged()
      if ((letters === '') !== (name === 'row')) damaged()
      if (Number(digits) > lastRow || columnNumber(letters) > lastColumn) damaged()
      if (name === 'c') [rows, columns] = [Math.max(rows, Number(digits)), Math.max(columns, columnNumber(letters))]
    }
  })
  if (rows * columns > largestList.rows * largestList.columns) throw new Refused('lists.unpacksTooLarge')
}

const plainNumber = (written: string): string => {
  if (/^-?\d+$/.test(written)) return written
  const value = Number(written)
  // A spreadsheet keeps 15 digits; what stands behind them is noise of its arithmetic.
  return Number.isFinite(value) ? String(Number(value.toPrecision(15))) : written
}

const cellText = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return ''
    const written = value.toISOString()
    return written.endsWith('T00:00:00.000Z') ? written.slice(0, 10) : written.slice(0, 16).replace('T', ' ')
  }
  if (typeof value === 'boolean') return value ? '是' : '否'
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** Every sheet of a workbook as text. Refuses what cannot be read, and what would be more than a list. */
export const readWorkbook = async (content: Uint8Array): Promise<{ name: string; rows: string[][] }[]> => {
  try {
    const parts = unpacked(content)
    for (const part of Object.values(parts)) refuseBoundless(new TextDecoder().decode(part))
    // Packed anew: the reader waits for ever on a zip that ends too early, and takes every size in it for true.
    const sheets = await readExcelFile<string>(Buffer.from(zipSync(parts, { level: 0 })), {
      parseNumber: plainNumber,
      trim: false,
    })
    return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map(row => row.map(cellText)) }))
  } catch (error) {
    return error instanceof Refused ? Promise.reject(error) : damaged()
  }
}
