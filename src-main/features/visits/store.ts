/** SQL of visits and of what is due. */
import type { Db } from '../../archive/open'
import type { DueVisit, Visit, visits } from './contract'
import type { z } from 'zod'

type Way = Visit['way']
export type KeptDue = Omit<DueVisit, 'overdueDays' | 'appointment'> & {
  agreedWay: Way | null
  agreedVisitor: string | null
  agreedNote: string | null
}
type DueTotals = { total: number; overdue: number }
type VisitRow = Omit<Visit, 'satisfied'> & { satisfied: number | null }
export type NewVisit = Omit<Visit, 'customer' | 'area'>
type Unconfirmed = z.output<typeof visits.unconfirmed.output>['rows'][number]

const phone = `coalesce((SELECT p.original FROM customer_phone p WHERE p.customer_seq = c.seq ORDER BY p.preferred DESC LIMIT 1), '')`
/** The rhythm of the contracts that run today, the last visit, and what was agreed; reckoned once for all of them. */
const timed = `WITH rhythm AS MATERIALIZED (
    SELECT customer_seq AS seq, min(visit_every_days) AS every_days, max(starts_on) AS begun FROM customer_contract
    WHERE visit_every_days IS NOT NULL AND (starts_on IS NULL OR starts_on <= :today) AND (ends_on IS NULL OR ends_on >= :today) GROUP BY customer_seq),
  timed AS MATERIALIZED (
    SELECT c.seq, r.every_days, v.last_on,
      coalesce(a.on_day, date(coalesce(v.last_on, r.begun, substr(c.created_at, 1, 10)), '+' || r.every_days || ' days')) AS due_on
    FROM (SELECT seq FROM rhythm UNION SELECT c.seq FROM visit_appointment a JOIN customer c ON c.id = a.customer_id) s
    JOIN customer c ON c.seq = s.seq AND c.merged_into IS NULL LEFT JOIN rhythm r ON r.seq = c.seq
    LEFT JOIN visit_appointment a ON a.customer_id = c.id
    LEFT JOIN (SELECT customer_id, max(on_day) AS last_on FROM visit GROUP BY customer_id) v ON v.customer_id = c.id)`
const totals =
  'SELECT count(*) FILTER (WHERE due_on <= :until) AS total, count(*) FILTER (WHERE due_on < :today) AS overdue FROM timed'
const visitFields = `v.id, v.customer_id AS customerId, coalesce(k.name, c.name) AS customer, coalesce(k.area, c.area) AS area, v.way, v.on_day AS onDay,
  v.visitor, v.spoken_to AS spokenTo, v.result, v.satisfied, v.recorded_at AS recordedAt, v.recorded_by AS recordedBy
  FROM visit v JOIN customer c ON c.id = v.customer_id LEFT JOIN customer k ON k.id = c.merged_into`
const wanted = 'WHERE :customerId IS NULL OR v.customer_id = :customerId OR c.merged_into = :customerId'
const unconfirmedSource = `FROM customer c WHERE c.merged_into IS NULL AND (c.last_confirmed_on IS NULL OR c.last_confirmed_on < :since)
  AND (:withoutPhone = 0 OR NOT EXISTS (SELECT 1 FROM customer_phone p WHERE p.customer_seq = c.seq))`

