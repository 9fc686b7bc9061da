/** Which part of the backups is shown, in the address. */
import { z } from 'zod'

export const parts = ['places', 'history', 'drills', 'rules'] as const

export const backupsSearch = z.object({
  part: z.enum(parts).catch('places'),
  placeId: z.uuid().nullable().catch(null),
  page: z.int().min(1).catch(1),
})
