import { execFileSync } from 'node:child_process'
import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import type { CustomerEntry } from '../../src-main/features/customers/contract'
import type { Column, ListKind } from '../../src-main/features/lists/contract'
import {
  escapeCell,
  proposeHeader,
  proposeLast,
  readDay,
  unescapeCell,
} from '../../src-main/features/lists/table.rules'
import { codeOf, testArchive, valueOf } from '../support/archive'
import type { TestArchive } from '../support/archive'
import { aCustomer } from '../support/customers'
import { fillCustomers } from '../support/manyCustomers'

let archive: TestArchive
beforeEach(() => {
  archive = testArchive()
})
afterEach(() => {
  expect(archive.faults).toEqual([])
  archive.close()
})

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
const encoded = (text: string, to: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(execFileSync('iconv', ['-f', 'UTF-8', '-t', to], { input: text }))
const workbook = async (rows: unknown[][]): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await writeExcelFile(rows as never).toBuffer())

const read = async (content: Uint8Array<ArrayBuffer>, name = '客户.csv') =>
  valueOf(archive.api.lists.read({ name, content }))

/** Reads, takes every proposal, previews. */
const preview = async (content: Uint8Array<ArrayBuffer>, kind: ListKind = 'customers', sheet = 0) => {
  const { reading, sheets } = await read(content)
  const { header = 0, last = 0 } = sheets[sheet] ?? {}
  const plan = await valueOf(archive.api.lists.plan({ reading, kind, sheet, header }))
  const mapping = plan.map(({ column }) => column)
  const staged = await valueOf(archive.api.lists.preview({ reading, kind, sheet, header, last, mapping }))
  const rows = (await valueOf(archive.api.lists.rows({ id: staged.id, action: null, offset: 0, limit: 200 }))).rows
  return { staged, rows, mapping }
}
const commit = (id: string, leaveOutFaulty = true, leaveOutSimilar = false) =>
  archive.api.lists.commit({ id, leaveOutFaulty, leaveOutSimilar })
const everything = async () => (await valueOf(archive.api.customers.all({ offset: 0, limit: 200 }))).rows

/** An entry without what the archive itself notes of it. */
const bare = (entry: CustomerEntry | undefined) => ({ ...entry, id: '', version: 0, createdAt: '', updatedAt: '' })

const table = [
  '客户编号,客户名称,区域,联系人,联系电话,执照有效期',
  'K001,丰州恒力机械有限公司,A区,刘晓东,13800138000,2030-12-31',
  'K002,丰州远洋渔业公司,B区,陈敏,0591-87654321转8,2027/3/5',
].join('\r\n')

