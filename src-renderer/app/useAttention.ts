/** How much in each place waits for a person: shown in the navigation on every screen until it is settled. */
import type { Place } from './navigation'
import { useRead } from './bridge'

const first = { offset: 0, limit: 1 }

export const useAttention = (): Partial<Record<Place['label'], number>> => ({
  incidents: useRead('incidents.overdue', {}).value?.count ?? 0,
  weather: useRead('weather.overview', {}).value?.signals.length ?? 0,
  stock: useRead('stock.alerts', first).value?.unseen ?? 0,
  purchasing: useRead('purchasing.page', { ...first, show: 'open' }).value?.unresolved ?? 0,
  duty: useRead('duty.now', {}, { every: 60_000 }).value?.unsigned.length ?? 0,
  fleet: useRead('fleet.breakdowns', { ...first, all: false }).value?.total ?? 0,
})
