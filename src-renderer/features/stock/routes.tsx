/** Addresses of the stock. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AnyRootRoute } from '@tanstack/react-router'
import { countsSearch, stockSearch } from './stockSearch'

export const stockRoutes = (root: AnyRootRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/stock',
    validateSearch: stockSearch,
    component: lazyRouteComponent(() => import('./StockScreen'), 'StockScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/stock/alerts',
    component: lazyRouteComponent(() => import('./AlertsScreen'), 'AlertsScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/stock/safety',
    component: lazyRouteComponent(() => import('./SafetyDueScreen'), 'SafetyDueScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/stock/reservations',
    component: lazyRouteComponent(() => import('./ReservationsScreen'), 'ReservationsScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/stock/tools',
    component: lazyRouteComponent(() => import('./ToolsScreen'), 'ToolsScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/stock/counts',
    validateSearch: countsSearch,
    component: lazyRouteComponent(() => import('./StocktakesScreen'), 'StocktakesScreen'),
  }),
]
