/** Where messages are set up and watched. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AnyRootRoute } from '@tanstack/react-router'

export const messageRoutes = (root: AnyRootRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/settings/messages',
    component: lazyRouteComponent(() => import('./MessagesSettings'), 'MessagesSettings'),
  }),
]
