/** What of the staff list stands in the address. */
import { z } from 'zod'
import { gaps, staffSorts } from '../../../src-main/features/staff/contract'

export const staffSearch = z.object({
  text: z.string().max(60).catch(''),
  departmentId: z.uuid().nullable().catch(null),
  skill: z.string().max(40).catch(''),
  team: z.boolean().catch(false),
  gap: z.enum(gaps).nullable().catch(null),
  left: z.boolean().catch(false),
  sort: z.enum(staffSorts).catch('department'),
  descending: z.boolean().catch(false),
  page: z.int().min(1).catch(1),
  /** The opened colleague, or `new`. */
  id: z.string().max(40).nullable().catch(null),
  edit: z.boolean().catch(false),
})

export type StaffSearch = z.output<typeof staffSearch>
