/** Which document the preview shows, in the address. */
import { z } from 'zod'
import { standings } from '../../../src-main/features/customers/contract'

export const previewSearch = z.object({
  kind: z.enum(['staffRegister', 'callList', 'drill']).catch('callList'),
  /** Which drill a certificate is for. */
  id: z.uuid().catch('00000000-0000-7000-8000-000000000000'),
  area: z.string().max(40).catch(''),
  standing: z.enum(standings).nullable().catch(null),
})
