/** Paper: every document that is previewed, printed or saved as PDF. */
import { z } from 'zod'
import { day, desktop, id, nothing, text } from '../../contract/call'
import { standings } from '../customers/contract'

const language = z.enum(['zh', 'en'])

export const paperDocument = z.discriminatedUnion('kind', [
  /** The recovery code, which the archive itself does not know. */
  z.strictObject({ kind: z.literal('recovery'), language, code: z.string().min(1).max(80) }),
  z.strictObject({ kind: z.literal('staffRegister'), language }),
  z.strictObject({
    kind: z.literal('callList'),
    language,
    area: text(40),
    standing: z.enum(standings).nullable(),
  }),
  /** Everything needed to reach the customers, by area: the archive on paper (A1.3). */
  z.strictObject({ kind: z.literal('customerRegister'), language, area: text(40) }),
  /** Who is on duty, two weeks from a day. */
  z.strictObject({ kind: z.literal('roster'), language, from: day }),
  /** A shift handover, signed or to be signed. */
  z.strictObject({ kind: z.literal('shiftHandover'), language, id }),
  /** Who could come where people are short (B2.5). */
  z.strictObject({
    kind: z.literal('shortage'),
    language,
    skill: z.string().min(1).max(40),
    day,
    needed: z.int().min(1).max(100),
  }),
  /** The certificate of one restore drill. */
  z.strictObject({ kind: z.literal('drill'), language, id }),
  /** What came in, went out and stands: the daily sheet when both days are the same (B1.2). */
  z.strictObject({ kind: z.literal('stockReport'), language, from: day, to: day }),
  z.strictObject({ kind: z.literal('stockCard'), language, id, from: day, to: day }),
  /** A stocktake: to count on paper while it runs, the result once it is posted. */
  z.strictObject({ kind: z.literal('stocktake'), language, id }),
  z.strictObject({ kind: z.literal('purchaseOrder'), language, id }),
  /** Labels of one product, with its barcode, to be cut from one sheet. */
  z.strictObject({ kind: z.literal('labels'), language, id }),
  /** A warehouse changes hands: the counted list and both signatures (A4.2). */
  z.strictObject({ kind: z.literal('handover'), language, id }),
  /** What each vehicle delivers on a day (A0.6). */
  z.strictObject({ kind: z.literal('dayPlan'), language, day }),
  /** For the customer to sign. */
  z.strictObject({ kind: z.literal('deliverySlip'), language, id }),
  /** What one posting moved. */
  z.strictObject({ kind: z.literal('stockSlip'), language, id }),
  /** Everything recorded of a need: who was asked, what they answered, reviews, amendments (B2.1). */
  z.strictObject({ kind: z.literal('sourcing'), language, id }),
  /** The report to the customer's leaders (C2). */
  z.strictObject({ kind: z.literal('summaryReport'), language, id }),
  /** What was done on site, to be signed (A4.4). */
  z.strictObject({ kind: z.literal('siteRecord'), language, id }),
  /** A call-out, to be typed back in. */
  z.strictObject({ kind: z.literal('callout'), language, id }),
  /** One version of a plan, for a post. */
  z.strictObject({ kind: z.literal('plan'), language, id }),
  /** A chapter of the manual. */
  z.strictObject({ kind: z.literal('chapter'), language, id }),
  /** Who was trained, to be signed (A0.4, C4). */
  z.strictObject({ kind: z.literal('training'), language, id }),
  /** Each sentence of the measures with its proof. */
  z.strictObject({ kind: z.literal('coverage'), language, from: day, to: day, incidentId: id.nullable() }),
  /** What customers are told of a service decision (A2.1). */
  z.strictObject({ kind: z.literal('serviceNotice'), language, id }),
  /** The daily briefing as issued; `both` prints it in the other language too. */
  z.strictObject({ kind: z.literal('briefing'), language, id, both: z.boolean() }),
  /** The guide for clerks: one page of it by name, or all when empty. */
  z.strictObject({ kind: z.literal('guide'), language, page: text(30) }),
  /** Incidents of a period (A0.3). */
  z.strictObject({ kind: z.literal('figures'), language, from: day, to: day }),
  /** One of the two written reports of a late purchase (B1.3). */
  z.strictObject({ kind: z.literal('lateReport'), language, id }),
])
export type PaperDocument = z.output<typeof paperDocument>

/** Millimetres of the sheets: A4, A5 for the pocket, and continuous forms of 241 x 140 for slips. */
export const sheets = {
  A4: { width: 210, height: 297 },
  A5: { width: 148, height: 210 },
  form: { width: 241, height: 140 },
} as const
const sheet = z.enum(['A4', 'A5', 'form'])
export type Sheet = z.output<typeof sheet>

/** The sheets a document goes on, the usual one first; labels are cut from A4 and nothing else. */
export const sheetsOf = (kind: PaperDocument['kind']): readonly Sheet[] =>
  kind === 'labels' ? ['A4'] : kind === 'deliverySlip' || kind === 'stockSlip' ? ['form', 'A4', 'A5'] : ['A4', 'A5']

const asked = z.strictObject({ document: paperDocument, sheet: sheet.default('A4') })

export const paper = {
  /** Opens the system's print dialog. False when the person cancels it. */
  print: desktop(asked, z.strictObject({ printed: z.boolean() })),
  /** Saves as PDF where the person says; null when they cancel. */
  save: desktop(asked, z.strictObject({ path: z.string(), pages: z.int() }).nullable()),
  /** What the hidden page that asks is to lay out. */
  content: desktop(nothing, asked.nullable()),
}
