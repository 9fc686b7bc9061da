/**
 * npm run fuzz [-- --calls N] [--seed S] [--json] [--check]
 * Sends N inputs made from the contract to the calls of a real archive: half of them whole, half spoilt in one place, every tenth under
 * an auditor. Counted are calls that throw instead of answering (crashes), faults nobody foresaw and answers that break their own
 * contract (unexpected), and refusals or reads after which the archive was another (mutations). --check exits 1 unless all three are zero.
 *
 * Not sent: calls of Electron's side (dialogs, printing), calls of the door (they need the key), and jobs that write backups to a path.
 */
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { contract } from '../../src-main/contract'
import { openArchive } from '../../src-main/archive/open'
import type { Outcome } from '../../src-main/contract/call'
import { callNames, findCall } from '../../src-main/contract/wire'
import { fixedKey, testArchive } from '../support/archive'

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
})

/** A small generator of numbers from 0 up to 1 that one seed repeats (mulberry32). */
const numbersFrom = (seed: number) => {
  let state = seed >>> 0
  return (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
const random = numbersFrom(Number(values.seed))
const below = (limit: number): number => Math.floor(random() * limit)
const oneOf = <T>(from: readonly T[], otherwise: T): T => from[below(from.length)] ?? otherwise

const deep = (): unknown => {
  let value: unknown = 1
  for (let depth = 0; depth < 400; depth += 1) value = [value]
  return value
}
const words = [
  '',
  ' ',
  '林国栋',
  '丰州市新港路 7 号',
  'a',
  '%',
  '_',
  "' OR 1=1 --",
  '"; DROP TABLE customer; --',
  '=HYPERLINK("x")',
  '\u0000',
  '\u202e反',
  '👩‍🔧',
  'ß',
  '１３８００１３８０００',
  '13800138000',
  '../../etc/passwd',
  '${now}',
  '<img src=x onerror=alert(1)>',
  'x'.repeat(500),
  '长'.repeat(5000),
]
const hostile: readonly (() => unknown)[] = [
  () => null,
  () => undefined,
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => -1,
  () => 2 ** 53,
  () => 1e308,
  () => 0.1,
  () => [],
  () => ({}),
  () => true,
  () => '\ud800',
  () => 'x'.repeat(200_000),
  () => deep(),
  () => new Date(0),
  () => new Uint8Array(8),
  () => 10n,
  () => JSON.parse('{"__proto__":{"role":"administrator"}}') as unknown,
  () => '2026-02-30',
  () => '0000-00-00T00:00:00.000Z',
  () => oneOf(words, ''),
]
const instants = [
  '2026-11-23T06:00:00.000Z',
  '2026-11-22T15:59:59.999Z',
  '2024-02-29T00:00:00.000Z',
  '2099-12-31T23:59:59.000Z',
  '1970-01-01T00:00:00.000Z',
]
const days = ['2026-11-23', '2026-11-30', '2024-02-29', '2027-01-01', '1970-01-01', '2099-12-31']

/** What a JSON schema says of one value, as far as it is used here. */
const schemaShape = z.object({
  type: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  minItems: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
})

const archive = testArchive()
archive.takePlans()
const watcher = openArchive(archive.file, fixedKey)
/** Changes with every commit of the other connection, and with nothing else. */
const stateOf = (): unknown => watcher.pragma('data_version', { simple: true })

/** Ids that exist, of every table that has them; looked up anew now and then as the archive grows. */
const tables = archive.db
  .prepare<[], { name: string }>(
    "SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c ON c.name = 'id' WHERE m.type = 'table'",
  )
  .all()
let ids: string[] = []
const learnIds = (): void => {
  ids = tables.flatMap(({ name }) =>
    archive.db
      .prepare<[], { id: unknown }>(`SELECT id FROM "${name}" ORDER BY random() LIMIT 12`)
      .all()
      .flatMap(({ id }) => (typeof id === 'string' ? [id] : [])),
  )
}
learnIds()

const textFor = ({ format, pattern, minLength = 0, maxLength = 400 }: z.output<typeof schemaShape>): string => {
  if (format === 'uuid') return oneOf(ids, '01900000-0000-7000-8000-000000000001')
  if (format === 'date') return oneOf(days, '2026-11-23')
  if (format === 'date-time') return oneOf(instants, '2026-11-23T06:00:00.000Z')
  if (pattern?.includes('T') === true && pattern.includes('Z')) return oneOf(instants, '')
  if (pattern?.includes('-7') === true || pattern?.includes('[0-9a-f') === true) return oneOf(ids, '')
  if (pattern?.includes('\\d{4}-\\d{2}$') === true) return '2026-11'
  const text = oneOf(words, '').slice(0, maxLength)
  return text.length >= minLength ? text : '甲'.repeat(minLength)
}

const valueFor = (schema: unknown, depth = 0): unknown => {
  const parsed = schemaShape.safeParse(schema)
  if (!parsed.success) return oneOf(words, '')
  const shape = parsed.data
  if (shape.const !== undefined) return shape.const
  if (shape.enum) return oneOf(shape.enum, null)
  const choices = shape.anyOf ?? shape.oneOf
  if (choices) return valueFor(oneOf(choices, null), depth + 1)
  switch (shape.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(shape.properties ?? {}).map(([name, of]) => [name, depth > 12 ? null : valueFor(of, depth + 1)]),
      )
    case 'array': {
      const least = shape.minItems ?? 0
      return Array.from({ length: least + below(3) }, () => valueFor(shape.items, depth + 1))
    }
    case 'string':
      return textFor(shape)
    case 'boolean':
      return random() < 0.5
    case 'null':
      return null
    case 'integer':
    case 'number': {
      const least = Math.max(shape.minimum ?? 0, -1e6)
      const most = Math.min(shape.maximum ?? 1e6, 1e6)
      // Versions are mostly 1: a fuzz that never gets past a conflict finds nothing behind it.
      return random() < 0.5 ? Math.min(most, Math.max(least, 1)) : least + below(Math.max(1, most - least + 1))
    }
    default:
      return oneOf(words, '')
  }
}

/** The value with one place in it spoilt. */
const spoilt = (value: unknown): unknown => {
  const bad = (): unknown => oneOf(hostile, () => null)()
  if (value === null || typeof value !== 'object' || random() < 0.15) return bad()
  if (Array.isArray(value)) {
    if (value.length === 0 || random() < 0.2) return [...(value as unknown[]), ...Array.from({ length: 50 }, bad)]
    const at = below(value.length)
    return value.map((one: unknown, index) => (index === at ? spoilt(one) : one))
  }
  const entries = Object.entries(value)
  const doing = random()
  if (entries.length === 0 || doing < 0.1) return { ...value, surplus: bad() }
  const at = below(entries.length)
  if (doing < 0.25) return Object.fromEntries(entries.filter((_entry, index) => index !== at))
  return Object.fromEntries(entries.map(([name, one], index) => [name, index === at ? spoilt(one) : one]))
}

const answerShape = z.union([
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), code: z.string(), params: z.record(z.string(), z.unknown()) }),
])

