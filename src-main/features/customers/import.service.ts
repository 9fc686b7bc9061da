/** Customers as a list's target: prepares entries from rows, writes them, takes them back, gives them out. */
import type { Target } from '../lists/service'
import type { Attached } from './service'
import type { CustomerFields } from './contract'
import { customerEntry, customerFields } from './contract'
import { divisionOf } from './divisions.rules'
import { customerDifferences, customerFromRows, rowsOfCustomer } from './import.rules'
import { customerFieldsOf } from './rules'
import type { CustomerSearch } from './search.service'
import { sortKeyOf } from './search.rules'
import type { CustomersStore } from './store'

type Parts = { store: CustomersStore; search: CustomerSearch; attached: Attached; newId: () => string }

/** Entries filed for search in one short transaction. */
const filedAtOnce = 5

export const customersTarget = ({ store, search, attached, newId }: Parts): Target => {
  /** Entries under another code that share a licence, a number or the whole name. */
  const similarTo = (entry: CustomerFields, self: string | null): string[] => {
    const digits = entry.contacts.flatMap(contact => contact.phones.filter(({ number }) => number.length >= 7))
    const seqs = new Set([
      ...store.seqsByLicence(entry.licenceNumber),
      ...digits.flatMap(({ number }) => store.seqsByNumber(number)),
    ])
    return [...seqs].slice(0, 3).flatMap(seq => {
      const row = store.row(seq)
      return row && row.id !== self ? [`${row.code} ${row.name}`] : []
    })
  }

  return {
    needs: 'clerk',
    continues: true,
    prepare: (rows, nextCode) => {
      const written = rows[0]?.code?.trim() ?? ''
      const name = rows[0]?.name?.trim() ?? ''
      // Without a code, the whole name says which entry is meant.
      const id = written === '' ? store.idOfName(name) : store.idOfCode(written)
      const known = id === null ? null : store.entry(id)
      const before = known && customerFieldsOf(known)
      const given = rows.map(cells => ({
        ...cells,
        code: before?.code ?? (written || nextCode('K', code => store.idOfCode(code) !== null)),
      }))
      const { entry, faults, confirmedOn } = customerFromRows(given, before, divisionOf)
      const differences = before ? customerDifferences(before, entry) : []
      return {
        code: entry.code,
        name: entry.name,
        faults,
        differences,
        similar: before ? [] : similarTo(entry, id),
        action: before ? (differences.length === 0 ? 'same' : 'change') : 'add',
        entry: { ...entry, confirmedOn },
        before,
        targetId: known?.id ?? null,
        targetVersion: known?.version ?? null,
      }
    },
    apply: ({ action, entry, targetId, targetVersion }, at, by) => {
      const { confirmedOn, ...fields } = importedEntry.parse(entry)
      const key = sortKeyOf(fields.name)
      if (action === 'add') {
        if (store.idOfCode(fields.code) !== null) return null
        const id = newId()
        search.later(store.add(fields, id, key, confirmedOn, at, by))
        return { id, version: 1 }
      }
      if (targetId === null || targetVersion === null) return null
      if (!store.correct(fields, targetId, targetVersion, key, at, by)) return null
      search.later(store.seqOf(targetId) ?? 0)
      return { id: targetId, version: targetVersion + 1 }
    },
    revert: ({ action, before, targetId, targetVersion }, at, by) => {
      const entry = targetId === null ? null : store.entry(targetId)
      if (!entry || entry.version !== targetVersion || entry.mergedInto !== null) return false
      const seq = store.seqOf(entry.id) ?? 0
      if (action === 'add') {
        if (attached.holdsAny('customer', entry.id) || store.mergedInto(entry.id).length > 0) return false
        search.drop(seq)
        store.takeBack(entry.id)
        return true
      }
      const fields = customerFields.parse(before)
      if (!store.correct(fields, entry.id, entry.version, sortKeyOf(fields.name), at, by)) return false
      search.keep(seq, fields)
      return true
    },
    settle: () => search.catchUp(filedAtOnce, store.entryAt),
    page: (limit, { last }, language) => {
      const { rows, total } = store.behind(last ?? '', limit)
      return {
        rows: rows.flatMap(entry => rowsOfCustomer(entry, language)),
        entries: rows.length,
        total,
        last: rows.at(-1)?.code ?? null,
      }
    },
  }
}

const importedEntry = customerFields.extend({ confirmedOn: customerEntry.shape.lastConfirmedOn })
