/** The day's facts, and the daily briefing made of them: prepared, given remarks, kept as issued (每日简报). */
import { z } from 'zod'
import { day, id, instant, nothing, pageOf, paging, read, text, version, write } from '../../contract/call'
import { bilingual } from '../plans/contract'
import { clashes } from '../duty/contract'
import { incidentStates } from '../incidents/contract'
import { signalColors, forecastDay, measures } from '../weather/contract'

const count = z.int().min(0)
export const approvalKinds = ['purchase', 'plan', 'swap'] as const

/** Everything Today shows and the briefing prints; each list holds its most urgent, each count all of it. */
export const facts = z.strictObject({
  at: instant,
  day,
  rest: z.boolean(),
  duty: z.strictObject({
    people: z.array(z.strictObject({ name: z.string(), phone: z.string(), shift: z.string(), untilAt: instant })),
    next: z.strictObject({ names: z.array(z.string()), fromAt: instant }).nullable(),
    unsigned: count,
    gaps: count,
    kept: z.boolean(),
    clashes: z.array(z.strictObject({ name: z.string(), day, clash: z.enum(clashes) })),
  }),
  clocks: z.strictObject({
    overdue: count,
    total: count,
    rows: z.array(
      z.strictObject({
        incidentId: id,
        number: z.string(),
        title: z.string(),
        step: bilingual,
        owner: z.string(),
        dueAt: instant,
        warnMinutes: z.int(),
      }),
    ),
  }),
  incidents: z.strictObject({
    open: count,
    rows: z.array(
      z.strictObject({
        id,
        number: z.string(),
        title: z.string(),
        kind: bilingual,
        level: z.int(),
        state: z.enum(incidentStates),
        owner: z.string(),
        place: z.string(),
      }),
    ),
  }),
  tasks: z.strictObject({
    open: count,
    overdue: count,
    rows: z.array(
      z.strictObject({
        incidentId: id,
        number: z.string(),
        what: z.string(),
        owner: z.string(),
        department: z.string(),
        dueAt: instant.nullable(),
        followUp: z.boolean(),
      }),
    ),
  }),
  callouts: z.strictObject({ open: count, people: count }),
  weather: z.strictObject({
    signals: z.array(
      z.strictObject({
        issuer: z.string(),
        type: z.string(),
        color: z.union([z.literal(''), z.enum(signalColors)]),
        word: z.string(),
        issuedAt: instant,
        areas: z.array(z.string()),
      }),
    ),
    places: z.array(
      z.strictObject({
        name: z.string(),
        days: z.array(
          forecastDay.extend({
            notices: z.array(z.strictObject({ measure: z.enum(measures), value: z.number(), limit: z.number() })),
          }),
        ),
      }),
    ),
    checks: z.array(z.strictObject({ department: z.string(), at: instant.nullable(), byName: z.string() })),
    unreadBulletins: count,
    unreadPeople: count,
  }),
  service: z.array(
    z.strictObject({
      area: z.string(),
      customers: count,
      state: z.enum(['suspended', 'changed']),
      until: instant.nullable(),
      suspensionId: id.nullable(),
    }),
  ),
  stock: z.strictObject({
    below: count,
    rows: z.array(
      z.strictObject({
        productId: id,
        code: z.string(),
        name: z.string(),
        unit: z.string(),
        available: z.int(),
        safety: count,
        gap: count,
      }),
    ),
  }),
  purchases: z.strictObject({
    open: count,
    late: count,
    unresolved: count,
    rows: z.array(
      z.strictObject({ id, number: z.string(), product: z.string(), supplier: z.string(), expectedOn: day }),
    ),
  }),
  vehicles: z.strictObject({
    ready: count,
    standby: count,
    out: count,
    repair: count,
    stopped: z.array(z.strictObject({ id, number: z.string(), vehicle: z.string(), place: z.string() })),
    maintenanceOverdue: count,
  }),
  deliveries: z.strictObject({ planned: count, out: count, delivered: count, untold: count }),
  approvals: z.array(z.strictObject({ kind: z.enum(approvalKinds), id, text: bilingual })),
  visits: z.strictObject({
    due: count,
    overdue: count,
    rows: z.array(z.strictObject({ customerId: id, name: z.string(), area: z.string(), dueOn: day })),
  }),
  contacts: z.strictObject({
    customersWithoutPhone: count,
    staffWithoutPhone: count,
    threatened: z.array(z.string()),
  }),
  calls: z.strictObject({ open: count }),
  backups: z.strictObject({ state: z.enum(['safe', 'thin', 'lost']), young: count, newest: instant.nullable() }),
})
export type Facts = z.output<typeof facts>

const briefing = z.strictObject({
  id,
  number: z.string(),
  day,
  remarks: z.string(),
  preparedAt: instant,
  facts,
  issuedAt: instant.nullable(),
  issuedBy: z.string(),
  version,
})
export type Briefing = z.output<typeof briefing>
const head = briefing.omit({ facts: true })

const settings = z.strictObject({
  /** Minutes after midnight at which the program prepares the day's briefing; null never. */
  prepareAt: z.int().min(0).max(1439).nullable(),
})
export type BriefingSettings = z.output<typeof settings>

export const briefings = {
  /** The day as it stands now. */
  today: read(nothing, facts),
  page: read(z.strictObject(paging), pageOf(head)),
  one: read(z.strictObject({ id }), briefing),
  /** Today's, not issued yet, as prepared; null where none is. */
  prepared: read(nothing, briefing.nullable()),
  /** Prepares today's; the program does it by itself at the set time. */
  prepare: write(nothing, briefing),
  remark: write(z.strictObject({ id, version, remarks: text(2000) }), briefing),
  /** Takes the facts of this moment; from now on it is not changed. */
  issue: write(z.strictObject({ id, version, remarks: text(2000) }), briefing, { role: 'manager' }),
  settings: read(nothing, settings),
  changeSettings: write(settings, settings, { role: 'manager' }),
}
