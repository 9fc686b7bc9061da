/** What was typed into a form and is not saved yet: kept, and offered back once. */
import { useState } from 'react'
import { z } from 'zod'
import { DraftFound } from './DraftFound'
import { useDraft } from './useDraft'

/** Faults that say a kept form has another shape than this one; any other only says that it is not finished. */
const shapeFaults = new Set(['invalid_type', 'invalid_value', 'invalid_union', 'unrecognized_keys'])

/** What was kept of a form, also when it is not finished; null when it is of another shape. */
const halfTyped = <T,>(schema: z.ZodType<T>, kept: unknown): T | null => {
  const parsed = schema.safeParse(kept)
  if (parsed.success) return parsed.data
  // Its shape is the schema's, issue by issue; only lengths and formats are wanting.
  return parsed.error.issues.some(({ code }) => shapeFaults.has(code)) ? null : (kept as T)
}

const useOffered = <T,>(
  form: string,
  typed: unknown,
  read: (draft: unknown) => T | null,
  restore: (kept: T) => void,
) => {
  const { draft, savedAt, drop, saved } = useDraft(form, typed)
  const kept = draft === null || typed !== null ? null : read(draft)
  const offer =
    kept !== null && savedAt !== null ? (
      <DraftFound
        savedAt={savedAt}
        onRestore={() => {
          restore(kept)
        }}
        onDrop={drop}
      />
    ) : null
  return { offer, drop, saved }
}

/**
 * `form` names it, such as `customer/new`; the same form of another entry has another name. `typed`: null while nothing was
 * typed. `offer` stands above the form's fields.
 */
export const useKept = <T,>(form: string, schema: z.ZodType<T>, typed: T | null, restore: (kept: T) => void) =>
  useOffered(form, typed, draft => halfTyped(schema, draft), restore)

/** Looks into lists and objects alone: a note may be long, and this is asked with every letter. */
const isSame = (one: unknown, other: unknown): boolean =>
  one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other))

const fields = z.record(z.string(), z.unknown())

/**
 * As `useKept`, for a form of fields, of which those are kept that are others than at the `start`: what somebody else has
 * changed in the entry meanwhile stands when they come back. `values`: null while nothing was typed.
 */
export const useKeptFields = <T extends Record<string, unknown>>(
  form: string,
  schema: z.ZodType<T>,
  start: T,
  values: T | null,
  restore: (kept: T) => void,
) => {
  const [first] = useState(start)
  const changed = Object.entries(values ?? {}).filter(([name, value]) => !isSame(value, first[name]))
  const read = (draft: unknown): T | null => {
    const kept = fields.safeParse(draft)
    return kept.success ? halfTyped(schema, { ...first, ...kept.data }) : null
  }
  return useOffered(form, changed.length > 0 ? Object.fromEntries(changed) : null, read, restore)
}

/** The values of a form that is no whole entry. `form`: null where it holds a secret, so that nothing of it is kept. */
export const useHalfTyped = <T extends Record<string, unknown>>(
  form: string | null,
  schema: z.ZodType<T>,
  start: T,
) => {
  const [values, setValues] = useState(start)
  const [touched, setTouched] = useState(false)
  const put = (changes: Partial<T>): void => {
    setTouched(true)
    setValues(before => ({ ...before, ...changes }))
  }
  const typed = form !== null && touched ? values : null
  return { values, put, ...useKeptFields(form ?? 'unkept', schema, start, typed, put) }
}
