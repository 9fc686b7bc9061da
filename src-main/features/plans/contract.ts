/** Response plans (A0.4): what is done in which order, by whom, by when and with what proof; versions, approval, distribution. */
import { z } from 'zod'
import { day, id, instant, nothing, read, required, text, version, write } from '../../contract/call'
import { duties } from '../staff/contract'

/** Texts of a plan: Chinese always, English where the office keeps it. */
const said = (most: number) => z.strictObject({ zh: required(most), en: text(most) })
export const bilingual = said(400)
export type Bilingual = z.output<typeof bilingual>

/** Words made by the program, in both languages. */
export const words = z.strictObject({ zh: z.string(), en: z.string() })

/** What a step needs before it counts as done. Each is a kind of record in the incident's timeline. */
export const proofs = [
  'note',
  'told',
  'call',
  'reply',
  'callout',
  'meeting',
  'approval',
  'supplyTold',
  'crew',
  'arrival',
  'guidance',
  'work',
  'departure',
  'dataRequest',
  'dataAnswer',
  'stockPick',
  'takeOver',
  'rescue',
  'newTime',
  'purchase',
  'document',
  'eligibility',
  'opinion',
  'agreement',
  'given',
  'satisfaction',
  'firstHandling',
  'report',
  'leaders',
  'review',
] as const
export type Proof = (typeof proofs)[number]

/** Facts that every incident has; a plan asks for further ones itself. */
export const standingFacts = ['level', 'customer', 'vehicle', 'product'] as const
const factKey = z.string().regex(/^[a-z][A-Za-z0-9]{0,29}$/)
const stepKey = factKey

const condition = z.strictObject({
  fact: factKey,
  is: z.enum(['atLeast', 'below']),
  value: z.int().min(0).max(1_000_000),
})
export type Condition = z.output<typeof condition>

/** Minutes, of the wall clock or of working time (rule 2). */
const minutes = z.int().min(0).max(527_040)
const due = z.strictObject({
  from: z.enum(['received', 'activated', 'step']),
  step: stepKey.nullable(),
  minutes,
  /** Another limit for each level, 一般 to 特别严重; null where all have the same. */
  perLevel: z.array(minutes).length(4).nullable(),
  working: z.boolean(),
  warnMinutes: minutes,
  /** Whether the measures set this limit, or the office did (A0.2). */
  setBy: z.enum(['measures', 'office']),
})
export type DueRule = z.output<typeof due>

export const planStep = z.strictObject({
  key: stepKey,
  title: said(80),
  hint: z.strictObject({ zh: text(400), en: text(400) }),
  /** Sentences of the measures that this step carries out. */
  clauses: z.array(z.string().regex(/^[ABC]\d(\.\d+)?[a-z]?$/)).max(12),
  department: z.enum(duties),
  responsibleId: id.nullable(),
  after: z.array(stepKey).max(12),
  when: z.array(condition).max(6),
  due: due.nullable(),
  proof: z.enum(proofs),
  /** The incident cannot be closed without it (rule 4). */
  gates: z.boolean(),
})
export type PlanStep = z.output<typeof planStep>

const fact = z.strictObject({ key: factKey, question: said(120), kind: z.enum(['yes', 'count']) })
export type Fact = z.output<typeof fact>

export const means = ['screen', 'phone', 'message'] as const
const escalation = z.strictObject({
  /** Minutes after the due time; negative before it. */
  afterMinutes: z.int().min(-1440).max(10_080),
  whom: z.enum(['owner', 'departmentHead', 'outletHead', 'leaders']),
  means: z.enum(means),
})
export type Escalation = z.output<typeof escalation>

export const planBody = z.strictObject({
  purpose: said(400),
  facts: z.array(fact).max(12),
  steps: z.array(planStep).min(1).max(60),
  escalation: z.array(escalation).max(8),
  departments: z.array(z.enum(duties)).max(7),
  /** What goes wrong with a vehicle is handled with its load as well (A1.1, A1.2). */
  vehicle: z.enum(['none', 'breakdown', 'accident']),
  /** Days after closing on which it is looked at again, where no contract says otherwise (C3). */
  followUpDays: z.array(z.int().min(1).max(3650)).max(6),
})
export type PlanBody = z.output<typeof planBody>

