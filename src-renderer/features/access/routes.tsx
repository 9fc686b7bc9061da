/** Addresses of people, journal and one's own password. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AnyRootRoute } from '@tanstack/react-router'
import { journalSearch } from './journalSearch'

export const accessRoutes = (root: AnyRootRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/settings/password',
    component: lazyRouteComponent(() => import('./OwnPassword'), 'OwnPassword'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/settings/recovery',
    component: lazyRouteComponent(() => import('./RecoveryScreen'), 'RecoveryScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/restore',
    component: lazyRouteComponent(() => import('./RestoreScreen'), 'RestoreScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/settings/people',
    component: lazyRouteComponent(() => import('./People'), 'People'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/settings/journal',
    validateSearch: journalSearch,
    component: lazyRouteComponent(() => import('./Journal'), 'Journal'),
  }),
]
