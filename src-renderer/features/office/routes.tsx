/** Addresses of the office's entry and the desk's settings. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AnyRootRoute } from '@tanstack/react-router'

export const officeRoutes = (root: AnyRootRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/settings',
    component: lazyRouteComponent(() => import('./OfficeSettings'), 'OfficeSettings'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/settings/calendar',
    component: lazyRouteComponent(() => import('./CalendarSettings'), 'CalendarSettings'),
  }),
]
