/** Addresses of the weather watch, service decisions and bulletins. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AnyRootRoute } from '@tanstack/react-router'
import { checksSearch, decisionSearch, listSearch } from './weatherSearch'

export const weatherRoutes = (root: AnyRootRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/weather',
    component: lazyRouteComponent(() => import('./WeatherScreen'), 'WeatherScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/weather/service',
    validateSearch: listSearch,
    component: lazyRouteComponent(() => import('./ServiceScreen'), 'ServiceScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/weather/decision',
    validateSearch: decisionSearch,
    component: lazyRouteComponent(() => import('./DecisionScreen'), 'DecisionScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/weather/bulletins',
    validateSearch: listSearch,
    component: lazyRouteComponent(() => import('./BulletinsScreen'), 'BulletinsScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/weather/checks',
    validateSearch: checksSearch,
    component: lazyRouteComponent(() => import('./ChecksScreen'), 'ChecksScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/weather/settings',
    component: lazyRouteComponent(() => import('./WeatherSettings'), 'WeatherSettings'),
  }),
]
