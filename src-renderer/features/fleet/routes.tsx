/** Addresses of the fleet. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AnyRootRoute } from '@tanstack/react-router'
import { breakdownsSearch, planSearch, vehiclesSearch } from './fleetSearch'

export const fleetRoutes = (root: AnyRootRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/fleet',
    validateSearch: planSearch,
    component: lazyRouteComponent(() => import('./DayPlanScreen'), 'DayPlanScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/fleet/notices',
    component: lazyRouteComponent(() => import('./NoticesScreen'), 'NoticesScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/fleet/breakdowns',
    validateSearch: breakdownsSearch,
    component: lazyRouteComponent(() => import('./BreakdownsScreen'), 'BreakdownsScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/fleet/vehicles',
    validateSearch: vehiclesSearch,
    component: lazyRouteComponent(() => import('./VehiclesScreen'), 'VehiclesScreen'),
  }),
]