describe('what Excel on a Chinese Windows writes', () => {
  it.each([
    ['UTF-8 with a mark', () => new Uint8Array([0xef, 0xbb, 0xbf, ...utf8(table)]), 'UTF-8', ','],
    ['UTF-8 without', () => utf8(table), 'UTF-8', ','],
    ['GB 18030', () => encoded(table, 'GB18030'), 'GB 18030', ','],
    [
      'Unicode text',
      () => new Uint8Array([0xff, 0xfe, ...encoded(table.replaceAll(',', '\t'), 'UTF-16LE')]),
      'UTF-16',
      '\t',
    ],
    ['UTF-16 without a mark', () => encoded(table.replaceAll(',', '\t'), 'UTF-16LE'), 'UTF-16', '\t'],
    ['semicolons', () => utf8(table.replaceAll(',', ';')), 'UTF-8', ';'],
    ['pasted cells', () => utf8(table.replaceAll(',', '\t')), 'UTF-8', '\t'],
  ])('%s', async (_name, content, encoding, separator) => {
    expect(await read(content())).toMatchObject({ format: 'csv', encoding, separator, kind: 'customers' })
    const { staged } = await preview(content())
    expect(staged).toMatchObject({ added: 2, faulty: 0 })
    await valueOf(commit(staged.id))
    const [one, two] = await everything()
    expect(one).toMatchObject({ code: 'K001', area: 'A区', licenceValidUntil: '2030-12-31' })
    expect(two?.contacts[0]?.phones).toMatchObject([
      { number: '8659187654321', extension: '8', original: '0591-87654321转8' },
    ])
    expect(two?.licenceValidUntil).toBe('2027-03-05')
    expect((await valueOf(archive.api.customers.search({ text: 'fzhl', limit: 5 }))).map(hit => hit.code)).toEqual([
      'K001',
    ])
  })

  it('a workbook with title rows, a total row, a number-typed phone and a serial date', async () => {
    const content = await workbook([
      ['丰州办事处客户一览表', null, null, null, null],
      [null, null, null, null, null],
      ['客户编号', '客户名称', '联系人', '手机', '安装日期', '设备型号', '序列号'],
      [
        'K001',
        '丰州恒力机械有限公司',
        '刘晓东',
        13800138000,
        { value: new Date('2024-02-29T00:00:00Z'), type: Date, format: 'yyyy/m/d' },
        'HL-200',
        'SN-7',
      ],
      ['', '', '王小明', 13900139000, 45351, 'HL-300', 'SN-8'],
      ['K002', '丰州远洋渔业公司', '陈敏', '１３７ ００１３ ７０００、+86 591 8765 4321', null, null, null],
      ['合计', '2 户', null, null, null],
      ['制表人：王芳', null, null, null, null],
    ])
    expect((await read(content, '客户.xlsx')).sheets).toMatchObject([{ header: 3, last: 6, rows: 8 }])
    const { staged } = await preview(content)
    expect(staged).toMatchObject({ added: 2, faulty: 0 })
    await valueOf(commit(staged.id))
    const [one, two] = await everything()
    expect(one?.contacts.map(({ name, phones }) => [name, phones[0]?.number])).toEqual([
      ['刘晓东', '8613800138000'],
      ['王小明', '8613900139000'],
    ])
    expect(one?.equipment).toMatchObject([
      { serial: 'SN-7', installedOn: '2024-02-29' },
      { serial: 'SN-8', installedOn: '2024-02-29' },
    ])
    expect(two?.contacts[0]?.phones.map(({ number, original }) => [number, original])).toEqual([
      ['8613700137000', '１３７ ００１３ ７０００'],
      ['8659187654321', '+86 591 8765 4321'],
    ])
  })

  it.each([
    ['an old workbook or one under a password', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1], 'lists.oldExcel'],
    ['a broken workbook', [0x50, 0x4b, 3, 4, 1, 2, 3], 'lists.damagedWorkbook'],
    ['nothing', [], 'lists.empty'],
    ['blank lines', [10, 10, 32, 10], 'lists.empty'],
    ['a web page', [...new TextEncoder().encode('<html><table><tr><td>x</td></tr></table></html>')], 'lists.notATable'],
    ['a program', [0x4d, 0x5a, 0, 0, 0, 0, 0x41, 0, 0, 0, 0, 0, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9], 'lists.notATable'],
  ])('%s has its own word', async (_name, bytes, code) => {
    expect(await codeOf(archive.api.lists.read({ name: 'x.xls', content: new Uint8Array(bytes) }))).toBe(code)
  })
})

