/** Rules of products. */
import type { Product, ProductFields } from './contract'

/** What a new entry starts with. */
export const emptyProduct: ProductFields = {
  code: '',
  name: '',
  unit: '件',
  category: '',
  hazard: '',
  barcode: '',
  packs: [],
  note: '',
  inspected: true,
  active: true,
}

/** What of an entry is edited, without what the archive itself notes of it. */
export const productFieldsOf = ({
  id: _1,
  version: _2,
  updatedAt: _3,
  safetyHold: _4,
  ...fields
}: Product): ProductFields => fields