export const visitsStore = (db: Db) => {
  // Every row carries the totals, so that what is due is reckoned once for both.
  const due = db.prepare<[object], KeptDue & DueTotals>(
    `${timed} SELECT c.id AS customerId, c.code, c.name, c.area, ${phone} AS phone, t.every_days AS everyDays, t.last_on AS lastOn,
       (SELECT v.way FROM visit v WHERE v.customer_id = c.id ORDER BY v.on_day DESC, v.recorded_at DESC LIMIT 1) AS lastWay, t.due_on AS dueOn,
       a.way AS agreedWay, a.visitor AS agreedVisitor, a.note AS agreedNote, n.total, n.overdue
     FROM (SELECT t.*, c.name_pinyin FROM timed t JOIN customer c ON c.seq = t.seq WHERE t.due_on <= :until
       ORDER BY t.due_on, c.name_pinyin, t.seq LIMIT :limit OFFSET :offset) t
     CROSS JOIN (${totals}) n JOIN customer c ON c.seq = t.seq LEFT JOIN visit_appointment a ON a.customer_id = c.id ORDER BY t.due_on, t.name_pinyin, t.seq`,
  )
  const countDue = db.prepare<[object], DueTotals>(`${timed} ${totals}`)
  const page = db.prepare<[object], VisitRow>(
    `SELECT ${visitFields} ${wanted} ORDER BY v.on_day DESC, v.recorded_at DESC LIMIT :limit OFFSET :offset`,
  )
  const count = db.prepare<[object], { total: number }>(
    `SELECT count(*) AS total FROM visit v JOIN customer c ON c.id = v.customer_id ${wanted}`,
  )
  const one = db.prepare<[string], VisitRow>(`SELECT ${visitFields} WHERE v.id = ?`)
  const add = db.prepare(
    `INSERT INTO visit (id, customer_id, way, on_day, visitor, spoken_to, result, satisfied, recorded_at, recorded_by)
     VALUES (:id, :customerId, :way, :onDay, :visitor, :spokenTo, :result, :satisfied, :recordedAt, :recordedBy)`,
  )
  const agree = db.prepare(
    `INSERT INTO visit_appointment (customer_id, on_day, way, visitor, note, agreed_at, agreed_by)
     VALUES (:customerId, :onDay, :way, :visitor, :note, :at, :byName)
     ON CONFLICT (customer_id) DO UPDATE SET on_day = excluded.on_day, way = excluded.way, visitor = excluded.visitor, note = excluded.note,
       agreed_at = excluded.agreed_at, agreed_by = excluded.agreed_by`,
  )
  const settle = db.prepare('DELETE FROM visit_appointment WHERE customer_id = ?')
  const forgetVisits = db.prepare('DELETE FROM visit WHERE customer_id = ?')
  const unconfirmed = db.prepare<[object], Unconfirmed>(
    `SELECT c.id AS customerId, c.code, c.name, c.area,
       coalesce((SELECT n.name FROM customer_contact n WHERE n.customer_seq = c.seq ORDER BY n.preferred DESC, n.position LIMIT 1), '') AS contact,
       ${phone} AS phone, c.last_confirmed_on AS lastConfirmedOn, c.version
     ${unconfirmedSource} ORDER BY c.last_confirmed_on, c.name_pinyin, c.seq LIMIT :limit OFFSET :offset`,
  )
  const countUnconfirmed = db.prepare<[object], { total: number }>(`SELECT count(*) AS total ${unconfirmedSource}`)
  const confirmed = db.prepare<[object], { total: number; confirmed: number; withoutPhone: number }>(
    `SELECT count(*) AS total, count(*) FILTER (WHERE last_confirmed_on >= :since) AS confirmed,
       count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM customer_phone p WHERE p.customer_seq = c.seq)) AS withoutPhone
     FROM customer c WHERE merged_into IS NULL`,
  )
  const staff = db.prepare<[object], { total: number; confirmed: number }>(
    `SELECT count(*) AS total, count(*) FILTER (WHERE last_confirmed_on >= :since) AS confirmed FROM colleague WHERE employed = 1`,
  )
  const visitOf = ({ satisfied, ...row }: VisitRow): Visit => ({
    ...row,
    satisfied: satisfied === null ? null : satisfied === 1,
  })
  return {
    due: (today: string, until: string, limit: number, offset: number) => {
      const found = due.all({ today, until, limit, offset })
      const { total = 0, overdue = 0 } = found[0] ?? countDue.get({ today, until }) ?? {}
      return { rows: found.map(({ total: _total, overdue: _overdue, ...row }) => row), total, overdue }
    },
    page: (customerId: string | null, limit: number, offset: number) => ({
      rows: page.all({ customerId, limit, offset }).map(visitOf),
      total: count.get({ customerId })?.total ?? 0,
    }),
    one: (id: string): Visit | null => {
      const row = one.get(id)
      return row ? visitOf(row) : null
    },
    add: (of: NewVisit): void => {
      add.run({ ...of, satisfied: of.satisfied === null ? null : of.satisfied ? 1 : 0 })
    },
    agree: (
      of: { customerId: string; onDay: string; way: Way; visitor: string; note: string },
      at: string,
      byName: string,
    ): void => {
      agree.run({ ...of, at, byName })
    },
    /** The agreed visit has been made. */
    settle: (customerId: string): void => {
      settle.run(customerId)
    },
    forgetCustomer: (id: string): void => {
      settle.run(id)
      forgetVisits.run(id)
    },
    unconfirmed: (since: string, withoutPhone: boolean, limit: number, offset: number) => {
      const asked = { since, withoutPhone: withoutPhone ? 1 : 0 }
      return {
        rows: unconfirmed.all({ ...asked, limit, offset }),
        total: countUnconfirmed.get(asked)?.total ?? 0,
      }
    },
    /** How many there are, and how many of the details were confirmed since a day. */
    confirmedSince: (since: string) => {
      const all = confirmed.get({ since })
      const colleagues = staff.get({ since })
      return {
        customers: all?.total ?? 0,
        customersConfirmed: all?.confirmed ?? 0,
        customersWithoutPhone: all?.withoutPhone ?? 0,
        staff: colleagues?.total ?? 0,
        staffConfirmed: colleagues?.confirmed ?? 0,
      }
    },
  }
}
export type VisitsStore = ReturnType<typeof visitsStore>
