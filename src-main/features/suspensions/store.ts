/** SQL of service decisions and of what they hold. */
import type { Db } from '../../archive/open'
import type { Decision, Held, Suspension } from './contract'

type HeadRow = Omit<Suspension, 'areas' | 'customers'> & { areas: string }
type DecisionRow = Omit<Decision, 'areas' | 'calloutOpen'> & { areas: string; calloutOpen: number }
type HeldRow = Omit<Held, 'extra'> & { extra: number }
export type NewDecision = Pick<
  Decision,
  'kind' | 'at' | 'areas' | 'fromAt' | 'untilAt' | 'words' | 'reason' | 'decidedBy' | 'calloutId' | 'byName'
>
export type Scope = { areas: readonly string[]; fromAt: string; untilAt: string | null }

const texts = (json: string): string[] => JSON.parse(json) as string[]
/** Not settled: no fate while held, or to be delivered and not yet. */
const unsettled = `h.extra = 0 AND h.fate IS NULL AND d.state = 'planned' OR (h.extra = 1 OR h.fate IN ('later', 'elsewhere')) AND d.state IN ('planned', 'out')`
const headFields = `s.id, s.number, s.state, s.areas, s.from_at AS fromAt, s.until_at AS untilAt, s.reason, s.signal_id AS signalId,
  coalesce(w.issuer || ' ' || w.type || ' ' || w.word, '') AS signal, s.incident_id AS incidentId, coalesce(i.number, '') AS incident,
  s.resumed_at AS resumedAt, s.closed_at AS closedAt, s.closed_by AS closedBy, s.created_at AS createdAt, s.created_by AS createdBy, s.version,
  (SELECT count(*) FROM suspension_held h JOIN delivery d ON d.id = h.delivery_id WHERE h.suspension_id = s.id AND (${unsettled})) AS open`
const headSource =
  'FROM suspension s LEFT JOIN weather_signal w ON w.id = s.signal_id LEFT JOIN incident i ON i.id = s.incident_id'
const heldFields = `d.id AS deliveryId, d.number, d.version, coalesce(k.name, c.name, '') AS customer,
  coalesce((SELECT p.original FROM customer_phone p WHERE p.customer_seq = coalesce(k.seq, c.seq) ORDER BY p.preferred DESC LIMIT 1), '') AS phone,
  coalesce(k.area, c.area, '') AS area, d.load, d.place, d.promised_at AS promisedAt, d.state`
const heldSource = 'LEFT JOIN customer c ON c.id = d.customer_id LEFT JOIN customer k ON k.id = c.merged_into'
const headOf = ({ areas, ...row }: HeadRow): Omit<Suspension, 'customers'> => ({ ...row, areas: texts(areas) })

