/** Incidents: reported, run by their plan, timed, recorded without erasing, and closed through one gate. */
import { z } from 'zod'
import { day, id, instant, nothing, pageOf, paging, read, required, text, version, write } from '../../contract/call'
import { duties } from '../staff/contract'
import { bilingual, icons, planStep, proofs, words } from '../plans/contract'

export const incidentStates = ['reported', 'inHand', 'onSite', 'awaiting', 'followUp', 'closed'] as const
export type IncidentState = (typeof incidentStates)[number]
/** 一般 / 较重 / 严重 / 特别严重 (rule 11). */
export const level = z.int().min(1).max(4)
export const worst = 4

/** What the timeline holds: proofs of steps, and what else happens to an incident. */
export const entryKinds = [
  ...proofs,
  'reported',
  'activated',
  'changed',
  'moved',
  'paused',
  'resumed',
  'proposal',
  'answer',
  'cost',
  'task',
  'taskDone',
  'linked',
  'escalated',
  'takenBack',
  'closed',
  'reopened',
] as const
export type EntryKind = (typeof entryKinds)[number]

const who = required(80)
const people = z.array(who).min(1).max(40)
const yes = z.boolean()
const duty = z.strictObject({
  what: required(200),
  departmentId: id.nullable(),
  owner: text(60),
  dueAt: instant.nullable(),
})
export type Duty = z.output<typeof duty>

/** What each kind of record says beside its text and its time. */
export const record = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('note') }),
  /** Who was told, and how (A0.2). */
  z.strictObject({ kind: z.literal('told'), who, by: z.enum(['phone', 'person', 'message']) }),
  z.strictObject({ kind: z.literal('call'), who, number: text(40), reached: yes }),
  /** Every reply to the customer has its number (A0.2). */
  z.strictObject({ kind: z.literal('reply'), who, by: z.enum(['phone', 'person', 'message', 'letter']) }),
  /** A call-out finished, here or elsewhere. */
  z.strictObject({ kind: z.literal('callout'), reached: z.int().min(0), of: z.int().min(0) }),
  /** Minutes that give duties (A3.1). */
  z.strictObject({
    kind: z.literal('meeting'),
    attendees: people,
    situation: required(2000),
    measures: required(2000),
    duties: z.array(duty).max(30),
  }),
  /** Granted only with a document number (A4.3). */
  z.strictObject({ kind: z.literal('approval'), who, granted: yes, document: text(60) }),
  z.strictObject({ kind: z.literal('supplyTold'), who }),
  /** Who sets out, and with which kit (A4.3). */
  z.strictObject({ kind: z.literal('crew'), colleagues: z.array(id).min(1).max(20), kitId: id.nullable() }),
  z.strictObject({ kind: z.literal('arrival'), who: people }),
  z.strictObject({ kind: z.literal('guidance'), who, understood: yes }),
  /** Installation, commissioning, inspection, test, repair (A4.4). */
  z.strictObject({
    kind: z.literal('work'),
    what: z.enum(['install', 'commission', 'inspect', 'test', 'repair']),
    passed: yes,
  }),
  z.strictObject({ kind: z.literal('departure'), who: people }),
  z.strictObject({ kind: z.literal('dataRequest'), department: z.enum(duties) }),
  z.strictObject({ kind: z.literal('dataAnswer'), who }),
  /** What left the warehouse, by the number of its posting where it has one. */
  z.strictObject({ kind: z.literal('stockPick'), document: text(60) }),
  z.strictObject({ kind: z.literal('takeOver'), vehicle: text(60) }),
  z.strictObject({
    kind: z.literal('rescue'),
    called: z
      .array(z.enum(['120', '122', '110']))
      .min(1)
      .max(3),
  }),
  z.strictObject({ kind: z.literal('newTime'), who, promisedAt: instant }),
  z.strictObject({ kind: z.literal('purchase'), document: text(60) }),
  z.strictObject({ kind: z.literal('document'), document: required(60) }),
  /** Whether the customer may have emergency supply; the archive answers, not the person (A4.1). */
  z.strictObject({ kind: z.literal('eligibility') }),
  z.strictObject({ kind: z.literal('opinion'), who }),
  z.strictObject({ kind: z.literal('agreement'), who }),
  /** Technique, people or tools, free of charge (A3.4). */
  z.strictObject({
    kind: z.literal('given'),
    what: z.enum(['technique', 'people', 'tools']),
    worthFen: z.int().min(0).nullable(),
  }),
  z.strictObject({ kind: z.literal('satisfaction'), who, satisfied: yes }),
  /** What the user did first by the manual (C1). */
  z.strictObject({ kind: z.literal('firstHandling'), who: text(80) }),
  /** The summary report as sent to the customer's leaders (C2). */
  z.strictObject({ kind: z.literal('report'), who, document: text(60) }),
  /** Reported to the company's leaders (A0.3). */
  z.strictObject({ kind: z.literal('leaders'), who, by: z.enum(['phone', 'person', 'message', 'letter']) }),
  /** A team meeting proposed (A0.3). */
  z.strictObject({ kind: z.literal('proposal'), who }),
  /** Their answer to either. */
  z.strictObject({ kind: z.literal('answer'), who, to: id }),
  z.strictObject({
    kind: z.literal('review'),
    cause: required(1000),
    lesson: required(2000),
    actions: z.array(duty).max(20),
  }),
  z.strictObject({ kind: z.literal('cost'), costFen: z.int().min(0), what: text(120) }),
])
export type Recorded = z.output<typeof record>