describe('faults', () => {
  it('are named row by row; all or the good rows by choice; nothing is written before', async () => {
    const { staged, rows } = await preview(
      utf8(
        [
          '客户编号,客户名称,状态,电话,执照有效期',
          'K001,恒力机械,正常,13800138000,2030-01-01',
          'K002,,正常,13800138001,2030-01-01',
          'K003,远洋渔业,正常,待补,2030-01-01',
          'K004,海天食品,停供,13800138002,2026-02-30',
          'K005,宏图建材,很好,13800138003,很久',
          'k001,另一家,正常,13800138004,',
        ].join('\n'),
      ),
    )
    expect(staged).toMatchObject({ added: 1, faulty: 5 })
    expect(
      rows.map(({ row, told }) => [row, told.faults.map(({ code, column }) => `${code} ${column ?? ''}`)]),
    ).toEqual([
      [2, []],
      [3, ['missing name']],
      [4, ['noPhone phones']],
      [5, ['dateDoesNotExist licenceValidUntil', 'reasonMissing standingReason']],
      [6, ['notADate licenceValidUntil', 'unknownWord standing']],
      [7, ['codeTwice code']],
    ])
    expect(await everything()).toEqual([])
    expect(await codeOf(commit(staged.id, false))).toBe('lists.faultyRows')
    expect(await everything()).toEqual([])
    expect(await valueOf(commit(staged.id))).toMatchObject({ state: 'done', added: 1, faulty: 5 })
    expect((await everything()).map(({ code }) => code)).toEqual(['K001'])
    expect(await codeOf(commit(staged.id))).toBe('lists.alreadyDone')
  })

  it('a column for the name is needed, and a file must have been read', async () => {
    const { reading } = await read(utf8('甲,乙\n1,2'))
    const chosen = { reading, kind: 'customers', sheet: 0, header: 1 } as const
    expect(await codeOf(archive.api.lists.preview({ ...chosen, last: 2, mapping: [null, null] }))).toBe(
      'lists.nameMissing',
    )
    expect(await codeOf(archive.api.lists.plan({ ...chosen, reading: archive.newId() }))).toBe('lists.readAgain')
    expect(await codeOf(archive.api.lists.plan({ ...chosen, sheet: 3 }))).toBe('lists.readAgain')
  })

  it('an auditor reads nothing in', async () => {
    expect(await codeOf(archive.as('auditor').lists.read({ name: 'x', content: utf8(table) }))).toBe('core.roleTooLow')
  })
})

describe('a list that was imported before', () => {
  it('shows what differs and updates by code; empty cells leave what is there', async () => {
    await valueOf(commit((await preview(utf8(table))).staged.id))
    const { staged, rows } = await preview(
      utf8(
        '客户编号,客户名称,区域,联系人,联系电话\nK001,丰州恒力机械有限公司,,刘晓东,13811112222\nK002,丰州远洋渔业公司,B区,陈敏,0591-87654321转8',
      ),
    )
    expect(staged).toMatchObject({ added: 0, changed: 1, same: 1 })
    expect(rows[0]?.told.differences).toEqual([
      { column: 'contact', before: '刘晓东 138 0013 8000 *', after: '刘晓东 138 1111 2222 *' },
    ])
    await valueOf(commit(staged.id))
    expect((await everything())[0]).toMatchObject({ area: 'A区', version: 2 })
    expect(
      (await valueOf(archive.api.customers.search({ text: '13811112222', limit: 5 }))).map(hit => hit.code),
    ).toEqual(['K001'])
    expect(await valueOf(archive.api.customers.search({ text: '13800138000', limit: 5 }))).toEqual([])
  })

  it('without codes goes by the whole name, and new ones get codes of their own', async () => {
    await valueOf(commit((await preview(utf8(table))).staged.id))
    const { staged, rows } = await preview(
      utf8('单位名称,电话\n丰州远洋渔业公司,0591-11112222\n新客户一,13700000001\n新客户二,13700000002'),
    )
    expect(staged).toMatchObject({ added: 2, changed: 1 })
    expect(new Set(rows.map(({ code }) => code)).size).toBe(3)
    await valueOf(commit(staged.id))
  })

  it('points at entries that may be the same customer under another code', async () => {
    await valueOf(commit((await preview(utf8(table))).staged.id))
    const { staged, rows } = await preview(utf8('客户编号,客户名称,电话\nX9,恒力,13800138000\nX8,别家,13700000009'))
    expect(rows.map(({ told }) => told.similar)).toEqual([['K001 丰州恒力机械有限公司'], []])
    await valueOf(commit(staged.id, true, true))
    expect((await everything()).map(({ code }) => code)).toEqual(['K001', 'K002', 'X8'])
  })

  it('refuses as a whole when an entry was changed since the preview', async () => {
    await valueOf(commit((await preview(utf8(table))).staged.id))
    const { staged } = await preview(utf8(table.replaceAll('A区', 'C区').replaceAll('B区', 'D区')))
    const [, second] = await everything()
    await valueOf(archive.api.customers.confirm({ id: second?.id ?? '', version: 1 }))
    expect(await codeOf(commit(staged.id))).toBe('lists.changedMeanwhile')
    expect((await everything()).map(({ area }) => area)).toEqual(['A区', 'B区'])
  })

  it('remembers its columns by its headings', async () => {
    const odd = utf8('甲,乙,丙\n恒力机械,13800138000,K1')
    const { reading, sheets } = await read(odd)
    const { header = 0, last = 0 } = sheets[0] ?? {}
    const mapping: Column[] = ['name', 'phones', 'code']
    await valueOf(archive.api.lists.preview({ reading, kind: 'customers', sheet: 0, header, last, mapping }))
    const again = await read(odd)
    const plan = await valueOf(archive.api.lists.plan({ reading: again.reading, kind: 'customers', sheet: 0, header }))
    expect(plan.map(({ column }) => column)).toEqual(mapping)
  })
})

