/** Who can stand in for whom (B2.5): skills with training date and validity, rotation training, the shortage of a day, overtime. */
import { z } from 'zod'
import { day, id, instant, nothing, pageOf, paging, read, required, text, write } from '../../contract/call'

const qualification = z.strictObject({
  colleagueId: id,
  skill: required(40),
  trainedOn: day,
  /** Its last day; null for good. */
  validUntil: day.nullable(),
})
export type Qualification = z.output<typeof qualification>

/** valid: trained. undated: in the register, without a training date. expired: no longer. */
export const standings = ['valid', 'undated', 'expired', 'none'] as const
const cell = z.strictObject({
  skill: z.string(),
  standing: z.enum(standings),
  trainedOn: day.nullable(),
  validUntil: day.nullable(),
})
const line = z.strictObject({
  colleagueId: id,
  name: z.string(),
  department: z.string(),
  post: z.string(),
  cells: z.array(cell),
})

export const rotationStates = ['planned', 'passed', 'failed', 'cancelled'] as const
const rotation = z.strictObject({
  id,
  colleagueId: id,
  name: z.string(),
  skill: z.string(),
  fromDay: day,
  untilDay: day,
  trainer: z.string(),
  state: z.enum(rotationStates),
  result: z.string(),
})
export type Rotation = z.output<typeof rotation>

/** Free: may be moved. onDuty: has a turn of that day already. resting: has one within eight hours of the day, and may only be called in. */
export const availabilities = ['free', 'resting', 'onDuty'] as const
const candidate = z.strictObject({
  colleagueId: id,
  name: z.string(),
  department: z.string(),
  phone: z.string(),
  standing: z.enum(['valid', 'undated']),
  trainedOn: day.nullable(),
  availability: z.enum(availabilities),
  /** How often called in, and overtime, within the last 90 days: the least burdened comes first. */
  called: z.int().min(0),
  minutes: z.int().min(0),
})
export type Candidate = z.output<typeof candidate>

const overtime = z.strictObject({
  id,
  colleagueId: id,
  name: z.string(),
  onDay: day,
  minutes: z.int(),
  skill: z.string(),
  reason: z.string(),
  recordedAt: instant,
  recordedBy: z.string(),
})
export type Overtime = z.output<typeof overtime>

export const skills = {
  /** Everybody employed against every skill that is known here. */
  matrix: read(
    z.strictObject({ ...paging, departmentId: id.nullable() }),
    z.strictObject({ skills: z.array(z.string()), rows: z.array(line), total: z.int() }),
  ),
  qualify: write(qualification.extend({ note: text(200) }), nothing),
  withdraw: write(z.strictObject({ colleagueId: id, skill: required(40) }), nothing, { role: 'manager' }),

  rotations: read(z.strictObject(paging), pageOf(rotation)),
  planRotation: write(
    z.strictObject({ colleagueId: id, skill: required(40), fromDay: day, untilDay: day, trainer: required(60) }),
    rotation,
  ),
  /** Passed, the skill stands in the matrix from the last day on. */
  endRotation: write(
    z.strictObject({
      id,
      state: z.enum(['passed', 'failed', 'cancelled']),
      result: text(300),
      validUntil: day.nullable(),
    }),
    rotation,
  ),

  /** How many a job needs, who is there, and who could come; nobody untrained is offered. */
  shortage: read(
    z.strictObject({
      skill: required(40),
      day,
      needed: z.int().min(1).max(100),
      departmentId: id.nullable(),
    }),
    z.strictObject({ there: z.int(), missing: z.int(), candidates: z.array(candidate) }),
  ),
  overtimes: read(
    z.strictObject({ ...paging, month: z.string().regex(/^\d{4}-\d{2}$/) }),
    pageOf(overtime).extend({ minutes: z.int() }),
  ),
  /** Whoever was called in or stayed on, with the hours. */
  recordOvertime: write(
    z.strictObject({
      colleagueId: id,
      onDay: day,
      minutes: z.int().min(1).max(1440),
      skill: text(40),
      reason: required(200),
    }),
    overtime,
  ),
}
