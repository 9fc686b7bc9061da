/** Addresses of the day: Today, and the briefings. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AnyRootRoute } from '@tanstack/react-router'
import { briefingSearch, todaySearch } from './briefingSearch'

export const briefingRoutes = (root: AnyRootRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/today',
    validateSearch: todaySearch,
    component: lazyRouteComponent(() => import('./TodayScreen'), 'TodayScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/today/briefings',
    validateSearch: briefingSearch,
    component: lazyRouteComponent(() => import('./BriefingsScreen'), 'BriefingsScreen'),
  }),
]
