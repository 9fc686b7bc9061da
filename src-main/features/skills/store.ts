/** SQL of skills, rotation training and overtime. */
import type { Db } from '../../archive/open'
import type { Overtime, Qualification, Rotation } from './contract'

const rotationFields = `r.id, r.colleague_id AS colleagueId, c.name, r.skill, r.from_day AS fromDay, r.until_day AS untilDay, r.trainer, r.state, r.result
  FROM rotation r JOIN colleague c ON c.id = r.colleague_id`
const overtimeFields = `o.id, o.colleague_id AS colleagueId, c.name, o.on_day AS onDay, o.minutes, o.skill, o.reason,
  o.recorded_at AS recordedAt, o.recorded_by AS recordedBy FROM overtime o JOIN colleague c ON c.id = o.colleague_id`
const inMonth = "WHERE o.on_day >= :month || '-01' AND o.on_day <= :month || '-31'"

export const skillsStore = (db: Db) => {
  const qualifications = db.prepare<[], Qualification>(
    'SELECT colleague_id AS colleagueId, skill, trained_on AS trainedOn, valid_until AS validUntil FROM qualification LIMIT 20000',
  )
  const qualify = db.prepare(
    `INSERT INTO qualification (colleague_id, skill, trained_on, valid_until, note, recorded_at, recorded_by)
     VALUES (:colleagueId, :skill, :trainedOn, :validUntil, :note, :at, :byName)
     ON CONFLICT (colleague_id, skill) DO UPDATE SET trained_on = excluded.trained_on, valid_until = excluded.valid_until, note = excluded.note,
       recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by`,
  )
  const withdraw = db.prepare('DELETE FROM qualification WHERE colleague_id = ? AND skill = ?')
  const rotations = db.prepare<[number, number], Rotation>(
    `SELECT ${rotationFields} ORDER BY r.state <> 'planned', r.from_day DESC, r.id LIMIT ? OFFSET ?`,
  )
  const rotationCount = db.prepare<[], { total: number }>('SELECT count(*) AS total FROM rotation')
  const rotation = db.prepare<[string], Rotation>(`SELECT ${rotationFields} WHERE r.id = ?`)
  const addRotation = db.prepare(
    `INSERT INTO rotation (id, colleague_id, skill, from_day, until_day, trainer, state, result, created_at, created_by)
     VALUES (:id, :colleagueId, :skill, :fromDay, :untilDay, :trainer, 'planned', '', :at, :byName)`,
  )
  const endRotation = db.prepare('UPDATE rotation SET state = ?, result = ? WHERE id = ?')
  const overtimes = db.prepare<[object], Overtime>(
    `SELECT ${overtimeFields} ${inMonth} ORDER BY o.on_day DESC, o.recorded_at DESC LIMIT :limit OFFSET :offset`,
  )
  const overtimeSum = db.prepare<[object], { total: number; minutes: number | null }>(
    `SELECT count(*) AS total, sum(o.minutes) AS minutes FROM overtime o ${inMonth}`,
  )
  const overtime = db.prepare<[string], Overtime>(`SELECT ${overtimeFields} WHERE o.id = ?`)
  const addOvertime = db.prepare(
    `INSERT INTO overtime (id, colleague_id, on_day, minutes, skill, reason, recorded_at, recorded_by)
     VALUES (:id, :colleagueId, :onDay, :minutes, :skill, :reason, :at, :byName)`,
  )
  const burden = db.prepare<[string, string], { colleagueId: string; called: number; minutes: number }>(
    `SELECT colleague_id AS colleagueId, count(*) AS called, sum(minutes) AS minutes FROM overtime WHERE on_day >= ? AND on_day <= ? GROUP BY colleague_id`,
  )
  return {
    qualifications: () => qualifications.all(),
    qualify: (of: Qualification & { note: string }, at: string, byName: string): void => {
      qualify.run({ ...of, at, byName })
    },
    /** False when there was none. */
    withdraw: (colleagueId: string, skill: string): boolean => withdraw.run(colleagueId, skill).changes === 1,
    rotations: (limit: number, offset: number) => ({
      rows: rotations.all(limit, offset),
      total: rotationCount.get()?.total ?? 0,
    }),
    rotation: (id: string) => rotation.get(id) ?? null,
    addRotation: (
      of: Pick<Rotation, 'id' | 'colleagueId' | 'skill' | 'fromDay' | 'untilDay' | 'trainer'>,
      at: string,
      byName: string,
    ): void => {
      addRotation.run({ ...of, at, byName })
    },
    endRotation: (id: string, state: Rotation['state'], result: string): void => {
      endRotation.run(state, result, id)
    },
    overtimes: (month: string, limit: number, offset: number) => {
      const { total = 0, minutes = 0 } = overtimeSum.get({ month }) ?? {}
      return { rows: overtimes.all({ month, limit, offset }), total, minutes: minutes ?? 0 }
    },
    overtime: (id: string) => overtime.get(id) ?? null,
    addOvertime: (
      of: Pick<Overtime, 'id' | 'colleagueId' | 'onDay' | 'minutes' | 'skill' | 'reason'>,
      at: string,
      byName: string,
    ): void => {
      addOvertime.run({ ...of, at, byName })
    },
    /** How often and how long each was called in between two days, both included. */
    burden: (from: string, until: string) => burden.all(from, until),
  }
}
export type SkillsStore = ReturnType<typeof skillsStore>
