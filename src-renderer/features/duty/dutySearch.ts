/** What of duty stands in the address. */
import { z } from 'zod'

export const rosterSearch = z.object({ from: z.iso.date().nullable().catch(null) })
export const pageSearch = z.object({ page: z.int().min(1).catch(1) })
export const callsSearch = z.object({
  page: z.int().min(1).catch(1),
  all: z.boolean().catch(false),
  text: z.string().max(60).catch(''),
})
