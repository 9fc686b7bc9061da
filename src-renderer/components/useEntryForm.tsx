/** The form of a whole entry: checked by the contract's own schema in our words, half-typed values kept and offered back. */
import { schemaResolver, useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { useKeptFields } from './useKept'

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
  const { offer, drop, saved } = useKeptFields(name, schema, start, form.isDirty() ? form.values : null, form.setValues)
  return {
    form,
    offer,
    drop,
    /** As `useKept` has it; who is already on the way elsewhere, or has closed the drawer, has left the form too. */
    saved: (next: () => void): void => {
      saved(() => {
        if (window.location.href === openedAt) next()
      })
    },
  }
}
