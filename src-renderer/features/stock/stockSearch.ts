/** What of the stock list stands in the address. */
import { z } from 'zod'
import { levels } from '../../../src-main/features/stock/contract'

export const productTabs = ['stock', 'ledger', 'safety', 'dossier', 'sold'] as const
export type ProductTab = (typeof productTabs)[number]

export const stockSearch = z.object({
  text: z.string().max(60).catch(''),
  level: z.enum(levels).nullable().catch(null),
  page: z.int().min(1).catch(1),
  /** The opened product, or `new`. */
  id: z.string().max(40).nullable().catch(null),
  edit: z.boolean().catch(false),
  /** Which part of the opened product. */
  tab: z.enum(productTabs).catch('stock'),
})
export type StockSearch = z.output<typeof stockSearch>

export const countsSearch = z.object({
  /** The opened stocktake. */
  id: z.string().max(40).nullable().catch(null),
  show: z.enum(['all', 'uncounted', 'variances']).catch('all'),
})
