/** What of call-outs stands in the address. */
import { z } from 'zod'

export const calloutsSearch = z.object({ all: z.boolean().catch(false), page: z.int().min(1).catch(1) })
export type CalloutsSearch = z.output<typeof calloutsSearch>
