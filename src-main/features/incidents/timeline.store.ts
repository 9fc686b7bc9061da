/** SQL of an incident's timeline, steps, clocks, tasks and pauses. */
import type { Db } from '../../archive/open'
import type { Clock, Entry, Task } from './contract'

type EntryRow = Omit<Entry, 'data' | 'corrected'> & { data: string; corrected: number }
type ClockRow = Omit<Clock, 'title' | 'setBy' | 'working'> & { working: number; alarmed: number }
export type KeptClock = Omit<Clock, 'title' | 'setBy'>
export type Pause = { id: string; from: string; to: string | null; reason: string; byName: string }
export type NewEntry = Omit<Entry, 'corrected'>
export type Running = {
  incidentId: string
  number: string
  title: string
  owner: string
  planVersionId: string
  step: string
  dueAt: string
  warnMinutes: number
  drill: number
}
export type Alarm = Running & {
  alarmed: number
  source: Clock['source']
  working: number
  level: number
  ownerId: string | null
  departmentId: string | null
}

const entryFields = `e.id, e.kind, e.at, e.recorded_at AS recordedAt, e.by_name AS byName, e.text, e.data, e.step, e.corrects, e.reason,
  EXISTS (SELECT 1 FROM incident_entry x WHERE x.incident_id = e.incident_id AND x.corrects = e.id) AS corrected`
const clockFields = `step, source, anchor_at AS anchorAt, minutes, working, warn_minutes AS warnMinutes, due_at AS dueAt, met_at AS metAt`
const runningFields = `i.id AS incidentId, i.number, i.title, i.plan_version_id AS planVersionId, k.step, k.due_at AS dueAt, k.warn_minutes AS warnMinutes, i.drill,
  coalesce((SELECT o.name FROM colleague o WHERE o.id = i.owner_id), '') AS owner`
const runningSource = `FROM incident_clock k JOIN incident i ON i.id = k.incident_id
  WHERE k.met_at IS NULL AND k.due_at IS NOT NULL AND i.state NOT IN ('followUp', 'closed')`
const taskFields = `t.id, t.kind, t.what, t.department_id AS departmentId, coalesce(d.name, '') AS department, t.owner, t.due_at AS dueAt, t.done_at AS doneAt, t.done_by AS doneBy, t.note`

/** Duties and follow-ups of every incident; also of those that wait for nothing else. */
const openTaskSource = `FROM incident_task t JOIN incident i ON i.id = t.incident_id LEFT JOIN department d ON d.id = t.department_id
  WHERE t.done_at IS NULL AND i.drill = 0`
type OpenTask = Task & { incidentId: string; number: string }

const entryOf = ({ data, corrected, ...row }: EntryRow): Entry => ({
  ...row,
  data: JSON.parse(data) as Entry['data'],
  corrected: corrected === 1,
})

