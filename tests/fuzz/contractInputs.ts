/** Inputs made from the contract's own schemas: whole ones, as a screen might send them. */
import { z } from 'zod'
import type { Call } from '../../src-main/contract/call'
import type { Random } from './random'
import { words } from './spoiling'

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
type Shape = z.output<typeof schemaShape>

export const schemaOf = (call: Call): unknown => z.toJSONSchema(call.input, { io: 'input', unrepresentable: 'any' })

/** `known` holds values that exist, for fields of these names, and ids of every kind under `id`. */
export const inputMaker = (known: () => { ids: readonly string[]; named: Record<string, readonly string[]> }) => {
  const textFor = (
    name: string,
    { format, pattern, minLength = 0, maxLength = 400 }: Shape,
    random: Random,
  ): string => {
    const { ids, named } = known()
    const real = named[name]
    if (real && random.chance(0.7)) return random.oneOf(real, '')
    if (format === 'uuid') return random.oneOf(ids, '01900000-0000-7000-8000-000000000001')
    if (format === 'date') return random.oneOf(days, '2026-11-23')
    if (format === 'date-time') return random.oneOf(instants, '2026-11-23T06:00:00.000Z')
    if (pattern?.includes('T') === true && pattern.includes('Z')) return random.oneOf(instants, '')
    if (pattern?.includes('-7') === true || pattern?.includes('[0-9a-f') === true) return random.oneOf(ids, '')
    if (pattern?.includes('\\d{4}-\\d{2}$') === true) return '2026-11'
    const text = random.oneOf(words, '').slice(0, maxLength)
    return text.length >= minLength ? text : '甲'.repeat(minLength)
  }

  const valueFor = (schema: unknown, random: Random, name = '', depth = 0): unknown => {
    const parsed = schemaShape.safeParse(schema)
    if (!parsed.success) return random.oneOf(words, '')
    const shape = parsed.data
    if (shape.const !== undefined) return shape.const
    if (shape.enum) return random.oneOf(shape.enum, null)
    const choices = shape.anyOf ?? shape.oneOf
    if (choices) return valueFor(random.oneOf(choices, null), random, name, depth + 1)
    switch (shape.type) {
      case 'object':
        return Object.fromEntries(
          Object.entries(shape.properties ?? {}).map(([field, of]) => [
            field,
            depth > 12 ? null : valueFor(of, random, field, depth + 1),
          ]),
        )
      case 'array': {
        const least = shape.minItems ?? 0
        return Array.from({ length: least + random.below(3) }, () => valueFor(shape.items, random, name, depth + 1))
      }
      case 'string':
        return textFor(name, shape, random)
      case 'boolean':
        return random.chance(0.5)
      case 'null':
        return null
      case 'integer':
      case 'number': {
        const least = Math.max(shape.minimum ?? 0, -1e6)
        const most = Math.min(shape.maximum ?? 1e6, 1e6)
        // Versions are mostly 1: a fuzz that never gets past a conflict finds nothing behind it.
        return random.chance(0.5)
          ? Math.min(most, Math.max(least, 1))
          : least + random.below(Math.max(1, most - least + 1))
      }
      default:
        return random.oneOf(words, '')
    }
  }
  return (schema: unknown, random: Random): unknown => valueFor(schema, random)
}
