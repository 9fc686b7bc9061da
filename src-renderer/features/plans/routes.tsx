/** Addresses of plans, training and the manual. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AnyRootRoute } from '@tanstack/react-router'
import { manualSearch, matrixSearch, plansSearch, trainingSearch, versionSearch } from './plansSearch'

export const planRoutes = (root: AnyRootRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/plans',
    validateSearch: plansSearch,
    component: lazyRouteComponent(() => import('./PlansScreen'), 'PlansScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/plans/version',
    validateSearch: versionSearch,
    component: lazyRouteComponent(() => import('./VersionScreen'), 'VersionScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/plans/training',
    validateSearch: trainingSearch,
    component: lazyRouteComponent(() => import('./TrainingScreen'), 'TrainingScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/plans/matrix',
    validateSearch: matrixSearch,
    component: lazyRouteComponent(() => import('./MatrixScreen'), 'MatrixScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/plans/manual',
    validateSearch: manualSearch,
    component: lazyRouteComponent(() => import('./ManualScreen'), 'ManualScreen'),
  }),
]
