/** The address of the guide for clerks. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AnyRootRoute } from '@tanstack/react-router'
import { guideSearch } from './guideSearch'

export const guideRoutes = (root: AnyRootRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/guide',
    validateSearch: guideSearch,
    component: lazyRouteComponent(() => import('./GuideScreen'), 'GuideScreen'),
  }),
]
