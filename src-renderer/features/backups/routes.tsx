/** Addresses of the backups. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AnyRootRoute } from '@tanstack/react-router'

export const backupRoutes = (root: AnyRootRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/backups',
    component: lazyRouteComponent(() => import('./BackupsScreen'), 'BackupsScreen'),
  }),
]
