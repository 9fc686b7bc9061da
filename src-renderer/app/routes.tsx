/** The addresses inside the program: each feature brings its own. */
import { createHashHistory, createRootRoute, createRoute, createRouter, Navigate } from '@tanstack/react-router'
import { Loading } from '../components/Loading'
import { accessRoutes } from '../features/access/routes'
import { backupRoutes } from '../features/backups/routes'
import { briefingRoutes } from '../features/briefing/routes'
import { customerRoutes } from '../features/customers/routes'
import { dutyRoutes } from '../features/duty/routes'
import { fleetRoutes } from '../features/fleet/routes'
import { guideRoutes } from '../features/guide/routes'
import { officeRoutes } from '../features/office/routes'
import { incidentRoutes } from '../features/incidents/routes'
import { listRoutes } from '../features/lists/routes'
import { messageRoutes } from '../features/messages/routes'
import { paperRoutes } from '../features/paper/routes'
import { planRoutes } from '../features/plans/routes'
import { purchasingRoutes } from '../features/purchasing/routes'
import { staffRoutes } from '../features/staff/routes'
import { stockRoutes } from '../features/stock/routes'
import { updateRoutes } from '../features/updates/routes'
import { visitRoutes } from '../features/visits/routes'
import { weatherRoutes } from '../features/weather/routes'
import { Frame } from './Frame'
import { ScreenError } from './ScreenError'

export const rootRoute = createRootRoute({ component: Frame })

const home = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: () => <Navigate to="/today" replace />,
})

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    home,
    ...briefingRoutes(rootRoute),
    ...incidentRoutes(rootRoute),
    ...dutyRoutes(rootRoute),
    ...visitRoutes(rootRoute),
    ...weatherRoutes(rootRoute),
    ...planRoutes(rootRoute),
    ...messageRoutes(rootRoute),
    ...customerRoutes(rootRoute),
    ...staffRoutes(rootRoute),
    ...stockRoutes(rootRoute),
    ...purchasingRoutes(rootRoute),
    ...fleetRoutes(rootRoute),
    ...paperRoutes(rootRoute),
    ...listRoutes(rootRoute),
    ...backupRoutes(rootRoute),
    ...accessRoutes(rootRoute),
    ...officeRoutes(rootRoute),
    ...updateRoutes(rootRoute),
    ...guideRoutes(rootRoute),
  ]),
  history: createHashHistory(),
  defaultPendingComponent: Loading,
  defaultErrorComponent: ScreenError,
  defaultNotFoundComponent: () => <Navigate to="/" replace />,
})
