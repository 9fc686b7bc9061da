/** SQL of vehicles and deliveries. */
import type { Db } from '../../archive/open'
import type { Delivery, DeliveryChange, DepartmentRequest, Service, Vehicle, VehicleFields } from './contract'

type KeptVehicle = Omit<Vehicle, 'maintenanceOverdue' | 'nextDueOn'>
type DbVehicle = Omit<KeptVehicle, 'standby' | 'out'> & { standby: number; out: number }

const vehicleFields = `v.id, v.code, v.plate, v.name, v.capacity_kg AS capacityKg, v.standby, v.driver_id AS driverId,
  v.mileage_km AS mileageKm, v.inspection_until AS inspectionUntil, v.insurance_until AS insuranceUntil, v.note, v.state, v.version,
  coalesce(g.name, '') AS driver,
  coalesce((SELECT p.original FROM colleague_phone p WHERE p.colleague_seq = g.seq ORDER BY p.preferred DESC, p.position LIMIT 1), '') AS driverPhone,
  EXISTS (SELECT 1 FROM delivery d WHERE d.vehicle_id = v.id AND d.state = 'out') AS out`
const vehicleSource = 'FROM vehicle v LEFT JOIN colleague g ON g.id = v.driver_id'
const deliveryFields = `d.id, d.number, d.customer_id AS customerId, d.load, d.weight_kg AS weightKg, d.place, d.promised_at AS promisedAt,
  d.vehicle_id AS vehicleId, d.note, coalesce(k.name, c.name, '') AS customer,
  coalesce((SELECT p.original FROM customer_phone p WHERE p.customer_seq = coalesce(k.seq, c.seq) ORDER BY p.preferred DESC LIMIT 1), '') AS phone,
  coalesce(v.code, '') AS vehicle, d.state, d.left_at AS leftAt, d.delivered_at AS deliveredAt, d.signed_by AS signedBy, d.told_at AS toldAt, d.version`
const deliverySource = `FROM delivery d LEFT JOIN customer c ON c.id = d.customer_id LEFT JOIN customer k ON k.id = c.merged_into
  LEFT JOIN vehicle v ON v.id = d.vehicle_id`
const vehicleOf = ({ standby, out, ...row }: DbVehicle): KeptVehicle => ({
  ...row,
  standby: standby === 1,
  out: out === 1,
})