export const suspensionsStore = (db: Db) => {
  const one = db.prepare<[string], HeadRow>(`SELECT ${headFields} ${headSource} WHERE s.id = ?`)
  const page = db.prepare<[object], HeadRow>(
    `SELECT ${headFields} ${headSource} WHERE :all = 1 OR s.state <> 'closed' ORDER BY s.created_at DESC, s.id DESC LIMIT :limit OFFSET :offset`,
  )
  const count = db.prepare<[object], { total: number }>(
    "SELECT count(*) AS total FROM suspension s WHERE :all = 1 OR s.state <> 'closed'",
  )
  const inForce = db.prepare<[], HeadRow>(
    `SELECT ${headFields} ${headSource} WHERE s.state IN ('suspended', 'changed') ORDER BY s.created_at, s.id LIMIT 500`,
  )
  const numbered = db.prepare<[string], { total: number }>(
    'SELECT count(*) AS total FROM suspension WHERE number LIKE ?',
  )
  const add = db.prepare(
    `INSERT INTO suspension (id, number, state, areas, from_at, until_at, reason, signal_id, incident_id, version, created_at, created_by)
     VALUES (:id, :number, 'suspended', :areas, :fromAt, :untilAt, :reason, :signalId, :incidentId, 1, :at, :byName)`,
  )
  const change = db.prepare(
    `UPDATE suspension SET state = :state, areas = :areas, from_at = :fromAt, until_at = :untilAt, reason = :reason,
       resumed_at = :resumedAt, closed_at = :closedAt, closed_by = :closedBy, version = version + 1 WHERE id = :id AND version = :version`,
  )
  const decisions = db.prepare<[string], DecisionRow>(
    `SELECT e.kind, e.at, e.areas, e.from_at AS fromAt, e.until_at AS untilAt, e.words, e.reason, e.decided_by AS decidedBy,
       e.callout_id AS calloutId, coalesce(o.number, '') AS callout, o.id IS NOT NULL AND o.closed_at IS NULL AS calloutOpen, e.by_name AS byName
     FROM suspension_decision e LEFT JOIN callout o ON o.id = e.callout_id WHERE e.suspension_id = ? ORDER BY e.seq LIMIT 200`,
  )
  const decide = db.prepare(
    `INSERT INTO suspension_decision (suspension_id, kind, at, areas, from_at, until_at, words, reason, decided_by, callout_id, by_name)
     VALUES (:id, :kind, :at, :areas, :fromAt, :untilAt, :words, :reason, :decidedBy, :calloutId, :byName)`,
  )
  const held = db.prepare<[string], HeldRow>(
    `SELECT ${heldFields}, h.extra, h.fate, h.settled_at AS settledAt, h.settled_by AS settledBy
     FROM suspension_held h JOIN delivery d ON d.id = h.delivery_id ${heldSource} WHERE h.suspension_id = ? ORDER BY d.promised_at, d.number LIMIT 2000`,
  )
  const within = `d.state = 'planned' AND coalesce(k.area, c.area) IN (SELECT value FROM json_each(:areas))
    AND d.promised_at >= :fromAt AND (:untilAt IS NULL OR d.promised_at < :untilAt)`
  const touched = db.prepare<[object], { total: number }>(
    `SELECT count(*) AS total FROM delivery d ${heldSource} WHERE ${within}`,
  )
  const hold = db.prepare(
    `INSERT INTO suspension_held (suspension_id, delivery_id, extra, settled_by)
     SELECT :id, d.id, 0, '' FROM delivery d ${heldSource} WHERE ${within} ON CONFLICT (suspension_id, delivery_id) DO NOTHING`,
  )
  const addExtra = db.prepare(
    // Planned into the suspension it is held by it already, and wants a fate like any other.
    "INSERT INTO suspension_held (suspension_id, delivery_id, extra, settled_by) VALUES (?, ?, 1, '') ON CONFLICT DO NOTHING",
  )
  const settle = db.prepare(
    `UPDATE suspension_held SET fate = :fate, settled_at = :at, settled_by = :byName
     WHERE delivery_id = :deliveryId AND extra = 0 AND suspension_id IN (SELECT id FROM suspension WHERE state <> 'closed')`,
  )
  const holder = db.prepare<[object], { number: string }>(
    `SELECT s.number FROM suspension s JOIN delivery d ON d.id = :deliveryId ${heldSource}
     WHERE s.state = 'suspended' AND s.from_at <= :at AND (s.until_at IS NULL OR s.until_at > :at)
       AND coalesce(k.area, c.area) IN (SELECT value FROM json_each(s.areas)) LIMIT 1`,
  )
  const regions = db.prepare<[], { area: string; customers: number }>(
    "SELECT area, count(*) AS customers FROM customer WHERE merged_into IS NULL AND area <> '' GROUP BY area ORDER BY area LIMIT 500",
  )
  const phoneless = `FROM customer c WHERE c.merged_into IS NULL AND c.area IN (SELECT value FROM json_each(?))
    AND NOT EXISTS (SELECT 1 FROM customer_phone p WHERE p.customer_seq = c.seq)`
  const withoutPhone = db.prepare<[string], { total: number }>(`SELECT count(*) AS total ${phoneless}`)
  const namesWithoutPhone = db.prepare<[string], { name: string }>(
    `SELECT c.name ${phoneless} ORDER BY c.area, c.name_pinyin LIMIT 20`,
  )
  const bound = ({ areas, fromAt, untilAt }: Scope) => ({ areas: JSON.stringify(areas), fromAt, untilAt })
  return {
    one: (id: string) => {
      const row = one.get(id)
      return row ? headOf(row) : null
    },
    page: (all: boolean, limit: number, offset: number) => {
      const asked = { all: all ? 1 : 0 }
      return { rows: page.all({ ...asked, limit, offset }).map(headOf), total: count.get(asked)?.total ?? 0 }
    },
    /** Decisions that hold something up now, the oldest first. */
    inForce: () => inForce.all().map(headOf),
    numbered: (beginning: string): number => numbered.get(`${beginning}%`)?.total ?? 0,
    add: (
      of: Scope & Pick<Suspension, 'id' | 'number' | 'reason' | 'signalId' | 'incidentId'>,
      at: string,
      byName: string,
    ): void => {
      const { id, number, reason, signalId, incidentId } = of
      add.run({ ...bound(of), id, number, reason, signalId, incidentId, at, byName })
    },
    /** False when the version is stale. */
    change: (
      of: Scope & Pick<Suspension, 'id' | 'version' | 'state' | 'reason' | 'resumedAt' | 'closedAt' | 'closedBy'>,
    ): boolean => {
      const { id, version, state, reason, resumedAt, closedAt, closedBy } = of
      return change.run({ ...bound(of), id, version, state, reason, resumedAt, closedAt, closedBy }).changes === 1
    },
    decisions: (id: string): Decision[] =>
      decisions
        .all(id)
        .map(({ areas, calloutOpen, ...row }) => ({ ...row, areas: texts(areas), calloutOpen: calloutOpen === 1 })),
    decide: (id: string, { areas, ...of }: NewDecision): void => {
      decide.run({ ...of, id, areas: JSON.stringify(areas) })
    },
    held: (id: string): Held[] => held.all(id).map(({ extra, ...row }) => ({ ...row, extra: extra === 1 })),
    /** Planned deliveries within a scope. */
    touched: (scope: Scope): number => touched.get(bound(scope))?.total ?? 0,
    /** Holds every planned delivery within a scope that is not held yet. */
    hold: (id: string, scope: Scope): void => {
      hold.run({ ...bound(scope), id })
    },
    /** Whatever falls under a suspension in force is held by it. */
    holdAll: (): void => {
      for (const row of inForce.all()) if (row.state === 'suspended') hold.run({ ...bound(headOf(row)), id: row.id })
    },
    addExtra: (id: string, deliveryId: string): void => {
      addExtra.run(id, deliveryId)
    },
    /** In every open decision that holds the delivery; how many there were. */
    settle: (deliveryId: string, fate: string, at: string, byName: string): number =>
      settle.run({ deliveryId, fate, at, byName }).changes,
    /** The number of a decision that keeps a delivery from leaving at an instant; null where none does. */
    holderOf: (deliveryId: string, at: string): string | null => holder.get({ deliveryId, at })?.number ?? null,
    regions: () => regions.all(),
    withoutPhone: (areas: readonly string[]) => {
      const asked = JSON.stringify(areas)
      return {
        count: withoutPhone.get(asked)?.total ?? 0,
        names: namesWithoutPhone.all(asked).map(({ name }) => name),
      }
    },
  }
}
export type SuspensionsStore = ReturnType<typeof suspensionsStore>
