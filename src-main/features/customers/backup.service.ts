/** Customers of a backup beside the present ones: which are gone or changed since, and bringing one back (A1.3). */
import { Refused } from '../../contract/call'
import { mostCompared } from '../backups/contract'
import type { ComparedCustomer } from '../backups/contract'
import type { CustomerEntry } from './contract'
import { customerDifferences } from './import.rules'
import { checkEntry, customerFieldsOf } from './rules'
import type { CustomerSearch } from './search.service'
import { normalise, sortKeyOf } from './search.rules'
import type { CustomersStore } from './store'

const rowsBetweenBreaths = 500

/** Entries of a backup that are gone or changed since; at most so many, and how many there are in all. */
export const compareCustomers = async (
  backup: CustomersStore,
  present: CustomersStore,
  text: string,
  breathe: () => Promise<void>,
): Promise<{ rows: ComparedCustomer[]; total: number }> => {
  const wanted = normalise(text)
  const rows: ComparedCustomer[] = []
  let [total, seen] = [0, 0]
  for (const stamp of [...backup.stamps()]) {
    seen += 1
    if (seen % rowsBetweenBreaths === 0) await breathe()
    if (wanted !== '' && !normalise(stamp.code).includes(wanted) && !normalise(stamp.name).includes(wanted)) continue
    const now = present.stamp(stamp.id)
    if (now?.version === stamp.version && now.updatedAt === stamp.updatedAt) continue
    if (!now && present.wasErased(stamp.id)) continue
    const [before, after] = [backup.entry(stamp.id), now && present.entry(stamp.id)]
    if (!before) continue
    const differences = after ? customerDifferences(customerFieldsOf(after), customerFieldsOf(before)) : []
    if (after && differences.length === 0) continue
    total += 1
    if (rows.length < mostCompared)
      rows.push({ id: stamp.id, code: stamp.code, name: stamp.name, state: now ? 'changed' : 'gone', differences })
  }
  return { rows, total }
}

type Parts = { store: CustomersStore; search: CustomerSearch }

/** Puts an entry as a backup has it among the present ones, under its own id; inside the caller's transaction. */
export const bringCustomerBack = ({ store, search }: Parts, entry: CustomerEntry, at: string, by: string): void => {
  if (store.wasErased(entry.id)) throw new Refused('customers.wasErased')
  const fields = customerFieldsOf(entry)
  checkEntry(fields)
  const holder = store.idOfCode(fields.code)
  if (holder !== null && holder !== entry.id) throw new Refused('customers.codeTaken', { code: fields.code })
  const present = store.entry(entry.id)
  const key = sortKeyOf(fields.name)
  if (!present) {
    search.keep(store.add(fields, entry.id, key, entry.lastConfirmedOn, at, by), fields)
    return
  }
  store.revive(entry.id, fields.code)
  if (!store.correct(fields, entry.id, present.version, key, at, by)) throw new Refused('core.conflict')
  search.keep(store.seqOf(entry.id) ?? 0, fields)
}
