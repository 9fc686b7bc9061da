/** SQL of what is drawn from incidents: figures, reports, summaries, and proofs of the measures' sentences. */
import type { Db } from '../../archive/open'
import type { Figure, groupings, Presented, ReportBody } from './contract'

type FigureRow = Omit<Figure, 'label'> & { zh: string; en: string }
export type KeptReport = {
  body: ReportBody
  approvedAt: string | null
  approvedBy: string
  sentAt: string | null
  sentTo: string
  version: number
}
export type Proof = { at: string; byName: string; count: number; number: string; incidentId: string | null }

/** How each grouping names its lines, Chinese and English. */
const lines: Record<(typeof groupings)[number], { key: string; zh: string; en: string }> = {
  kind: { key: 'i.plan_id', zh: 'p.name_zh', en: "coalesce(nullif(p.name_en, ''), p.name_zh)" },
  cause: { key: 'i.cause', zh: 'i.cause', en: 'i.cause' },
  product: {
    key: "coalesce(i.product_id, '')",
    zh: "coalesce(r.code || ' ' || r.name, '')",
    en: "coalesce(r.code || ' ' || r.name, '')",
  },
  customer: { key: "coalesce(i.customer_id, '')", zh: "coalesce(c.name, '')", en: "coalesce(c.name, '')" },
  department: { key: "coalesce(i.department_id, '')", zh: "coalesce(d.name, '')", en: "coalesce(d.name, '')" },
  level: { key: 'CAST(i.level AS TEXT)', zh: "''", en: "''" },
  month: { key: "strftime('%Y-%m', i.received_at, :offset)", zh: "''", en: "''" },
}
const first = (kind: string): string =>
  `(SELECT min(e.at) FROM incident_entry e WHERE e.incident_id = i.id AND e.kind = '${kind}')`
const minutes = (to: string): string => `(julianday(${to}) - julianday(i.received_at)) * 1440`

