/** The customer archive (A1.3): entries with contacts, contracts and equipment; search, duplicates, merging, erasure. */
import { z } from 'zod'
import { day, id, instant, nothing, pageOf, paging, read, required, text, version, write } from '../../contract/call'
import { phoneEntry } from '../office/contract'

export const standings = ['normal', 'watched', 'blocked'] as const
export type Standing = (typeof standings)[number]

const contact = z.strictObject({
  name: required(60),
  role: text(60),
  email: text(120),
  note: text(300),
  /** The one to reach first; exactly one where there are any. */
  preferred: z.boolean(),
  phones: z.array(phoneEntry).max(10),
})
export type Contact = z.output<typeof contact>

const serviceContract = z.strictObject({
  reference: required(60),
  /** Hours until somebody must be on site. */
  responseHours: z.int().min(1).max(720).nullable(),
  visitEveryDays: z.int().min(1).max(3650).nullable(),
  startsOn: day.nullable(),
  endsOn: day.nullable(),
  note: text(300),
})

const equipment = z.strictObject({
  product: required(120),
  serial: text(60),
  installedOn: day.nullable(),
  note: text(300),
})

const fields = {
  code: required(30),
  name: required(120),
  shortName: text(60),
  /** GB/T 2260 county-level code, six digits, or empty. */
  divisionCode: z.string().regex(/^(\d{6})?$/),
  /** The office's own delivery area. */
  area: text(40),
  address: text(200),
  licenceNumber: text(60),
  licenceValidUntil: day.nullable(),
  standing: z.enum(standings),
  standingReason: text(300),
  notes: text(4000),
  tags: z.array(required(30)).max(20),
  contacts: z.array(contact).max(30),
  contracts: z.array(serviceContract).max(30),
  equipment: z.array(equipment).max(500),
}

export const customerFields = z.strictObject(fields)
export type CustomerFields = z.output<typeof customerFields>

export const customerEntry = z.strictObject({
  ...fields,
  id,
  version,
  lastConfirmedOn: day.nullable(),
  createdAt: instant,
  updatedAt: instant,
  /** Where this entry went when two were merged. */
  mergedInto: id.nullable(),
})
export type CustomerEntry = z.output<typeof customerEntry>

export const customerRow = z.strictObject({
  id,
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  area: z.string(),
  divisionCode: z.string(),
  standing: z.enum(standings),
  /** The preferred contact and the number to dial first. */
  contact: z.string(),
  phone: z.string(),
  licenceValidUntil: day.nullable(),
  lastConfirmedOn: day.nullable(),
  version,
})
export type CustomerRow = z.output<typeof customerRow>

export const filters = {
  text: text(60),
  area: text(40),
  division: z.string().regex(/^\d{0,6}$/),
  standing: z.enum(standings).nullable(),
  tag: text(30),
  /** licenceExpired: past its date today. lacksPhone: nobody can be rung. unconfirmed: not confirmed for a year. */
  gap: z.enum(['licenceExpired', 'lacksPhone', 'unconfirmed']).nullable(),
}
export const sorts = ['code', 'name', 'area', 'standing', 'lastConfirmed'] as const

export const matchedFields = ['code', 'name', 'shortName', 'contact', 'phone', 'address', 'pinyin'] as const
export const hit = z.strictObject({
  ...customerRow.shape,
  matched: z.enum(matchedFields),
  /** Where in the matched text, for marking it; null where pinyin matched. */
  range: z.tuple([z.int(), z.int()]).nullable(),
  /** The text that matched when it is not in the row itself. */
  matchedText: z.string(),
})
export type Hit = z.output<typeof hit>

export const likeness = ['sameCode', 'sameLicence', 'samePhone', 'sameName', 'nearName'] as const
const candidate = z.strictObject({ ...customerRow.shape, reasons: z.array(z.enum(likeness)) })
export type Candidate = z.output<typeof candidate>

/** One line of the printed call list. */
export const callLine = z.strictObject({
  id,
  code: z.string(),
  name: z.string(),
  area: z.string(),
  address: z.string(),
  standing: z.enum(standings),
  contacts: z.array(
    z.strictObject({ name: z.string(), role: z.string(), preferred: z.boolean(), phones: z.array(phoneEntry) }),
  ),
})

export const customers = {
  page: read(
    z.strictObject({ ...paging, ...filters, sort: z.enum(sorts), descending: z.boolean() }),
    pageOf(customerRow),
  ),
  entry: read(z.strictObject({ id }), customerEntry),
  add: write(customerFields, customerEntry, { touches: ['visits'] }),
  correct: write(z.strictObject({ ...fields, id, version }), customerEntry, { touches: ['visits'] }),
  /** The details were confirmed with the customer today. */
  confirm: write(z.strictObject({ id, version }), customerEntry, { touches: ['visits'] }),
  /** Personal information law: removes the entry's content and what the journal kept of it; the chain stays whole. */
  erase: write(z.strictObject({ id, version, reason: required(300) }), nothing, {
    role: 'manager',
    touches: ['files'],
  }),
  /** Keeps `keep` with these fields; the other's contacts, contracts, equipment and attachments join it. */
  merge: write(
    z.strictObject({ keep: z.strictObject({ ...fields, id, version }), drop: z.strictObject({ id, version }) }),
    customerEntry,
    { role: 'clerk', touches: ['files'] },
  ),
  /** Entries that may be the same customer as one being typed. */
  similar: read(
    z.strictObject({
      id: id.nullable(),
      code: text(30),
      name: text(120),
      licenceNumber: text(60),
      phones: z.array(text(60)).max(30),
    }),
    z.array(candidate).max(10),
  ),
  search: read(z.strictObject({ text: text(60), limit: z.int().min(1).max(50) }), z.array(hit)),
  suggestions: read(
    nothing,
    z.strictObject({ areas: z.array(z.string()), tags: z.array(z.string()), products: z.array(z.string()) }),
  ),
  callList: read(
    z.strictObject({ ...paging, area: text(40), standing: z.enum(standings).nullable() }),
    pageOf(callLine),
  ),
  /** Whole entries in order of code, for export. */
  all: read(z.strictObject(paging), pageOf(customerEntry)),
}

/** What of an entry is searched, already normalised by `sourceOf`. */
export type SearchSource = {
  code: string
  name: string
  shortName: string
  /** One reading a line, syllables separated by blanks. */
  readings: string
  /** One contact's name a line. */
  contacts: string
  contactReadings: string
  address: string
  /** One number's digits a line. */
  digits: string
}
