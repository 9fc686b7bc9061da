/** Addresses of the customer archive; the list's filters stand in the address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AnyRootRoute } from '@tanstack/react-router'
import { listSearch } from './listSearch'

export const customerRoutes = (root: AnyRootRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/customers',
    validateSearch: listSearch,
    component: lazyRouteComponent(() => import('./CustomersScreen'), 'CustomersScreen'),
  }),
]
