/** What of the journal stands in the address. */
import { z } from 'zod'

export const journalSearch = z.object({
  page: z.int().min(1).catch(1),
  from: z.iso.date().nullable().catch(null),
  to: z.iso.date().nullable().catch(null),
  actorId: z.string().nullable().catch(null),
  call: z.string().nullable().catch(null),
  entity: z.string().nullable().catch(null),
})

export type JournalSearch = z.output<typeof journalSearch>