const targets = callNames(contract).flatMap(name => {
  const call = findCall(contract, name)
  if (!call || call.kind === 'desktop' || name.startsWith('access.')) return []
  if (call.kind === 'job' && name.startsWith('backups.')) return []
  return [{ name, kind: call.kind, schema: z.toJSONSchema(call.input, { io: 'input', unrepresentable: 'any' }) }]
})
type Caller = (input: unknown) => Promise<Outcome<unknown>>
const callerOf = (api: object, name: string): Caller => {
  const [feature = '', member = ''] = name.split('.')
  return (Reflect.get(Reflect.get(api, feature) as object, member) as Caller).bind(null)
}
const administrator = archive.api
const auditor = archive.as('auditor')

const main = async (): Promise<void> => {
  const wanted = Number(values.calls)
  const told = { calls: targets.length, inputs: 0, crashes: 0, unexpected: 0, mutations: 0, accepted: 0 }
  const examples: string[] = []
  const note = (kind: string, name: string, input: unknown, what: unknown): void => {
    if (examples.length >= 20) return
    const shown = JSON.stringify(input, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value)) as
      string | undefined
    examples.push(`${kind} ${name} ${(shown ?? 'undefined').slice(0, 300)} ${String(what).slice(0, 300)}`)
  }
  for (; told.inputs < wanted; told.inputs += 1) {
    const { name, kind, schema } = oneOf(targets, { name: 'office.entry', kind: 'read', schema: {} as never })
    if (told.inputs % 2000 === 1999) learnIds()
    const whole = valueFor(schema)
    const input = random() < 0.5 ? whole : spoilt(whole)
    const before = stateOf()
    const faults = archive.faults.length
    try {
      const answer = await callerOf(random() < 0.1 ? auditor : administrator, name)(input)
      if (!answerShape.safeParse(answer).success) {
        told.unexpected += 1
        note('answer', name, input, JSON.stringify(answer))
      } else if (archive.faults.length > faults) {
        told.unexpected += 1
        note('unexpected', name, input, archive.faults.at(-1))
      }
      if (answer.ok) told.accepted += 1
      if ((!answer.ok || kind === 'read') && stateOf() !== before) {
        told.mutations += 1
        note('mutation', name, input, answer.ok ? 'read' : answer.code)
      }
    } catch (error) {
      told.crashes += 1
      note('crash', name, input, error instanceof Error ? error.stack : error)
    }
  }
  for (const example of examples) process.stderr.write(`${example}\n`)
  process.stdout.write(
    values.json
      ? `${JSON.stringify(told)}\n`
      : `${Object.entries(told)
          .map(([name, count]) => `${name} ${count}`)
          .join('\n')}\n`,
  )
  if (values.check && told.crashes + told.unexpected + told.mutations > 0) process.exitCode = 1
}

void main().finally(() => {
  watcher.close()
  archive.close()
})
