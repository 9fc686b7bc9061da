/** SQL of the roster, swaps, handovers and the log of calls. */
import type { Db } from '../../archive/open'
import type { DutyCall, DutyPerson, Handover, Shift, Swap } from './contract'

type ShiftRow = Omit<Shift, 'active'> & { active: number }
type TurnRow = Omit<DutyPerson, 'employed'> & { day: string; shiftId: string; employed: number }
export type KeptTurn = DutyPerson & { day: string; shiftId: string }
export type KeptSwap = Swap & {
  shiftId: string
  giverId: string
  takerId: string
  backShiftId: string | null
}
export type NewSwap = Pick<
  KeptSwap,
  'id' | 'day' | 'shiftId' | 'giverId' | 'takerId' | 'backDay' | 'backShiftId' | 'reason' | 'askedAt' | 'askedBy'
>
export type NewHandover = Pick<
  Handover,
  'id' | 'number' | 'day' | 'situation' | 'matters' | 'tasks' | 'equipment' | 'orders' | 'handedAt' | 'handedBy'
> & { shiftId: string; outgoingId: string; incomingId: string; handedById: string }
export type NewCall = Pick<
  DutyCall,
  'id' | 'receivedAt' | 'unit' | 'name' | 'phone' | 'content' | 'passedTo' | 'incidentId' | 'recordedAt' | 'recordedBy'
>

const shiftOf = ({ active, ...row }: ShiftRow): Shift => ({ ...row, active: active === 1 })
const phoneOf = `coalesce((SELECT p.original FROM colleague_phone p WHERE p.colleague_seq = c.seq ORDER BY p.preferred DESC LIMIT 1), '')`
const swapFields = `w.id, w.day, s.name AS shift, g.name AS giver, k.name AS taker, w.back_day AS backDay, coalesce(b.name, '') AS backShift,
  w.reason, w.asked_at AS askedAt, w.asked_by AS askedBy, w.state, w.answered_at AS answeredAt, w.answer, w.answered_by AS answeredBy,
  w.shift_id AS shiftId, w.giver_id AS giverId, w.taker_id AS takerId, w.back_shift_id AS backShiftId
  FROM duty_swap w JOIN duty_shift s ON s.id = w.shift_id JOIN colleague g ON g.id = w.giver_id JOIN colleague k ON k.id = w.taker_id
  LEFT JOIN duty_shift b ON b.id = w.back_shift_id`
const handoverFields = `h.id, h.number, h.day, s.name AS shift, o.name AS outgoing, i.name AS incoming, h.situation, h.matters, h.tasks, h.equipment,
  h.orders, h.handed_at AS handedAt, h.handed_by AS handedBy, h.signed_at AS signedAt, h.signed_by AS signedBy, h.remark, h.version
  FROM duty_handover h JOIN duty_shift s ON s.id = h.shift_id JOIN colleague o ON o.id = h.outgoing_id JOIN colleague i ON i.id = h.incoming_id`
const callFields = `d.id, d.received_at AS receivedAt, d.unit, d.name, d.phone, d.content, d.passed_to AS passedTo, d.incident_id AS incidentId,
  coalesce(i.number, '') AS incident, d.recorded_at AS recordedAt, d.recorded_by AS recordedBy, d.settled_at AS settledAt,
  d.settled_by AS settledBy, d.outcome FROM duty_call d LEFT JOIN incident i ON i.id = d.incident_id`
const wantedCalls = `WHERE (:open = 0 OR d.settled_at IS NULL)
  AND (:text = '' OR instr(lower(d.unit || ' ' || d.name || ' ' || d.phone || ' ' || d.content), lower(:text)) > 0)`

