/** Which page of the guide is shown, in the address. */
import { z } from 'zod'

export const guideSearch = z.object({
  page: z.string().max(30).catch('start'),
  section: z.int().min(0).catch(0),
})
