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

/** The parts of the places, by the words on their tabs; the palette finds each. */
export const parts = [
  { to: '/today/briefings', key: 'briefing:tabs.briefings' },
  { to: '/incidents/list', key: 'incidents:tabs.list' },
  { to: '/incidents/calendar', key: 'incidents:tabs.calendar' },
  { to: '/incidents/callouts', key: 'incidents:tabs.callouts' },
  { to: '/incidents/figures', key: 'incidents:tabs.figures' },
  { to: '/incidents/coverage', key: 'incidents:tabs.coverage' },
  { to: '/duty/handovers', key: 'duty:tabs.handovers' },
  { to: '/duty/calls', key: 'duty:tabs.calls' },
  { to: '/duty/swaps', key: 'duty:tabs.swaps' },
  { to: '/duty/shortage', key: 'duty:tabs.shortage' },
  { to: '/duty/skills', key: 'duty:tabs.skills' },
  { to: '/duty/overtime', key: 'duty:tabs.overtime' },
  { to: '/weather/service', key: 'weather:tabs.service' },
  { to: '/weather/bulletins', key: 'weather:tabs.bulletins' },
  { to: '/weather/checks', key: 'weather:tabs.checks' },
  { to: '/weather/settings', key: 'weather:tabs.settings' },
  { to: '/stock/alerts', key: 'stock:tabs.alerts' },
  { to: '/stock/safety', key: 'stock:tabs.safety' },
  { to: '/stock/counts', key: 'stock:tabs.counts' },
  { to: '/stock/reservations', key: 'stock:tabs.reservations' },
  { to: '/stock/tools', key: 'stock:tabs.tools' },
  { to: '/purchasing/suppliers', key: 'purchasing:tabs.suppliers' },
  { to: '/purchasing/sourcing', key: 'purchasing:tabs.sourcing' },
  { to: '/purchasing/early', key: 'purchasing:tabs.early' },
  { to: '/fleet/vehicles', key: 'fleet:tabs.vehicles' },
  { to: '/fleet/breakdowns', key: 'fleet:tabs.breakdowns' },
  { to: '/plans/training', key: 'plans:tabs.training' },
  { to: '/plans/manual', key: 'plans:tabs.manual' },
  { to: '/visits/made', key: 'visits:tabs.made' },
  { to: '/visits/upkeep', key: 'visits:tabs.upkeep' },
] as const

/** What is done on these screens, by the words on its button; the palette leads to where it stands. */
export const actions = [
  { to: '/duty', key: 'duty:fill' },
  { to: '/duty/handovers', key: 'duty:hand' },
  { to: '/duty/calls', key: 'duty:logCall' },
  { to: '/duty/swaps', key: 'duty:ask' },
  { to: '/duty/skills', key: 'skills:qualify' },
  { to: '/duty/skills', key: 'skills:plan' },
  { to: '/duty/overtime', key: 'skills:record' },
  { to: '/visits', key: 'visits:record' },
  { to: '/today/briefings', key: 'briefing:prepare' },
  { to: '/incidents/callouts', key: 'callouts:new' },
  { to: '/weather', key: 'weather:paste' },
  { to: '/weather', key: 'weather:typeForecast' },
  { to: '/weather', key: 'weather:check' },
  { to: '/weather/service', key: 'suspensions:new' },
  { to: '/weather/bulletins', key: 'bulletins:new' },
  { to: '/fleet', key: 'fleet:plan' },
  { to: '/fleet/breakdowns', key: 'fleet:report' },
  { to: '/fleet/vehicles', key: 'fleet:addVehicle' },
  { to: '/purchasing', key: 'purchasing:request' },
  { to: '/purchasing/suppliers', key: 'suppliers:add' },
  { to: '/purchasing/sourcing', key: 'sourcing:start' },
  { to: '/purchasing/early', key: 'early:start' },
  { to: '/stock/counts', key: 'stocktakes:start' },
  { to: '/plans', key: 'plans:add' },
  { to: '/plans/training', key: 'training:add' },
  { to: '/plans/manual', key: 'manual:add' },
  { to: '/backups', key: 'backups:backUpNow' },
  { to: '/settings/updates', key: 'updates:check' },
  { to: '/restore', key: 'backups:restoreOne' },
] as const
