/** Fleet: vehicles kept fit, deliveries with their day plan, breakdowns and take-overs (A0.6, A1.1, A1.2, B1.4). */
import { z } from 'zod'
import { day, id, instant, nothing, pageOf, paging, read, required, text, version, write } from '../../contract/call'

export const vehicleStates = ['active', 'repair', 'retired'] as const
export const deliveryStates = ['planned', 'out', 'delivered', 'cancelled'] as const
export const serviceKinds = ['maintenance', 'repair'] as const
/** Why a vehicle cannot take a load over; none of them: it is fit. */
export const unfitReasons = [
  'tooSmall',
  'maintenanceOverdue',
  'inspectionExpired',
  'insuranceExpired',
  'out',
  'repair',
] as const
export const taskKinds = [
  'rescue120',
  'rescue122',
  'rescue110',
  'tellLeader',
  'handleAccident',
  'dispatch',
  'call',
  'repair',
] as const
export type TaskKind = (typeof taskKinds)[number]

const kilograms = z.int().min(0).max(100_000)
const kilometres = z.int().min(0).max(5_000_000)

const vehicleShape = {
  code: required(20),
  plate: required(20),
  name: text(60),
  capacityKg: kilograms,
  standby: z.boolean(),
  driverId: id.nullable(),
  mileageKm: kilometres,
  inspectionUntil: day.nullable(),
  insuranceUntil: day.nullable(),
  note: text(500),
  state: z.enum(vehicleStates),
}
export const vehicleFields = z.strictObject(vehicleShape)
export type VehicleFields = z.output<typeof vehicleFields>

const service = z.strictObject({
  id,
  vehicleId: id,
  kind: z.enum(serviceKinds),
  what: z.string(),
  dueOn: day.nullable(),
  dueKm: kilometres.nullable(),
  doneOn: day.nullable(),
  doneKm: kilometres.nullable(),
  costFen: z.int().nullable(),
  note: z.string(),
})
export type Service = z.output<typeof service>

/** Days and kilometres over; the worst of what is due and not done. */
const overdue = z.strictObject({ days: z.int().nullable(), kilometres: z.int().nullable() })

export const vehicle = z.strictObject({
  ...vehicleShape,
  id,
  version,
  driver: z.string(),
  driverPhone: z.string(),
  /** Loaded and on the road now. */
  out: z.boolean(),
  maintenanceOverdue: overdue.nullable(),
  /** The next thing due by date: maintenance, inspection or insurance. */
  nextDueOn: day.nullable(),
})
export type Vehicle = z.output<typeof vehicle>

const deliveryShape = {
  customerId: id,
  load: required(300),
  weightKg: kilograms,
  place: text(200),
  promisedAt: instant,
  vehicleId: id.nullable(),
  note: text(500),
}
export const delivery = z.strictObject({
  ...deliveryShape,
  id,
  number: z.string(),
  customer: z.string(),
  phone: z.string(),
  vehicle: z.string(),
  state: z.enum(deliveryStates),
  leftAt: instant.nullable(),
  deliveredAt: instant.nullable(),
  signedBy: z.string(),
  /** Null: the customer has not been told of the present time since it changed. */
  toldAt: instant.nullable(),
  version,
})
export type Delivery = z.output<typeof delivery>

const change = z.strictObject({
  at: instant,
  what: z.enum(['planned', 'time', 'vehicle', 'left', 'delivered', 'cancelled', 'told', 'place']),
  before: z.string(),
  after: z.string(),
  reason: z.string(),
  byName: z.string(),
})
export type DeliveryChange = z.output<typeof change>

const request = z.strictObject({
  id,
  department: z.string(),
  delivery: z.string(),
  what: z.string(),
  at: instant,
  byName: z.string(),
  acknowledgedAt: instant.nullable(),
  acknowledgedBy: z.string().nullable(),
})
export type DepartmentRequest = z.output<typeof request>

const planned = z.strictObject({ vehicle: vehicle.nullable(), weightKg: z.int(), deliveries: z.array(delivery) })

const candidate = z.strictObject({
  vehicle,
  /** The first reason against it; null when it is fit. */
  unfit: z.enum(unfitReasons).nullable(),
})
export type Candidate = z.output<typeof candidate>

const task = z.strictObject({
  id,
  kind: z.enum(taskKinds),
  deliveryId: id.nullable(),
  delivery: z.string(),
  customer: z.string(),
  phone: z.string(),
  doneAt: instant.nullable(),
  doneBy: z.string().nullable(),
  note: z.string(),
  /** Rescue comes first: what waits for it is closed (A1.2). */
  blocked: z.boolean(),
})
export type Task = z.output<typeof task>

const contact = z.strictObject({
  at: instant,
  reached: z.boolean(),
  offRoad: z.boolean(),
  warningSet: z.boolean(),
  goodsGuarded: z.boolean(),
  note: z.string(),
  byName: z.string(),
})
export type Contact = z.output<typeof contact>

export const breakdown = z.strictObject({
  id,
  number: z.string(),
  vehicleId: id,
  vehicle: z.string(),
  driver: z.string(),
  driverPhone: z.string(),
  kind: z.enum(['breakdown', 'accident']),
  occurredAt: instant,
  receivedAt: instant,
  recordedAt: instant,
  recordedBy: z.string(),
  place: z.string(),
  what: z.string(),
  casualties: z.int(),
  headToldAt: instant.nullable(),
  headName: z.string(),
  sceneLeader: z.string(),
  sceneSentAt: instant.nullable(),
  sceneArrivedAt: instant.nullable(),
  newTimeBy: z.string(),
  newTimeAt: instant.nullable(),
  takenOverBy: z.string(),
  takenOverAt: instant.nullable(),
  state: z.enum(['open', 'closed']),
  closedAt: instant.nullable(),
  closedBy: z.string().nullable(),
  openTasks: z.int(),
  version,
})
export type Breakdown = z.output<typeof breakdown>