export const timelineStore = (db: Db) => {
  const add = db.prepare(
    `INSERT INTO incident_entry (id, incident_id, kind, at, recorded_at, by_name, text, data, step, corrects, reason)
     VALUES (:id, :incidentId, :kind, :at, :recordedAt, :byName, :text, :data, :step, :corrects, :reason)`,
  )
  const entry = db.prepare<[string, string], EntryRow>(
    `SELECT ${entryFields} FROM incident_entry e WHERE e.incident_id = ? AND e.id = ?`,
  )
  const all = db.prepare<[string], EntryRow>(
    `SELECT ${entryFields} FROM incident_entry e WHERE e.incident_id = ? ORDER BY e.at, e.seq`,
  )
  const page = db.prepare<[string, number, number], EntryRow>(
    `SELECT ${entryFields} FROM incident_entry e WHERE e.incident_id = ? ORDER BY e.seq DESC LIMIT ? OFFSET ?`,
  )
  const count = db.prepare<[string], { total: number }>(
    'SELECT count(*) AS total FROM incident_entry WHERE incident_id = ?',
  )
  const steps = db.prepare<[string], { step: string; entryId: string; doneAt: string }>(
    'SELECT step, entry_id AS entryId, done_at AS doneAt FROM incident_step WHERE incident_id = ?',
  )
  const putStep = db.prepare(
    `INSERT INTO incident_step (incident_id, step, entry_id, done_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (incident_id, step) DO UPDATE SET entry_id = excluded.entry_id, done_at = excluded.done_at`,
  )
  const dropStep = db.prepare('DELETE FROM incident_step WHERE incident_id = ? AND step = ?')
  const clocks = db.prepare<[string], ClockRow>(
    `SELECT ${clockFields}, alarmed FROM incident_clock WHERE incident_id = ? ORDER BY coalesce(due_at, '9999'), step, source`,
  )
  const putClock = db.prepare(
    `INSERT INTO incident_clock (incident_id, step, source, anchor_at, minutes, working, warn_minutes, due_at, met_at, alarmed)
     VALUES (:incidentId, :step, :source, :anchorAt, :minutes, :working, :warnMinutes, :dueAt, :metAt, 0)
     ON CONFLICT (incident_id, step, source) DO UPDATE SET anchor_at = excluded.anchor_at, minutes = excluded.minutes, working = excluded.working,
       warn_minutes = excluded.warn_minutes, met_at = excluded.met_at, due_at = excluded.due_at,
       alarmed = CASE WHEN coalesce(excluded.due_at, '') > coalesce(incident_clock.due_at, '') THEN 0 ELSE incident_clock.alarmed END`,
  )
  const dropClock = db.prepare('DELETE FROM incident_clock WHERE incident_id = ? AND step = ? AND source = ?')
  const running = db.prepare<[number, number], Running>(
    `SELECT ${runningFields} ${runningSource} AND i.drill = 0 ORDER BY k.due_at, k.incident_id LIMIT ? OFFSET ?`,
  )
  const countRunning = db.prepare<[], { total: number }>(`SELECT count(*) AS total ${runningSource} AND i.drill = 0`)
  const overdue = db.prepare<[string], { total: number }>(
    `SELECT count(*) AS total ${runningSource} AND i.drill = 0 AND k.due_at < ?`,
  )
  const soon = db.prepare<[object], Alarm>(
    `SELECT ${runningFields}, k.alarmed, k.source, k.working, i.level, i.owner_id AS ownerId, i.department_id AS departmentId ${runningSource}
       AND k.due_at <= :until AND k.alarmed < 20 ORDER BY k.due_at LIMIT 200`,
  )
  const alarmed = db.prepare('UPDATE incident_clock SET alarmed = ? WHERE incident_id = ? AND step = ? AND source = ?')
  const pauses = db.prepare<[string], Pause>(
    'SELECT id, from_at AS "from", to_at AS "to", reason, by_name AS byName FROM incident_pause WHERE incident_id = ? ORDER BY from_at',
  )
  const addPause = db.prepare(
    'INSERT INTO incident_pause (id, incident_id, from_at, reason, by_name) VALUES (?, ?, ?, ?, ?)',
  )
  const endPause = db.prepare('UPDATE incident_pause SET to_at = ? WHERE id = ?')
  const tasks = db.prepare<[string], Task>(
    `SELECT ${taskFields} FROM incident_task t LEFT JOIN department d ON d.id = t.department_id WHERE t.incident_id = ? ORDER BY t.rowid`,
  )
  const openTasks = db.prepare<[number, number], OpenTask>(
    `SELECT ${taskFields}, i.id AS incidentId, i.number ${openTaskSource} ORDER BY t.due_at IS NULL, t.due_at, t.rowid LIMIT ? OFFSET ?`,
  )
  const countOpenTasks = db.prepare<[string], { total: number; overdue: number }>(
    `SELECT count(*) AS total, count(*) FILTER (WHERE t.due_at < ?) AS overdue ${openTaskSource}`,
  )
  const addTask = db.prepare(
    `INSERT INTO incident_task (id, incident_id, kind, what, department_id, owner, due_at, done_by, note)
     VALUES (:id, :incidentId, :kind, :what, :departmentId, :owner, :dueAt, '', '')`,
  )
  const doTask = db.prepare(
    'UPDATE incident_task SET done_at = ?, done_by = ?, note = ? WHERE id = ? AND incident_id = ? AND done_at IS NULL',
  )
  const clockOf = ({ working, alarmed: _alarmed, ...row }: ClockRow): KeptClock => ({ ...row, working: working === 1 })

  return {
    add: (incidentId: string, { data, ...rest }: NewEntry): void => {
      add.run({ ...rest, incidentId, data: JSON.stringify(data) })
    },
    entry: (incidentId: string, id: string): Entry | null => {
      const row = entry.get(incidentId, id)
      return row ? entryOf(row) : null
    },
    /** Everything, in the order in which it was done. */
    all: (incidentId: string): Entry[] => all.all(incidentId).map(entryOf),
    /** Newest first. */
    page: (incidentId: string, limit: number, offset: number) => ({
      rows: page.all(incidentId, limit, offset).map(entryOf),
      total: count.get(incidentId)?.total ?? 0,
    }),
    steps: (incidentId: string) => steps.all(incidentId),
    putStep: (incidentId: string, step: string, entryId: string, doneAt: string): void => {
      putStep.run(incidentId, step, entryId, doneAt)
    },
    dropStep: (incidentId: string, step: string): void => {
      dropStep.run(incidentId, step)
    },
    clocks: (incidentId: string): KeptClock[] => clocks.all(incidentId).map(clockOf),
    putClock: (incidentId: string, { working, ...clock }: KeptClock): void => {
      putClock.run({ ...clock, incidentId, working: working ? 1 : 0 })
    },
    dropClock: (incidentId: string, { step, source }: KeptClock): void => {
      dropClock.run(incidentId, step, source)
    },
    running: (limit: number, offset: number) => ({
      rows: running.all(limit, offset),
      total: countRunning.get()?.total ?? 0,
    }),
    overdue: (now: string): number => overdue.get(now)?.total ?? 0,
    /** Clocks that run out before an instant and have not given every alarm. */
    soon: (until: string): Alarm[] => soon.all({ until }),
    alarmed: (incidentId: string, step: string, source: string, stage: number): void => {
      alarmed.run(stage, incidentId, step, source)
    },
    pauses: (incidentId: string): Pause[] => pauses.all(incidentId),
    addPause: (id: string, incidentId: string, from: string, reason: string, byName: string): void => {
      addPause.run(id, incidentId, from, reason, byName)
    },
    endPause: (id: string, to: string): void => {
      endPause.run(to, id)
    },
    tasks: (incidentId: string): Task[] => tasks.all(incidentId),
    openTasks: (now: string, limit: number, offset: number) => {
      const { total = 0, overdue = 0 } = countOpenTasks.get(now) ?? {}
      return { rows: openTasks.all(limit, offset), total, overdue }
    },
    addTask: (
      incidentId: string,
      task: Pick<Task, 'id' | 'kind' | 'what' | 'departmentId' | 'owner' | 'dueAt'>,
    ): void => {
      addTask.run({ ...task, incidentId })
    },
    /** False when it was done before, or there is none. */
    doTask: (incidentId: string, id: string, note: string, at: string, byName: string): boolean =>
      doTask.run(at, byName, note, id, incidentId).changes === 1,
  }
}

export type TimelineStore = ReturnType<typeof timelineStore>
