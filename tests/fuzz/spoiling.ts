/** Values that no screen sends, and ways to spoil a good one: in one place of a value, of a text, or of bytes. */
import type { Random } from './random'

const deep = (): unknown => {
  let value: unknown = 1
  for (let depth = 0; depth < 400; depth += 1) value = [value]
  return value
}

export const words: readonly string[] = [
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
  '__proto__',
  'constructor',
  'toString',
  '\ufdfa'.repeat(60),
  'x'.repeat(500),
  '长'.repeat(5000),
  '('.repeat(5000),
  '"'.repeat(3001),
  `${' '.repeat(4000)}x`,
]

const hostile: readonly ((random: Random) => unknown)[] = [
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
  () => '+012026-11-23T06:00:00Z',
  random => random.oneOf(words, ''),
]

/** The value with one place in it spoilt. */
export const spoilt = (value: unknown, random: Random): unknown => {
  const bad = (): unknown => random.oneOf(hostile, () => null)(random)
  if (value === null || typeof value !== 'object' || random.chance(0.15)) return bad()
  if (Array.isArray(value)) {
    if (value.length === 0 || random.chance(0.2)) return [...(value as unknown[]), ...Array.from({ length: 50 }, bad)]
    const at = random.below(value.length)
    return value.map((one: unknown, index) => (index === at ? spoilt(one, random) : one))
  }
  const entries = Object.entries(value)
  const doing = random.next()
  if (entries.length === 0 || doing < 0.1) return { ...value, surplus: bad() }
  const at = random.below(entries.length)
  if (doing < 0.25) return Object.fromEntries(entries.filter((_entry, index) => index !== at))
  return Object.fromEntries(entries.map(([name, one], index) => [name, index === at ? spoilt(one, random) : one]))
}

/** The text with a few of its pieces cut out, doubled, swapped, or replaced by one of `pieces` or a hostile word. */
export const spoiltText = (text: string, pieces: readonly string[], random: Random): string => {
  let spoiling = text
  for (let times = 1 + random.below(4); times > 0; times -= 1) {
    const from = random.below(spoiling.length + 1)
    const to = Math.min(spoiling.length, from + random.below(random.chance(0.1) ? spoiling.length + 1 : 12))
    const [before, piece, after] = [spoiling.slice(0, from), spoiling.slice(from, to), spoiling.slice(to)]
    const doing = random.next()
    if (doing < 0.2) spoiling = before + after
    else if (doing < 0.35) spoiling = before + piece + piece + after
    // Often, though not so often that the text itself cannot be made.
    else if (doing < 0.4) spoiling = before + piece.repeat(Math.min(2000, Math.ceil(4e6 / (piece.length + 1)))) + after
    else if (doing < 0.5) spoiling = after + before
    else if (doing < 0.8) spoiling = before + random.oneOf(pieces, '') + after
    else spoiling = before + random.oneOf(words, '') + after
  }
  return spoiling
}

/** The bytes with a few of them changed, cut off, cut out, doubled or moved. */
export const spoiltBytes = (bytes: Buffer, random: Random): Buffer => {
  const spoiling = Buffer.from(bytes)
  const from = random.below(bytes.length + 1)
  const length = random.below(random.chance(0.2) ? bytes.length + 1 : 64)
  const [before, piece, after] = [
    bytes.subarray(0, from),
    bytes.subarray(from, from + length),
    bytes.subarray(from + length),
  ]
  const doing = random.next()
  if (doing < 0.15) return Buffer.from(before)
  if (doing < 0.3) return Buffer.concat([before, after])
  if (doing < 0.45) return Buffer.concat([before, piece, piece, after])
  if (doing < 0.5) return Buffer.concat([after, before])
  if (doing < 0.55) return Buffer.concat([bytes, bytes])
  for (let times = 1 + random.below(8); times > 0 && bytes.length > 0; times -= 1)
    spoiling[random.below(bytes.length)] = random.oneOf([0, 1, 0x7f, 0x80, 0xff, random.below(256)], 0)
  return spoiling
}
