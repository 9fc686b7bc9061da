/** SQL of incidents: the case itself, and what the board reads of it. */
import type { Db } from '../../archive/open'
import type { Card, Filter, IncidentState, One } from './contract'

type Icon = Card['kind']['icon']
type CardRow = Omit<Card, 'kind' | 'drill' | 'next'> & {
  nameZh: string
  nameEn: string
  icon: Icon
  drill: number
  nextStep: string
  planVersionId: string
}
type HeadRow = CardRow &
  Pick<
    One,
    | 'planNumber'
    | 'reporter'
    | 'reporterPhone'
    | 'customerId'
    | 'customerPhone'
    | 'vehicleId'
    | 'productId'
    | 'product'
    | 'breakdownId'
    | 'breakdown'
    | 'ownerId'
    | 'departmentId'
    | 'cause'
    | 'occurredAt'
    | 'recordedAt'
    | 'recordedBy'
    | 'activatedAt'
    | 'closedAt'
    | 'closedBy'
  > & { assumedWorst: number; facts: string }
/** A card, and in which plan version the words of its next step stand. */
export type KeptCard = Omit<Card, 'next'> & { nextStep: string; planVersionId: string }
export type Head = KeptCard &
  Omit<HeadRow, keyof CardRow | 'assumedWorst' | 'facts'> & {
    assumedWorst: boolean
    facts: Record<string, number | null>
  }

/** What a change may set. */
export type Change = Partial<{
  title: string
  place: string
  area: string
  reporter: string
  reporterPhone: string
  customerId: string | null
  productId: string | null
  breakdownId: string
  ownerId: string | null
  departmentId: string | null
  level: number
  assumedWorst: number
  facts: string
  state: IncidentState
  cause: string
  activatedAt: string
  closedAt: string | null
  closedBy: string | null
  nextDueAt: string | null
  nextStep: string
  openSteps: number
}>
const columns: Record<keyof Change, string> = {
  title: 'title',
  place: 'place',
  area: 'area',
  reporter: 'reporter',
  reporterPhone: 'reporter_phone',
  customerId: 'customer_id',
  productId: 'product_id',
  breakdownId: 'breakdown_id',
  ownerId: 'owner_id',
  departmentId: 'department_id',
  level: 'level',
  assumedWorst: 'assumed_worst',
  facts: 'facts',
  state: 'state',
  cause: 'cause',
  activatedAt: 'activated_at',
  closedAt: 'closed_at',
  closedBy: 'closed_by',
  nextDueAt: 'next_due_at',
  nextStep: 'next_step',
  openSteps: 'open_steps',
}

const cardFields = `i.id, i.number, i.plan_id AS planId, i.plan_version_id AS planVersionId, p.name_zh AS nameZh, p.name_en AS nameEn, p.icon, i.drill,
  i.title, i.place, i.area, coalesce(c.name, '') AS customer, coalesce(v.code || ' ' || v.plate, '') AS vehicle, i.level, i.state,
  coalesce(g.name, '') AS owner, coalesce(d.name, '') AS department, i.received_at AS receivedAt, i.next_due_at AS nextDueAt,
  i.next_step AS nextStep, i.open_steps AS openSteps, i.version`
const cardSource = `FROM incident i JOIN plan p ON p.id = i.plan_id LEFT JOIN customer c ON c.id = i.customer_id
  LEFT JOIN vehicle v ON v.id = i.vehicle_id LEFT JOIN colleague g ON g.id = i.owner_id LEFT JOIN department d ON d.id = i.department_id`
const headFields = `${cardFields}, n.number AS planNumber, i.reporter, i.reporter_phone AS reporterPhone, i.customer_id AS customerId,
  coalesce((SELECT h.original FROM customer_phone h WHERE h.customer_seq = c.seq ORDER BY h.preferred DESC LIMIT 1), '') AS customerPhone,
  i.vehicle_id AS vehicleId, i.product_id AS productId, coalesce(r.code || ' ' || r.name, '') AS product, i.breakdown_id AS breakdownId,
  coalesce(b.number, '') AS breakdown, i.owner_id AS ownerId, i.department_id AS departmentId, i.cause, i.occurred_at AS occurredAt,
  i.created_at AS recordedAt, i.created_by AS recordedBy, i.activated_at AS activatedAt, i.closed_at AS closedAt, i.closed_by AS closedBy,
  i.assumed_worst AS assumedWorst, i.facts`
const headSource = `${cardSource} JOIN plan_version n ON n.id = i.plan_version_id LEFT JOIN product r ON r.id = i.product_id
  LEFT JOIN breakdown b ON b.id = i.breakdown_id`

