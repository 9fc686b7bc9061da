/** What of the import stands in the address: the list one came from; the headings may say otherwise. */
import { z } from 'zod'
import { kinds } from '../../../src-main/features/lists/contract'

export const importSearch = z.object({ kind: z.enum(kinds).catch('customers') })
