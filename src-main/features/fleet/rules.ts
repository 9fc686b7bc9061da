/** Rules of the fleet: fitness, what an accident asks for first, and the one gate of closing (A1.1, A1.2, B1.4; rule 4). */
import { Refused } from '../../contract/call'
import { daysBetween } from '../stock/outlook.rules'
import type { Breakdown, Candidate, Service, Task, TaskKind, Vehicle, VehicleFields } from './contract'

/** What a new entry starts with. */
export const emptyVehicle: VehicleFields = {
  code: '',
  plate: '',
  name: '',
  capacityKg: 0,
  standby: false,
  driverId: null,
  mileageKm: 0,
  inspectionUntil: null,
  insuranceUntil: null,
  note: '',
  state: 'active',
}

export const vehicleFieldsOf = ({
  code,
  plate,
  name,
  capacityKg,
  standby,
  driverId,
  mileageKm,
  inspectionUntil,
  insuranceUntil,
  note,
  state,
}: VehicleFields): VehicleFields => ({
  code,
  plate,
  name,
  capacityKg,
  standby,
  driverId,
  mileageKm,
  inspectionUntil,
  insuranceUntil,
  note,
  state,
})

/** How far maintenance is over, by date and by mileage; on the day itself and at the mileage itself it is not (B1.4). */
export const maintenanceOverdue = (
  services: readonly Pick<Service, 'kind' | 'dueOn' | 'dueKm' | 'doneOn'>[],
  today: string,
  mileageKm: number,
): Vehicle['maintenanceOverdue'] => {
  const open = services.filter(({ kind, doneOn }) => kind === 'maintenance' && doneOn === null)
  const days = Math.max(0, ...open.map(({ dueOn }) => (dueOn === null ? 0 : daysBetween(dueOn, today))))
  const kilometres = Math.max(0, ...open.map(({ dueKm }) => (dueKm === null ? 0 : mileageKm - dueKm)))
  if (days === 0 && kilometres === 0) return null
  return { days: days === 0 ? null : days, kilometres: kilometres === 0 ? null : kilometres }
}

/** The first reason against a vehicle taking a load over; null when it is fit. A paper is valid with its last day. */
export const unfitFor = (
  vehicle: Pick<Vehicle, 'state' | 'out' | 'capacityKg' | 'maintenanceOverdue' | 'inspectionUntil' | 'insuranceUntil'>,
  weightKg: number,
  today: string,
): Candidate['unfit'] => {
  if (vehicle.state !== 'active') return 'repair'
  if (vehicle.out) return 'out'
  if (vehicle.maintenanceOverdue !== null) return 'maintenanceOverdue'
  if (vehicle.inspectionUntil !== null && vehicle.inspectionUntil < today) return 'inspectionExpired'
  if (vehicle.insuranceUntil !== null && vehicle.insuranceUntil < today) return 'insuranceExpired'
  return vehicle.capacityKg < weightKg ? 'tooSmall' : null
}

/** Fit ones first, standby before others, the smallest that suffices first; then the unfit, each with its reason. */
export const inOrderOfFitness = (candidates: readonly Candidate[]): Candidate[] =>
  [...candidates].sort(
    (a, b) =>
      Number(a.unfit !== null) - Number(b.unfit !== null) ||
      Number(b.vehicle.standby) - Number(a.vehicle.standby) ||
      a.vehicle.capacityKg - b.vehicle.capacityKg,
  )

const rescue: readonly TaskKind[] = ['rescue120', 'rescue122', 'rescue110', 'tellLeader']

/** What an accident asks for at once: with casualties people before goods (A1.2). A breakdown asks for nothing first. */
export const firstTasks = (kind: Breakdown['kind'], casualties: number): readonly TaskKind[] =>
  kind === 'breakdown' ? [] : casualties > 0 ? rescue : ['handleAccident']

/** CLAUSE A1.2: whether goods may be spoken of: nobody is hurt, or the rescue is logged and a named leader has set the new time (tests/archive/fleet.test.ts). */
export const goodsMayMove = (known: { casualties: number; rescued: boolean; leader: boolean }): boolean =>
  known.casualties === 0 || (known.rescued && known.leader)

/** The same of a vehicle's breakdown, from its tasks. */
export const commerceOpen = (
  { kind, casualties, newTimeBy }: Pick<Breakdown, 'kind' | 'casualties' | 'newTimeBy'>,
  tasks: readonly Pick<Task, 'kind' | 'doneAt'>[],
): boolean =>
  kind !== 'accident' || goodsMayMove({ casualties, rescued: rescueLogged(tasks), leader: newTimeBy !== '' })

export const rescueLogged = (tasks: readonly Pick<Task, 'kind' | 'doneAt'>[]): boolean =>
  tasks.every(({ kind, doneAt }) => !rescue.includes(kind) || doneAt !== null)

/** Minutes between two calls to a driver who waits at the roadside (A1.1). */
export const contactEveryMinutes = 30

/** The one gate of closing (rule 4): refuses while a task is open or nothing has taken the load over. */
export const refuseOpen = (tasks: readonly Pick<Task, 'doneAt'>[], deliveries: number, takenOver: boolean): void => {
  const open = tasks.filter(({ doneAt }) => doneAt === null).length
  if (open > 0) throw new Refused('fleet.tasksOpen', { count: open })
  if (deliveries > 0 && !takenOver) throw new Refused('fleet.loadWaits', { count: deliveries })
}