describe('taking an import back', () => {
  it('removes what it added, restores what it changed, and leaves what was changed since', async () => {
    await valueOf(archive.api.customers.add(aCustomer({ code: 'K001', name: '丰州恒力机械有限公司', area: '旧区' })))
    const before = await everything()
    const { staged } = await preview(utf8(`${table}\r\nK003,后来改过的,C区,某人,13500000000,`))
    await valueOf(commit(staged.id))
    const third = (await everything()).find(({ code }) => code === 'K003')
    await valueOf(archive.api.customers.confirm({ id: third?.id ?? '', version: 1 }))
    expect(await valueOf(archive.api.lists.undo({ id: staged.id }))).toMatchObject({ state: 'undone', kept: 1 })
    const after = await everything()
    expect(after.map(({ code }) => code)).toEqual(['K001', 'K003'])
    expect(bare(after[0])).toEqual(bare(before[0]))
    expect(await valueOf(archive.api.customers.search({ text: '远洋', limit: 5 }))).toEqual([])
    expect(await codeOf(archive.api.lists.undo({ id: staged.id }))).toBe('lists.alreadyDone')
    expect(await valueOf(archive.api.access.checkJournal({}))).toMatchObject({ broken: null })
  })

  it('an erased customer leaves nothing behind in the import either', async () => {
    await valueOf(commit((await preview(utf8(table))).staged.id))
    await preview(utf8(table.replaceAll('A区', 'C区')))
    const [one] = await everything()
    await valueOf(archive.api.customers.erase({ id: one?.id ?? '', version: 1, reason: '本人要求' }))
    const left = archive.db.prepare("SELECT count(*) AS n FROM import_row WHERE name LIKE '%恒力%'").get()
    expect(left).toEqual({ n: 0 })
  })
})

