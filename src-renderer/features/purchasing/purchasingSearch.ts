/** What of buying stands in the address. */
import { z } from 'zod'
import { purchaseShows } from '../../../src-main/features/purchasing/contract'
import { supplierKinds } from '../../../src-main/features/suppliers/contract'

const opened = z.string().max(40).nullable().catch(null)

export const purchasesSearch = z.object({
  show: z.enum(purchaseShows).catch('open'),
  page: z.int().min(1).catch(1),
  /** The opened purchase. */
  id: opened,
})
export type PurchasesSearch = z.output<typeof purchasesSearch>

export const suppliersSearch = z.object({
  text: z.string().max(60).catch(''),
  kind: z.enum(supplierKinds).nullable().catch(null),
  page: z.int().min(1).catch(1),
  /** The opened supplier, or `new`. */
  id: opened,
  edit: z.boolean().catch(false),
})
export type SuppliersSearch = z.output<typeof suppliersSearch>

/** A list of which either what is open or everything is shown. */
export const openSearch = z.object({
  all: z.boolean().catch(false),
  page: z.int().min(1).catch(1),
  id: opened,
})