const entry = z.strictObject({
  id,
  kind: z.enum(entryKinds),
  at: instant,
  recordedAt: instant,
  byName: z.string(),
  text: z.string(),
  data: z.record(z.string(), z.json()),
  step: z.string(),
  corrects: id.nullable(),
  /** Why it corrects or takes back another. */
  reason: z.string(),
  /** Something later corrects or takes this back. */
  corrected: z.boolean(),
})
export type Entry = z.output<typeof entry>

const clock = z.strictObject({
  step: z.string(),
  source: z.enum(['plan', 'contract']),
  title: bilingual,
  anchorAt: instant,
  minutes: z.int(),
  working: z.boolean(),
  warnMinutes: z.int(),
  dueAt: instant.nullable(),
  metAt: instant.nullable(),
  setBy: z.enum(['measures', 'office', 'contract']),
})
export type Clock = z.output<typeof clock>

const stepView = z.strictObject({
  step: planStep,
  state: z.enum(['done', 'open', 'blocked', 'asks', 'notNeeded']),
  waitsFor: z.array(z.string()),
  /** Goods wait until the rescue is logged and a leader has set the time (A1.2). */
  waitsForRescue: z.boolean(),
  doneAt: instant.nullable(),
  entryId: id.nullable(),
})
export type StepView = z.output<typeof stepView>

export const taskKinds = ['duty', 'lesson', 'followUp'] as const
const task = z.strictObject({
  id,
  kind: z.enum(taskKinds),
  what: z.string(),
  departmentId: id.nullable(),
  department: z.string(),
  owner: z.string(),
  dueAt: instant.nullable(),
  doneAt: instant.nullable(),
  doneBy: z.string(),
  note: z.string(),
})
export type Task = z.output<typeof task>

/** What closing still lacks; each names where to settle it (rule 4). */
export const lackKinds = [
  'step',
  'task',
  'satisfaction',
  'departure',
  'breakdown',
  'callout',
  'answer',
  'pause',
] as const
const lack = z.strictObject({ kind: z.enum(lackKinds), ref: z.string(), title: words })
export type Lack = z.output<typeof lack>

const pause = z.strictObject({ id, from: instant, to: instant.nullable(), reason: z.string(), byName: z.string() })

export const card = z.strictObject({
  id,
  number: z.string(),
  planId: id,
  kind: z.strictObject({ name: bilingual, icon: z.enum(icons) }),
  drill: z.boolean(),
  title: z.string(),
  place: z.string(),
  area: z.string(),
  customer: z.string(),
  vehicle: z.string(),
  level,
  state: z.enum(incidentStates),
  owner: z.string(),
  department: z.string(),
  receivedAt: instant,
  nextDueAt: instant.nullable(),
  /** The step of the next clock, in words. */
  next: bilingual.nullable(),
  openSteps: z.int(),
  version,
})
export type Card = z.output<typeof card>

export const one = card.extend({
  planVersionId: id,
  planNumber: z.int(),
  reporter: z.string(),
  reporterPhone: z.string(),
  customerId: id.nullable(),
  customerPhone: z.string(),
  vehicleId: id.nullable(),
  productId: id.nullable(),
  product: z.string(),
  breakdownId: id.nullable(),
  breakdown: z.string(),
  assumedWorst: z.boolean(),
  questions: z.array(
    z.strictObject({
      key: z.string(),
      question: bilingual,
      kind: z.enum(['yes', 'count']),
      answer: z.int().nullable(),
    }),
  ),
  ownerId: id.nullable(),
  departmentId: id.nullable(),
  cause: z.string(),
  occurredAt: instant,
  recordedAt: instant,
  recordedBy: z.string(),
  activatedAt: instant.nullable(),
  closedAt: instant.nullable(),
  closedBy: z.string().nullable(),
  steps: z.array(stepView),
  clocks: z.array(clock),
  tasks: z.array(task),
  pauses: z.array(pause),
  links: z.array(z.strictObject({ id, number: z.string(), title: z.string() })),
  lacks: z.array(lack),
  /** Rounds of asking whether the customer is satisfied, and the last answer. */
  satisfaction: z.strictObject({ rounds: z.int(), satisfied: z.boolean().nullable() }),
  replies: z.int(),
  onSite: z.boolean(),
  costFen: z.int(),
})
export type One = z.output<typeof one>