/** What of a filter is asked for; the rest costs nothing. */
const conditionsOf = (filter: Filter): string =>
  [
    'i.drill = :drills',
    filter.planId === null ? '' : 'i.plan_id = :planId',
    filter.departmentId === null ? '' : 'i.department_id = :departmentId',
    filter.ownerId === null ? '' : 'i.owner_id = :ownerId',
    filter.level === null ? '' : 'i.level >= :level',
    filter.area === '' ? '' : 'i.area = :area',
    filter.text === ''
      ? ''
      : "instr(lower(i.number || ' ' || i.title || ' ' || i.place || ' ' || i.reporter || ' ' || coalesce(c.name, '') || ' ' || coalesce(v.code || ' ' || v.plate, '')), lower(:text)) > 0",
  ]
    .filter(Boolean)
    .join(' AND ')
const orders = {
  urgent: "coalesce(i.next_due_at, '9999'), i.seq DESC",
  newest: 'i.received_at DESC, i.seq DESC',
  level: "i.level DESC, coalesce(i.next_due_at, '9999'), i.seq DESC",
}
const boundOf = (filter: Filter) => ({ ...filter, drills: filter.drills ? 1 : 0 })

const cardOf = <Row extends CardRow>({ nameZh, nameEn, icon, drill, ...row }: Row) => ({
  ...row,
  kind: { name: { zh: nameZh, en: nameEn }, icon },
  drill: drill === 1,
})