describe('exports', () => {
  const whole = () =>
    aCustomer({
      code: 'K007',
      name: '=cmd|calc!A1 公司',
      notes: '第一行\n第二行，"引号"; \'=1+1',
      tags: ['重点', 'A/B 类'],
      standing: 'watched',
      standingReason: '拖欠货款',
      contacts: [
        { name: '刘晓东', role: '科长', email: 'a@b.cn', note: '只打手机', preferred: false, phones: [] },
        ...aCustomer({ phones: '+86 138 0013 8000 / 0591-87654321转8', contact: '-王强' }).contacts,
      ],
      contracts: [
        {
          reference: 'HT-1',
          responseHours: 24,
          visitEveryDays: 90,
          startsOn: '2024-02-29',
          endsOn: '2028-02-29',
          note: '',
        },
      ],
      equipment: [
        { product: 'HL-200', serial: '007', installedOn: '2020-01-01', note: '' },
        { product: 'HL-300', serial: '', installedOn: null, note: '备用' },
        { product: 'HL-300', serial: '00008', installedOn: null, note: '' },
      ],
    })

  it.each([
    ['csv', 'zh'],
    ['csv', 'en'],
    ['xlsx', 'zh'],
    ['xlsx', 'en'],
  ] as const)('%s in %s imports back equal', async (format, language) => {
    await valueOf(archive.api.customers.add(whole()))
    await valueOf(archive.api.customers.add(aCustomer({ code: '00123', name: '数字编号', phones: '' })))
    const [confirmed] = await everything()
    await valueOf(archive.api.customers.confirm({ id: confirmed?.id ?? '', version: 1 }))
    const before = await everything()
    const { content, name } = await valueOf(archive.api.lists.export({ kind: 'customers', format, language }))
    expect(name).toBe(`customers-2026-11-23.${format}`)
    // Into the same office: nothing differs. Into an empty one: everything is as it was.
    expect((await preview(new Uint8Array(content))).staged).toMatchObject({ added: 0, changed: 0, same: 2, faulty: 0 })
    const other = testArchive()
    const mine = archive
    archive = other
    await valueOf(commit((await preview(new Uint8Array(content))).staged.id))
    const after = await everything()
    archive = mine
    other.close()
    expect(after.map(bare)).toEqual(before.map(bare))
  })

  it('of more entries than are read at once names each once, in the order of codes', async () => {
    fillCustomers(archive.db, 10_001, '2026-11-23T06:00:00.000Z', () => undefined)
    const exported = await valueOf(archive.api.lists.export({ kind: 'customers', format: 'csv', language: 'zh' }))
    const known = archive.db.prepare<[], string>('SELECT code FROM customer ORDER BY code').pluck().all()
    const [headings, ...rows] = parse(Buffer.from(exported.content), { bom: true })
    const column = headings?.indexOf('编号') ?? -1
    expect(rows.map(row => row[column])).toEqual(known)
    expect(new Set(known).size).toBe(10_001)
  })

  it('a cell that a spreadsheet would run stands behind an apostrophe, and comes back without', () => {
    for (const cell of ['=1+1', '+86 138', '-5', '@SUM(A1)', '\t=1', ' =1', "'=1", '＝1', '普通', "O'Neil", "'", ''])
      expect(unescapeCell(escapeCell(cell))).toBe(cell)
    for (const cell of ['=1+1', '+86', '-5', '@x', '\t=1', ' =1', '＝1']) expect(escapeCell(cell)).toBe(`'${cell}`)
  })

  it('staff come back equal, with departments, deputies further down and several numbers', async () => {
    const list = [
      '工号,姓名,部门,岗位,手机,办公电话,应急小组,技能,代理人',
      'E01,曾国强,售后部,组长,13900001111,0591-87654321,组长,技术员、高级钳工,E02',
      'E02,单立人,采供部,司机,13900002222,,组员,驾驶员,曾国强',
      'E03,解晓东,没有的部门,司机,13900003333,,,,E99',
    ].join('\n')
    const { staged, rows } = await preview(utf8(list), 'staff')
    expect(staged).toMatchObject({ added: 2, faulty: 1, kind: 'staff' })
    expect(rows[2]?.told.faults.map(({ code }) => code)).toEqual(['unknownDepartment', 'unknownDeputy'])
    await valueOf(commit(staged.id))
    const [part] = (await valueOf(archive.api.staff.register({}))).filter(
      ({ department }) => department === '售后服务部',
    )
    expect(part?.colleagues[0]).toMatchObject({
      name: '曾国强',
      deputyNames: ['单立人'],
      skills: ['technician', 'seniorFitter'],
    })
    expect(part?.colleagues[0]?.phones).toHaveLength(2)
    for (const language of ['zh', 'en'] as const) {
      const { content } = await valueOf(archive.api.lists.export({ kind: 'staff', format: 'csv', language }))
      expect((await preview(new Uint8Array(content), 'staff')).staged).toMatchObject({
        added: 0,
        changed: 0,
        same: 2,
        faulty: 0,
      })
    }
    expect(await valueOf(archive.api.lists.undo({ id: staged.id }))).toMatchObject({ state: 'undone', kept: 0 })
    expect(await valueOf(archive.api.staff.register({}))).toEqual([])
  })
})

