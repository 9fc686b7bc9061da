/** Call-outs: a list of people phoned one after another by several callers, with an outcome for each (A1.1, A2.1). */
import { z } from 'zod'
import { id, instant, pageOf, paging, read, required, text, write } from '../../contract/call'

export const outcomes = ['reached', 'noAnswer', 'wrongNumber', 'refused', 'otherWay'] as const
export type CallOutcome = (typeof outcomes)[number]
/** After these nobody rings again: the person knows, or will not know by phone. */
export const final: readonly string[] = ['reached', 'refused', 'otherWay'] satisfies CallOutcome[]

const head = z.strictObject({
  id,
  number: z.string(),
  title: z.string(),
  message: z.string(),
  incidentId: id.nullable(),
  incident: z.string(),
  round: z.int().min(1),
  createdAt: instant,
  createdBy: z.string(),
  closedAt: instant.nullable(),
  total: z.int(),
  reached: z.int(),
  /** Still to be rung in this round. */
  open: z.int(),
})
export type Callout = z.output<typeof head>

const phone = z.strictObject({ contact: z.string(), original: z.string() })
export const person = z.strictObject({
  id,
  position: z.int(),
  customerId: id.nullable(),
  colleagueId: id.nullable(),
  name: z.string(),
  area: z.string(),
  state: z.enum(['open', ...outcomes]),
  attempts: z.int(),
  callbackAt: instant.nullable(),
  caller: z.string(),
  /** All numbers, the one to dial next first. */
  phones: z.array(phone),
  note: z.string(),
  lastAt: instant.nullable(),
})
export type CalledPerson = z.output<typeof person>

/** Who is to be called. */
const from = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('customers'), ids: z.array(id).min(1).max(5000) }),
  z.strictObject({ kind: z.literal('areas'), areas: z.array(text(40)).min(1).max(200) }),
  z.strictObject({ kind: z.literal('allCustomers') }),
  z.strictObject({ kind: z.literal('colleagues'), ids: z.array(id).min(1).max(2000) }),
  z.strictObject({ kind: z.literal('departments'), ids: z.array(id).min(1).max(50) }),
  z.strictObject({ kind: z.literal('team') }),
  z.strictObject({ kind: z.literal('allStaff') }),
])
export type From = z.output<typeof from>

const caller = required(60)
const touches = { touches: ['incidents', 'suspensions', 'bulletins'] }

export const callouts = {
  page: read(z.strictObject({ ...paging, all: z.boolean(), incidentId: id.nullable() }), pageOf(head)),
  one: read(z.strictObject({ id }), head),
  people: read(z.strictObject({ id, ...paging, only: z.enum(['all', 'open', 'unreached']) }), pageOf(person)),
  /** Refused when nobody would be on the list. */
  create: write(
    z.strictObject({ title: required(80), message: text(500), incidentId: id.nullable(), from }),
    head,
    touches,
  ),
  /** The next person for this caller: who asked to be called back and is due, then in the order of the list. */
  next: write(z.strictObject({ id, caller }), z.strictObject({ person: person.nullable() }), { quiet: true }),
  /** By the person, or by the place on the printed list. */
  record: write(
    z.strictObject({
      id,
      position: z.int().min(1).max(10_000),
      outcome: z.enum(outcomes),
      phone: text(60),
      note: text(300),
      callbackAt: instant.nullable(),
      caller,
      /** When it was, where it is typed back in from paper. */
      at: instant.nullable(),
    }),
    person,
    touches,
  ),
  /** Everybody who was not reached stands open again. */
  nextRound: write(z.strictObject({ id }), head, touches),
  close: write(z.strictObject({ id }), head, touches),
  /** Every attempt to reach one person. */
  attempts: read(
    z.strictObject({ personId: id }),
    z.array(
      z.strictObject({
        at: instant,
        round: z.int(),
        phone: z.string(),
        outcome: z.enum(outcomes),
        note: z.string(),
        caller: z.string(),
      }),
    ),
  ),
}
export type Attempt = z.output<(typeof callouts)['attempts']['output']>[number]
