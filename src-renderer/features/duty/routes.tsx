/** Addresses of duty. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AnyRootRoute } from '@tanstack/react-router'
import { callsSearch, overtimeSearch, pageSearch, rosterSearch, shortageSearch, skillsSearch } from './dutySearch'

export const dutyRoutes = (root: AnyRootRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/duty',
    validateSearch: rosterSearch,
    component: lazyRouteComponent(() => import('./RosterScreen'), 'RosterScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/duty/handovers',
    validateSearch: pageSearch,
    component: lazyRouteComponent(() => import('./HandoversScreen'), 'HandoversScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/duty/calls',
    validateSearch: callsSearch,
    component: lazyRouteComponent(() => import('./CallsScreen'), 'CallsScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/duty/swaps',
    validateSearch: pageSearch,
    component: lazyRouteComponent(() => import('./SwapsScreen'), 'SwapsScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/duty/skills',
    validateSearch: skillsSearch,
    component: lazyRouteComponent(() => import('./SkillsScreen'), 'SkillsScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/duty/shortage',
    validateSearch: shortageSearch,
    component: lazyRouteComponent(() => import('./ShortageScreen'), 'ShortageScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/duty/overtime',
    validateSearch: overtimeSearch,
    component: lazyRouteComponent(() => import('./OvertimeScreen'), 'OvertimeScreen'),
  }),
]
