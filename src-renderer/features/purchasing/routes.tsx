/** Addresses of buying. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AnyRootRoute } from '@tanstack/react-router'
import { openSearch, purchasesSearch, suppliersSearch } from './purchasingSearch'

export const purchasingRoutes = (root: AnyRootRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/purchasing',
    validateSearch: purchasesSearch,
    component: lazyRouteComponent(() => import('./PurchasesScreen'), 'PurchasesScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/purchasing/sourcing',
    validateSearch: openSearch,
    component: lazyRouteComponent(() => import('./SourcingScreen'), 'SourcingScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/purchasing/early',
    validateSearch: openSearch,
    component: lazyRouteComponent(() => import('./EarlyScreen'), 'EarlyScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/purchasing/suppliers',
    validateSearch: suppliersSearch,
    component: lazyRouteComponent(() => import('./SuppliersScreen'), 'SuppliersScreen'),
  }),
]
