/** Addresses of the visits and of the upkeep of contact details. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AnyRootRoute } from '@tanstack/react-router'
import { dueSearch, madeSearch, upkeepSearch } from './visitsSearch'

export const visitRoutes = (root: AnyRootRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/visits',
    validateSearch: dueSearch,
    component: lazyRouteComponent(() => import('./DueScreen'), 'DueScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/visits/made',
    validateSearch: madeSearch,
    component: lazyRouteComponent(() => import('./MadeScreen'), 'MadeScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/visits/upkeep',
    validateSearch: upkeepSearch,
    component: lazyRouteComponent(() => import('./UpkeepScreen'), 'UpkeepScreen'),
  }),
]
