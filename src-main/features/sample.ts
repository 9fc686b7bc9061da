/** The sample office's lists, bundled as text: the office of the acceptance stories, with invented people and goods. */
import customers from '../../resources/sample-office/customers.csv?raw'
import products from '../../resources/sample-office/products.csv?raw'
import staff from '../../resources/sample-office/staff.csv?raw'
import stock from '../../resources/sample-office/stock.csv?raw'
import suppliers from '../../resources/sample-office/suppliers.csv?raw'
import vehicles from '../../resources/sample-office/vehicles.csv?raw'
import type { ListKind } from './lists/contract'

/** In the order in which they are brought in: what a later one names comes first. */
export const sampleLists: readonly (readonly [ListKind, string])[] = [
  ['staff', staff],
  ['customers', customers],
  ['products', products],
  ['suppliers', suppliers],
  ['vehicles', vehicles],
  ['stock', stock],
]
/** Where the sample office's goods lie. */
export const sampleWarehouse = '主仓库'
