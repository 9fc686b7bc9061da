/** SQL of the briefings, kept as issued. */
import type { Db } from '../../archive/open'
import { facts } from './contract'
import type { Briefing } from './contract'

type Row = Omit<Briefing, 'facts'> & { facts: string }
const headFields = `id, number, day, remarks, prepared_at AS preparedAt, issued_at AS issuedAt, issued_by AS issuedBy, version`

export const briefingStore = (db: Db) => {
  const page = db.prepare<[number, number], Omit<Briefing, 'facts'>>(
    `SELECT ${headFields} FROM briefing ORDER BY day DESC, number DESC LIMIT ? OFFSET ?`,
  )
  const count = db.prepare<[], { total: number }>('SELECT count(*) AS total FROM briefing')
  const one = db.prepare<[string], Row>(`SELECT ${headFields}, facts FROM briefing WHERE id = ?`)
  const prepared = db.prepare<[string], Row>(
    `SELECT ${headFields}, facts FROM briefing WHERE day = ? AND issued_at IS NULL ORDER BY number DESC LIMIT 1`,
  )
  const onDay = db.prepare<[string], { found: number }>('SELECT EXISTS (SELECT 1 FROM briefing WHERE day = ?) AS found')
  const numbered = db.prepare<[string], { total: number }>(
    "SELECT count(*) AS total FROM briefing WHERE number LIKE ? || '%'",
  )
  const add = db.prepare(
    `INSERT INTO briefing (id, number, day, remarks, prepared_at, facts, issued_by, version) VALUES (?, ?, ?, '', ?, ?, '', 1)`,
  )
  const remark = db.prepare(
    'UPDATE briefing SET remarks = ?, version = version + 1 WHERE id = ? AND version = ? AND issued_at IS NULL',
  )
  const issue = db.prepare(
    `UPDATE briefing SET remarks = :remarks, facts = :facts, issued_at = :at, issued_by = :byName, version = version + 1
     WHERE id = :id AND version = :version AND issued_at IS NULL`,
  )
  const of = (row: Row | undefined): Briefing | null =>
    row ? { ...row, facts: facts.parse(JSON.parse(row.facts)) } : null
  return {
    page: (limit: number, offset: number) => ({ rows: page.all(limit, offset), total: count.get()?.total ?? 0 }),
    one: (id: string) => of(one.get(id)),
    prepared: (day: string) => of(prepared.get(day)),
    hasDay: (day: string): boolean => onDay.get(day)?.found === 1,
    numbered: (beginning: string): number => numbered.get(beginning)?.total ?? 0,
    add: (id: string, number: string, day: string, at: string, of: Briefing['facts']): void => {
      add.run(id, number, day, at, JSON.stringify(of))
    },
    /** False when the version is stale. */
    remark: (id: string, version: number, remarks: string): boolean => remark.run(remarks, id, version).changes === 1,
    issue: (
      { id, version, remarks }: { id: string; version: number; remarks: string },
      of: Briefing['facts'],
      at: string,
      byName: string,
    ): boolean => issue.run({ id, version, remarks, facts: JSON.stringify(of), at, byName }).changes === 1,
  }
}
export type BriefingStore = ReturnType<typeof briefingStore>
