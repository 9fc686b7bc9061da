/** Service decisions (A2.1): suspend, change, resume by area; held deliveries and their fate, replenishment, closing (A2.2). */
import { z } from 'zod'
import { id, instant, pageOf, paging, read, required, text, version, write, nothing } from '../../contract/call'
import { deliveryStates } from '../fleet/contract'

export const decisionKinds = ['suspend', 'change', 'resume'] as const
export const suspensionStates = ['suspended', 'changed', 'resumed', 'closed'] as const
export const fates = ['later', 'elsewhere', 'cancelled'] as const

const areas = z.array(required(40)).min(1).max(200)
const scope = { areas, from: instant, until: instant.nullable() }

const head = z.strictObject({
  id,
  number: z.string(),
  state: z.enum(suspensionStates),
  areas: z.array(z.string()),
  fromAt: instant,
  untilAt: instant.nullable(),
  reason: z.string(),
  signalId: id.nullable(),
  signal: z.string(),
  incidentId: id.nullable(),
  incident: z.string(),
  resumedAt: instant.nullable(),
  closedAt: instant.nullable(),
  closedBy: z.string().nullable(),
  createdAt: instant,
  createdBy: z.string(),
  version,
  /** Customers of its areas now. */
  customers: z.int(),
  /** Held deliveries without a fate, and replenishments not delivered yet. */
  open: z.int(),
})
export type Suspension = z.output<typeof head>

const decision = z.strictObject({
  kind: z.enum(decisionKinds),
  at: instant,
  areas: z.array(z.string()),
  fromAt: instant,
  untilAt: instant.nullable(),
  words: z.string(),
  reason: z.string(),
  decidedBy: z.string(),
  calloutId: id.nullable(),
  callout: z.string(),
  /** Whether everybody on its call-out has been dealt with. */
  calloutOpen: z.boolean(),
  byName: z.string(),
})
export type Decision = z.output<typeof decision>

const held = z.strictObject({
  deliveryId: id,
  number: z.string(),
  version,
  customer: z.string(),
  phone: z.string(),
  area: z.string(),
  load: z.string(),
  place: z.string(),
  promisedAt: instant,
  state: z.enum(deliveryStates),
  extra: z.boolean(),
  fate: z.enum(fates).nullable(),
  settledAt: instant.nullable(),
  settledBy: z.string(),
})
export type Held = z.output<typeof held>

/** What closing still lacks, named. */
const lack = z.strictObject({ kind: z.enum(['fate', 'replenish', 'callout']), name: z.string() })
export type SuspensionLack = z.output<typeof lack>

export const suspension = head.extend({
  decisions: z.array(decision),
  held: z.array(held),
  lacks: z.array(lack),
})
export type SuspensionView = z.output<typeof suspension>

const decided = { reason: required(300), decidedBy: required(60), words: text(500), callOut: z.boolean() }
const touches = { touches: ['fleet', 'callouts', 'incidents'], role: 'manager' as const }

export const suspensions = {
  page: read(z.strictObject({ ...paging, all: z.boolean() }), pageOf(head)),
  one: read(z.strictObject({ id }), suspension),
  /** Every area with its customers and how service stands there. */
  regions: read(
    nothing,
    z.array(
      z.strictObject({
        area: z.string(),
        customers: z.int(),
        state: z.enum(['normal', 'suspended', 'changed']),
        until: instant.nullable(),
        suspensionId: id.nullable(),
        number: z.string(),
      }),
    ),
  ),
  /** What a decision would touch, before anybody decides. */
  preview: read(
    z.strictObject(scope),
    z.strictObject({
      customers: z.int(),
      deliveries: z.int(),
      withoutPhone: z.int(),
      /** The first of those without a number. */
      names: z.array(z.string()),
      /** Decisions in force that share an area. */
      overlapping: z.array(z.string()),
    }),
  ),
  suspend: write(
    z.strictObject({ ...scope, ...decided, signalId: id.nullable(), incidentId: id.nullable() }),
    suspension,
    touches,
  ),
  /** Other areas, another period, or service in another way. */
  change: write(
    z.strictObject({ id, version, ...scope, ...decided, state: z.enum(['suspended', 'changed']) }),
    suspension,
    touches,
  ),
  resume: write(z.strictObject({ id, version, ...decided }), suspension, touches),
  /** What becomes of one held delivery. */
  settle: write(
    z.strictObject({
      id,
      deliveryId: id,
      deliveryVersion: version,
      fate: z.enum(fates),
      promisedAt: instant.nullable(),
      place: text(200),
      reason: required(300),
    }),
    suspension,
    { touches: ['fleet'] },
  ),
  /** What a customer asks for afterwards. */
  replenish: write(
    z.strictObject({
      id,
      customerId: id,
      load: required(300),
      weightKg: z.int().min(0).max(100_000),
      place: text(200),
      promisedAt: instant,
    }),
    suspension,
    { touches: ['fleet'] },
  ),
  close: write(z.strictObject({ id, version }), suspension, touches),
}
