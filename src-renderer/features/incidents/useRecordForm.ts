/** The small forms that write the timeline: one per kind of record, time and person filled in by themselves. */
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Duty, Recorded } from '../../../src-main/features/incidents/contract'
import type { Proof } from '../../../src-main/features/plans/contract'
import { duties as dutyKinds } from '../../../src-main/features/staff/contract'
import { departmentNamed } from '../../../src-main/features/staff/rules'
import { ask, useRead } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { openAction } from '../../components/ActionForm'
import type { Field, Filled } from '../../components/ActionForm'
import { useSaid } from '../../components/useSaid'

export type Recordable = Proof | 'proposal' | 'answer' | 'cost'
type Case = OutputOf<'incidents.one'>
type Form = { lead?: string; fields: Field[]; build: (filled: Filled) => Recorded | Promise<Recorded | Refusal> }
type Refusal = { ok: false; code: string; params: Record<string, string | number> }
const isRefusal = (made: Recorded | Refusal): made is Refusal => 'ok' in made

/** Names written one after another, however they are parted. */
const namesIn = (text: string): string[] =>
  text
    .split(/[,，、;；\n]/)
    .map(name => name.trim())
    .filter(Boolean)

/** Settled where the vehicle is handled; its incident hears of it. */
const ofVehicle: ReadonlySet<Recordable> = new Set<Recordable>(['rescue', 'newTime', 'takeOver', 'callout'])

