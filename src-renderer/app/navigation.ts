/** What the navigation shows: one entry per feature that exists, in the order of a working day. */
import {
  IconAddressBook,
  IconAlertTriangle,
  IconCalendarUser,
  IconListCheck,
  IconBuildingStore,
  IconCloudStorm,
  IconDatabaseExport,
  IconPackages,
  IconSettings,
  IconSunrise,
  IconShoppingCart,
  IconTruck,
  IconWalk,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'

export type Place = {
  to: string
  label:
    | 'today'
    | 'incidents'
    | 'duty'
    | 'visits'
    | 'weather'
    | 'plans'
    | 'stock'
    | 'purchasing'
    | 'fleet'
    | 'customers'
    | 'staff'
    | 'backups'
    | 'settings'
  icon: Icon
}

export const places: readonly Place[] = [
  { to: '/today', label: 'today', icon: IconSunrise },
  { to: '/incidents', label: 'incidents', icon: IconAlertTriangle },
  { to: '/duty', label: 'duty', icon: IconCalendarUser },
  { to: '/weather', label: 'weather', icon: IconCloudStorm },
  { to: '/stock', label: 'stock', icon: IconPackages },
  { to: '/purchasing', label: 'purchasing', icon: IconShoppingCart },
  { to: '/fleet', label: 'fleet', icon: IconTruck },
  { to: '/customers', label: 'customers', icon: IconBuildingStore },
  { to: '/staff', label: 'staff', icon: IconAddressBook },
  { to: '/plans', label: 'plans', icon: IconListCheck },
  { to: '/visits', label: 'visits', icon: IconWalk },
  { to: '/backups', label: 'backups', icon: IconDatabaseExport },
  { to: '/settings', label: 'settings', icon: IconSettings },
]
