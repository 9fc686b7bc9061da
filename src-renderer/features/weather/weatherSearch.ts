/** What of the weather stands in the address. */
import { z } from 'zod'

export const listSearch = z.object({
  all: z.boolean().catch(false),
  page: z.int().min(1).catch(1),
  /** The entry whose drawer is open. */
  open: z.string().max(40).nullable().catch(null),
})
export type ListSearch = z.output<typeof listSearch>
export const decisionSearch = z.object({ id: z.string().max(40).catch('') })
export const checksSearch = z.object({
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .nullable()
    .catch(null),
})