export const faultCodes = [
  'twice',
  'unknownStep',
  'unknownFact',
  'loop',
  'never',
  'waitsForNever',
  'noAnchor',
  'noGate',
] as const
export const planFault = z.strictObject({ code: z.enum(faultCodes), step: z.string() })
export type PlanFault = z.output<typeof planFault>

export const icons = ['message', 'alert', 'truck', 'car', 'snow', 'bolt', 'clock', 'server', 'tool', 'flag'] as const
export const versionStates = ['draft', 'approved', 'inForce', 'retired'] as const
/** CLAUSE A0.4: sales and after-sales both agree. */
export const approvers = ['sales', 'afterSales'] as const

const versionHead = z.strictObject({
  id,
  number: z.int().min(1),
  state: z.enum(versionStates),
  note: z.string(),
  createdAt: instant,
  createdBy: z.string(),
  salesAt: instant.nullable(),
  salesBy: z.string(),
  serviceAt: instant.nullable(),
  serviceBy: z.string(),
  inForceAt: instant.nullable(),
  version,
})
export type VersionHead = z.output<typeof versionHead>

const handed = z.strictObject({
  departmentId: id,
  department: z.string(),
  sentAt: instant,
  acknowledgedAt: instant.nullable(),
  acknowledgedBy: z.string(),
})
export type Handed = z.output<typeof handed>

export const planHead = z.strictObject({
  id,
  key: factKey,
  name: said(40),
  icon: z.enum(icons),
  ownerId: id.nullable(),
  owner: z.string(),
  reviewOn: day.nullable(),
  /** The version that new incidents start with; null while none is in force. */
  inForce: z.strictObject({ id, number: z.int() }).nullable(),
  /** A newer version is being written or waits for approval. */
  newer: z.enum(['draft', 'approved']).nullable(),
  unacknowledged: z.int(),
  version,
})
export type PlanHead = z.output<typeof planHead>

export const plans = {
  page: read(nothing, z.array(planHead).max(200)),
  one: read(z.strictObject({ id }), planHead.extend({ versions: z.array(versionHead), handed: z.array(handed) })),
  body: read(
    z.strictObject({ versionId: id }),
    z.strictObject({ planId: id, head: versionHead, body: planBody, faults: z.array(planFault) }),
  ),
  /** Looks a plan over while it is being written. */
  check: read(z.strictObject({ body: planBody }), z.array(planFault)),
  /** A kind of the office's own, with a first draft. */
  add: write(z.strictObject({ name: said(40), icon: z.enum(icons), body: planBody }), planHead, { role: 'manager' }),
  correct: write(
    z.strictObject({
      id,
      version,
      name: said(40),
      icon: z.enum(icons),
      ownerId: id.nullable(),
      reviewOn: day.nullable(),
    }),
    planHead,
    { role: 'manager' },
  ),
  /** Begins the next version as a copy of the newest; there is one at a time. */
  draft: write(z.strictObject({ id }), versionHead, { role: 'manager' }),
  write: write(z.strictObject({ versionId: id, version, body: planBody, note: text(300) }), versionHead, {
    role: 'manager',
  }),
  discard: write(z.strictObject({ versionId: id, version }), nothing, { role: 'manager' }),
  /** One of the two departments agrees; with both a version is approved. A plan with faults is refused. */
  approve: write(z.strictObject({ versionId: id, version, as: z.enum(approvers), name: required(60) }), versionHead, {
    role: 'manager',
  }),
  /** From now on incidents start with it; the one before is retired, and departments are asked to acknowledge. */
  enforce: write(z.strictObject({ versionId: id, version }), versionHead, { role: 'manager' }),
  acknowledge: write(z.strictObject({ versionId: id, departmentId: id, name: required(60) }), nothing),
}
