/** Addresses of incidents and call-outs. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AnyRootRoute } from '@tanstack/react-router'
import { calloutsSearch } from './calloutsSearch'
import { caseSearch, coverageSearch, figuresSearch, incidentsSearch } from './incidentsSearch'

export const incidentRoutes = (root: AnyRootRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/incidents',
    validateSearch: incidentsSearch,
    component: lazyRouteComponent(() => import('./BoardScreen'), 'BoardScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/incidents/list',
    validateSearch: incidentsSearch,
    component: lazyRouteComponent(() => import('./ListScreen'), 'ListScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/incidents/calendar',
    validateSearch: incidentsSearch,
    component: lazyRouteComponent(() => import('./CalendarScreen'), 'CalendarScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/incidents/case',
    validateSearch: caseSearch,
    component: lazyRouteComponent(() => import('./CaseScreen'), 'CaseScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/incidents/report',
    validateSearch: caseSearch,
    component: lazyRouteComponent(() => import('./ReportScreen'), 'ReportScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/incidents/callouts',
    validateSearch: calloutsSearch,
    component: lazyRouteComponent(() => import('./CalloutsScreen'), 'CalloutsScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/incidents/calling',
    validateSearch: caseSearch,
    component: lazyRouteComponent(() => import('./CallingScreen'), 'CallingScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/incidents/figures',
    validateSearch: figuresSearch,
    component: lazyRouteComponent(() => import('./FiguresScreen'), 'FiguresScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/incidents/coverage',
    validateSearch: coverageSearch,
    component: lazyRouteComponent(() => import('./CoverageScreen'), 'CoverageScreen'),
  }),
]
