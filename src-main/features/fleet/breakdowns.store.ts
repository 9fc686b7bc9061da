/** SQL of breakdowns, their tasks and the contact with the driver. */
import type { Db } from '../../archive/open'
import type { Breakdown, Contact, Task, TaskKind } from './contract'

type KeptTask = Omit<Task, 'blocked'>
type DbContact = Omit<Contact, 'reached' | 'offRoad' | 'warningSet' | 'goodsGuarded'> &
  Record<'reached' | 'offRoad' | 'warningSet' | 'goodsGuarded', number>
/** What a step changes of a breakdown. */
export type Change = Partial<{
  headToldAt: string
  headName: string
  sceneLeader: string
  sceneSentAt: string
  sceneArrivedAt: string
  newTimeBy: string
  newTimeAt: string
  takenOverBy: string
  takenOverAt: string
  state: Breakdown['state']
  closedAt: string
  closedBy: string
}>
const columns: Record<keyof Change, string> = {
  headToldAt: 'head_told_at',
  headName: 'head_name',
  sceneLeader: 'scene_leader',
  sceneSentAt: 'scene_sent_at',
  sceneArrivedAt: 'scene_arrived_at',
  newTimeBy: 'new_time_by',
  newTimeAt: 'new_time_at',
  takenOverBy: 'taken_over_by',
  takenOverAt: 'taken_over_at',
  state: 'state',
  closedAt: 'closed_at',
  closedBy: 'closed_by',
}

const fields = `b.id, b.number, b.vehicle_id AS vehicleId, v.code || ' ' || v.plate AS vehicle, coalesce(g.name, '') AS driver,
  coalesce((SELECT p.original FROM colleague_phone p WHERE p.colleague_seq = g.seq ORDER BY p.preferred DESC, p.position LIMIT 1), '') AS driverPhone,
  b.kind, b.occurred_at AS occurredAt, b.received_at AS receivedAt, b.created_at AS recordedAt, b.created_by AS recordedBy, b.place, b.what,
  b.casualties, b.head_told_at AS headToldAt, b.head_name AS headName, b.scene_leader AS sceneLeader, b.scene_sent_at AS sceneSentAt,
  b.scene_arrived_at AS sceneArrivedAt, b.new_time_by AS newTimeBy, b.new_time_at AS newTimeAt, coalesce(t.code || ' ' || t.plate, '') AS takenOverBy,
  b.taken_over_at AS takenOverAt, b.state, b.closed_at AS closedAt, b.closed_by AS closedBy,
  (SELECT count(*) FROM breakdown_task k WHERE k.breakdown_id = b.id AND k.done_at IS NULL) AS openTasks, b.version`
const source = `FROM breakdown b JOIN vehicle v ON v.id = b.vehicle_id LEFT JOIN colleague g ON g.id = v.driver_id LEFT JOIN vehicle t ON t.id = b.taken_over_by`

