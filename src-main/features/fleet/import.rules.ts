/** Vehicles in lists: one row each. A driver stands by code; the list's name of a vehicle is its model. */
import type { FlatColumn } from '../lists/flat.rules'
import { dayColumn, textColumn, wholeColumn, wordColumn, yesColumn } from '../lists/flat.rules'
import type { VehicleFields } from './contract'

type Drivers = { idOf: (word: string) => string | null; codeOf: (id: string) => string }

export const vehicleColumnsOfLists = ({ idOf, codeOf }: Drivers): readonly FlatColumn<VehicleFields>[] => [
  textColumn('code', 'code'),
  textColumn('plate', 'plate'),
  textColumn('name', 'name'),
  wholeColumn('capacityKg', 'capacityKg'),
  yesColumn('standby', 'standby'),
  {
    column: 'driver',
    read: cell => {
      const driverId = idOf(cell)
      return driverId === null ? 'unknownDeputy' : { driverId }
    },
    write: ({ driverId }) => (driverId === null ? '' : codeOf(driverId)),
  },
  wholeColumn('mileageKm', 'mileageKm'),
  dayColumn('inspectionUntil', 'inspectionUntil'),
  dayColumn('insuranceUntil', 'insuranceUntil'),
  wordColumn('vehicleState', 'state', { active: ['在用'], repair: ['维修中', '维修'], retired: ['已停用', '停用'] }),
  textColumn('note', 'note'),
]
