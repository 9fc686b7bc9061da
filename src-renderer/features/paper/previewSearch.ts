/** Which document the preview shows, in the address. */
import { z } from 'zod'
import { standings } from '../../../src-main/features/customers/contract'

const day = z.iso.date().nullable().catch(null)

export const previewSearch = z.object({
  kind: z
    .enum([
      'staffRegister',
      'callList',
      'guide',
      'customerRegister',
      'roster',
      'shiftHandover',
      'shortage',
      'drill',
      'stockReport',
      'stockCard',
      'stocktake',
      'purchaseOrder',
      'lateReport',
      'sourcing',
      'dayPlan',
      'handover',
      'labels',
      'deliverySlip',
      'stockSlip',
      'summaryReport',
      'siteRecord',
      'callout',
      'plan',
      'chapter',
      'training',
      'coverage',
      'figures',
      'serviceNotice',
      'briefing',
    ])
    .catch('callList'),
  /** What the document is about. */
  id: z.uuid().catch('00000000-0000-7000-8000-000000000000'),
  /** Clause coverage of one incident alone. */
  incidentId: z.uuid().nullable().catch(null),
  area: z.string().max(40).catch(''),
  standing: z.enum(standings).nullable().catch(null),
  /** One page of the guide; all of it when empty. */
  page: z.string().max(30).catch(''),
  /** The briefing in both languages. */
  both: z.boolean().catch(false),
  /** Null for the document's usual sheet. */
  sheet: z.enum(['A4', 'A5', 'form']).nullable().catch(null),
  /** A shortage: of what skill, and how many are needed. */
  skill: z.string().min(1).max(40).catch('driver'),
  needed: z.int().min(1).max(100).catch(1),
  /** A period's first and last business day; null for what suits the document. */
  from: day,
  to: day,
})