export const fleetStore = (db: Db) => {
  const where = `WHERE (:retired = 1 OR v.state <> 'retired')
    AND (:text = '' OR instr(lower(v.code), lower(:text)) > 0 OR instr(lower(v.plate), lower(:text)) > 0 OR instr(lower(v.name), lower(:text)) > 0 OR instr(lower(g.name), lower(:text)) > 0)`
  const vehicles = db.prepare<[object], DbVehicle>(
    `SELECT ${vehicleFields} ${vehicleSource} ${where} ORDER BY v.code LIMIT :limit OFFSET :offset`,
  )
  const vehicleCount = db.prepare<[object], { total: number }>(`SELECT count(*) AS total ${vehicleSource} ${where}`)
  const vehicle = db.prepare<[string], DbVehicle>(`SELECT ${vehicleFields} ${vehicleSource} WHERE v.id = ?`)
  const byCode = db.prepare<[string], { id: string }>('SELECT id FROM vehicle WHERE code = ?')
  const addVehicle = db.prepare(
    `INSERT INTO vehicle (id, code, plate, name, capacity_kg, standby, driver_id, mileage_km, inspection_until, insurance_until, note, state,
       version, created_at, created_by, updated_at, updated_by)
     VALUES (:id, :code, :plate, :name, :capacityKg, :standby, :driverId, :mileageKm, :inspectionUntil, :insuranceUntil, :note, :state, 1, :at, :by, :at, :by)`,
  )
  const correctVehicle = db.prepare(
    `UPDATE vehicle SET code = :code, plate = :plate, name = :name, capacity_kg = :capacityKg, standby = :standby, driver_id = :driverId,
       mileage_km = :mileageKm, inspection_until = :inspectionUntil, insurance_until = :insuranceUntil, note = :note, state = :state,
       version = version + 1, updated_at = :at, updated_by = :by WHERE id = :id AND version = :version`,
  )
  const setState = db.prepare(
    'UPDATE vehicle SET state = ?, version = version + 1, updated_at = ?, updated_by = ? WHERE id = ?',
  )
  const setMileage = db.prepare('UPDATE vehicle SET mileage_km = max(mileage_km, ?) WHERE id = ?')
  const serviceFields =
    'id, vehicle_id AS vehicleId, kind, what, due_on AS dueOn, due_km AS dueKm, done_on AS doneOn, done_km AS doneKm, cost_fen AS costFen, note'
  const services = db.prepare<[string], Service>(
    `SELECT ${serviceFields} FROM vehicle_service WHERE vehicle_id = ? ORDER BY done_on IS NOT NULL, coalesce(done_on, due_on), at`,
  )
  const service = db.prepare<[string], Service>(`SELECT ${serviceFields} FROM vehicle_service WHERE id = ?`)
  const addService = db.prepare(
    `INSERT INTO vehicle_service (id, vehicle_id, kind, what, due_on, due_km, note, at, by_name)
     VALUES (:id, :vehicleId, :kind, :what, :dueOn, :dueKm, '', :at, :byName)`,
  )
  const doService = db.prepare(
    'UPDATE vehicle_service SET done_on = :doneOn, done_km = :doneKm, cost_fen = :costFen, note = :note WHERE id = :id AND done_on IS NULL',
  )

  const delivery = db.prepare<[string], Delivery>(`SELECT ${deliveryFields} ${deliverySource} WHERE d.id = ?`)
  const between = db.prepare<[string, string], Delivery>(
    `SELECT ${deliveryFields} ${deliverySource} WHERE d.promised_at >= ? AND d.promised_at < ? AND d.state <> 'cancelled' ORDER BY d.promised_at, d.number`,
  )
  const aboard = db.prepare<[object], Delivery>(
    `SELECT ${deliveryFields} ${deliverySource} WHERE d.vehicle_id = :vehicleId AND (d.state = 'out'
       OR (d.state = 'planned' AND d.promised_at >= :from AND d.promised_at < :until)) ORDER BY d.promised_at, d.number`,
  )
  const untold = db.prepare<[number, number], Delivery>(
    `SELECT ${deliveryFields} ${deliverySource} WHERE d.told_at IS NULL AND d.state IN ('planned', 'out') ORDER BY d.promised_at LIMIT ? OFFSET ?`,
  )
  const untoldCount = db.prepare<[], { total: number }>(
    "SELECT count(*) AS total FROM delivery WHERE told_at IS NULL AND state IN ('planned', 'out')",
  )
  const numbered = db.prepare<[string], { total: number }>('SELECT count(*) AS total FROM delivery WHERE number LIKE ?')
  const addDelivery = db.prepare(
    `INSERT INTO delivery (id, number, customer_id, load, weight_kg, place, promised_at, vehicle_id, state, signed_by, told_at, note, version, created_at, created_by, updated_at, updated_by)
     VALUES (:id, :number, :customerId, :load, :weightKg, :place, :promisedAt, :vehicleId, 'planned', '', :at, :note, 1, :at, :byName, :at, :byName)`,
  )
  const change = db.prepare(
    `UPDATE delivery SET promised_at = :promisedAt, place = :place, vehicle_id = :vehicleId, state = :state, left_at = :leftAt, delivered_at = :deliveredAt,
       signed_by = :signedBy, told_at = :toldAt, version = version + 1, updated_at = :at, updated_by = :byName WHERE id = :id AND version = :version`,
  )
  const addChange = db.prepare(
    `INSERT INTO delivery_change (delivery_id, at, what, before, after, reason, by_name) VALUES (:id, :at, :what, :before, :after, :reason, :byName)`,
  )
  const changes = db.prepare<[string], DeliveryChange>(
    'SELECT at, what, before, after, reason, by_name AS byName FROM delivery_change WHERE delivery_id = ? ORDER BY seq LIMIT 500',
  )
  const requestSource = `FROM department_request r LEFT JOIN department p ON p.id = r.department_id LEFT JOIN delivery d ON d.id = r.delivery_id
    WHERE (:open = 0 OR r.acknowledged_at IS NULL)`
  const requests = db.prepare<[object], DepartmentRequest>(
    `SELECT r.id, coalesce(p.name, '') AS department, coalesce(d.number, '') AS delivery, r.what, r.at, r.by_name AS byName,
       r.acknowledged_at AS acknowledgedAt, r.acknowledged_by AS acknowledgedBy ${requestSource} ORDER BY r.at DESC, r.id LIMIT :limit OFFSET :offset`,
  )
  const requestCount = db.prepare<[object], { total: number }>(`SELECT count(*) AS total ${requestSource}`)
  const addRequest = db.prepare(
    'INSERT INTO department_request (id, department_id, delivery_id, what, at, by_name) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const acknowledge = db.prepare(
    'UPDATE department_request SET acknowledged_at = ?, acknowledged_by = ? WHERE id = ? AND acknowledged_at IS NULL',
  )
  const remove = db.prepare('DELETE FROM vehicle WHERE id = ?')
  const forgetCustomer = db.prepare("UPDATE delivery SET place = '', signed_by = '', note = '' WHERE customer_id = ?")
  const forgetChanges = db.prepare(
    "UPDATE delivery_change SET reason = '' WHERE delivery_id IN (SELECT id FROM delivery WHERE customer_id = ?)",
  )
  const bound = ({ standby, ...entry }: VehicleFields) => ({ ...entry, standby: standby ? 1 : 0 })

  return {
    vehicles: (text: string, retired: boolean, limit: number, offset: number) => {
      const asked = { text, retired: retired ? 1 : 0 }
      return {
        rows: vehicles.all({ ...asked, limit, offset }).map(vehicleOf),
        total: vehicleCount.get(asked)?.total ?? 0,
      }
    },
    vehicle: (id: string): KeptVehicle | null => {
      const row = vehicle.get(id)
      return row ? vehicleOf(row) : null
    },
    idOfCode: (code: string): string | null => byCode.get(code)?.id ?? null,
    addVehicle: (entry: VehicleFields, id: string, at: string, by: string): void => {
      addVehicle.run({ ...bound(entry), id, at, by })
    },
    /** False when the version is stale. */
    correctVehicle: (entry: VehicleFields, id: string, version: number, at: string, by: string): boolean =>
      correctVehicle.run({ ...bound(entry), id, version, at, by }).changes === 1,
    setState: (id: string, state: Vehicle['state'], at: string, by: string): void => {
      setState.run(state, at, by, id)
    },
    /** A mileage never goes back. */
    setMileage: (id: string, kilometres: number): void => {
      setMileage.run(kilometres, id)
    },
    /** Throws the driver's error when something rests on it. */
    remove: (id: string): void => {
      remove.run(id)
    },
    services: (vehicleId: string): Service[] => services.all(vehicleId),
    service: (id: string): Service | null => service.get(id) ?? null,
    addService: (
      entry: Pick<Service, 'id' | 'vehicleId' | 'kind' | 'what' | 'dueOn' | 'dueKm'>,
      at: string,
      byName: string,
    ): void => {
      addService.run({ ...entry, at, byName })
    },
    /** False when it was done before. */
    doService: (entry: Pick<Service, 'id' | 'doneKm' | 'costFen' | 'note'> & { doneOn: string }): boolean =>
      doService.run(entry).changes === 1,

    delivery: (id: string): Delivery | null => delivery.get(id) ?? null,
    between: (from: string, until: string): Delivery[] => between.all(from, until),
    /** What is on a vehicle: out, or planned for it between two instants. */
    aboard: (vehicleId: string, from: string, until: string): Delivery[] => aboard.all({ vehicleId, from, until }),
    untold: (limit: number, offset: number) => ({
      rows: untold.all(limit, offset),
      total: untoldCount.get()?.total ?? 0,
    }),
    numbered: (beginning: string): number => numbered.get(`${beginning}%`)?.total ?? 0,
    addDelivery: (
      entry: Pick<
        Delivery,
        'id' | 'number' | 'customerId' | 'load' | 'weightKg' | 'place' | 'promisedAt' | 'vehicleId' | 'note'
      >,
      at: string,
      byName: string,
    ): void => {
      addDelivery.run({ ...entry, at, byName })
    },
    /** Personal information law: what a delivery says of an erased customer. */
    forgetCustomer: (customerId: string): void => {
      forgetCustomer.run(customerId)
      forgetChanges.run(customerId)
    },
    /** Writes a delivery's present state and what changed of it; false when the version is stale. */
    change: (
      entry: Pick<
        Delivery,
        | 'id'
        | 'version'
        | 'promisedAt'
        | 'place'
        | 'vehicleId'
        | 'state'
        | 'leftAt'
        | 'deliveredAt'
        | 'signedBy'
        | 'toldAt'
      >,
      { at, byName, ...what }: DeliveryChange,
    ): boolean => {
      const { id, version, promisedAt, place, vehicleId, state, leftAt, deliveredAt, signedBy, toldAt } = entry
      const kept = { id, version, promisedAt, place, vehicleId, state, leftAt, deliveredAt, signedBy, toldAt }
      if (change.run({ ...kept, at, byName }).changes !== 1) return false
      addChange.run({ ...what, id, at, byName })
      return true
    },
    note: (id: string, entry: DeliveryChange): void => {
      addChange.run({ ...entry, id })
    },
    changes: (id: string): DeliveryChange[] => changes.all(id),
    requests: (open: boolean, limit: number, offset: number) => ({
      rows: requests.all({ open: open ? 1 : 0, limit, offset }),
      total: requestCount.get({ open: open ? 1 : 0 })?.total ?? 0,
    }),
    addRequest: (
      id: string,
      departmentId: string,
      deliveryId: string,
      what: string,
      at: string,
      byName: string,
    ): void => {
      addRequest.run(id, departmentId, deliveryId, what, at, byName)
    },
    /** False when somebody did before, or there is none. */
    acknowledge: (id: string, at: string, byName: string): boolean => acknowledge.run(at, byName, id).changes === 1,
  }
}

export type FleetStore = ReturnType<typeof fleetStore>
