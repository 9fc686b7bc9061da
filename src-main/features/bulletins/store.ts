/** SQL of bulletins and of who has read them. */
import type { Db } from '../../archive/open'
import type { Bulletin, Reader } from './contract'

type HeadRow = Omit<Bulletin, 'severe'> & { severe: number }
type NewReader = Pick<Reader, 'colleagueId' | 'name' | 'department'>

/** Read here, or reached by the call-out. */
const isRead = `(r.acknowledged_at IS NOT NULL OR EXISTS (SELECT 1 FROM callout_person p WHERE p.callout_id = b.callout_id
  AND p.colleague_id = r.colleague_id AND p.state = 'reached'))`
const fields = `b.id, b.number, b.title, b.text, b.severe, b.incident_id AS incidentId, coalesce(i.number, '') AS incident, b.callout_id AS calloutId,
  b.published_at AS publishedAt, b.published_by AS publishedBy, b.sent_at AS sentAt, b.created_at AS createdAt, b.created_by AS createdBy, b.version,
  (SELECT count(*) FROM bulletin_reader r WHERE r.bulletin_id = b.id) AS readers,
  (SELECT count(*) FROM bulletin_reader r WHERE r.bulletin_id = b.id AND NOT ${isRead}) AS unread`
const source = 'FROM bulletin b LEFT JOIN incident i ON i.id = b.incident_id'
const headOf = ({ severe, ...row }: HeadRow): Bulletin => ({ ...row, severe: severe === 1 })

export const bulletinsStore = (db: Db) => {
  const one = db.prepare<[string], HeadRow>(`SELECT ${fields} ${source} WHERE b.id = ?`)
  const page = db.prepare<[number, number], HeadRow>(
    `SELECT ${fields} ${source} ORDER BY b.created_at DESC, b.id DESC LIMIT ? OFFSET ?`,
  )
  const count = db.prepare<[], { total: number }>('SELECT count(*) AS total FROM bulletin')
  const unread = db.prepare<[string], { bulletins: number; people: number }>(
    `SELECT count(DISTINCT b.id) AS bulletins, count(*) AS people FROM bulletin b JOIN bulletin_reader r ON r.bulletin_id = b.id
     WHERE b.published_at >= ? AND NOT ${isRead}`,
  )
  const numbered = db.prepare<[string], { total: number }>('SELECT count(*) AS total FROM bulletin WHERE number LIKE ?')
  const add = db.prepare(
    `INSERT INTO bulletin (id, number, title, text, severe, incident_id, published_by, version, created_at, created_by)
     VALUES (:id, :number, :title, :text, :severe, :incidentId, '', 1, :at, :byName)`,
  )
  const change = db.prepare(
    `UPDATE bulletin SET title = :title, text = :text, severe = :severe, version = version + 1
     WHERE id = :id AND version = :version AND published_at IS NULL`,
  )
  const publish = db.prepare(
    `UPDATE bulletin SET published_at = :at, published_by = :byName, version = version + 1
     WHERE id = :id AND version = :version AND published_at IS NULL`,
  )
  const addReader = db.prepare(
    "INSERT INTO bulletin_reader (bulletin_id, colleague_id, name, department, note, by_name) VALUES (?, ?, ?, ?, '', '')",
  )
  const readers = (only: string) => `FROM bulletin_reader r JOIN bulletin b ON b.id = r.bulletin_id
    LEFT JOIN callout_person p ON p.callout_id = b.callout_id AND p.colleague_id = r.colleague_id AND p.state = 'reached'
    WHERE r.bulletin_id = :id ${only}`
  const readerFields = `r.colleague_id AS colleagueId, r.name, r.department,
    coalesce(r.acknowledged_at, (SELECT max(a.at) FROM callout_attempt a WHERE a.person_id = p.id)) AS acknowledgedAt,
    coalesce(r.how, CASE WHEN p.id IS NOT NULL THEN 'phone' END) AS how, r.note, coalesce(nullif(r.by_name, ''), p.caller, '') AS byName`
  const lists = Object.fromEntries(
    [false, true].map(only => {
      const from = readers(only ? `AND NOT ${isRead}` : '')
      return [
        String(only),
        {
          rows: db.prepare<[object], Reader>(
            `SELECT ${readerFields} ${from} ORDER BY r.department, r.name LIMIT :limit OFFSET :offset`,
          ),
          count: db.prepare<[object], { total: number }>(`SELECT count(*) AS total ${from}`),
        },
      ]
    }),
  )
  const acknowledge = db.prepare(
    `UPDATE bulletin_reader SET acknowledged_at = :at, how = :how, note = :note, by_name = :byName
     WHERE bulletin_id = :id AND colleague_id = :colleagueId AND acknowledged_at IS NULL`,
  )
  const putCallout = db.prepare('UPDATE bulletin SET callout_id = ? WHERE id = ?')
  const sent = db.prepare('UPDATE bulletin SET sent_at = ? WHERE id = ?')
  const flags = (severe: boolean) => ({ severe: severe ? 1 : 0 })
  return {
    one: (id: string): Bulletin | null => {
      const row = one.get(id)
      return row ? headOf(row) : null
    },
    page: (limit: number, offset: number) => ({
      rows: page.all(limit, offset).map(headOf),
      total: count.get()?.total ?? 0,
    }),
    /** Of those published since an instant. */
    unread: (since: string) => unread.get(since) ?? { bulletins: 0, people: 0 },
    numbered: (beginning: string): number => numbered.get(`${beginning}%`)?.total ?? 0,
    add: (
      { severe, ...of }: Pick<Bulletin, 'id' | 'number' | 'title' | 'text' | 'severe' | 'incidentId'>,
      at: string,
      byName: string,
    ): void => {
      add.run({ ...of, ...flags(severe), at, byName })
    },
    /** False when it is published already, or the version is stale. */
    change: ({ severe, ...of }: Pick<Bulletin, 'id' | 'version' | 'title' | 'text' | 'severe'>): boolean =>
      change.run({ ...of, ...flags(severe) }).changes === 1,
    publish: (id: string, version: number, readersOf: readonly NewReader[], at: string, byName: string): boolean => {
      if (publish.run({ id, version, at, byName }).changes !== 1) return false
      for (const { colleagueId, name, department } of readersOf) addReader.run(id, colleagueId, name, department)
      return true
    },
    readers: (id: string, only: boolean, limit: number, offset: number) => {
      const list = lists[String(only)]
      return { rows: list?.rows.all({ id, limit, offset }) ?? [], total: list?.count.get({ id })?.total ?? 0 }
    },
    /** False when this person has read it already, or is not to read it. */
    acknowledge: (of: {
      id: string
      colleagueId: string
      how: string
      note: string
      at: string
      byName: string
    }): boolean => acknowledge.run(of).changes === 1,
    putCallout: (id: string, calloutId: string): void => {
      putCallout.run(calloutId, id)
    },
    sent: (id: string, at: string): void => {
      sent.run(at, id)
    },
  }
}
export type BulletinsStore = ReturnType<typeof bulletinsStore>
