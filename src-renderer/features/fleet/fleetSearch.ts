/** What of the fleet stands in the address. */
import { z } from 'zod'

const opened = z.string().max(40).nullable().catch(null)

export const planSearch = z.object({
  /** A business day; null for today. */
  day: z.iso.date().nullable().catch(null),
  /** The opened delivery. */
  id: opened,
})
export type PlanSearch = z.output<typeof planSearch>

export const vehiclesSearch = z.object({
  text: z.string().max(60).catch(''),
  page: z.int().min(1).catch(1),
  /** The opened vehicle, or `new`. */
  id: opened,
  edit: z.boolean().catch(false),
})
export type VehiclesSearch = z.output<typeof vehiclesSearch>

export const breakdownsSearch = z.object({
  all: z.boolean().catch(false),
  page: z.int().min(1).catch(1),
  id: opened,
})
export type BreakdownsSearch = z.output<typeof breakdownsSearch>