const alarm = z.strictObject({
  incidentId: id,
  number: z.string(),
  title: z.string(),
  step: bilingual,
  dueAt: instant,
  stage: z.enum(['before', 'at', 'after']),
  drill: z.boolean(),
})

export const filters = {
  text: text(60),
  planId: id.nullable(),
  departmentId: id.nullable(),
  ownerId: id.nullable(),
  level: level.nullable(),
  area: text(40),
  drills: z.boolean(),
}
export const filter = z.strictObject(filters)
export type Filter = z.output<typeof filter>

/** The summary report to the customer's leaders (C2). */
export const reportBody = z.strictObject({
  situation: text(4000),
  cause: text(4000),
  handling: text(8000),
  result: text(4000),
  prevention: text(4000),
})
export type ReportBody = z.output<typeof reportBody>
const reportView = z.strictObject({
  body: reportBody,
  approvedAt: instant.nullable(),
  approvedBy: z.string(),
  sentAt: instant.nullable(),
  sentTo: z.string(),
  /** 0 while nothing has been kept: the body is drawn up from the timeline. */
  version: z.int(),
})
export type ReportView = z.output<typeof reportView>

export const groupings = ['kind', 'cause', 'product', 'customer', 'department', 'level', 'month'] as const
/** Averages in minutes of those that have the time; null where none has. */
const figure = z.strictObject({
  key: z.string(),
  label: words,
  count: z.int(),
  open: z.int(),
  toldMinutes: z.number().nullable(),
  onSiteMinutes: z.number().nullable(),
  closedMinutes: z.number().nullable(),
  /** Clocks that ran out before they were met. */
  breaches: z.int(),
})
export type Figure = z.output<typeof figure>
const presented = z.strictObject({
  id,
  from: day,
  to: day,
  presentedTo: z.string(),
  text: z.string(),
  at: instant,
  byName: z.string(),
  answer: z.string(),
  answeredAt: instant.nullable(),
})
export type Presented = z.output<typeof presented>
const covered = z.strictObject({
  id: z.string(),
  text: bilingual,
  count: z.int(),
  /** The last proof: what it was, of which incident, when and by whom. */
  last: z
    .strictObject({
      at: instant,
      byName: z.string(),
      proof: z.string(),
      kind: z.enum(['record', 'call']),
      number: z.string(),
      incidentId: id.nullable(),
    })
    .nullable(),
})
export type Covered = z.output<typeof covered>
const period = { from: day, to: day }

/** What is drawn from incidents afterwards (A0.3, C2). */
const drawn = {
  summaryReport: read(z.strictObject({ id }), reportView),
  writeReport: write(z.strictObject({ id, version: z.int().min(0), body: reportBody }), reportView),
  approveReport: write(z.strictObject({ id, version, name: required(60) }), reportView, { role: 'manager' }),
  /** Dated as sent; the incident's step is proved by it. */
  sendReport: write(z.strictObject({ id, version, to: required(80), document: text(60) }), reportView),
  /** By kind, cause, product, customer, department, level or month; drills left out. */
  figures: read(z.strictObject({ ...period, by: z.enum(groupings) }), z.array(figure).max(500)),
  /** The same as a table for spreadsheets; times in minutes. */
  figuresFile: read(
    z.strictObject({ ...period, by: z.enum(groupings), headings: z.array(text(40)).length(7) }),
    z.strictObject({ content: z.instanceof(Uint8Array) }),
  ),
  presented: read(z.strictObject(paging), pageOf(presented)),
  /** A summary laid before the company's leaders (A0.3). */
  present: write(z.strictObject({ ...period, presentedTo: required(80), text: required(4000) }), presented),
  answerSummary: write(z.strictObject({ id, answer: required(1000) }), presented),
  /** Each sentence of the measures with its proofs, in a period or of one incident. */
  coverage: read(z.strictObject({ ...period, incidentId: id.nullable() }), z.array(covered)),
}

const about = { id, version }
const atWhen = { at: instant.nullable() }

const reported = z.strictObject({
  planId: id,
  title: required(120),
  place: text(200),
  area: text(40),
  reporter: text(60),
  reporterPhone: text(40),
  customerId: id.nullable(),
  vehicleId: id.nullable(),
  productId: id.nullable(),
  level,
  assumedWorst: z.boolean(),
  facts: z.record(z.string().max(30), z.int().min(0).max(1_000_000)),
  occurredAt: instant.nullable(),
  receivedAt: instant.nullable(),
  ownerId: id.nullable(),
  drill: z.boolean(),
})
export type Reported = z.output<typeof reported>

