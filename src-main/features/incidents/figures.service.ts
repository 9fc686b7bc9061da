/** Answers what is drawn from incidents afterwards: reports, figures, summaries, and which sentences of the measures are proved. */
import { stringify } from 'csv-stringify/sync'
import type { z } from 'zod'
import { clockText } from '../office/calendar.rules'
import type { CallContext, Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import { localDateTime, startOfDay } from '../office/rules'
import { sentences } from './clauses.rules'
import type { SentenceProof } from './clauses.rules'
import type { Covered, Entry, Figure, incidents, Presented, Recorded, ReportBody, ReportView } from './contract'
import type { FiguresOfIncidents, Proof } from './figures.store'
import { standingEntries } from './rules'

type Drawn =
  | 'summaryReport'
  | 'writeReport'
  | 'approveReport'
  | 'sendReport'
  | 'figures'
  | 'figuresFile'
  | 'presented'
  | 'present'
  | 'answerSummary'
  | 'coverage'
type Figures = z.output<(typeof incidents)['figures']['input']>
type Parameters = {
  store: FiguresOfIncidents
  newId: () => string
  now: () => string
  timeZone: () => string
  head: (id: string) => { title: string; cause: string }
  entries: (id: string) => Entry[]
  write: (
    id: string,
    record: Recorded,
    text: string,
    wanted: { at: string | null; step: string | null },
    context: CallContext,
  ) => void
}

/** What of the timeline belongs into a report's account of the handling. */
const told = new Set<Entry['kind']>([
  'arrival',
  'agreement',
  'given',
  'guidance',
  'work',
  'note',
  'reply',
  'takeOver',
  'stockPick',
])

export const incidentFigures = (parts: Parameters): Pick<Handlers<typeof incidents>, Drawn> => {
  const { store, newId, now, timeZone } = parts
  /** A first version from what people wrote down, for a person to make a report of. */
  const drawnUp = (id: string): ReportBody => {
    const { title, cause } = parts.head(id)
    const entries = standingEntries(parts.entries(id))
    const lastOf = (kind: Entry['kind'], name: string): string => {
      const value = entries.findLast(known => known.kind === kind)?.data[name]
      return typeof value === 'string' ? value : ''
    }
    const textOf = (kind: Entry['kind']): string => entries.findLast(known => known.kind === kind)?.text ?? ''
    return {
      situation: lastOf('meeting', 'situation') || title,
      cause,
      handling: entries
        .filter(({ kind, text }) => told.has(kind) && text !== '')
        .map(({ at, text }) => `${localDateTime(at, timeZone()).slice(0, 16)} ${text}`)
        .join('\n')
        .slice(0, 8000),
      result: textOf('satisfaction'),
      prevention: lastOf('review', 'lesson'),
    }
  }
  const report = (id: string): ReportView =>
    store.report(id) ?? { body: drawnUp(id), approvedAt: null, approvedBy: '', sentAt: null, sentTo: '', version: 0 }
  const unsent = (id: string): ReportView => {
    parts.head(id)
    const kept = report(id)
    if (kept.sentAt !== null) throw new Refused('incidents.reportSent')
    return kept
  }
  const presented = (id: string): Presented => {
    const entry = store.onePresented(id)
    if (!entry) throw new Refused('incidents.noSummary')
    return entry
  }
  const within = (from: string, to: string): { from: string; to: string } => {
    if (to < from) throw new Refused('incidents.wrongPeriod')
    return { from: startOfDay(from, timeZone()), to: startOfDay(to, timeZone(), 1) }
  }
  const nameOf = (proof: SentenceProof): string =>
    'record' in proof ? proof.record : 'call' in proof ? proof.call : proof.step
  const covered = (
    provedBy: readonly SentenceProof[],
    period: { from: string; to: string; incidentId: string | null },
  ): Pick<Covered, 'count' | 'last'> => {
    let count = 0
    let last: (Proof & { proof: SentenceProof }) | null = null
    for (const proof of provedBy) {
      const found = store.proofBy(proof, period)
      // Several proofs may be one and the same act: the largest count of one kind is certain, their sum is not.
      count = Math.max(count, found?.count ?? 0)
      if (found && (last === null || found.at > last.at)) last = { ...found, proof }
    }
    if (last === null) return { count, last }
    const { at, byName, number, incidentId, proof } = last
    return {
      count,
      last: { at, byName, number, incidentId, proof: nameOf(proof), kind: 'call' in proof ? 'call' : 'record' },
    }
  }

  const figures = (from: string, to: string, by: Figures['by']): Figure[] => {
    const period = within(from, to)
    // How far the office's clock is ahead of UTC, for telling months apart.
    const ahead = Math.round(
      (Date.parse(`${localDateTime(period.from, timeZone()).replace(' ', 'T')}Z`) - Date.parse(period.from)) / 60_000,
    )
    const offset = `${ahead < 0 ? '-' : '+'}${clockText(Math.abs(ahead))}`
    return store.figures(by, period.from, period.to, now(), offset)
  }

  return {
    summaryReport: ({ id }) => {
      parts.head(id)
      return report(id)
    },
    writeReport: ({ id, version, body }) => {
      unsent(id)
      if (!store.writeReport(id, version, body)) throw new Refused('core.conflict')
      return report(id)
    },
    approveReport: ({ id, version, name }, { at }) => {
      unsent(id)
      if (!store.approve(id, version, name, at)) throw new Refused('core.conflict')
      return report(id)
    },
    sendReport: ({ id, version, to, document }, context) => {
      // CLAUSE C2: dated and sent, after somebody answered for it (tests/archive/incidents.test.ts).
      if (unsent(id).approvedAt === null) throw new Refused('incidents.reportUnapproved')
      if (!store.send(id, version, to, context.at)) throw new Refused('core.conflict')
      parts.write(id, { kind: 'report', who: to, document }, '', { at: null, step: null }, context)
      return report(id)
    },
    figures: ({ from, to, by }) => figures(from, to, by),
    figuresFile: ({ from, to, by, headings }) => {
      const minutes = (value: number | null): number | string => (value === null ? '' : Math.round(value))
      const lines = figures(from, to, by).map(
        ({ label, key, count, open, toldMinutes, onSiteMinutes, closedMinutes, breaches }) => [
          label.zh || key,
          count,
          open,
          minutes(toldMinutes),
          minutes(onSiteMinutes),
          minutes(closedMinutes),
          breaches,
        ],
      )
      const table = stringify([headings, ...lines], { bom: true, record_delimiter: 'windows', escape_formulas: true })
      return { content: new TextEncoder().encode(table) }
    },
    presented: ({ limit, offset }) => store.presented(limit, offset),
    present: ({ from, to, ...rest }, { at, actor }) => {
      within(from, to)
      const id = newId()
      store.present({ id, from, to, ...rest, at, byName: actor.name })
      return presented(id)
    },
    answerSummary: ({ id, answer }, { at }) => {
      if (presented(id).answeredAt !== null) throw new Refused('incidents.answeredAlready')
      store.answer(id, answer, at)
      return presented(id)
    },
    coverage: ({ from, to, incidentId }) => {
      const period = { ...within(from, to), incidentId }
      return sentences.map(({ id, text, provedBy }) => ({ id, text, ...covered(provedBy, period) }))
    },
  }
}