export const dutyStore = (db: Db) => {
  const shifts = db.prepare<[], ShiftRow>(
    'SELECT id, name, from_minute AS "from", to_minute AS "to", active, version FROM duty_shift ORDER BY active DESC, from_minute, name LIMIT 50',
  )
  const addShift = db.prepare(
    'INSERT INTO duty_shift (id, name, from_minute, to_minute, active, version) VALUES (:id, :name, :from, :to, :active, 1)',
  )
  const correctShift = db.prepare(
    'UPDATE duty_shift SET name = :name, from_minute = :from, to_minute = :to, active = :active, version = version + 1 WHERE id = :id AND version = :version',
  )
  const turns = db.prepare<[string, string], TurnRow>(
    `SELECT t.day, t.shift_id AS shiftId, c.id AS colleagueId, c.name, coalesce(d.name, '') AS department, ${phoneOf} AS phone, c.employed
     FROM duty_slot t JOIN colleague c ON c.id = t.colleague_id LEFT JOIN department d ON d.id = c.department_id
     WHERE t.day >= ? AND t.day < ? ORDER BY t.day, c.name_pinyin, c.seq LIMIT 5000`,
  )
  const kept = db.prepare<[], { found: number }>('SELECT EXISTS (SELECT 1 FROM duty_slot) AS found')
  const add = db.prepare('INSERT INTO duty_slot (day, shift_id, colleague_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
  const drop = db.prepare('DELETE FROM duty_slot WHERE day = ? AND shift_id = ? AND colleague_id = ?')
  const swaps = db.prepare<[number, number], KeptSwap>(
    `SELECT ${swapFields} ORDER BY w.state <> 'asked', w.asked_at DESC, w.id DESC LIMIT ? OFFSET ?`,
  )
  const swapCount = db.prepare<[], { total: number }>('SELECT count(*) AS total FROM duty_swap')
  const swap = db.prepare<[string], KeptSwap>(`SELECT ${swapFields} WHERE w.id = ?`)
  const addSwap = db.prepare(
    `INSERT INTO duty_swap (id, day, shift_id, giver_id, taker_id, back_day, back_shift_id, reason, asked_at, asked_by, state, answer, answered_by)
     VALUES (:id, :day, :shiftId, :giverId, :takerId, :backDay, :backShiftId, :reason, :askedAt, :askedBy, 'asked', '', '')`,
  )
  const answerSwap = db.prepare(
    'UPDATE duty_swap SET state = ?, answer = ?, answered_at = ?, answered_by = ? WHERE id = ?',
  )
  const handovers = db.prepare<[number, number], Handover>(
    `SELECT ${handoverFields} ORDER BY h.handed_at DESC, h.id DESC LIMIT ? OFFSET ?`,
  )
  const handoverCount = db.prepare<[], { total: number }>('SELECT count(*) AS total FROM duty_handover')
  const unsigned = db.prepare<[], Handover>(
    `SELECT ${handoverFields} WHERE h.signed_at IS NULL ORDER BY h.handed_at LIMIT 20`,
  )
  const handover = db.prepare<[string], Handover & { handedById: string }>(
    `SELECT h.handed_by_id AS handedById, ${handoverFields} WHERE h.id = ?`,
  )
  const numbered = db.prepare<[string], { total: number }>(
    "SELECT count(*) AS total FROM duty_handover WHERE number LIKE ? || '%'",
  )
  const hand = db.prepare(
    `INSERT INTO duty_handover (id, number, day, shift_id, outgoing_id, incoming_id, situation, matters, tasks, equipment, orders,
       handed_at, handed_by, handed_by_id, signed_by, remark, version)
     VALUES (:id, :number, :day, :shiftId, :outgoingId, :incomingId, :situation, :matters, :tasks, :equipment, :orders,
       :handedAt, :handedBy, :handedById, '', '', 1)`,
  )
  const sign = db.prepare(
    'UPDATE duty_handover SET signed_at = ?, signed_by = ?, remark = ?, version = version + 1 WHERE id = ? AND version = ?',
  )
  const calls = db.prepare<[object], DutyCall>(
    `SELECT ${callFields} ${wantedCalls} ORDER BY d.received_at DESC, d.id DESC LIMIT :limit OFFSET :offset`,
  )
  const callCount = db.prepare<[object], { total: number }>(`SELECT count(*) AS total FROM duty_call d ${wantedCalls}`)
  const call = db.prepare<[string], DutyCall>(`SELECT ${callFields} WHERE d.id = ?`)
  const addCall = db.prepare(
    `INSERT INTO duty_call (id, received_at, unit, name, phone, content, passed_to, incident_id, recorded_at, recorded_by, settled_by, outcome)
     VALUES (:id, :receivedAt, :unit, :name, :phone, :content, :passedTo, :incidentId, :recordedAt, :recordedBy, '', '')`,
  )
  const settleCall = db.prepare('UPDATE duty_call SET settled_at = ?, settled_by = ?, outcome = ? WHERE id = ?')
  return {
    shifts: (): Shift[] => shifts.all().map(shiftOf),
    addShift: (of: Omit<Shift, 'version'>): void => {
      addShift.run({ ...of, active: of.active ? 1 : 0 })
    },
    /** False when the version is stale. */
    correctShift: (of: Shift): boolean => correctShift.run({ ...of, active: of.active ? 1 : 0 }).changes === 1,
    turns: (from: string, until: string): KeptTurn[] =>
      turns.all(from, until).map(row => ({ ...row, employed: row.employed === 1 })),
    isKept: (): boolean => kept.get()?.found === 1,
    /** False when the colleague had the turn already. */
    add: (day: string, shiftId: string, colleagueId: string): boolean =>
      add.run(day, shiftId, colleagueId).changes === 1,
    drop: (day: string, shiftId: string, colleagueId: string): boolean =>
      drop.run(day, shiftId, colleagueId).changes === 1,
    swaps: (limit: number, offset: number) => ({ rows: swaps.all(limit, offset), total: swapCount.get()?.total ?? 0 }),
    swap: (id: string) => swap.get(id) ?? null,
    addSwap: (of: NewSwap): void => {
      addSwap.run(of)
    },
    answerSwap: (id: string, state: 'agreed' | 'declined', answer: string, at: string, byName: string): void => {
      answerSwap.run(state, answer, at, byName, id)
    },
    handovers: (limit: number, offset: number) => ({
      rows: handovers.all(limit, offset),
      total: handoverCount.get()?.total ?? 0,
    }),
    unsigned: () => unsigned.all(),
    handover: (id: string) => handover.get(id) ?? null,
    numbered: (beginning: string): number => numbered.get(beginning)?.total ?? 0,
    hand: (of: NewHandover): void => {
      hand.run(of)
    },
    /** False when the version is stale. */
    sign: (id: string, version: number, at: string, byName: string, remark: string): boolean =>
      sign.run(at, byName, remark, id, version).changes === 1,
    calls: (open: boolean, text: string, limit: number, offset: number) => {
      const asked = { open: open ? 1 : 0, text }
      return { rows: calls.all({ ...asked, limit, offset }), total: callCount.get(asked)?.total ?? 0 }
    },
    call: (id: string) => call.get(id) ?? null,
    addCall: (of: NewCall): void => {
      addCall.run(of)
    },
    settleCall: (id: string, at: string, byName: string, outcome: string): void => {
      settleCall.run(at, byName, outcome, id)
    },
  }
}
export type DutyStore = ReturnType<typeof dutyStore>
