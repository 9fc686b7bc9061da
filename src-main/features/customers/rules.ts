/** Rules of the customer archive: what a whole entry is, what looks like the same customer twice, how two become one. */
import { z } from 'zod'
import { Refused } from '../../contract/call'
import type { Contact, CustomerEntry, CustomerFields, likeness } from './contract'
import { customerFields } from './contract'
import { normalise } from './search.rules'

export type Likeness = (typeof likeness)[number]

/** What a new entry starts with. */
export const emptyCustomer: CustomerFields = {
  code: '',
  name: '',
  shortName: '',
  divisionCode: '',
  area: '',
  address: '',
  licenceNumber: '',
  licenceValidUntil: null,
  standing: 'normal',
  standingReason: '',
  notes: '',
  tags: [],
  contacts: [],
  contracts: [],
  equipment: [],
}

const fieldsAlone = z.object(customerFields.shape)

/** What of an entry is edited, without what the archive itself notes of it. */
export const customerFieldsOf = (entry: CustomerEntry): CustomerFields => fieldsAlone.parse(entry)

/** What a form cannot say by itself. Throws Refused. */
export const checkEntry = (entry: CustomerFields): void => {
  if (entry.standing !== 'normal' && entry.standingReason === '') throw new Refused('customers.reasonMissing')
  for (const contract of entry.contracts)
    if (contract.startsOn && contract.endsOn && contract.endsOn < contract.startsOn)
      throw new Refused('customers.contractEndsFirst', { reference: contract.reference })
}

/**
 * CLAUSE A4.1: why a customer may have no emergency supply; null when he may. The licence holds on its last day.
 * There is no override: the entry is put right with evidence, and the same check runs again (tests/archive/incidents.test.ts).
 */
export const ineligibility = (
  {
    licenceNumber,
    licenceValidUntil,
    standing,
  }: Pick<CustomerFields, 'licenceNumber' | 'licenceValidUntil' | 'standing'>,
  today: string,
): 'noLicence' | 'licenceExpired' | 'blocked' | null =>
  standing === 'blocked'
    ? 'blocked'
    : licenceNumber === ''
      ? 'noLicence'
      : licenceValidUntil !== null && licenceValidUntil < today
        ? 'licenceExpired'
        : null

/** Exactly one preferred contact where there are any, exactly one preferred number per contact. */
export const withOnePreferred = (contacts: readonly Contact[]): Contact[] => {
  const first = <T extends { preferred: boolean }>(items: readonly T[]): T[] => {
    const chosen = Math.max(
      0,
      items.findIndex(item => item.preferred),
    )
    return items.map((item, index) => ({ ...item, preferred: index === chosen }))
  }
  return first(contacts).map(contact => ({ ...contact, phones: first(contact.phones) }))
}

// Legal forms and the usual middle words say nothing about which company it is.
const formal = /(股份有限公司|有限责任公司|有限公司|集团|公司|厂|商行|经营部|门市部)/g

/** What is left of a company's name when the legal form is gone. */
export const nameCore = (name: string): string => normalise(name).replace(formal, '')

const pairs = (text: string): Set<string> => {
  const characters = [...text]
  return new Set(characters.slice(1).map((character, index) => (characters[index] ?? '') + character))
}

/** Dice's coefficient over character pairs, 0 to 1. */
export const likenessOfNames = (one: string, other: string): number => {
  const [first, second] = [pairs(nameCore(one)), pairs(nameCore(other))]
  if (first.size === 0 || second.size === 0) return nameCore(one) === nameCore(other) ? 1 : 0
  const shared = [...first].filter(pair => second.has(pair)).length
  return (2 * shared) / (first.size + second.size)
}

/** From here on two names are worth a second look. */
export const nearEnough = 0.7

type Identity = { code: string; name: string; licenceNumber: string; phones: readonly string[] }

/** Why two entries may be one customer; empty when nothing speaks for it. Phones are digits as dialled. */
export const reasonsOf = (typed: Identity, known: Identity): Likeness[] => {
  const reasons: Likeness[] = []
  if (typed.code !== '' && normalise(typed.code) === normalise(known.code)) reasons.push('sameCode')
  if (typed.licenceNumber !== '' && normalise(typed.licenceNumber) === normalise(known.licenceNumber))
    reasons.push('sameLicence')
  if (typed.phones.some(phone => phone.length >= 7 && known.phones.includes(phone))) reasons.push('samePhone')
  if (typed.name !== '' && nameCore(typed.name) === nameCore(known.name)) reasons.push('sameName')
  else if (likenessOfNames(typed.name, known.name) >= nearEnough) reasons.push('nearName')
  return reasons
}

const uniteBy = <T>(kept: readonly T[], further: readonly T[], keyOf: (item: T) => string): T[] => {
  const keys = new Set(kept.map(keyOf))
  return [...kept, ...further.filter(item => !keys.has(keyOf(item)))]
}

/** The kept entry's chosen fields with what only the other one had. */
export const unite = (kept: CustomerFields, dropped: CustomerFields): CustomerFields => ({
  ...kept,
  tags: [...new Set([...kept.tags, ...dropped.tags])].slice(0, 20),
  contacts: withOnePreferred(
    uniteBy(
      kept.contacts,
      dropped.contacts,
      contact => contact.name + contact.phones.map(phone => phone.number).join(),
    ),
  ).slice(0, 30),
  contracts: uniteBy(kept.contracts, dropped.contracts, contract => contract.reference).slice(0, 30),
  equipment: uniteBy(kept.equipment, dropped.equipment, item => item.product + item.serial).slice(0, 500),
  notes: [kept.notes, dropped.notes]
    .filter((note, index, notes) => note !== '' && notes.indexOf(note) === index)
    .join('\n')
    .slice(0, 4000),
})
