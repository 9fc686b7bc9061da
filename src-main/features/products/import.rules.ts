/** Products in lists: one row each. */
import type { FlatColumn } from '../lists/flat.rules'
import { textColumn, yesColumn } from '../lists/flat.rules'
import { readMany, writeMany } from '../lists/table.rules'
import type { ProductFields } from './contract'

/** `箱×12；件×1`: a name, a times sign, how many units it holds. */
const packOf = (word: string): ProductFields['packs'][number] | null => {
  const [, name = '', held = ''] =
    /^(.+?)\s*[×xX*]\s*(\d{1,9}(?:\.\d{1,3})?)$/.exec(word.normalize('NFKC').trim()) ?? []
  const quantity = Math.round(Number(held) * 1000)
  return name === '' || quantity === 0 ? null : { name: name.trim(), quantity }
}

export const productColumnsOfLists: readonly FlatColumn<ProductFields>[] = [
  textColumn('code', 'code'),
  textColumn('name', 'name'),
  textColumn('unit', 'unit'),
  textColumn('category', 'category'),
  textColumn('barcode', 'barcode'),
  {
    column: 'packs',
    read: cell => {
      const packs = readMany(cell).map(packOf)
      return packs.some(pack => pack === null) ? 'unknownWord' : { packs: packs.filter(pack => pack !== null) }
    },
    write: ({ packs }) => writeMany(packs.map(({ name, quantity }) => `${name}×${quantity / 1000}`)),
  },
  textColumn('hazard', 'hazard'),
  yesColumn('inspected', 'inspected'),
  textColumn('note', 'note'),
  yesColumn('active', 'active'),
]
