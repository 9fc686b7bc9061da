/** What of plans, training and the manual stands in the address. */
import { z } from 'zod'

const opened = z.string().max(40).nullable().catch(null)
const page = z.int().min(1).catch(1)

export const plansSearch = z.object({ id: opened })
export const versionSearch = z.object({ versionId: z.string().max(40).catch('') })
export const trainingSearch = z.object({ id: opened, page, customers: z.boolean().catch(false) })
export type TrainingSearch = z.output<typeof trainingSearch>
export const matrixSearch = z.object({ page, gapsOnly: z.boolean().catch(true) })
export const manualSearch = z.object({
  id: opened,
  page,
  text: z.string().max(60).catch(''),
  edit: z.boolean().catch(false),
})
export type ManualSearch = z.output<typeof manualSearch>