export const figuresOfIncidents = (db: Db) => {
  const report = db.prepare<[string], Omit<KeptReport, 'body'> & { body: string }>(
    `SELECT body, approved_at AS approvedAt, approved_by AS approvedBy, sent_at AS sentAt, sent_to AS sentTo, version FROM incident_report WHERE incident_id = ?`,
  )
  const addReport = db.prepare(
    "INSERT INTO incident_report (incident_id, body, approved_by, sent_to, version) VALUES (?, ?, '', '', 1) ON CONFLICT DO NOTHING",
  )
  const writeReport = db.prepare(
    "UPDATE incident_report SET body = ?, approved_at = NULL, approved_by = '', version = version + 1 WHERE incident_id = ? AND version = ?",
  )
  const approve = db.prepare(
    'UPDATE incident_report SET approved_at = ?, approved_by = ?, version = version + 1 WHERE incident_id = ? AND version = ?',
  )
  const send = db.prepare(
    'UPDATE incident_report SET sent_at = ?, sent_to = ?, version = version + 1 WHERE incident_id = ? AND version = ?',
  )
  const presentedFields = `id, from_day AS "from", to_day AS "to", presented_to AS presentedTo, text, at, by_name AS byName, answer, answered_at AS answeredAt`
  const presented = db.prepare<[number, number], Presented>(
    `SELECT ${presentedFields} FROM summary_presented ORDER BY at DESC LIMIT ? OFFSET ?`,
  )
  const countPresented = db.prepare<[], { total: number }>('SELECT count(*) AS total FROM summary_presented')
  const onePresented = db.prepare<[string], Presented>(`SELECT ${presentedFields} FROM summary_presented WHERE id = ?`)
  const present = db.prepare(
    `INSERT INTO summary_presented (id, from_day, to_day, presented_to, text, at, by_name, answer) VALUES (:id, :from, :to, :presentedTo, :text, :at, :byName, '')`,
  )
  const answer = db.prepare('UPDATE summary_presented SET answer = ?, answered_at = ? WHERE id = ?')
  const inPeriod = `i.drill = 0 AND e.recorded_at >= :from AND e.recorded_at < :to AND (:incidentId IS NULL OR i.id = :incidentId)
    AND e.kind <> 'takenBack' AND NOT EXISTS (SELECT 1 FROM incident_entry x WHERE x.incident_id = e.incident_id AND x.corrects = e.id)`
  const proofs = (condition: string) =>
    db.prepare<[object], Proof>(
      `SELECT e.at, e.by_name AS byName, count(*) OVER () AS count, i.number, i.id AS incidentId FROM incident_entry e JOIN incident i ON i.id = e.incident_id
       ${condition.includes('p.key') ? 'JOIN plan p ON p.id = i.plan_id' : ''} WHERE ${inPeriod} AND ${condition} ORDER BY e.seq DESC LIMIT 1`,
    )
  const byRecord = proofs('e.kind = :name')
  const byStep = proofs(
    'p.key = :plan AND EXISTS (SELECT 1 FROM incident_step s WHERE s.incident_id = i.id AND s.step = :name AND s.entry_id = e.id)',
  )
  const byCall = db.prepare<[object], Proof>(
    `SELECT j.at, coalesce(n.actor_name, '') AS byName, count(*) OVER () AS count, coalesce(i.number, '') AS number, i.id AS incidentId
     FROM journal j LEFT JOIN journal_input n ON n.sequence = j.sequence
     LEFT JOIN incident i ON i.id = json_extract(j.entities, '$[0]')
     WHERE j.call = :name AND j.at >= :from AND j.at < :to AND (:incidentId IS NULL OR instr(j.entities, :incidentId) > 0)
     ORDER BY j.sequence DESC LIMIT 1`,
  )
  return {
    report: (incidentId: string): KeptReport | null => {
      const row = report.get(incidentId)
      return row ? { ...row, body: JSON.parse(row.body) as ReportBody } : null
    },
    /** Version 0 keeps the first one. False when the version is stale. */
    writeReport: (incidentId: string, version: number, body: ReportBody): boolean =>
      (version === 0
        ? addReport.run(incidentId, JSON.stringify(body))
        : writeReport.run(JSON.stringify(body), incidentId, version)
      ).changes === 1,
    approve: (incidentId: string, version: number, byName: string, at: string): boolean =>
      approve.run(at, byName, incidentId, version).changes === 1,
    send: (incidentId: string, version: number, to: string, at: string): boolean =>
      send.run(at, to, incidentId, version).changes === 1,
    /** `offset` moves UTC to the office's clock, such as `+08:00`; used for months alone. */
    figures: (by: (typeof groupings)[number], from: string, to: string, now: string, offset: string): Figure[] => {
      const { key, zh, en } = lines[by]
      return db
        .prepare<[object], FigureRow>(
          `SELECT key, zh, en, count(*) AS count, sum(open) AS open, avg(told) AS toldMinutes, avg(onSite) AS onSiteMinutes,
             avg(closed) AS closedMinutes, sum(breaches) AS breaches
           FROM (SELECT ${key} AS key, ${zh} AS zh, ${en} AS en, i.closed_at IS NULL AS open, ${minutes(first('told'))} AS told,
             ${minutes(first('arrival'))} AS onSite, ${minutes('i.closed_at')} AS closed,
             (SELECT count(*) FROM incident_clock k WHERE k.incident_id = i.id AND k.due_at IS NOT NULL AND coalesce(k.met_at, i.closed_at, :now) > k.due_at) AS breaches
             FROM incident i JOIN plan p ON p.id = i.plan_id LEFT JOIN customer c ON c.id = i.customer_id
             LEFT JOIN product r ON r.id = i.product_id LEFT JOIN department d ON d.id = i.department_id
             WHERE i.drill = 0 AND i.received_at >= :from AND i.received_at < :to)
           GROUP BY key ORDER BY ${by === 'month' || by === 'level' ? 'key' : 'count DESC, zh'} LIMIT 500`,
        )
        .all({ from, to, now, offset })
        .map(({ zh: chinese, en: english, ...row }) => ({ ...row, label: { zh: chinese || row.key, en: english } }))
    },
    presented: (limit: number, offset: number) => ({
      rows: presented.all(limit, offset),
      total: countPresented.get()?.total ?? 0,
    }),
    onePresented: (id: string): Presented | null => onePresented.get(id) ?? null,
    present: (entry: Pick<Presented, 'id' | 'from' | 'to' | 'presentedTo' | 'text' | 'at' | 'byName'>): void => {
      present.run(entry)
    },
    answer: (id: string, text: string, at: string): void => {
      answer.run(text, at, id)
    },
    /** The newest proof of one kind, with how many there are. */
    proofBy: (
      what: { record: string } | { step: string } | { call: string },
      within: { from: string; to: string; incidentId: string | null },
    ): Proof | null => {
      if ('record' in what) return byRecord.get({ ...within, name: what.record }) ?? null
      if ('call' in what) return byCall.get({ ...within, name: what.call }) ?? null
      const [plan = '', name = ''] = what.step.split('.')
      return byStep.get({ ...within, plan, name }) ?? null
    },
  }
}

export type FiguresOfIncidents = ReturnType<typeof figuresOfIncidents>
