/** Customers in lists: entries from rows, rows from entries, and what differs between two states of an entry. */
import type { Cells, CustomerColumn, Difference, Fault, FaultCode } from '../lists/contract'
import { readDay, readMany, readWhole, readYes, said, writeMany } from '../lists/table.rules'
import { readPhones, showPhone } from '../office/phones.rules'
import type { Contact, CustomerEntry, CustomerFields, Standing } from './contract'
import { customerFields } from './contract'
import { emptyCustomer, withOnePreferred } from './rules'

const standingWords: Record<Standing, readonly string[]> = {
  normal: ['正常', '普通', '合作', '合格', '良好', 'normal', 'ok', 'active'],
  watched: ['关注', '观察', '预警', 'watched', 'watch'],
  blocked: ['停供', '停用', '黑名单', '冻结', '禁止', 'blocked', 'block'],
}

const standingOf = (word: string): Standing | null => {
  const wanted = word.normalize('NFKC').trim().toLowerCase()
  for (const [standing, words] of Object.entries(standingWords) as [Standing, readonly string[]][])
    if (words.includes(wanted)) return standing
  return null
}

const texts = ['code', 'name', 'shortName', 'area', 'address', 'licenceNumber', 'standingReason', 'notes'] as const
const longestPhones = 10

/**
 * An entry from the rows that speak of it, over what is known of it already. An empty cell leaves what is there;
 * contacts, contracts and equipment are matched by name, reference and serial number, and never taken away.
 */
export const customerFromRows = (
  rows: readonly Cells[],
  known: CustomerFields | null,
  divisionOf: (written: string) => string | null,
): { entry: CustomerFields; faults: Fault[]; confirmedOn: string | null } => {
  const faults: Fault[] = []
  const fault = (code: FaultCode, column: CustomerColumn, value: string): void => {
    faults.push({ code, column, value: value.slice(0, 80) })
  }
  const entry: CustomerFields = structuredClone(known ?? emptyCustomer)
  let confirmedOn: string | null = null
  const dayIn = (column: CustomerColumn, cells: Cells): string | null => {
    const cell = cells[column] ?? ''
    const found = readDay(cell)
    if ('day' in found) return found.day
    fault(found.fault, column, cell)
    return null
  }
  const wholeIn = (column: CustomerColumn, cells: Cells): number | null => {
    const found = readWhole(cells[column] ?? '')
    if (found !== 'fault') return found
    fault('notANumber', column, cells[column] ?? '')
    return null
  }

  for (const cells of rows) {
    const cell = (column: CustomerColumn): string => (cells[column] ?? '').trim()
    for (const column of texts) if (cell(column) !== '') entry[column] = cell(column)
    if (cell('divisionCode') !== '') {
      const division = divisionOf(cell('divisionCode'))
      if (division === null) fault('unknownDivision', 'divisionCode', cell('divisionCode'))
      else entry.divisionCode = division
    }
    entry.licenceValidUntil = dayIn('licenceValidUntil', cells) ?? entry.licenceValidUntil
    confirmedOn = dayIn('lastConfirmedOn', cells) ?? confirmedOn
    if (cell('standing') !== '') {
      const standing = standingOf(cell('standing'))
      if (standing === null) fault('unknownWord', 'standing', cell('standing'))
      else entry.standing = standing
    }
    if (cell('tags') !== '') entry.tags = [...new Set([...entry.tags, ...readMany(cell('tags'))])]
    contact(cell, 'contact', 'phones', true)
    contact(cell, 'contact2', 'phones2', false)
    if (cell('contract') !== '') {
      const reference = cell('contract')
      const before = entry.contracts.find(known => known.reference === reference)
      const next = {
        reference,
        responseHours: wholeIn('responseHours', cells) ?? before?.responseHours ?? null,
        visitEveryDays: wholeIn('visitEveryDays', cells) ?? before?.visitEveryDays ?? null,
        startsOn: dayIn('contractStartsOn', cells) ?? before?.startsOn ?? null,
        endsOn: dayIn('contractEndsOn', cells) ?? before?.endsOn ?? null,
        note: cell('contractNote') || (before?.note ?? ''),
      }
      if (next.startsOn && next.endsOn && next.endsOn < next.startsOn) fault('endsFirst', 'contractEndsOn', next.endsOn)
      entry.contracts = put(entry.contracts, before, next)
    }
    if (cell('product') !== '' || cell('serial') !== '') {
      const before = entry.equipment.find(known =>
        cell('serial') === ''
          ? known.serial === '' && known.product === cell('product')
          : known.serial === cell('serial'),
      )
      entry.equipment = put(entry.equipment, before, {
        product: cell('product') || (before?.product ?? '?'),
        serial: cell('serial'),
        installedOn: dayIn('installedOn', cells) ?? before?.installedOn ?? null,
        note: cell('equipmentNote') || (before?.note ?? ''),
      })
    }
  }
  entry.contacts = withOnePreferred(entry.contacts)
  if (entry.name === '') fault('missing', 'name', '')
  if (entry.standing !== 'normal' && entry.standingReason === '') fault('reasonMissing', 'standingReason', '')
  const parsed = customerFields.safeParse(entry)
  if (!parsed.success && entry.name !== '' && entry.code !== '')
    for (const issue of parsed.error.issues.slice(0, 3)) {
      const column = columnOfPath(String(issue.path[0] ?? ''))
      const listed = Array.isArray(Reflect.get(entry, String(issue.path[0])))
      fault(listed && issue.path.length === 1 ? 'tooMany' : 'tooLong', column, '')
    }
  return { entry: parsed.success ? parsed.data : entry, faults, confirmedOn }

  function contact(
    cell: (column: CustomerColumn) => string,
    nameColumn: 'contact' | 'contact2',
    phoneColumn: 'phones' | 'phones2',
    main: boolean,
  ): void {
    const written = cell(nameColumn)
    const numbers = cell(phoneColumn)
    if (written === '' && numbers === '') return
    const phones = readPhones(numbers)
    if (numbers !== '' && phones.length === 0) fault('noPhone', phoneColumn, numbers)
    const name =
      written || (main ? entry.shortName || entry.name : (entry.contacts[0]?.name ?? entry.name)).slice(0, 60)
    if (name === '') return
    const before = entry.contacts.find(known => known.name === name)
    const preferred = main ? readYes(cell('preferred')) : null
    const next: Contact = {
      name,
      role: (main ? cell('contactRole') : '') || (before?.role ?? ''),
      email: (main ? cell('email') : '') || (before?.email ?? ''),
      note: (main ? cell('contactNote') : '') || (before?.note ?? ''),
      preferred: typeof preferred === 'boolean' ? preferred : (before?.preferred ?? false),
      // The same person's second column of numbers adds to the first; a new list's numbers replace the old ones.
      phones: (phones.length === 0
        ? (before?.phones ?? [])
        : !main && before
          ? [...before.phones, ...phones.filter(phone => !before.phones.some(old => old.number === phone.number))]
          : phones
      ).slice(0, longestPhones),
    }
    if (next.preferred) entry.contacts = entry.contacts.map(known => ({ ...known, preferred: false }))
    const present = entry.contacts.find(known => known.name === name)
    entry.contacts = put(entry.contacts, present, next)
  }
}