export const incidents = {
  ...drawn,
  /** The first cards of every column, the most urgent first. */
  board: read(
    filter.extend({ by: z.enum(['state', 'department']) }),
    z.array(
      z.strictObject({
        /** One of the two, as was asked. */
        state: z.enum(incidentStates).nullable(),
        departmentId: id.nullable(),
        department: z.string(),
        total: z.int(),
        cards: z.array(card),
      }),
    ),
  ),
  page: read(
    z.strictObject({
      ...paging,
      ...filters,
      state: z.enum(incidentStates).nullable(),
      sort: z.enum(['urgent', 'newest', 'level']),
    }),
    pageOf(card),
  ),
  /** What falls due on each day, and what was received. */
  calendar: read(
    z.strictObject({ ...filters, from: day, to: day }),
    z.array(z.strictObject({ day, due: z.int(), received: z.int(), cards: z.array(card) })).max(62),
  ),
  one: read(z.strictObject({ id }), one),
  entries: read(z.strictObject({ id, ...paging }), pageOf(entry)),
  /** A clock's arithmetic, line by line (rule 2). */
  clock: read(
    z.strictObject({ id, step: text(30), source: z.enum(['plan', 'contract']) }),
    clock.extend({
      lines: z.array(z.strictObject({ from: instant, to: instant, minutes: z.number() })),
      unknownYears: z.array(z.int()),
    }),
  ),
  /** How many clocks are over; drills left out. */
  overdue: read(nothing, z.strictObject({ count: z.int() })),
  /** How many are not closed; drills left out. */
  open: read(nothing, z.strictObject({ count: z.int() })),
  /** Duties and follow-ups that nobody has done yet, the next first. */
  openTasks: read(
    z.strictObject(paging),
    pageOf(task.extend({ incidentId: id, number: z.string() })).extend({ overdue: z.int() }),
  ),
  /** Clocks of everybody that run out next. */
  running: read(
    z.strictObject({ ...paging }),
    pageOf(
      z.strictObject({
        incidentId: id,
        number: z.string(),
        title: z.string(),
        step: bilingual,
        owner: z.string(),
        dueAt: instant,
        warnMinutes: z.int(),
        drill: z.boolean(),
      }),
    ),
  ),

  report: write(reported, card, { touches: ['fleet'] }),
  /** Starts the plan: from now on its clocks run that count from here. */
  activate: write(z.strictObject(about), one),
  change: write(
    z.strictObject({
      ...about,
      title: required(120),
      place: text(200),
      area: text(40),
      reporter: text(60),
      reporterPhone: text(40),
      customerId: id.nullable(),
      productId: id.nullable(),
      ownerId: id.nullable(),
      departmentId: id.nullable(),
      level,
      assumedWorst: z.boolean(),
      facts: z.record(z.string().max(30), z.int().min(0).max(1_000_000).nullable()),
    }),
    one,
  ),
  /** Adds to the timeline; a record that proves an open step completes it. */
  record: write(z.strictObject({ id, ...atWhen, text: text(4000), step: text(30).nullable(), record }), one),
  /** Another time or text for an entry; the original stays to be read (rule 3). */
  correct: write(z.strictObject({ id, entryId: id, at: instant, text: text(4000), reason: required(300) }), one),
  /** An entry made by mistake: the step it proved stands open again. */
  takeBack: write(z.strictObject({ id, entryId: id, reason: required(300) }), one),
  pause: write(z.strictObject({ id, from: instant.nullable(), reason: required(300) }), one),
  resume: write(z.strictObject({ id, to: instant.nullable() }), one),
  addTask: write(z.strictObject({ id, duty }), one),
  doTask: write(z.strictObject({ id, taskId: id, note: text(500) }), one),
  /** A check after closing; what is found may open the incident again (C3). */
  followUp: write(z.strictObject({ id, taskId: id, finding: required(1000), well: z.boolean() }), one),
  move: write(z.strictObject({ ...about, state: z.enum(incidentStates) }), card),
  /** Another department's now. */
  assign: write(z.strictObject({ ...about, departmentId: id }), card),
  close: write(z.strictObject(about), one),
  reopen: write(z.strictObject({ ...about, reason: required(300) }), one),
  link: write(z.strictObject({ id, otherId: id }), one),

  /** Clocks that have something to say now: alarms, and the chain of escalation. The program calls it by itself. */
  sound: write(nothing, z.array(alarm), { touches: ['messages'] }),

  views: read(nothing, z.array(z.strictObject({ name: z.string(), value: filter })).max(30)),
  keepView: write(z.strictObject({ name: required(30), value: filter }), nothing, { quiet: true }),
  dropView: write(z.strictObject({ name: required(30) }), nothing, { quiet: true }),
}
