/** Workbooks made piece by piece, so that any piece of them can be wrong: cells, addresses, parts, and the zip around them. */
import { strToU8, zipSync } from 'fflate'
import type { Random } from './random'
import { spoiltBytes, spoiltText } from './spoiling'

const escaped = (text: string): string =>
  // What XML cannot hold at all is left in now and then by the pieces below, not here.
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replace(/[&<>"]/g, mark => `&#${mark.codePointAt(0) ?? 0};`)

const letters = (column: number): string =>
  (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26))

/** Addresses, numbers and marks that no spreadsheet writes. */
const pieces: readonly string[] = [
  'r="99999999"',
  'r="Infinity"',
  'r="1e9"',
  'r="XFD1048576"',
  'r="ZZZZZZ1"',
  'r="A0"',
  'r=""',
  "r='7000000'",
  'r="&#57;9999999"',
  'x=">" r="88888888"',
  '<row r="50000000"><c r="A50000000"><v>1</v></c></row>',
  '<c r="WWWWWWW2" t="str"><v>x</v></c>',
  '<c r="B3"><f>HYPERLINK("http://x")</f><v>1</v></c>',
  '<c r="C4" t="s"><v>-1</v></c>',
  '<c r="C4" t="s"><v>99999999</v></c>',
  '<c r="C5" t="e"><v>#REF!</v></c>',
  '<c r="C6" t="d"><v>+275760-09-13T00:00:00Z</v></c>',
  '<c r="C7" s="1"><v>1e300</v></c>',
  '<c r="C7" s="99"><v>45000</v></c>',
  '<dimension ref="A1:XFD1048576"/>',
  '<dimension ref=":"/>',
  '<!DOCTYPE a [<!ENTITY x "y">]>',
  '&x;',
  '<![CDATA[<row r="9"/>]]>',
  '<!--',
  '</sheetData>',
  '<x:row xmlns:x="y" r="77777777">',
  '_x005F_x0000_',
  '\u0000',
  '\ud800',
]

const cellOf = (cell: string, row: number, column: number, shared: string[], random: Random): string => {
  const at = `${letters(column)}${row}`
  if (/^\d{1,15}$/.test(cell) && random.chance(0.5))
    return `<c r="${at}"${random.chance(0.3) ? ' s="1"' : ''}><v>${cell}</v></c>`
  if (random.chance(0.4)) return `<c r="${at}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`
  shared.push(`<si><t xml:space="preserve">${escaped(cell)}</t></si>`)
  return `<c r="${at}" t="s"><v>${shared.length - 1}</v></c>`
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The parts of a workbook with one sheet. */
const partsOf = (rows: readonly (readonly string[])[], random: Random): Record<string, string> => {
  const shared: string[] = []
  const lines = rows.map(
    (row, index) =>
      `<row r="${index + 1}">${row.map((cell, column) => cellOf(cell, index + 1, column, shared, random)).join('')}</row>`,
  )
  return {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="表一" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}" count="${shared.length}" uniqueCount="${shared.length}">${shared.join('')}</sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${lines.join('')}</sheetData></worksheet>`,
  }
}

const bombOf = (random: Random): Uint8Array =>
  strToU8(random.oneOf([' ', '<row>', 'A'], ' ').repeat(random.oneOf([1_000_000, 40_000_000], 1_000_000)))

/** A workbook of these rows: whole, or wrong in a part, in its list of parts, or in the zip. */
export const workbookOf = (rows: readonly (readonly string[])[], random: Random): Buffer => {
  const parts = partsOf(rows, random)
  const doing = random.next()
  if (doing < 0.45) {
    const [name, text] = random.oneOf(Object.entries(parts), ['', ''])
    parts[name] = spoiltText(text, pieces, random)
  }
  const missing = doing >= 0.45 && doing < 0.55 ? random.oneOf(Object.keys(parts), '') : ''
  const members: Record<string, Uint8Array> = Object.fromEntries(
    Object.entries(parts)
      .filter(([name]) => name !== missing)
      .map(([name, text]) => [name, strToU8(text)]),
  )
  if (random.chance(0.01)) members[random.oneOf(['xl/sharedStrings.xml', 'xl/other.xml'], '')] = bombOf(random)
  if (random.chance(0.05))
    members[random.oneOf(['../../evil.xml', '/etc/passwd', '__proto__.xml', 'xl/'], '')] = new Uint8Array(9)
  const zip = Buffer.from(zipSync(members, { level: random.chance(0.5) ? 0 : 6 }))
  if (random.chance(0.25)) return spoiltBytes(zip, random)
  if (random.chance(0.1)) return lied(zip, random)
  return zip
}

/** A zip that says of a member that it is larger, smaller, packed otherwise, or of unknown size. */
const lied = (zip: Buffer, random: Random): Buffer => {
  const lying = Buffer.from(zip)
  const heads = [
    { mark: Buffer.from([0x50, 0x4b, 3, 4]), flags: 6, method: 8, packed: 18, size: 22 },
    { mark: Buffer.from([0x50, 0x4b, 1, 2]), flags: 8, method: 10, packed: 20, size: 24 },
  ]
  const value = random.oneOf([0, 1, 0x7fffffff, 0xfffffff0, 0xffffffff, 0x10000000], 0)
  const what = random.oneOf(['flags', 'method', 'packed', 'size'] as const, 'size')
  for (const head of heads)
    for (let at = lying.indexOf(head.mark); at >= 0 && at + 30 < lying.length; at = lying.indexOf(head.mark, at + 4)) {
      if (random.chance(0.4)) continue
      if (what === 'flags') lying.writeUInt16LE(random.oneOf([1, 8, 0x800, 0xffff], 8), at + head.flags)
      else if (what === 'method') lying.writeUInt16LE(random.oneOf([0, 8, 9, 14, 99], 0), at + head.method)
      else lying.writeUInt32LE(value, at + head[what])
    }
  return lying
}
