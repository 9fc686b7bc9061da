/** Addresses of the stock. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AnyRootRoute } from '@tanstack/react-router'
import { stockSearch } from './stockSearch'

export const stockRoutes = (root: AnyRootRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/stock',
    validateSearch: stockSearch,
    component: lazyRouteComponent(() => import('./StockScreen'), 'StockScreen'),
  }),
]