const about = { id, version }

/** A delivery may be one that weather held up. */
const touchesSuspensions = { touches: ['suspensions'] }

/** Vehicles and deliveries. */
export const driving = {
  vehicles: read(z.strictObject({ ...paging, text: text(60), retired: z.boolean() }), pageOf(vehicle)),
  vehicle: read(z.strictObject({ id }), vehicle.extend({ services: z.array(service) })),
  addVehicle: write(vehicleFields, vehicle),
  correctVehicle: write(z.strictObject({ ...vehicleShape, id, version }), vehicle),
  planService: write(
    z.strictObject({
      vehicleId: id,
      kind: z.enum(serviceKinds),
      what: required(120),
      dueOn: day.nullable(),
      dueKm: kilometres.nullable(),
    }),
    nothing,
  ),
  /** What was done; a vehicle whose last repair is done is active again. */
  doService: write(
    z.strictObject({
      id,
      doneOn: day,
      doneKm: kilometres.nullable(),
      costFen: z.int().min(0).nullable(),
      note: text(300),
    }),
    nothing,
  ),

  /** Everything to be delivered on a business day, vehicle by vehicle; what has none comes first. */
  dayPlan: read(z.strictObject({ day }), z.strictObject({ day, vehicles: z.array(planned) })),
  delivery: read(z.strictObject({ id }), delivery.extend({ changes: z.array(change) })),
  plan: write(z.strictObject(deliveryShape), delivery, touchesSuspensions),
  /** Refused when the vehicle's load of that day would be too heavy. */
  assign: write(z.strictObject({ ...about, vehicleId: id.nullable() }), delivery, touchesSuspensions),
  leave: write(z.strictObject(about), delivery, touchesSuspensions),
  deliver: write(z.strictObject({ ...about, signedBy: required(60) }), delivery, touchesSuspensions),
  cancel: write(z.strictObject({ ...about, reason: required(300) }), delivery, touchesSuspensions),
  /** What else on the vehicle that day comes after it, and when that would be if everything moved as far. */
  knockOn: read(z.strictObject({ id, promisedAt: instant }), z.array(z.strictObject({ delivery, wouldBe: instant }))),
  reschedule: write(
    z.strictObject({
      ...about,
      promisedAt: instant,
      reason: required(300),
      /** Deliveries of the knock-on list that move as far. */
      also: z.array(id).max(50),
      /** Departments that must do something about it (A0.6). */
      requests: z.array(z.strictObject({ departmentId: id, what: required(300) })).max(10),
    }),
    delivery,
    touchesSuspensions,
  ),
  /** To another place, at another time. */
  redirect: write(
    z.strictObject({ ...about, promisedAt: instant, place: required(200), reason: required(300) }),
    delivery,
    touchesSuspensions,
  ),
  /** The customer knows the new time. */
  told: write(z.strictObject(about), delivery),
  /** Deliveries whose customers do not know the present time yet. */
  untold: read(z.strictObject(paging), pageOf(delivery)),
  requests: read(z.strictObject({ ...paging, open: z.boolean() }), pageOf(request)),
  acknowledgeRequest: write(z.strictObject({ id }), nothing),
}

const touchesIncidents = { touches: ['incidents'] }

/** What happens when a vehicle stops. */
export const stopping = {
  breakdowns: read(z.strictObject({ ...paging, all: z.boolean() }), pageOf(breakdown)),
  breakdown: read(
    z.strictObject({ id }),
    breakdown.extend({
      tasks: z.array(task),
      contacts: z.array(contact),
      deliveries: z.array(delivery),
      weightKg: z.int(),
      candidates: z.array(candidate),
      /** When the driver is to be rung next; null after a take-over. */
      nextContactAt: instant.nullable(),
    }),
  ),
  /** The driver reports at once, with the exact place (A1.1). */
  report: write(
    z.strictObject({
      vehicleId: id,
      kind: z.enum(['breakdown', 'accident']),
      occurredAt: instant.nullable(),
      receivedAt: instant.nullable(),
      place: required(200),
      what: text(500),
      casualties: z.int().min(0).max(1000),
      headName: text(60),
    }),
    breakdown,
    touchesIncidents,
  ),
  contactDriver: write(
    z.strictObject({
      id,
      reached: z.boolean(),
      offRoad: z.boolean(),
      warningSet: z.boolean(),
      goodsGuarded: z.boolean(),
      note: text(300),
    }),
    nothing,
    touchesIncidents,
  ),
  tellHead: write(z.strictObject({ ...about, name: required(60) }), breakdown, touchesIncidents),
  scene: write(z.strictObject({ ...about, leader: required(60), arrived: z.boolean() }), breakdown, touchesIncidents),
  /** With casualties: the new delivery time, set by a named leader after the rescue is logged (A1.2). */
  setNewTime: write(
    z.strictObject({ ...about, leader: required(60), promisedAt: instant }),
    breakdown,
    touchesIncidents,
  ),
  takeOver: write(z.strictObject({ ...about, vehicleId: id }), breakdown, touchesIncidents),
  doTask: write(z.strictObject({ id, taskId: id, note: text(300) }), nothing, touchesIncidents),
  closeBreakdown: write(z.strictObject(about), breakdown, touchesIncidents),
}

export const fleet = { ...driving, ...stopping }
