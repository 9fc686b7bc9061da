/** Addresses of the backups. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AnyRootRoute } from '@tanstack/react-router'
import { backupsSearch } from './backupsSearch'

export const backupRoutes = (root: AnyRootRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/backups',
    validateSearch: backupsSearch,
    component: lazyRouteComponent(() => import('./BackupsScreen'), 'BackupsScreen'),
  }),
]
