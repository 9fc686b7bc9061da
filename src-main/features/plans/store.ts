/** SQL of plans, their versions and to whom they were handed. */
import type { Db } from '../../archive/open'
import type { Handed, icons, PlanBody, PlanHead, VersionHead } from './contract'

type HeadRow = {
  id: string
  key: string
  nameZh: string
  nameEn: string
  icon: (typeof icons)[number]
  ownerId: string | null
  owner: string
  reviewOn: string | null
  inForceId: string | null
  inForceNumber: number | null
  newer: 'draft' | 'approved' | null
  unacknowledged: number
  version: number
}
type Fields = Pick<PlanHead, 'name' | 'icon' | 'ownerId' | 'reviewOn'>

const heads = `SELECT p.id, p.key, p.name_zh AS nameZh, p.name_en AS nameEn, p.icon, p.owner_id AS ownerId, coalesce(c.name, '') AS owner,
    p.review_on AS reviewOn, f.id AS inForceId, f.number AS inForceNumber,
    (SELECT n.state FROM plan_version n WHERE n.plan_id = p.id AND n.state IN ('draft', 'approved')) AS newer,
    (SELECT count(*) FROM plan_handed h WHERE h.version_id = f.id AND h.acknowledged_at IS NULL) AS unacknowledged, p.version
  FROM plan p LEFT JOIN colleague c ON c.id = p.owner_id LEFT JOIN plan_version f ON f.plan_id = p.id AND f.state = 'inForce'`
const versionFields = `id, number, state, note, created_at AS createdAt, created_by AS createdBy, sales_at AS salesAt, sales_by AS salesBy,
  service_at AS serviceAt, service_by AS serviceBy, in_force_at AS inForceAt, version`

const headOf = ({ nameZh, nameEn, inForceId, inForceNumber, ...row }: HeadRow): PlanHead => ({
  ...row,
  name: { zh: nameZh, en: nameEn },
  inForce: inForceId === null ? null : { id: inForceId, number: inForceNumber ?? 0 },
})

export const plansStore = (db: Db) => {
  const all = db.prepare<[], HeadRow>(`${heads} ORDER BY p.rowid LIMIT 200`)
  const byId = db.prepare<[string], HeadRow>(`${heads} WHERE p.id = ?`)
  const insert = db.prepare(
    `INSERT INTO plan (id, key, name_zh, name_en, icon, owner_id, review_on, version) VALUES (:id, :key, :zh, :en, :icon, :ownerId, :reviewOn, 1)`,
  )
  const update = db.prepare(
    `UPDATE plan SET name_zh = :zh, name_en = :en, icon = :icon, owner_id = :ownerId, review_on = :reviewOn, version = version + 1
     WHERE id = :id AND version = :version`,
  )
  const versions = db.prepare<[string], VersionHead>(
    `SELECT ${versionFields} FROM plan_version WHERE plan_id = ? ORDER BY number DESC LIMIT 200`,
  )
  const version = db.prepare<[string], VersionHead & { planId: string; body: string }>(
    `SELECT ${versionFields}, plan_id AS planId, body FROM plan_version WHERE id = ?`,
  )
  const insertVersion = db.prepare(
    `INSERT INTO plan_version (id, plan_id, number, state, body, note, sales_by, service_by, version, created_at, created_by)
     VALUES (:id, :planId, :number, 'draft', :body, '', '', '', 1, :at, :byName)`,
  )
  const writeBody = db.prepare(
    `UPDATE plan_version SET body = :body, note = :note, sales_at = NULL, sales_by = '', service_at = NULL, service_by = '', state = 'draft',
       version = version + 1 WHERE id = :id AND version = :version AND state IN ('draft', 'approved')`,
  )
  const drop = db.prepare("DELETE FROM plan_version WHERE id = ? AND version = ? AND state IN ('draft', 'approved')")
  const approve = {
    sales: db.prepare(
      'UPDATE plan_version SET sales_at = ?, sales_by = ?, version = version + 1 WHERE id = ? AND version = ?',
    ),
    afterSales: db.prepare(
      'UPDATE plan_version SET service_at = ?, service_by = ?, version = version + 1 WHERE id = ? AND version = ?',
    ),
  }
  const setState = db.prepare('UPDATE plan_version SET state = ? WHERE id = ?')
  const retire = db.prepare("UPDATE plan_version SET state = 'retired' WHERE plan_id = ? AND state = 'inForce'")
  const enforce = db.prepare(
    "UPDATE plan_version SET state = 'inForce', in_force_at = ?, version = version + 1 WHERE id = ? AND version = ?",
  )
  const handed = db.prepare<[string], Handed>(
    `SELECT h.department_id AS departmentId, d.name AS department, h.sent_at AS sentAt, h.acknowledged_at AS acknowledgedAt,
       h.acknowledged_by AS acknowledgedBy FROM plan_handed h JOIN department d ON d.id = h.department_id WHERE h.version_id = ? ORDER BY d.name`,
  )
  const hand = db.prepare(
    "INSERT INTO plan_handed (version_id, department_id, sent_at, acknowledged_by) VALUES (?, ?, ?, '') ON CONFLICT DO NOTHING",
  )
  const acknowledge = db.prepare(
    'UPDATE plan_handed SET acknowledged_at = ?, acknowledged_by = ? WHERE version_id = ? AND department_id = ? AND acknowledged_at IS NULL',
  )
  return {
    all: (): PlanHead[] => all.all().map(headOf),
    plan: (id: string): PlanHead | null => {
      const row = byId.get(id)
      return row ? headOf(row) : null
    },
    add: (id: string, key: string, { name, ...fields }: Fields): void => {
      insert.run({ id, key, ...name, ...fields })
    },
    /** False when the version is stale. */
    correct: (id: string, planVersion: number, { name, ...fields }: Fields): boolean =>
      update.run({ id, version: planVersion, ...name, ...fields }).changes === 1,
    versions: (planId: string): VersionHead[] => versions.all(planId),
    version: (id: string): { head: VersionHead; planId: string; body: unknown } | null => {
      const row = version.get(id)
      if (!row) return null
      const { planId, body, ...head } = row
      return { head, planId, body: JSON.parse(body) as unknown }
    },
    addVersion: (id: string, planId: string, number: number, body: PlanBody, at: string, byName: string): void => {
      insertVersion.run({ id, planId, number, body: JSON.stringify(body), at, byName })
    },
    /** A rewritten version lost its approvals. False when the version is stale or was in force. */
    write: (id: string, rowVersion: number, body: PlanBody, note: string): boolean =>
      writeBody.run({ id, version: rowVersion, body: JSON.stringify(body), note }).changes === 1,
    discard: (id: string, rowVersion: number): boolean => drop.run(id, rowVersion).changes === 1,
    approve: (id: string, rowVersion: number, as: keyof typeof approve, at: string, byName: string): boolean =>
      approve[as].run(at, byName, id, rowVersion).changes === 1,
    setApproved: (id: string): void => {
      setState.run('approved', id)
    },
    enforce: (planId: string, id: string, rowVersion: number, at: string): boolean => {
      retire.run(planId)
      return enforce.run(at, id, rowVersion).changes === 1
    },
    handed: (versionId: string): Handed[] => handed.all(versionId),
    hand: (versionId: string, departmentId: string, at: string): void => {
      hand.run(versionId, departmentId, at)
    },
    acknowledge: (versionId: string, departmentId: string, byName: string, at: string): boolean =>
      acknowledge.run(at, byName, versionId, departmentId).changes === 1,
  }
}

export type PlansStore = ReturnType<typeof plansStore>
