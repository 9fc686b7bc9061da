/** The address of the import. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AnyRootRoute } from '@tanstack/react-router'
import { importSearch } from './importSearch'

export const listRoutes = (root: AnyRootRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/import',
    validateSearch: importSearch,
    component: lazyRouteComponent(() => import('./ImportScreen'), 'ImportScreen'),
  }),
]
