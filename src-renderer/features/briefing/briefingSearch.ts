/** What of the day stands in the address. */
import { z } from 'zod'

export const todaySearch = z.object({ mine: z.boolean().catch(false) })
export const briefingSearch = z.object({
  page: z.int().min(1).catch(1),
  /** The briefing that is shown; null for the newest. */
  id: z.uuid().nullable().catch(null),
})