export const breakdownsStore = (db: Db) => {
  const byId = db.prepare<[string], Breakdown>(`SELECT ${fields} ${source} WHERE b.id = ?`)
  const page = db.prepare<[object], Breakdown>(
    `SELECT ${fields} ${source} WHERE :all = 1 OR b.state = 'open' ORDER BY b.received_at DESC, b.id LIMIT :limit OFFSET :offset`,
  )
  const count = db.prepare<[object], { total: number }>(
    "SELECT count(*) AS total FROM breakdown WHERE :all = 1 OR state = 'open'",
  )
  const openOf = db.prepare<[string], { number: string }>(
    "SELECT number FROM breakdown WHERE vehicle_id = ? AND state = 'open'",
  )
  const numbered = db.prepare<[string], { total: number }>(
    'SELECT count(*) AS total FROM breakdown WHERE number LIKE ?',
  )
  const insert = db.prepare(
    `INSERT INTO breakdown (id, number, vehicle_id, kind, occurred_at, received_at, place, what, casualties, head_told_at, head_name,
       scene_leader, new_time_by, state, version, created_at, created_by)
     VALUES (:id, :number, :vehicleId, :kind, :occurredAt, :receivedAt, :place, :what, :casualties, :headToldAt, :headName, '', '', 'open', 1, :at, :byName)`,
  )
  const tasks = db.prepare<[string], KeptTask>(
    `SELECT t.id, t.kind, t.delivery_id AS deliveryId, coalesce(d.number, '') AS delivery, coalesce(k.name, c.name, '') AS customer,
       coalesce((SELECT p.original FROM customer_phone p WHERE p.customer_seq = coalesce(k.seq, c.seq) ORDER BY p.preferred DESC LIMIT 1), '') AS phone,
       t.done_at AS doneAt, t.done_by AS doneBy, t.note
     FROM breakdown_task t LEFT JOIN delivery d ON d.id = t.delivery_id LEFT JOIN customer c ON c.id = d.customer_id
     LEFT JOIN customer k ON k.id = c.merged_into WHERE t.breakdown_id = ? ORDER BY t.position`,
  )
  const addTask = db.prepare(
    `INSERT INTO breakdown_task (id, breakdown_id, position, kind, delivery_id, note)
     VALUES (?, ?, (SELECT count(*) FROM breakdown_task WHERE breakdown_id = ?), ?, ?, '')`,
  )
  const doTask = db.prepare(
    'UPDATE breakdown_task SET done_at = ?, done_by = ?, note = ? WHERE id = ? AND done_at IS NULL',
  )
  const contacts = db.prepare<[string], DbContact>(
    `SELECT at, reached, off_road AS offRoad, warning_set AS warningSet, goods_guarded AS goodsGuarded, note, by_name AS byName
     FROM breakdown_contact WHERE breakdown_id = ? ORDER BY seq LIMIT 500`,
  )
  const addContact = db.prepare(
    `INSERT INTO breakdown_contact (breakdown_id, at, reached, off_road, warning_set, goods_guarded, note, by_name)
     VALUES (:id, :at, :reached, :offRoad, :warningSet, :goodsGuarded, :note, :byName)`,
  )
  return {
    entry: (id: string): Breakdown | null => byId.get(id) ?? null,
    page: (all: boolean, limit: number, offset: number) => ({
      rows: page.all({ all: all ? 1 : 0, limit, offset }),
      total: count.get({ all: all ? 1 : 0 })?.total ?? 0,
    }),
    /** The number of the breakdown that a vehicle is in. */
    openOf: (vehicleId: string): string | null => openOf.get(vehicleId)?.number ?? null,
    numbered: (beginning: string): number => numbered.get(`${beginning}%`)?.total ?? 0,
    add: (
      entry: Pick<
        Breakdown,
        | 'id'
        | 'number'
        | 'vehicleId'
        | 'kind'
        | 'occurredAt'
        | 'receivedAt'
        | 'place'
        | 'what'
        | 'casualties'
        | 'headToldAt'
        | 'headName'
      >,
      at: string,
      byName: string,
    ): void => {
      insert.run({ ...entry, at, byName })
    },
    /** False when the version is stale. */
    change: (id: string, version: number, change: Change): boolean => {
      const names = Object.keys(change) as (keyof Change)[]
      const set = names.map(name => `${columns[name]} = :${name}`).join(', ')
      return (
        db
          .prepare<[object]>(`UPDATE breakdown SET ${set}, version = version + 1 WHERE id = :id AND version = :version`)
          .run({ ...change, id, version }).changes === 1
      )
    },
    tasks: (id: string): KeptTask[] => tasks.all(id),
    addTask: (id: string, breakdownId: string, kind: TaskKind, deliveryId: string | null): void => {
      addTask.run(id, breakdownId, breakdownId, kind, deliveryId)
    },
    /** False when it was done before, or there is none. */
    doTask: (taskId: string, note: string, at: string, byName: string): boolean =>
      doTask.run(at, byName, note, taskId).changes === 1,
    contacts: (id: string): Contact[] =>
      contacts.all(id).map(row => ({
        ...row,
        reached: row.reached === 1,
        offRoad: row.offRoad === 1,
        warningSet: row.warningSet === 1,
        goodsGuarded: row.goodsGuarded === 1,
      })),
    addContact: (id: string, { reached, offRoad, warningSet, goodsGuarded, ...entry }: Contact): void => {
      const flag = (value: boolean): number => (value ? 1 : 0)
      addContact.run({
        ...entry,
        id,
        reached: flag(reached),
        offRoad: flag(offRoad),
        warningSet: flag(warningSet),
        goodsGuarded: flag(goodsGuarded),
      })
    },
  }
}

export type BreakdownsStore = ReturnType<typeof breakdownsStore>