export const incidentsStore = (db: Db) => {
  const head = db.prepare<[string], HeadRow>(`SELECT ${headFields} ${headSource} WHERE i.id = ?`)
  const oneCard = db.prepare<[string], CardRow>(`SELECT ${cardFields} ${cardSource} WHERE i.id = ?`)
  const ofBreakdown = db.prepare<[string], { id: string }>(
    "SELECT id FROM incident WHERE breakdown_id = ? AND state NOT IN ('followUp', 'closed')",
  )
  const numbered = db.prepare<[string], { total: number }>('SELECT count(*) AS total FROM incident WHERE number LIKE ?')
  const countOpen = db.prepare<[], { total: number }>(
    "SELECT count(*) AS total FROM incident WHERE drill = 0 AND state <> 'closed'",
  )
  const insert = db.prepare(
    `INSERT INTO incident (id, number, plan_id, plan_version_id, drill, title, place, area, reporter, reporter_phone, customer_id, vehicle_id,
       product_id, breakdown_id, level, assumed_worst, facts, state, owner_id, department_id, cause, occurred_at, received_at, next_step,
       open_steps, version, created_at, created_by)
     VALUES (:id, :number, :planId, :planVersionId, :drill, :title, :place, :area, :reporter, :reporterPhone, :customerId, :vehicleId, :productId,
       :breakdownId, :level, :assumedWorst, :facts, 'reported', :ownerId, :departmentId, '', :occurredAt, :receivedAt, '', 0, 1, :at, :byName)`,
  )
  const onCalendar = db.prepare<[], { id: string }>(
    `SELECT DISTINCT k.incident_id AS id FROM incident_clock k JOIN incident i ON i.id = k.incident_id
     WHERE k.working = 1 AND k.met_at IS NULL AND i.state NOT IN ('followUp', 'closed')`,
  )
  const forget = db.prepare(
    "UPDATE incident SET customer_id = NULL, reporter = '', reporter_phone = '' WHERE customer_id = ?",
  )
  const links = db.prepare<[object], One['links'][number]>(
    `SELECT i.id, i.number, i.title FROM incident i WHERE i.id IN
       (SELECT other_id FROM incident_link WHERE one_id = :id UNION SELECT one_id FROM incident_link WHERE other_id = :id) ORDER BY i.seq`,
  )
  const link = db.prepare('INSERT INTO incident_link (one_id, other_id) VALUES (?, ?) ON CONFLICT DO NOTHING')
  const views = db.prepare<[string], { name: string; value: string }>(
    'SELECT name, value FROM saved_view WHERE user_id = ? ORDER BY name LIMIT 30',
  )
  const keepView = db.prepare(
    'INSERT INTO saved_view (user_id, name, value) VALUES (?, ?, ?) ON CONFLICT (user_id, name) DO UPDATE SET value = excluded.value',
  )
  const dropView = db.prepare('DELETE FROM saved_view WHERE user_id = ? AND name = ?')
  const calendar = (filter: Filter, condition: string) =>
    db.prepare<[object], CardRow>(
      `SELECT ${cardFields} ${cardSource} WHERE ${conditionsOf(filter)} AND ${condition} ORDER BY i.next_due_at, i.seq LIMIT 2000`,
    )
  return {
    head: (id: string): Head | null => {
      const row = head.get(id)
      if (!row) return null
      const { assumedWorst, facts, ...rest } = row
      return {
        ...cardOf(rest),
        assumedWorst: assumedWorst === 1,
        facts: JSON.parse(facts) as Record<string, number | null>,
      }
    },
    card: (id: string): KeptCard | null => {
      const row = oneCard.get(id)
      return row ? cardOf(row) : null
    },
    /** The open incident in which a breakdown is handled. */
    ofBreakdown: (breakdownId: string): string | null => ofBreakdown.get(breakdownId)?.id ?? null,
    countOpen: (): number => countOpen.get()?.total ?? 0,
    numbered: (beginning: string): number => numbered.get(`${beginning}%`)?.total ?? 0,
    add: (
      entry: Pick<
        Head,
        | 'id'
        | 'number'
        | 'planId'
        | 'planVersionId'
        | 'drill'
        | 'title'
        | 'place'
        | 'area'
        | 'reporter'
        | 'reporterPhone'
      > &
        Pick<
          Head,
          | 'customerId'
          | 'vehicleId'
          | 'productId'
          | 'breakdownId'
          | 'level'
          | 'assumedWorst'
          | 'facts'
          | 'ownerId'
          | 'departmentId'
        > &
        Pick<Head, 'occurredAt' | 'receivedAt'>,
      at: string,
      byName: string,
    ): void => {
      const { drill, assumedWorst, facts, ...rest } = entry
      insert.run({
        ...rest,
        drill: drill ? 1 : 0,
        assumedWorst: assumedWorst ? 1 : 0,
        facts: JSON.stringify(facts),
        at,
        byName,
      })
    },
    /** False when the version is stale; null does not ask. */
    change: (id: string, version: number | null, change: Change): boolean => {
      const names = Object.keys(change) as (keyof Change)[]
      const set = names.map(name => `${columns[name]} = :${name}, `).join('')
      return (
        db
          .prepare<[object]>(
            `UPDATE incident SET ${set}version = version + 1 WHERE id = :id AND (:version IS NULL OR version = :version)`,
          )
          .run({ ...change, id, version }).changes === 1
      )
    },
    page: (
      filter: Filter,
      state: IncidentState | 'open' | null,
      sort: keyof typeof orders,
      limit: number,
      offset: number,
    ) => {
      const bound = { ...boundOf(filter), state }
      const where = `WHERE ${conditionsOf(filter)}${state === null ? '' : state === 'open' ? " AND i.state <> 'closed'" : ' AND i.state = :state'}`
      const plain = filter.text === ''
      const total = db
        .prepare<[object], { total: number }>(
          `SELECT count(*) AS total ${plain ? 'FROM incident i' : cardSource} ${where}`,
        )
        .get(bound)
      const rows = db
        .prepare<[object], CardRow>(
          `SELECT ${cardFields} ${cardSource} ${where} ORDER BY ${orders[sort]} LIMIT :limit OFFSET :offset`,
        )
        .all({ ...bound, limit, offset })
      return { rows: rows.map(cardOf), total: total?.total ?? 0 }
    },
    /** Cards with a clock that runs out, and cards received, between two instants. */
    between: (filter: Filter, from: string, to: string): { due: KeptCard[]; received: KeptCard[] } => {
      const bound = { ...boundOf(filter), from, to }
      return {
        due: calendar(filter, 'i.next_due_at >= :from AND i.next_due_at < :to').all(bound).map(cardOf),
        received: calendar(filter, 'i.received_at >= :from AND i.received_at < :to').all(bound).map(cardOf),
      }
    },
    /** Open incidents with a limit in working time that is not met. */
    onCalendar: (): string[] => onCalendar.all().map(({ id }) => id),
    links: (id: string): One['links'] => links.all({ id }),
    link: (one: string, other: string): void => {
      link.run(one < other ? one : other, one < other ? other : one)
    },
    forgetCustomer: (customerId: string): void => {
      forget.run(customerId)
    },
    views: (userId: string): { name: string; value: unknown }[] =>
      views.all(userId).map(({ name, value }) => ({ name, value: JSON.parse(value) as unknown })),
    keepView: (userId: string, name: string, value: Filter): void => {
      keepView.run(userId, name, JSON.stringify(value))
    },
    dropView: (userId: string, name: string): void => {
      dropView.run(userId, name)
    },
  }
}

export type IncidentsStore = ReturnType<typeof incidentsStore>
