/** Addresses of the staff register and its departments. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AnyRootRoute } from '@tanstack/react-router'
import { staffSearch } from './staffSearch'

export const staffRoutes = (root: AnyRootRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/staff',
    validateSearch: staffSearch,
    component: lazyRouteComponent(() => import('./StaffScreen'), 'StaffScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/settings/departments',
    component: lazyRouteComponent(() => import('./Departments'), 'Departments'),
  }),
]
