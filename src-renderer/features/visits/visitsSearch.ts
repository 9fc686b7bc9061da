/** What of the visits stands in the address. */
import { z } from 'zod'

export const dueSearch = z.object({ page: z.int().min(1).catch(1), ahead: z.int().min(0).max(366).catch(14) })
export const madeSearch = z.object({ page: z.int().min(1).catch(1) })
export const upkeepSearch = z.object({ page: z.int().min(1).catch(1), withoutPhone: z.boolean().catch(false) })
