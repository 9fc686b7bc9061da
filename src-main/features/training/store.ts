/** SQL of training sessions and who came to them. */
import type { Db } from '../../archive/open'
import type { Attendee, Session } from './contract'

type Row = Omit<Session, 'about'> & { aboutZh: string; aboutEn: string }
type PersonRow = Omit<Attendee, 'present' | 'passed'> & { present: number; passed: number }
export type Shape = Pick<
  Session,
  'title' | 'planVersionId' | 'chapterVersionId' | 'customerId' | 'incidentId' | 'onDay' | 'trainer' | 'place'
>
/** The best a colleague has shown on a plan. */
export type Shown = { colleagueId: string; planId: string; number: number; passed: number; onDay: string }

const fields = `t.id, t.title, t.plan_version_id AS planVersionId, t.chapter_version_id AS chapterVersionId, t.customer_id AS customerId,
  t.incident_id AS incidentId, t.on_day AS onDay, t.trainer, t.place, t.result, t.state, t.version,
  coalesce(p.name_zh || ' v' || n.number, h.title || ' v' || v.number, '') AS aboutZh,
  coalesce(coalesce(nullif(p.name_en, ''), p.name_zh) || ' v' || n.number, h.title || ' v' || v.number, '') AS aboutEn,
  coalesce(c.name, '') AS customer, coalesce(i.number, '') AS incident,
  (SELECT count(*) FROM training_attendee a WHERE a.training_id = t.id AND a.present = 1) AS attendees,
  (SELECT count(*) FROM training_attendee a WHERE a.training_id = t.id AND a.passed = 1) AS passed`
const source = `FROM training t LEFT JOIN plan_version n ON n.id = t.plan_version_id LEFT JOIN plan p ON p.id = n.plan_id
  LEFT JOIN chapter_version v ON v.id = t.chapter_version_id LEFT JOIN chapter h ON h.id = v.chapter_id
  LEFT JOIN customer c ON c.id = t.customer_id LEFT JOIN incident i ON i.id = t.incident_id`
const wanted = 'WHERE (:state IS NULL OR t.state = :state) AND (:customers = 0 OR t.customer_id IS NOT NULL)'
const of = ({ aboutZh, aboutEn, ...row }: Row): Session => ({
  ...row,
  about: { zh: aboutZh || row.title, en: aboutEn },
})

export const trainingStore = (db: Db) => {
  const one = db.prepare<[string], Row>(`SELECT ${fields} ${source} WHERE t.id = ?`)
  const page = db.prepare<[object], Row>(
    `SELECT ${fields} ${source} ${wanted} ORDER BY t.state <> 'planned', t.on_day DESC, t.id LIMIT :limit OFFSET :offset`,
  )
  const count = db.prepare<[object], { total: number }>(`SELECT count(*) AS total FROM training t ${wanted}`)
  const people = db.prepare<[string], PersonRow>(
    'SELECT colleague_id AS colleagueId, name, present, passed, note FROM training_attendee WHERE training_id = ? ORDER BY position',
  )
  const add = db.prepare(
    `INSERT INTO training (id, title, plan_version_id, chapter_version_id, customer_id, incident_id, on_day, trainer, place, result, state, version, created_at, created_by)
     VALUES (:id, :title, :planVersionId, :chapterVersionId, :customerId, :incidentId, :onDay, :trainer, :place, '', 'planned', 1, :at, :byName)`,
  )
  const correct = db.prepare(
    `UPDATE training SET title = :title, plan_version_id = :planVersionId, chapter_version_id = :chapterVersionId, customer_id = :customerId,
       incident_id = :incidentId, on_day = :onDay, trainer = :trainer, place = :place, version = version + 1 WHERE id = :id AND version = :version`,
  )
  const settle = db.prepare(
    'UPDATE training SET state = :state, result = :result, on_day = coalesce(:onDay, on_day), version = version + 1 WHERE id = :id AND version = :version',
  )
  const addPerson = db.prepare(
    `INSERT INTO training_attendee (training_id, position, colleague_id, name, present, passed, note)
     VALUES (:id, :position, :colleagueId, :name, :present, :passed, :note)`,
  )
  const shown = db.prepare<[], Shown>(
    `SELECT a.colleague_id AS colleagueId, n.plan_id AS planId, n.number, a.passed, t.on_day AS onDay FROM training_attendee a
     JOIN training t ON t.id = a.training_id AND t.state = 'held' JOIN plan_version n ON n.id = t.plan_version_id
     WHERE a.colleague_id IS NOT NULL AND a.present = 1 ORDER BY n.number, a.passed, t.on_day`,
  )
  return {
    one: (id: string): Session | null => {
      const row = one.get(id)
      return row ? of(row) : null
    },
    page: (state: Session['state'] | null, customers: boolean, limit: number, offset: number) => {
      const bound = { state, customers: customers ? 1 : 0 }
      return { rows: page.all({ ...bound, limit, offset }).map(of), total: count.get(bound)?.total ?? 0 }
    },
    people: (id: string): Attendee[] =>
      people.all(id).map(row => ({ ...row, present: row.present === 1, passed: row.passed === 1 })),
    add: (id: string, shape: Shape, at: string, byName: string): void => {
      add.run({ ...shape, id, at, byName })
    },
    /** False when the version is stale. */
    correct: (id: string, version: number, shape: Shape): boolean =>
      correct.run({ ...shape, id, version }).changes === 1,
    settle: (id: string, version: number, state: Session['state'], result: string, onDay: string | null): boolean =>
      settle.run({ id, version, state, result, onDay }).changes === 1,
    addPeople: (id: string, attendees: readonly Attendee[]): void => {
      attendees.forEach(({ present, passed, ...rest }, position) => {
        addPerson.run({ ...rest, id, position, present: present ? 1 : 0, passed: passed ? 1 : 0 })
      })
    },
    /** Everything shown on plans, the best of each colleague last. */
    shown: (): Shown[] => shown.all(),
  }
}

export type TrainingStore = ReturnType<typeof trainingStore>
