/** Training and drills (A0.4, C4): sessions for colleagues and for the customer's own people, and who is trained on what. */
import { z } from 'zod'
import { day, id, pageOf, paging, read, required, text, version, write } from '../../contract/call'
import { bilingual, words } from '../plans/contract'

export const trainingStates = ['planned', 'held', 'cancelled'] as const
const attendee = z.strictObject({
  colleagueId: id.nullable(),
  name: required(60),
  present: z.boolean(),
  passed: z.boolean(),
  note: text(200),
})
export type Attendee = z.output<typeof attendee>

const shape = {
  title: required(80),
  /** What it is about: one version of a plan, one of a chapter, or neither. */
  planVersionId: id.nullable(),
  chapterVersionId: id.nullable(),
  customerId: id.nullable(),
  /** The drill that it was. */
  incidentId: id.nullable(),
  onDay: day,
  trainer: required(60),
  place: text(120),
}
const session = z.strictObject({
  ...shape,
  id,
  /** In words: plan or chapter with its version. */
  about: words,
  customer: z.string(),
  incident: z.string(),
  result: z.string(),
  state: z.enum(trainingStates),
  attendees: z.int(),
  passed: z.int(),
  version,
})
export type Session = z.output<typeof session>

export const mastery = ['current', 'older', 'failed', 'none'] as const
/** One colleague's line of the matrix: gaps first. */
const line = z.strictObject({
  colleagueId: id,
  name: z.string(),
  department: z.string(),
  gaps: z.int(),
  cells: z.array(
    z.strictObject({ planId: id, mastery: z.enum(mastery), number: z.int().nullable(), onDay: day.nullable() }),
  ),
})

export const training = {
  page: read(
    z.strictObject({ ...paging, state: z.enum(trainingStates).nullable(), customers: z.boolean() }),
    pageOf(session),
  ),
  one: read(z.strictObject({ id }), session.extend({ people: z.array(attendee) })),
  plan: write(z.strictObject(shape), session),
  correct: write(z.strictObject({ id, version, ...shape }), session),
  /** Who came, and with what result. On a day to come it cannot have been held. */
  hold: write(
    z.strictObject({ id, version, onDay: day, result: text(1000), people: z.array(attendee).min(1).max(300) }),
    session,
  ),
  cancel: write(z.strictObject({ id, version, reason: required(300) }), session),
  matrix: read(
    z.strictObject({ ...paging, departmentId: id.nullable(), gapsOnly: z.boolean() }),
    z.strictObject({
      plans: z.array(z.strictObject({ id, name: bilingual, number: z.int() })),
      rows: z.array(line),
      total: z.int(),
    }),
  ),
}
