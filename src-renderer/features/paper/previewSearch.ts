/** Which document the preview shows, in the address. */
import { z } from 'zod'
import { standings } from '../../../src-main/features/customers/contract'

export const previewSearch = z.object({
  kind: z.enum(['staffRegister', 'callList']).catch('callList'),
  area: z.string().max(40).catch(''),
  standing: z.enum(standings).nullable().catch(null),
})
