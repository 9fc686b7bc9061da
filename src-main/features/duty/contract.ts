/** Duty: shifts and the roster, swaps with agreement, shift handovers signed by the incoming person, the log of calls received. */
import { z } from 'zod'
import { day, id, instant, nothing, pageOf, paging, read, required, text, version, write } from '../../contract/call'

/** Minutes after the day's midnight; an end not after the start is on the next day. */
const minutes = z.int().min(0).max(1440)
const shiftFields = { name: required(20), from: z.int().min(0).max(1439), to: minutes, active: z.boolean() }
const shift = z.strictObject({ ...shiftFields, id, version })
export type Shift = z.output<typeof shift>

const person = z.strictObject({
  colleagueId: id,
  name: z.string(),
  department: z.string(),
  phone: z.string(),
  employed: z.boolean(),
})
export type DutyPerson = z.output<typeof person>

export const clashes = ['overlap', 'left', 'noRest'] as const
const slot = z.strictObject({
  shiftId: id,
  shift: z.string(),
  fromAt: instant,
  toAt: instant,
  people: z.array(
    person.extend({
      /** Two shifts at once, no longer employed, or less than eight hours since the last shift. */
      clash: z.enum(clashes).nullable(),
    }),
  ),
})
export type Slot = z.output<typeof slot>
const rosterDay = z.strictObject({ day, rest: z.boolean(), slots: z.array(slot) })
export type RosterDay = z.output<typeof rosterDay>

const turn = { day, shiftId: id, colleagueId: id }

const swap = z.strictObject({
  id,
  day,
  shift: z.string(),
  giver: z.string(),
  taker: z.string(),
  backDay: day.nullable(),
  backShift: z.string(),
  reason: z.string(),
  askedAt: instant,
  askedBy: z.string(),
  state: z.enum(['asked', 'agreed', 'declined']),
  answeredAt: instant.nullable(),
  answer: z.string(),
  answeredBy: z.string(),
})
export type Swap = z.output<typeof swap>

const said = {
  situation: required(2000),
  matters: text(4000),
  tasks: text(4000),
  equipment: text(2000),
  orders: text(4000),
}
export const handoverParts = ['situation', 'matters', 'tasks', 'equipment', 'orders'] as const
const handover = z.strictObject({
  ...said,
  id,
  number: z.string(),
  day,
  shift: z.string(),
  outgoing: z.string(),
  incoming: z.string(),
  handedAt: instant,
  handedBy: z.string(),
  signedAt: instant.nullable(),
  signedBy: z.string(),
  remark: z.string(),
  version,
})
export type Handover = z.output<typeof handover>

const call = z.strictObject({
  id,
  receivedAt: instant,
  unit: z.string(),
  name: z.string(),
  phone: z.string(),
  content: z.string(),
  passedTo: z.string(),
  incidentId: id.nullable(),
  incident: z.string(),
  recordedAt: instant,
  recordedBy: z.string(),
  settledAt: instant.nullable(),
  settledBy: z.string(),
  outcome: z.string(),
})
export type DutyCall = z.output<typeof call>

export const duty = {
  shifts: read(nothing, z.array(shift)),
  addShift: write(z.strictObject(shiftFields), shift, { role: 'manager' }),
  correctShift: write(z.strictObject({ ...shiftFields, id, version }), shift, { role: 'manager' }),

  /** Every day of a span with its shifts, who has them, and what clashes; a shift with nobody is a gap. */
  roster: read(z.strictObject({ from: day, days: z.int().min(1).max(62) }), z.array(rosterDay)),
  assign: write(z.strictObject(turn), nothing),
  release: write(z.strictObject(turn), nothing),
  /** Gives colleagues one shift in turn, day by day; days somebody already has are left as they are. */
  fill: write(
    z.strictObject({ from: day, until: day, shiftId: id, colleagueIds: z.array(id).min(1).max(50) }),
    z.strictObject({ filled: z.int() }),
  ),
  /** Who is on duty now, and who has not been released because the handover was not signed. */
  now: read(
    nothing,
    z.strictObject({
      people: z.array(person.extend({ shift: z.string(), untilAt: instant })),
      /** The next turn that begins, when nobody is on duty now. */
      next: z.strictObject({ names: z.array(z.string()), fromAt: instant }).nullable(),
      /** Handovers that wait for the incoming person's signature. */
      unsigned: z.array(handover),
      /** Shifts of today and the coming week that nobody has. */
      gaps: z.int(),
      /** Whether the office keeps a roster at all. */
      kept: z.boolean(),
    }),
  ),

  swaps: read(z.strictObject(paging), pageOf(swap)),
  askSwap: write(
    z.strictObject({
      ...turn,
      takerId: id,
      backDay: day.nullable(),
      backShiftId: id.nullable(),
      reason: required(200),
    }),
    swap,
  ),
  /** What the other said; agreed, both turns change hands at once. */
  answerSwap: write(z.strictObject({ id, agreed: z.boolean(), answer: required(200) }), swap),

  /** What is to be handed over, drawn from what is open now. */
  compose: read(
    z.strictObject({ language: z.enum(['zh', 'en']) }),
    z.strictObject({ matters: z.string(), tasks: z.string(), equipment: z.string(), orders: z.string() }),
  ),
  handovers: read(z.strictObject(paging), pageOf(handover)),
  handover: read(z.strictObject({ id }), handover),
  hand: write(z.strictObject({ ...said, day, shiftId: id, outgoingId: id, incomingId: id }), handover),
  /** By the incoming person, who has read it, under another account than the outgoing one's. */
  sign: write(z.strictObject({ id, version, remark: text(500) }), handover),

  calls: read(z.strictObject({ ...paging, open: z.boolean(), text: text(60) }), pageOf(call)),
  logCall: write(
    z.strictObject({
      receivedAt: instant.nullable(),
      unit: text(80),
      name: text(60),
      phone: text(40),
      content: required(1000),
      passedTo: text(80),
      incidentId: id.nullable(),
    }),
    call,
  ),
  settleCall: write(z.strictObject({ id, outcome: required(300) }), call),
}