describe('rules of tables', () => {
  it.each([
    ['2024-02-29', '2024-02-29'],
    ['2023-02-29', 'dateDoesNotExist'],
    ['2024年2月9日', '2024-02-09'],
    ['2024.12.31', '2024-12-31'],
    ['20241231', '2024-12-31'],
    ['２０２４/１/１', '2024-01-01'],
    ['2024-13-01', 'dateDoesNotExist'],
    ['45351', '2024-02-29'],
    ['45351.75', '2024-02-29'],
    ['2024-02-29 08:30', '2024-02-29'],
    ['长期', ''],
    ['', ''],
    ['明年', 'notADate'],
    ['1', 'notADate'],
  ])('the date %s', (cell, expected) => {
    const found = readDay(cell)
    expect('day' in found ? (found.day ?? '') : found.fault).toBe(expected)
  })

  it('find the header under titles and the last entry above totals', () => {
    const rows = [
      ['客户一览表'],
      ['截至 2026 年 11 月'],
      ['编号', '客户名称', '电话'],
      ['1', '甲', '1'],
      ['', '', ''],
      ['合计', '1', ''],
    ]
    expect(proposeHeader(rows)).toMatchObject({ header: 2, kind: 'customers' })
    expect(proposeLast(rows, 2)).toBe(3)
    expect(proposeHeader([['工号', '姓名', '部门', '手机']])).toMatchObject({ header: 0, kind: 'staff' })
  })
})

describe('a large list', () => {
  const lines = (count: number): string =>
    [
      '客户编号,客户名称,区域,联系人,联系电话',
      ...Array.from(
        { length: count },
        (_, index) => `L${index},第${index}号客户有限公司,A区,张三${index},138${String(index).padStart(8, '0')}`,
      ),
    ].join('\n')

  it('goes in whole and is found', async () => {
    const { staged } = await preview(utf8(lines(3000)))
    expect(staged.added).toBe(3000)
    await valueOf(commit(staged.id))
    const found = await valueOf(archive.api.customers.search({ text: '第2321号', limit: 5 }))
    expect(found.map(hit => hit.code)).toContain('L2321')
    const steps = new Set(archive.progress.map(value => (value as { step: string }).step))
    expect([...steps]).toEqual(['reading', 'checking', 'writing', 'indexing'])
  }, 60_000)

  it('is taken back whole when it is cancelled while it is written', async () => {
    const { staged } = await preview(utf8(lines(3000)))
    archive.cancelWhen(() => (archive.progress.at(-1) as { step: string } | undefined)?.step === 'writing')
    expect(await codeOf(commit(staged.id))).toBe('core.cancelled')
    archive.cancelWhen(() => false)
    expect(await everything()).toEqual([])
    expect((await valueOf(archive.api.lists.history({ offset: 0, limit: 5 }))).rows).toMatchObject([
      { state: 'undone' },
    ])
    expect(archive.db.prepare('SELECT count(*) AS n FROM customer_search_pending').get()).toEqual({ n: 0 })
  }, 60_000)

  it('is taken back when the power fails while it is written', async () => {
    await valueOf(archive.api.customers.add(aCustomer({ code: 'K001', area: '旧区' })))
    const { staged } = await preview(utf8(`${table}\nK003,第三家,C区,某人,13500000000,`))
    await valueOf(commit(staged.id))
    // As the file stands when the program dies between two steps.
    archive.db.prepare("UPDATE import SET state = 'writing' WHERE id = ?").run(staged.id)
    await archive.catchUp()
    expect((await everything()).map(({ code, area }) => [code, area])).toEqual([['K001', '旧区']])
    expect((await valueOf(archive.api.lists.history({ offset: 0, limit: 5 }))).rows).toMatchObject([
      { state: 'undone' },
    ])
  })
})
