/** Fuzz of imports: files as offices and attackers write them, read, planned, checked, written and taken back for every kind of list. */
import { digestTables, sameTables } from '../../src-main/archive/manifest'
import { contract } from '../../src-main/contract'
import { columns, kinds } from '../../src-main/features/lists/contract'
import type { Column, ListKind } from '../../src-main/features/lists/contract'
import { columnsOf, headingFor } from '../../src-main/features/lists/table.rules'
import { callByName, judge, watchedArchive } from './archive'
import type { Attack, Told } from './attack'
import type { Random } from './random'
import { spoiltBytes, spoiltText, words } from './spoiling'
import { workbookOf } from './workbooks'

/** What such a column holds when somebody filled it in with care. */
const likely: Partial<Record<Column, readonly string[]>> = {
  code: ['K001', 'K002', 'A-7', '0001'],
  name: ['丰州恒力机械有限公司', '王芳', '轴承 6204', '李 雷'],
  phones: ['13800138001', '0591-87654321；13900139002', '１３８００１３８００１'],
  licenceValidUntil: ['2030-12-31', '46000', '2027年2月30日', '长期'],
  lastConfirmedOn: ['2026/11/1', '20261101'],
  standing: ['正常', '关注', '停供'],
  responseHours: ['24', '4小时'],
  department: ['技术部', 'technical', '供应部'],
  employed: ['是', '否'],
  unit: ['只', '箱'],
  quantity: ['12', '0.5', '-3', '1e9'],
  warehouse: ['主仓库'],
  plate: ['闽A12345'],
  capacityKg: ['5000'],
  tags: ['老客户；重点', '/'],
  divisionCode: ['350102', '丰州市'],
  preferred: ['是'],
  packs: ['箱=12', '箱 12；托盘 480'],
}
const cellFor = (column: Column, random: Random): string =>
  random.chance(0.6) ? random.oneOf(likely[column] ?? ['x', ''], '') : random.chance(0.5) ? '' : random.oneOf(words, '')

const rowsFor = (kind: ListKind, random: Random): string[][] => {
  const all = columnsOf(kind)
  const chosen = all.filter((column, index) => index < 2 || random.chance(0.4) || likely[column] !== undefined)
  const language = random.chance(0.8) ? 'zh' : 'en'
  const title = random.chance(0.2) ? [[random.oneOf(words, '')]] : []
  return [
    ...title,
    chosen.map(column => headingFor(kind, column, language)),
    ...Array.from({ length: random.below(6) }, () => chosen.map(column => cellFor(column, random))),
    ...(random.chance(0.1) ? [Array.from({ length: 300 }, () => 'x')] : []),
    ...(random.chance(0.2) ? [['合计', '3']] : []),
  ]
}

