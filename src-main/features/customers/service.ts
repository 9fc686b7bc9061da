/** Answers the customer calls. */
import { Refused } from '../../contract/call'
import type { Handlers } from '../../contract/call'
import { businessDay } from '../office/rules'
import { readPhone, searchDigits } from '../office/phones.rules'
import type { Candidate, CustomerEntry, CustomerFields, customers, Hit } from './contract'
import { checkEntry, reasonsOf, unite, withOnePreferred } from './rules'
import type { CustomerSearch, Found } from './search.service'
import { sortKeyOf } from './search.rules'
import type { CustomersStore } from './store'

/** What the archive of customers needs of attachments. */
export type Attached = {
  moveTo: (ownerKind: 'customer', from: string, to: string) => void
  removeAll: (ownerKind: 'customer', owner: string) => void
  holdsAny: (ownerKind: 'customer', owner: string) => boolean
}

type Parts = {
  store: CustomersStore
  search: CustomerSearch
  attached: Attached
  newId: () => string
  timeZone: () => string
  /** Clears what other features say of somebody who is erased. */
  forget: (customerId: string) => void
}

/** How many entries a text filter of the list considers. */
const mostFiltered = 500

export const customersService = ({
  store,
  search,
  attached,
  newId,
  timeZone,
  forget,
}: Parts): Handlers<typeof customers> => {
  const found = (id: string): CustomerEntry => {
    const entry = store.entry(id)
    if (!entry) throw new Refused('customers.notFound')
    return entry
  }
  const seqOf = (id: string): number => store.seqOf(id) ?? 0
  const tidy = (entry: CustomerFields): CustomerFields => {
    checkEntry(entry)
    return { ...entry, contacts: withOnePreferred(entry.contacts), tags: [...new Set(entry.tags)] }
  }
  const refuseTaken = (code: string, id: string | null): void => {
    const holder = store.idOfCode(code)
    if (holder !== null && holder !== id) throw new Refused('customers.codeTaken', { code })
  }

  const hitOf = ({ seq, source, match }: Found): Hit | null => {
    const row = store.row(seq)
    if (!row) return null
    const texts: Partial<Record<Hit['matched'], string>> = {
      code: row.code,
      name: row.name,
      shortName: row.shortName,
      contact: source.contacts.split('\n')[match.line] ?? '',
      phone: source.digits.split('\n')[match.line] ?? '',
      address: source.address,
    }
    const matchedText = texts[match.field] ?? ''
    const at = matchedText.toLowerCase().indexOf(match.word)
    return { ...row, matched: match.field, matchedText, range: at < 0 ? null : [at, at + match.word.length] }
  }

  return {
    page: ({ text, area, division, standing, tag, gap, sort, descending, limit, offset }, { at }) => {
      const today = businessDay(at, timeZone())
      const yearAgo = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`
      const among = text === '' ? null : search.find(text, mostFiltered).map(({ seq }) => seq)
      return store.page({ among, area, division, standing, tag, gap, today, yearAgo }, sort, descending, limit, offset)
    },
    entry: ({ id }) => found(id),
    add: (input, { at, actor }) => {
      refuseTaken(input.code, null)
      const entry = tidy(input)
      const id = newId()
      const seq = store.add(entry, id, sortKeyOf(entry.name), null, at, actor.id)
      search.keep(seq, entry)
      return found(id)
    },
    correct: ({ id, version, ...input }, { at, actor }) => {
      refuseTaken(input.code, id)
      found(id)
      const entry = tidy(input)
      if (!store.correct(entry, id, version, sortKeyOf(entry.name), at, actor.id)) throw new Refused('core.conflict')
      search.keep(seqOf(id), entry)
      return found(id)
    },
    confirm: ({ id, version }, { at, actor }) => {
      found(id)
      if (!store.confirm(id, version, businessDay(at, timeZone()), at, actor.id)) throw new Refused('core.conflict')
      return found(id)
    },
    erase: ({ id, version }, { touch }) => {
      if (found(id).version !== version) throw new Refused('core.conflict')
      for (const merged of store.mergedInto(id)) {
        touch(merged.id)
        attached.removeAll('customer', merged.id)
        forget(merged.id)
        store.erase(merged.id)
      }
      search.drop(seqOf(id))
      attached.removeAll('customer', id)
      // First, while other entries still name the customer.
      forget(id)
      store.erase(id)
      return {}
    },
    merge: ({ keep: { id, version, ...fields }, drop }, { at, actor, touch }) => {
      if (id === drop.id) throw new Refused('customers.mergeSame')
      refuseTaken(fields.code, fields.code === found(drop.id).code ? drop.id : id)
      const entry = unite(tidy(fields), found(drop.id))
      found(id)
      touch(drop.id)
      search.drop(seqOf(drop.id))
      if (!store.setMerged(drop.id, drop.version, id, at, actor.id)) throw new Refused('core.conflict')
      if (!store.correct(entry, id, version, sortKeyOf(entry.name), at, actor.id)) throw new Refused('core.conflict')
      search.keep(seqOf(id), entry)
      attached.moveTo('customer', drop.id, id)
      return found(id)
    },
    similar: ({ id, code, name, licenceNumber, phones }) => {
      const numbers = phones.map(phone => readPhone(phone))
      const typed = { code, name, licenceNumber, phones: numbers.map(searchDigits) }
      const self = id === null ? null : store.seqOf(id)
      const sameCode = code === '' ? null : store.idOfCode(code)
      const seqs = new Set([
        ...(sameCode ? [seqOf(sameCode)] : []),
        ...store.seqsByLicence(licenceNumber),
        ...numbers.filter(({ number }) => number.length >= 7).flatMap(({ number }) => store.seqsByNumber(number)),
        ...(name.length > 1 ? namesLike(name) : []),
      ])
      const candidates: Candidate[] = []
      for (const seq of seqs) {
        const row = seq === self ? null : store.row(seq)
        if (!row) continue
        const entry = found(row.id)
        const digits = entry.contacts.flatMap(contact => contact.phones.map(searchDigits))
        const reasons = reasonsOf(typed, { ...entry, phones: digits })
        if (reasons.length > 0) candidates.push({ ...row, reasons })
      }
      return candidates.sort((one, other) => other.reasons.length - one.reasons.length).slice(0, 10)
    },
    search: ({ text, limit }) =>
      search
        .find(text, limit)
        .map(hitOf)
        .filter(hit => hit !== null),
    suggestions: () => store.suggestions(),
    callList: ({ area, standing, limit, offset }) => {
      const { rows, total } = store.callList(area, standing, limit, offset)
      return {
        rows: rows.map(({ id, code, name, area: where, address, standing: how, contacts }) => ({
          id,
          code,
          name,
          area: where,
          address,
          standing: how,
          contacts: contacts.map(({ name: who, role, preferred, phones }) => ({
            name: who,
            role,
            preferred,
            phones,
          })),
        })),
        total,
      }
    },
    all: ({ limit, offset }) => store.all(limit, offset),
  }

  /** Entries that share the telling part of the name, and near spellings by its halves. */
  function namesLike(name: string): number[] {
    const core = [...name.replace(/(股份|有限|责任|公司|集团)/g, '')]
    const halves = [
      core.join(''),
      core.slice(0, Math.ceil(core.length / 2)).join(''),
      core.slice(Math.floor(core.length / 2)).join(''),
    ]
    return halves.filter(half => [...half].length > 1).flatMap(half => search.find(half, 20).map(({ seq }) => seq))
  }
}
