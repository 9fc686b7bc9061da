/** The form of a whole entry: checked by the contract's own schema in our words, half-typed values kept and offered back. */
import { schemaResolver, useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
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

type Options<T> = {
  /** Names the half-typed form, such as `customer/new`. */
  name: string
  schema: z.ZodType<T>
  start: T
}

export const useEntryForm = <T extends Record<string, unknown>>({ name, schema, start }: Options<T>) => {
  const { t } = useTranslation('core')
  const [openedAt] = useState(window.location.href)
  const form = useForm<T>({
    initialValues: start,
    validate: values => {
      const faults = schemaResolver(schema, { sync: true })(values)
      return Object.fromEntries(Object.keys(faults).map(path => [path, t('fieldFault')]))
    },
    validateInputOnBlur: true,
  })
  const { draft, savedAt, drop, saved } = useDraft(name, form.isDirty() ? form.values : null)
  const kept = draft === null || form.isDirty() ? null : halfTyped(schema, draft)
  const offer =
    kept && savedAt !== null ? (
      <DraftFound
        savedAt={savedAt}
        onRestore={() => {
          form.setValues(kept)
        }}
        onDrop={drop}
      />
    ) : null
  return {
    form,
    offer,
    drop,
    /** As `useDraft` has it; who is already on the way elsewhere, or has closed the drawer, has left the form too. */
    saved: (next: () => void): void => {
      saved(() => {
        if (window.location.href === openedAt) next()
      })
    },
  }
}
