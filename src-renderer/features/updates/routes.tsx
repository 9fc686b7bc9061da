/** Where updates of the program are found. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AnyRootRoute } from '@tanstack/react-router'

export const updateRoutes = (root: AnyRootRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/settings/updates',
    component: lazyRouteComponent(() => import('./UpdatesSettings'), 'UpdatesSettings'),
  }),
]
