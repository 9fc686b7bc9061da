/** Workbooks that somebody made to hurt: small files that unpack to huge ones, lie about their sizes, or place a cell far out. */
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { Refused } from '../../src-main/contract/call'
import { readTables } from '../../src-main/features/lists/reading.service'
import { proposeHeader } from '../../src-main/features/lists/table.rules'

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const workbook = (sheetData: string, further: Record<string, Uint8Array> = {}): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    zipSync({
      'xl/workbook.xml': strToU8(
        `<workbook ${main} xmlns:r="${relations}"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>`,
      ),
      'xl/_rels/workbook.xml.rels': strToU8(
        `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      ),
      'xl/worksheets/sheet1.xml': strToU8(`<worksheet ${main}><sheetData>${sheetData}</sheetData></worksheet>`),
      ...further,
    }),
  )
const cell = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
const row = (number: string, ...cells: string[]): string => `<row r="${number}">${cells.join('')}</row>`
const twoRows = row('1', cell('A1', '编号'), cell('B1', '名称')) + row('2', cell('A2', 'K1'), cell('B2', '恒力'))
const refusalOf = (content: Uint8Array): Promise<string> =>
  readTables(content).then(
    () => 'was read',
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  )

describe('a workbook', () => {
  it('that is whole is read', async () => {
    const { tables } = await readTables(workbook(twoRows))
    expect(tables).toEqual([
      {
        name: '表',
        rows: [
          ['编号', '名称'],
          ['K1', '恒力'],
        ],
      },
    ])
  })

  it.each([
    ['a row far out', row('99999999', cell('A99999999', 'x'))],
    ['a row without end', row('Infinity', cell('A1', 'x'))],
    ['a column far out', row('1', cell('ZZZZZZ1', 'x'))],
    ['the number of a row behind a bracket', `<row x=">" r="88888888">${cell('A88888888', 'x')}</row>`],
    ['a prefix', `<x:row xmlns:x="y" x:r="77777777"><x:c x:r='A77777777'><x:v>1</x:v></x:c></x:row>`],
    ['elements without end in each other', '<row>'.repeat(200_000)],
    ['a comment that nothing closes', '<!--'.repeat(200_000)],
    ['a text of eight million characters', row('3', cell('A3', '长'.repeat(8_000_000)))],
    ['a document type', '<!DOCTYPE a [<!ENTITY x "y">]>'],
    ['a number spelt by references', row('&#57;9999999', cell('A1', 'x'))],
  ])('with %s is refused', async (_what, sheetData) => {
    expect(await refusalOf(workbook(twoRows + sheetData))).toBe('lists.damagedWorkbook')
  })

  it('with one cell in the last row and one in the last column is refused; with only colours there it is read', async () => {
    expect(await refusalOf(workbook(row('1', cell('XFD1', 'x')) + row('1048576', cell('A1048576', 'y'))))).toBe(
      'lists.unpacksTooLarge',
    )
    const coloured = twoRows + row('3', '<c r="XFD3" s="1"/>') + row('1048576', '<c r="A1048576" s="1"/>')
    expect((await readTables(workbook(coloured))).tables[0]?.rows).toHaveLength(2)
  })

  it('that unpacks to far more than a list is refused', async () => {
    const bomb = { 'xl/sharedStrings.xml': new Uint8Array(40 * 1024 * 1024) }
    expect(await refusalOf(workbook(twoRows, bomb))).toBe('lists.unpacksTooLarge')
  })

  it('that claims four gigabytes is refused', async () => {
    const lying = Buffer.from(workbook(twoRows))
    for (const [mark, size] of [
      ['PK\u0003\u0004', 22],
      ['PK\u0001\u0002', 24],
    ] as const)
      lying.writeUInt32LE(0xfffffff0, lying.lastIndexOf(mark, undefined, 'latin1') + size)
    expect(await refusalOf(lying)).toBe('lists.unpacksTooLarge')
  })

  it('cut anywhere is refused, never waited for', async () => {
    const whole = workbook(twoRows)
    for (let length = 4; length < whole.length; length += 7)
      expect(await refusalOf(whole.slice(0, length))).toBe('lists.damagedWorkbook')
  })
})

describe('a text table', () => {
  it('with a quotation mark that nothing closes is refused', async () => {
    expect(await refusalOf(new TextEncoder().encode('编号,名称\n1,"恒力\n2,远洋\n'))).toBe('lists.quoteOpen')
  })

  it('of brackets alone is looked through without a wait', () => {
    const cells = Array.from({ length: 100 }, () => '('.repeat(5000))
    // Would take days where each bracket looked for its end in the whole cell.
    expect(proposeHeader([cells, cells, cells])).toEqual({ header: 0, kind: 'customers' })
  })
})