export const useRecordForm = (entry: Case) => {
  const { t } = useTranslation('incidents')
  const { t: plans } = useTranslation('plans')
  const said = useSaid()
  const go = useNavigate()
  const kits = useRead('tools.kits', { offset: 0, limit: 100 }).value?.rows ?? []
  const departments = useRead('staff.departments', {}).value ?? []
  const proposals = (useRead('incidents.entries', { id: entry.id, offset: 0, limit: 200 }).value?.rows ?? []).filter(
    ({ kind, corrected }) => !corrected && (kind === 'proposal' || kind === 'leaders'),
  )
  const text = (name: string, label: string, required = true, most = 80, start = ''): Field => ({
    name,
    label,
    kind: 'text',
    most,
    required,
    start,
  })
  const yes = (name: string, label: string, start = true): Field => ({ name, label, kind: 'yes', start })
  const choice = (name: string, label: string, choices: readonly { value: string; label: string }[]): Field => ({
    name,
    label,
    kind: 'choice',
    required: true,
    start: choices[0]?.value ?? null,
    choices,
  })
  const by = (ways: readonly ('phone' | 'person' | 'message' | 'letter')[]): Field =>
    choice(
      'by',
      t('field.by'),
      ways.map(way => ({ value: way, label: t(`field.bys.${way}`) })),
    )
  const oneOf = <W extends string>(words: readonly W[], written: string, otherwise: W): W =>
    words.find(word => word === written) ?? otherwise
  const told = ['phone', 'person', 'message'] as const
  const written = ['phone', 'person', 'message', 'letter'] as const
  const works = ['install', 'commission', 'inspect', 'test', 'repair'] as const
  const givens = ['technique', 'people', 'tools'] as const
  const whom = entry.reporter

  /** A line of duties: department / what / who. The department may be left out. */
  const dutiesIn = (lines: string): Duty[] | Refusal => {
    const made: Duty[] = []
    for (const [index, line] of lines
      .split('\n')
      .map(known => known.trim())
      .filter(Boolean)
      .entries()) {
      const [first = '', second = '', third = ''] = line.split(/[/／|]/).map(part => part.trim())
      if (second === '') made.push({ what: first, departmentId: null, owner: '', dueAt: null })
      else {
        const department = departmentNamed(first, departments)
        if (!department) return { ok: false, code: 'incidents.unknownDuty', params: { line: index + 1, text: first } }
        made.push({ what: second, departmentId: department.id, owner: third, dueAt: null })
      }
    }
    return made
  }

  const forms: Record<Recordable, () => Form> = {
    note: () => ({ fields: [], build: () => ({ kind: 'note' }) }),
    told: () => ({
      fields: [text('who', t('field.whoTold')), by(told)],
      build: filled => ({ kind: 'told', who: filled.text('who'), by: oneOf(told, filled.chosen('by'), 'phone') }),
    }),
    call: () => ({
      fields: [
        text('who', t('field.who'), true, 80, whom),
        text('number', t('field.number'), false, 40, entry.reporterPhone),
        yes('reached', t('field.reached')),
      ],
      build: filled => ({
        kind: 'call',
        who: filled.text('who'),
        number: filled.text('number'),
        reached: filled.yes('reached'),
      }),
    }),
    reply: () => ({
      fields: [text('who', t('field.who'), true, 80, whom), by(written)],
      build: filled => ({ kind: 'reply', who: filled.text('who'), by: oneOf(written, filled.chosen('by'), 'phone') }),
    }),
    callout: () => ({
      fields: [
        { name: 'reached', label: t('field.calledReached'), kind: 'count', required: true, most: 10_000 },
        { name: 'of', label: t('field.calledOf'), kind: 'count', required: true, most: 10_000 },
      ],
      build: filled => ({ kind: 'callout', reached: filled.number('reached'), of: filled.number('of') }),
    }),
    meeting: () => ({
      fields: [
        text('attendees', t('field.attendees'), true, 600),
        { name: 'situation', label: t('field.situation'), kind: 'long', most: 2000, required: true },
        { name: 'measures', label: t('field.measures'), kind: 'long', most: 2000, required: true },
        { name: 'duties', label: t('field.duties'), kind: 'long', most: 4000 },
      ],
      build: filled => {
        const duties = dutiesIn(filled.text('duties'))
        return Array.isArray(duties)
          ? {
              kind: 'meeting',
              attendees: namesIn(filled.text('attendees')),
              situation: filled.text('situation'),
              measures: filled.text('measures'),
              duties,
            }
          : Promise.resolve(duties)
      },
    }),
    approval: () => ({
      fields: [
        text('who', t('field.who')),
        yes('granted', t('field.granted')),
        text('document', t('field.document'), false, 60),
      ],
      build: filled => ({
        kind: 'approval',
        who: filled.text('who'),
        granted: filled.yes('granted'),
        document: filled.text('document'),
      }),
    }),
    supplyTold: () => ({
      fields: [text('who', t('field.whoTold'))],
      build: filled => ({ kind: 'supplyTold', who: filled.text('who') }),
    }),
    crew: () => ({
      lead: t('field.crewHint'),
      fields: [
        { name: 'technician', label: t('field.technician'), kind: 'entity', register: 'colleague', required: true },
        { name: 'fitter', label: t('field.fitter'), kind: 'entity', register: 'colleague', required: true },
        {
          name: 'kit',
          label: t('field.kit'),
          kind: 'choice',
          choices: kits.filter(({ loan }) => loan !== null).map(({ id, name }) => ({ value: id, label: name })),
        },
      ],
      build: filled => ({
        kind: 'crew',
        colleagues: [filled.chosen('technician'), filled.chosen('fitter')],
        kitId: filled.chosenOrNull('kit'),
      }),
    }),
    arrival: () => ({
      fields: [text('who', t('field.people'), true, 200)],
      build: filled => ({ kind: 'arrival', who: namesIn(filled.text('who')) }),
    }),
    guidance: () => ({
      fields: [text('who', t('field.who'), true, 80, whom), yes('understood', t('field.understood'))],
      build: filled => ({ kind: 'guidance', who: filled.text('who'), understood: filled.yes('understood') }),
    }),
    work: () => ({
      fields: [
        choice(
          'what',
          t('field.work'),
          works.map(value => ({ value, label: t(`field.works.${value}`) })),
        ),
        yes('passed', t('field.passed')),
      ],
      build: filled => ({
        kind: 'work',
        what: oneOf(works, filled.chosen('what'), 'repair'),
        passed: filled.yes('passed'),
      }),
    }),
    departure: () => ({
      fields: [text('who', t('field.people'), true, 200)],
      build: filled => ({ kind: 'departure', who: namesIn(filled.text('who')) }),
    }),
    dataRequest: () => ({
      fields: [
        choice(
          'department',
          t('field.department'),
          dutyKinds.map(value => ({ value, label: plans(`duty.${value}`) })),
        ),
      ],
      build: filled => ({
        kind: 'dataRequest',
        department: oneOf(dutyKinds, filled.chosen('department'), 'technical'),
      }),
    }),
    dataAnswer: () => ({
      fields: [text('who', t('field.who'))],
      build: filled => ({ kind: 'dataAnswer', who: filled.text('who') }),
    }),
    // CLAUSE A4.5: parts come from stock; the ledger and the case learn of it in one step.
    stockPick: () => ({
      lead: t('field.pickHint'),
      fields: [
        { name: 'product', label: t('product'), kind: 'entity', register: 'product' },
        { name: 'warehouse', label: t('field.warehouse'), kind: 'entity', register: 'warehouse' },
        { name: 'quantity', label: t('field.quantity'), kind: 'quantity', unit: '' },
        text('document', t('field.stockDocument'), false, 60),
      ],
      build: async filled => {
        const document = filled.text('document') || entry.number
        const productId = filled.chosenOrNull('product')
        if (productId !== null) {
          const [warehouseId, quantity] = [filled.chosen('warehouse'), filled.number('quantity')]
          const issued = await ask('stock.issue', {
            productId,
            warehouseId,
            quantity,
            effectiveAt: null,
            reason: entry.title.slice(0, 300),
            reference: document,
          })
          if (!issued.ok) return issued
        }
        return { kind: 'stockPick', document }
      },
    }),
    takeOver: () => ({
      fields: [text('vehicle', t('field.vehicle'), true, 60)],
      build: filled => ({ kind: 'takeOver', vehicle: filled.text('vehicle') }),
    }),
    rescue: () => ({
      fields: (['120', '122', '110'] as const).map(number => yes(`n${number}`, t('field.called', { number }), false)),
      build: filled => ({
        kind: 'rescue',
        called: (['120', '122', '110'] as const).filter(number => filled.yes(`n${number}`)),
      }),
    }),
    newTime: () => ({
      fields: [
        text('who', t('field.who')),
        { name: 'promisedAt', label: t('field.promisedAt'), kind: 'moment', required: true },
      ],
      build: filled => ({
        kind: 'newTime',
        who: filled.text('who'),
        promisedAt: filled.instantOrNull('promisedAt') ?? '',
      }),
    }),
    purchase: () => ({
      fields: [text('document', t('field.purchaseDocument'), false, 60)],
      build: filled => ({ kind: 'purchase', document: filled.text('document') }),
    }),
    document: () => ({
      fields: [text('document', t('field.document'), true, 60)],
      build: filled => ({ kind: 'document', document: filled.text('document') }),
    }),
    eligibility: () => ({ lead: t('field.eligibilityHint'), fields: [], build: () => ({ kind: 'eligibility' }) }),
    opinion: () => ({
      fields: [text('who', t('field.who'), true, 80, whom)],
      build: filled => ({ kind: 'opinion', who: filled.text('who') }),
    }),
    agreement: () => ({
      fields: [text('who', t('field.who'), true, 80, whom)],
      build: filled => ({ kind: 'agreement', who: filled.text('who') }),
    }),
    given: () => ({
      fields: [
        choice(
          'what',
          t('field.given'),
          givens.map(value => ({ value, label: t(`field.givens.${value}`) })),
        ),
        { name: 'worth', label: t('field.worth'), kind: 'money' },
      ],
      build: filled => ({
        kind: 'given',
        what: oneOf(givens, filled.chosen('what'), 'technique'),
        worthFen: filled.numberOrNull('worth'),
      }),
    }),
    satisfaction: () => ({
      fields: [text('who', t('field.who'), true, 80, whom), yes('satisfied', t('field.satisfied'), false)],
      build: filled => ({ kind: 'satisfaction', who: filled.text('who'), satisfied: filled.yes('satisfied') }),
    }),
    firstHandling: () => ({
      fields: [text('who', t('field.who'), false, 80, whom)],
      build: filled => ({ kind: 'firstHandling', who: filled.text('who') }),
    }),
    report: () => ({
      fields: [text('who', t('summaryReport.to')), text('document', t('field.document'), false, 60)],
      build: filled => ({ kind: 'report', who: filled.text('who'), document: filled.text('document') }),
    }),
    leaders: () => ({
      fields: [text('who', t('field.who')), by(written)],
      build: filled => ({ kind: 'leaders', who: filled.text('who'), by: oneOf(written, filled.chosen('by'), 'phone') }),
    }),
    proposal: () => ({
      fields: [text('who', t('field.who'))],
      build: filled => ({ kind: 'proposal', who: filled.text('who') }),
    }),
    answer: () => ({
      fields: [
        text('who', t('field.who')),
        choice(
          'to',
          t('field.to'),
          proposals.map(({ id, kind, text: words }) => ({ value: id, label: `${t(`entry.${kind}`)} ${words}` })),
        ),
      ],
      build: filled => ({ kind: 'answer', who: filled.text('who'), to: filled.chosen('to') }),
    }),
    review: () => ({
      fields: [
        { name: 'cause', label: t('field.cause'), kind: 'long', most: 1000, required: true },
        { name: 'lesson', label: t('field.lesson'), kind: 'long', most: 2000, required: true },
        { name: 'actions', label: t('field.actions'), kind: 'long', most: 4000 },
      ],
      build: filled => {
        const actions = dutiesIn(filled.text('actions'))
        return Array.isArray(actions)
          ? { kind: 'review', cause: filled.text('cause'), lesson: filled.text('lesson'), actions }
          : Promise.resolve(actions)
      },
    }),
    cost: () => ({
      fields: [
        { name: 'cost', label: t('field.costFen'), kind: 'money', required: true },
        text('what', t('field.costWhat'), false, 120),
      ],
      build: filled => ({ kind: 'cost', costFen: filled.number('cost'), what: filled.text('what') }),
    }),
  }

  /** Opens the form of a kind; `step` names the plan step it is for. */
  return (kind: Recordable, step: string | null = null): void => {
    if (entry.breakdownId !== null && ofVehicle.has(kind)) {
      void go({ to: '/fleet/breakdowns', search: { id: entry.breakdownId } })
      return
    }
    const form = forms[kind]()
    const of = entry.steps.find(known => known.step.key === step)?.step
    const hint = of ? said({ zh: of.hint.zh, en: of.hint.en }) : ''
    openAction(of ? said(of.title) : t(`entry.${kind}`), {
      form: `incidents.record.${entry.id}.${kind}`,
      ...(form.lead || hint ? { lead: form.lead ?? hint } : {}),
      fields: [
        ...form.fields,
        { name: 'text', label: t('text'), kind: 'long', most: 4000, required: kind === 'note' },
        { name: 'at', label: t('time'), kind: 'moment' },
      ],
      action: t('write'),
      run: async filled => {
        const record = await form.build(filled)
        if (isRefusal(record)) return record
        return ask('incidents.record', {
          id: entry.id,
          record,
          text: filled.text('text'),
          at: filled.instantOrNull('at'),
          step,
        })
      },
    })
  }
}
