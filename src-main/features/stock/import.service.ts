/** Stock as a list: what lies of each product in each warehouse. A row is a count of it, or its opening figure. */
import { z } from 'zod'
import type { CallContext } from '../../contract/call'
import { Refused } from '../../contract/call'
import type { Fault } from '../lists/contract'
import type { Target } from '../lists/service'

type Standing = {
  productId: string
  code: string
  name: string
  warehouseId: string
  warehouse: string
  place: string
  available: number
}
type Place = { productId: string; warehouseId: string; effectiveAt: null; reason: string; reference: string }

type Parts = {
  productOf: (code: string) => { id: string; name: string } | null
  warehouseOf: (name: string) => string | null
  /** What is available there, and whether anything ever moved there. */
  standing: (productId: string, warehouseId: string) => { available: number; place: string; moved: boolean }
  open: (input: Place & { quantity: number; opening: true }, context: CallContext) => { id: string }
  count: (input: Place & { counted: number }, context: CallContext) => { id: string }
  reverse: (input: { id: string; reason: string }, context: CallContext) => { id: string }
  isReversed: (id: string) => boolean
  setPlace: (input: { productId: string; warehouseId: string; place: string }, context: CallContext) => unknown
  page: (limit: number, offset: number) => { rows: Standing[]; total: number }
  /** The name under which an import is posted. */
  nameOf: (userId: string) => string
}

const row = z.object({
  productId: z.string(),
  warehouseId: z.string(),
  place: z.string(),
  quantity: z.int().min(0),
  moved: z.boolean(),
})

/** Thousandths of what a cell says in units. */
const quantityOf = (cell: string): number | null => {
  const text = cell.normalize('NFKC').replaceAll(',', '').trim()
  return /^\d{1,9}(\.\d{1,3})?$/.test(text) ? Math.round(Number(text) * 1000) : null
}

export const stockTarget = (parts: Parts): Target => {
  const context = (at: string, by: string): CallContext => ({
    actor: { id: by, name: parts.nameOf(by), role: 'keeper' },
    at,
    touch: () => undefined,
  })
  return {
    needs: 'keeper',
    continues: false,
    prepare: rows => {
      const cells = rows[0] ?? {}
      const [code, warehouse] = [cells.code?.trim() ?? '', cells.warehouse?.trim() ?? '']
      const [said, place] = [cells.quantity?.trim() ?? '', cells.place?.trim() ?? '']
      const faults: Fault[] = []
      const product = parts.productOf(code)
      const warehouseId = parts.warehouseOf(warehouse)
      const quantity = quantityOf(said)
      if (!product) faults.push({ code: 'unknownProduct', column: 'code', value: code })
      if (warehouseId === null) faults.push({ code: 'unknownWarehouse', column: 'warehouse', value: warehouse })
      if (quantity === null)
        faults.push({ code: said === '' ? 'missing' : 'notANumber', column: 'quantity', value: said })
      if (place.length > 40) faults.push({ code: 'tooLong', column: 'place', value: place.slice(0, 80) })
      const name = product?.name ?? cells.name?.trim() ?? ''
      const label = { code: `${code} @ ${warehouse}`, name, faults, similar: [], targetId: null, targetVersion: null }
      if (!product || warehouseId === null || quantity === null || faults.length > 0)
        return { ...label, differences: [], action: 'add', entry: null, before: null }
      const now = parts.standing(product.id, warehouseId)
      const differences = [
        { column: 'quantity', before: String(now.available / 1000), after: String(quantity / 1000) },
        { column: 'place', before: now.place, after: place || now.place },
      ].filter(({ before, after }) => before !== after)
      const entry = { productId: product.id, warehouseId, place: place || now.place, quantity, moved: now.moved }
      return {
        ...label,
        differences: now.moved ? differences : [],
        action: now.moved ? (differences.length === 0 ? 'same' : 'change') : 'add',
        entry,
        before: null,
      }
    },
    apply: ({ entry }, at, by) => {
      const { productId, warehouseId, place, quantity, moved } = row.parse(entry)
      const where = { productId, warehouseId, effectiveAt: null, reason: '', reference: '' }
      if (place !== '') parts.setPlace({ productId, warehouseId, place }, context(at, by))
      const opening = !moved && quantity > 0
      const { id } = opening
        ? parts.open({ ...where, quantity, opening: true }, context(at, by))
        : parts.count({ ...where, counted: quantity }, context(at, by))
      return { id, version: 1 }
    },
    /** Taken back by its opposite, as everything in the ledger is. */
    revert: ({ targetId }, at, by) => {
      if (targetId === null || parts.isReversed(targetId)) return false
      try {
        parts.reverse({ id: targetId, reason: 'import' }, context(at, by))
        return true
      } catch (error) {
        // What was issued since rests on it.
        if (error instanceof Refused) return false
        throw error
      }
    },
    settle: () => 0,
    page: (limit, { offset }) => {
      const { rows, total } = parts.page(limit, offset)
      return {
        rows: rows.map(({ code, name, warehouse, place, available }) => ({
          code,
          name,
          warehouse,
          place,
          quantity: String(available / 1000),
        })),
        entries: rows.length,
        total,
      }
    },
  }
}
