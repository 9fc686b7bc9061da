/** The address of the paper preview. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AnyRootRoute } from '@tanstack/react-router'
import { previewSearch } from './previewSearch'

export const paperRoutes = (root: AnyRootRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/print',
    validateSearch: previewSearch,
    component: lazyRouteComponent(() => import('./PreviewScreen'), 'PreviewScreen'),
  }),
]
