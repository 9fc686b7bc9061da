/** Suppliers in lists: one row each. */
import type { FlatColumn } from '../lists/flat.rules'
import { dayColumn, textColumn, wordColumn, yesColumn } from '../lists/flat.rules'
import type { SupplierFields } from './contract'

export const supplierColumnsOfLists: readonly FlatColumn<SupplierFields>[] = [
  textColumn('code', 'code'),
  textColumn('name', 'name'),
  wordColumn('supplierKind', 'kind', {
    qualified: ['合格供应商', '合格'],
    trader: ['合作贸易商', '贸易商'],
    market: ['市场', '公开市场'],
    neighbour: ['邻近供应商', '邻近'],
  }),
  textColumn('contact', 'contact'),
  textColumn('phones', 'phone'),
  textColumn('address', 'address'),
  dayColumn('qualifiedUntil', 'qualifiedUntil'),
  textColumn('note', 'note'),
  yesColumn('active', 'active'),
]
