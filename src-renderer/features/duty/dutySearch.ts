/** What of duty stands in the address. */
import { z } from 'zod'

export const rosterSearch = z.object({ from: z.iso.date().nullable().catch(null) })
export const pageSearch = z.object({ page: z.int().min(1).catch(1) })
export const callsSearch = z.object({
  page: z.int().min(1).catch(1),
  all: z.boolean().catch(false),
  text: z.string().max(60).catch(''),
})
export const skillsSearch = z.object({
  page: z.int().min(1).catch(1),
  departmentId: z.uuid().nullable().catch(null),
})
export const shortageSearch = z.object({
  skill: z.string().min(1).max(40).catch('driver'),
  day: z.iso.date().nullable().catch(null),
  needed: z.int().min(1).max(100).catch(1),
})
export const overtimeSearch = z.object({
  page: z.int().min(1).catch(1),
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .nullable()
    .catch(null),
})
