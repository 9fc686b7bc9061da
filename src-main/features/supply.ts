/** Joins products, stock, suppliers and vehicles to the lists that bring them in and give them out. */
import type { Handlers } from '../contract/call'
import { vehicleFields } from './fleet/contract'
import type { VehicleFields } from './fleet/contract'
import { vehicleColumnsOfLists } from './fleet/import.rules'
import { emptyVehicle, vehicleFieldsOf } from './fleet/rules'
import type { FleetStore } from './fleet/store'
import { sortKeyOf } from './customers/search.rules'
import { flatTarget } from './lists/flat.service'
import { productFields } from './products/contract'
import { productColumnsOfLists } from './products/import.rules'
import { emptyProduct, productFieldsOf } from './products/rules'
import type { ProductsStore } from './products/store'
import type { StaffStore } from './staff/store'
import type { postings } from './stock/contract'
import type { FiguresStore } from './stock/figures.store'
import { stockTarget } from './stock/import.service'
import type { StockStore } from './stock/store'
import { supplierFields } from './suppliers/contract'
import { supplierColumnsOfLists } from './suppliers/import.rules'
import { emptySupplier, supplierFieldsOf } from './suppliers/rules'
import type { SuppliersStore } from './suppliers/store'

type Parts = {
  products: ProductsStore
  suppliers: SuppliersStore
  fleet: FleetStore
  staff: StaffStore
  ledger: StockStore
  figures: FiguresStore
  postings: Handlers<typeof postings>
  newId: () => string
  nameOf: (userId: string) => string
}

/** Removes an entry unless something rests on it. */
const removed = (remove: () => void): boolean => {
  try {
    remove()
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return false
    throw error
  }
}

type Entry<Fields> = { id: string; version: number; fields: Fields }
const of = <E extends { id: string; version: number }, F>(entry: E, fieldsOf: (entry: E) => F): Entry<F> => ({
  id: entry.id,
  version: entry.version,
  fields: fieldsOf(entry),
})

export const supplyTargets = (parts: Parts) => {
  const { products, suppliers, fleet, staff, ledger, figures, postings: post, newId, nameOf } = parts
  const seqOf = (productId: string): number => products.ledgerEntry(productId)?.seq ?? 0
  return {
    products: flatTarget({
      columns: productColumnsOfLists,
      schema: productFields,
      empty: emptyProduct,
      prefix: 'P',
      newId,
      idOfCode: products.idOfCode,
      entry: id => {
        const entry = products.entry(id)
        return entry && of(entry, productFieldsOf)
      },
      add: (fields, id, at, by) => {
        products.add(fields, id, sortKeyOf(fields.name), at, by)
      },
      correct: (fields, id, version, at, by) => products.correct(fields, id, version, sortKeyOf(fields.name), at, by),
      remove: id =>
        removed(() => {
          products.remove(id)
        }),
      page: (limit, offset) => {
        const { rows, total } = products.all(limit, offset)
        return { rows: rows.map(row => of(row, productFieldsOf)), total }
      },
    }),
    suppliers: flatTarget({
      columns: supplierColumnsOfLists,
      schema: supplierFields,
      empty: emptySupplier,
      prefix: 'S',
      newId,
      idOfCode: suppliers.idOfCode,
      entry: id => {
        const entry = suppliers.entry(id)
        return entry && of(entry, supplierFieldsOf)
      },
      add: (fields, id, at, by) => {
        suppliers.add(fields, id, sortKeyOf(fields.name), at, by)
      },
      correct: (fields, id, version, at, by) => suppliers.correct(fields, id, version, sortKeyOf(fields.name), at, by),
      remove: id =>
        removed(() => {
          suppliers.remove(id)
        }),
      page: (limit, offset) => {
        const { rows, total } = suppliers.all(limit, offset)
        return { rows: rows.map(row => of(row, supplierFieldsOf)), total }
      },
    }),
    vehicles: flatTarget<VehicleFields>({
      columns: vehicleColumnsOfLists({
        idOf: word => staff.idOfCode(word) ?? staff.idOfName(word),
        codeOf: id => staff.entry(id)?.code ?? '',
      }),
      // A list may know a vehicle by its plate alone; its name is its model and may be empty.
      schema: vehicleFields,
      empty: emptyVehicle,
      prefix: 'V',
      newId,
      idOfCode: fleet.idOfCode,
      entry: id => {
        const entry = fleet.vehicle(id)
        return entry && of(entry, vehicleFieldsOf)
      },
      add: fleet.addVehicle,
      correct: fleet.correctVehicle,
      remove: id =>
        removed(() => {
          fleet.remove(id)
        }),
      page: (limit, offset) => {
        const { rows, total } = fleet.vehicles('', true, limit, offset)
        return { rows: rows.map(row => of(row, vehicleFieldsOf)), total }
      },
    }),
    stock: stockTarget({
      productOf: code => {
        const id = products.idOfCode(code)
        const entry = id === null ? null : products.entry(id)
        return entry && { id: entry.id, name: entry.name }
      },
      warehouseOf: ledger.warehouseNamed,
      standing: (productId, warehouseId) => {
        const place = figures.places(seqOf(productId)).find(known => known.warehouseId === warehouseId)
        const moved = figures.hasMoved(seqOf(productId), ledger.warehouseSeq(warehouseId) ?? 0)
        return { available: place?.available ?? 0, place: place?.place ?? '', moved }
      },
      open: post.receive,
      count: post.count,
      reverse: post.reverse,
      isReversed: ledger.isReversed,
      setPlace: post.setPlace,
      page: figures.lying,
      nameOf,
    }),
  }
}
