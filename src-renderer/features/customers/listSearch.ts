/** What of the customer list stands in the address. */
import { z } from 'zod'
import { sorts, standings } from '../../../src-main/features/customers/contract'

export const listSearch = z.object({
  text: z.string().max(60).catch(''),
  area: z.string().max(40).catch(''),
  division: z
    .string()
    .regex(/^\d{0,6}$/)
    .catch(''),
  standing: z.enum(standings).nullable().catch(null),
  tag: z.string().max(30).catch(''),
  gap: z.enum(['licenceExpired', 'lacksPhone', 'unconfirmed']).nullable().catch(null),
  sort: z.enum(sorts).catch('name'),
  descending: z.boolean().catch(false),
  page: z.int().min(1).catch(1),
  /** The opened entry, or `new`. */
  id: z.string().max(40).nullable().catch(null),
  edit: z.boolean().catch(false),
})

export type ListSearch = z.output<typeof listSearch>
