/** A list's target for entries that are one row each: products, suppliers, vehicles. */
import type { z } from 'zod'
import type { Fault } from './contract'
import type { FlatColumn } from './flat.rules'
import { flatDifferences, readFlat, writeFlat } from './flat.rules'
import type { Target } from './service'

type Entry<Fields> = { id: string; version: number; fields: Fields }

type Parts<Fields extends { code: string; name: string }> = {
  columns: readonly FlatColumn<Fields>[]
  schema: z.ZodType<Fields>
  empty: Fields
  /** What a made code begins with. */
  prefix: string
  newId: () => string
  idOfCode: (code: string) => string | null
  entry: (id: string) => Entry<Fields> | null
  add: (fields: Fields, id: string, at: string, by: string) => void
  /** False when the version is stale. */
  correct: (fields: Fields, id: string, version: number, at: string, by: string) => boolean
  /** False when something rests on the entry, which then stays. */
  remove: (id: string) => boolean
  page: (limit: number, offset: number) => { rows: Entry<Fields>[]; total: number }
}

export const flatTarget = <Fields extends { code: string; name: string }>(parts: Parts<Fields>): Target => {
  const { columns, schema, empty, prefix } = parts
  return {
    needs: 'clerk',
    continues: false,
    prepare: (rows, nextCode) => {
      const cells = rows[0] ?? {}
      const written = cells.code?.trim() ?? ''
      const id = written === '' ? null : parts.idOfCode(written)
      const known = id === null ? null : parts.entry(id)
      const code = known?.fields.code ?? (written || nextCode(prefix, taken => parts.idOfCode(taken) !== null))
      const { fields, faults } = readFlat(columns, { ...cells, code }, known?.fields ?? empty)
      const parsed = schema.safeParse(fields)
      const wrong: Fault[] =
        parsed.success || faults.length > 0
          ? []
          : parsed.error.issues.slice(0, 3).map(({ path, code: issue }) => {
              const column = columns.find(known => known.column === path[0])?.column ?? null
              return { code: issue === 'too_small' ? 'missing' : 'tooLong', column, value: '' }
            })
      const differences = known ? flatDifferences(columns, known.fields, fields) : []
      return {
        code: fields.code,
        name: fields.name,
        faults: [...faults, ...wrong],
        differences,
        similar: [],
        action: known ? (differences.length === 0 ? 'same' : 'change') : 'add',
        entry: fields,
        before: known?.fields ?? null,
        targetId: known?.id ?? null,
        targetVersion: known?.version ?? null,
      }
    },
    apply: ({ action, entry, targetId, targetVersion }, at, by) => {
      const fields = schema.parse(entry)
      if (action === 'add') {
        if (parts.idOfCode(fields.code) !== null) return null
        const id = parts.newId()
        parts.add(fields, id, at, by)
        return { id, version: 1 }
      }
      if (targetId === null || targetVersion === null) return null
      return parts.correct(fields, targetId, targetVersion, at, by)
        ? { id: targetId, version: targetVersion + 1 }
        : null
    },
    revert: ({ action, before, targetId, targetVersion }, at, by) => {
      const entry = targetId === null ? null : parts.entry(targetId)
      if (!entry || entry.version !== targetVersion) return false
      if (action === 'add') return parts.remove(entry.id)
      return parts.correct(schema.parse(before), entry.id, entry.version, at, by)
    },
    settle: () => 0,
    page: (limit, { offset }, language) => {
      const { rows, total } = parts.page(limit, offset)
      return { rows: rows.map(({ fields }) => writeFlat(columns, fields, language)), entries: rows.length, total }
    },
  }
}