const put = <T>(items: readonly T[], before: T | undefined, next: T): T[] =>
  before === undefined ? [...items, next] : items.map(item => (item === before ? next : item))

const columnOfPath = (path: string): CustomerColumn => {
  const places: Partial<Record<string, CustomerColumn>> = {
    contacts: 'contact',
    contracts: 'contract',
    equipment: 'product',
  }
  return places[path] ?? texts.find(column => column === path) ?? 'name'
}

const summaries = (entry: CustomerFields): Record<string, string> => ({
  code: entry.code,
  name: entry.name,
  shortName: entry.shortName,
  divisionCode: entry.divisionCode,
  area: entry.area,
  address: entry.address,
  licenceNumber: entry.licenceNumber,
  licenceValidUntil: entry.licenceValidUntil ?? '',
  standing: entry.standing,
  standingReason: entry.standingReason,
  notes: entry.notes,
  tags: entry.tags.join('；'),
  contact: entry.contacts
    .map(({ name, role, email, note, preferred, phones }) =>
      [name, role, ...phones.map(phone => showPhone(phone)), email, note, preferred ? '*' : '']
        .filter(Boolean)
        .join(' '),
    )
    .join('；'),
  contract: entry.contracts
    .map(({ reference, responseHours, visitEveryDays, startsOn, endsOn, note }) =>
      [reference, responseHours, visitEveryDays, startsOn, endsOn, note].filter(Boolean).join(' '),
    )
    .join('；'),
  product: entry.equipment
    .map(({ product, serial, installedOn, note }) => [product, serial, installedOn, note].filter(Boolean).join(' '))
    .join('；'),
})

/** What a person sees of a change, column by column; empty when nothing differs. */
export const customerDifferences = (before: CustomerFields, after: CustomerFields): Difference[] => {
  const [old, next] = [summaries(before), summaries(after)]
  return Object.keys(next)
    .filter(column => old[column] !== next[column])
    .map(column => ({ column, before: old[column] ?? '', after: next[column] ?? '' }))
}

/** The rows of an entry in an export: as many as it has contacts, contracts or machines, its code and name on each. */
export const rowsOfCustomer = (entry: CustomerEntry, language: 'zh' | 'en'): Cells[] => {
  const count = Math.max(1, entry.contacts.length, entry.contracts.length, entry.equipment.length)
  return Array.from({ length: count }, (_, index) => {
    const contact = entry.contacts[index]
    const contract = entry.contracts[index]
    const machine = entry.equipment[index]
    const base: Cells =
      index > 0
        ? {}
        : {
            shortName: entry.shortName,
            divisionCode: entry.divisionCode,
            area: entry.area,
            address: entry.address,
            licenceNumber: entry.licenceNumber,
            licenceValidUntil: entry.licenceValidUntil ?? '',
            standing: language === 'en' ? entry.standing : (standingWords[entry.standing][0] ?? ''),
            standingReason: entry.standingReason,
            tags: writeMany(entry.tags),
            notes: entry.notes,
            lastConfirmedOn: entry.lastConfirmedOn ?? '',
          }
    return {
      code: entry.code,
      name: entry.name,
      ...base,
      ...(contact && {
        contact: contact.name,
        contactRole: contact.role,
        phones: contact.phones.map(phone => phone.original).join(' / '),
        email: contact.email,
        contactNote: contact.note,
        preferred: said(contact.preferred, language),
      }),
      ...(contract && {
        contract: contract.reference,
        responseHours: contract.responseHours?.toString() ?? '',
        visitEveryDays: contract.visitEveryDays?.toString() ?? '',
        contractStartsOn: contract.startsOn ?? '',
        contractEndsOn: contract.endsOn ?? '',
        contractNote: contract.note,
      }),
      ...(machine && {
        product: machine.product,
        serial: machine.serial,
        installedOn: machine.installedOn ?? '',
        equipmentNote: machine.note,
      }),
    }
  })
}