const quoted = (cell: string): string => (/[",\n\t;|]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

const encodings = ['utf8', 'bom', 'utf16le', 'utf16be', 'gb18030'] as const
/** GB 18030 for the few words needed here; Node reads it but does not write it. */
const gb18030: Record<string, readonly number[]> = {
  名: [0xc3, 0xfb],
  称: [0xb3, 0xc6],
  编: [0xb1, 0xe0],
  号: [0xba, 0xc5],
}
const encoded = (text: string, encoding: (typeof encodings)[number]): Buffer => {
  if (encoding === 'utf8') return Buffer.from(text)
  if (encoding === 'bom') return Buffer.from(`\ufeff${text}`)
  if (encoding === 'utf16le') return Buffer.from(`\ufeff${text}`, 'utf16le')
  if (encoding === 'utf16be') return Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
  return Buffer.from(
    Array.from(text).flatMap(
      character => gb18030[character] ?? (character < '\u0080' ? [character.charCodeAt(0)] : [0xb0, 0xa1]),
    ),
  )
}

const textPieces = [
  '"',
  '""',
  ',',
  '\t',
  ';',
  '|',
  '\r',
  '\n',
  '\r\n',
  ',,,,,,,,',
  '合计',
  '\ufeff',
  '\u0000',
  '=1+1',
  "'=1",
  '﹪',
]

const huge = (random: Random): Buffer =>
  random.oneOf<() => Buffer>(
    [
      () => Buffer.from(`编号,名称\n${','.repeat(100_000)}\n`),
      () => Buffer.from(`编号,名称\n${'a,b\n'.repeat(210_000)}`),
      () => Buffer.from(`编号,名称\n1,"${'长'.repeat(400_000)}"\n`),
      () => Buffer.from(`编号,名称\n1,"${'a""'.repeat(200_000)}\n`),
      () => Buffer.from(`${'(（[【'.repeat(20_000)}\n`),
    ],
    () => Buffer.alloc(0),
  )()

const fileFor = (kind: ListKind, random: Random): Buffer => {
  if (random.chance(0.003)) return huge(random)
  const rows = rowsFor(kind, random)
  if (random.chance(0.4)) return workbookOf(rows, random)
  const separator = random.oneOf([',', '\t', ';'], ',')
  const text = rows.map(row => row.map(quoted).join(separator)).join(random.oneOf(['\n', '\r\n', '\r'], '\n'))
  const written = random.chance(0.4) ? spoiltText(text, textPieces, random) : text
  const bytes = encoded(written, random.oneOf(encodings, 'utf8'))
  return random.chance(0.25) ? spoiltBytes(bytes, random) : bytes
}

/** Entries and journal, without what an import stages beside them. */
const staging = new Set(['import', 'import_row', 'import_mapping'])

export const attackLists = (): Attack => {
  const archive = watchedArchive()
  const { api, faults } = archive
  const entries = async () =>
    Object.fromEntries(
      Object.entries(await digestTables(archive.db, () => Promise.resolve())).filter(([name]) => !staging.has(name)),
    )

  /** Sends one step; answers its value, or how the input ends. */
  const step = async (name: string, input: unknown): Promise<{ value: unknown } | { told: Told }> => {
    const before = faults.length
    const answer = await callByName(api, name, input)
    const told = judge(answer, faults, before)
    if (answer.ok && told.kind === 'accepted') return { value: answer.value }
    return { told: 'what' in told ? { ...told, what: `${name} ${told.what}` } : told }
  }

  return {
    calls: 6,
    send: async (random, show) => {
      const kind = random.oneOf(kinds, 'customers')
      const content = new Uint8Array(fileFor(kind, random))
      show(`lists.read ${kind}`, Buffer.from(content.subarray(0, 200)).toString('latin1'))
      const before = archive.state()
      const read = await step('lists.read', { name: random.oneOf(words, '').slice(0, 200), content })
      if (archive.state() !== before) return { kind: 'mutations', what: 'lists.read' }
      if ('told' in read) return read.told
      const reading = contract.lists.read.output.parse(read.value)
      const shown = reading.sheets[random.below(reading.sheets.length)]
      if (!shown) return { kind: 'unexpected', what: 'a list without sheets' }
      const sheet = reading.sheets.indexOf(shown)
      const chosen = {
        reading: reading.reading,
        kind: random.chance(0.7) ? reading.kind : kind,
        sheet,
        header: shown.header,
      }
      const plan = await step('lists.plan', chosen)
      if ('told' in plan) return plan.told
      const planned = contract.lists.plan.output.parse(plan.value)
      const mapping = planned.map(({ column }) => (random.chance(0.05) ? random.oneOf(columns, 'name') : column))
      const asBefore = await entries()
      const unchanged = async (told: Told): Promise<Told> =>
        told.kind === 'refused' && !sameTables(await entries(), asBefore)
          ? { kind: 'mutations', what: 'entries after a refused import' }
          : told
      const preview = await step('lists.preview', { ...chosen, last: shown.last, mapping })
      if ('told' in preview) return unchanged(preview.told)
      if (!sameTables(await entries(), asBefore)) return { kind: 'mutations', what: 'entries after a preview' }
      const { id } = contract.lists.preview.output.parse(preview.value)
      const rows = await step('lists.rows', { id, action: null, offset: 0, limit: 50 })
      if ('told' in rows) return rows.told
      const choices = { id, leaveOutFaulty: random.chance(0.8), leaveOutSimilar: random.chance(0.5) }
      const commit = await step('lists.commit', choices)
      if ('told' in commit) return unchanged(commit.told)
      // Most are taken back, so that the archive stays small; what remains is met again by later lists.
      if (random.chance(0.1)) return { kind: 'accepted' }
      const undo = await step('lists.undo', { id })
      return 'told' in undo ? undo.told : { kind: 'accepted' }
    },
    close: archive.close,
  }
}
