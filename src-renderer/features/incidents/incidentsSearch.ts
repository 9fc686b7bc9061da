/** What of incidents stands in the address: one filter for the board, the list and the calendar. */
import { z } from 'zod'
import { incidentStates } from '../../../src-main/features/incidents/contract'

const chosen = z.string().max(40).nullable().catch(null)

export const incidentsSearch = z.object({
  text: z.string().max(60).catch(''),
  planId: chosen,
  departmentId: chosen,
  ownerId: chosen,
  level: z.int().min(1).max(4).nullable().catch(null),
  area: z.string().max(40).catch(''),
  drills: z.boolean().catch(false),
  state: z.enum(incidentStates).nullable().catch(null),
  /** The board's columns. */
  by: z.enum(['state', 'department']).catch('state'),
  sort: z.enum(['urgent', 'newest', 'level']).catch('urgent'),
  page: z.int().min(1).catch(1),
  /** The month of the calendar, YYYY-MM; null for this one. */
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .nullable()
    .catch(null),
})
export type IncidentsSearch = z.output<typeof incidentsSearch>

/** The part that every view shares and that can be kept by name. */
export const filterOf = ({ text, planId, departmentId, ownerId, level, area, drills }: IncidentsSearch) => ({
  text,
  planId,
  departmentId,
  ownerId,
  level,
  area,
  drills,
})

export const caseSearch = z.object({ id: z.string().max(40).catch('') })

const day = z.iso.date().nullable().catch(null)
export const figuresSearch = z.object({
  from: day,
  to: day,
  by: z.enum(['kind', 'cause', 'product', 'customer', 'department', 'level', 'month']).catch('kind'),
})
export type FiguresSearch = z.output<typeof figuresSearch>
export const coverageSearch = z.object({ from: day, to: day, incidentId: chosen, neverOnly: z.boolean().catch(false) })
export type CoverageSearch = z.output<typeof coverageSearch>
