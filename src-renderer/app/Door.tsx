/** The door: first run, an obstacle, sign-in, the lock, or the desk itself, by what the archive says. */
import { useEffect } from 'react'
import { RouterProvider } from '@tanstack/react-router'
import { FirstRun } from '../features/access/FirstRun'
import { LockScreen } from '../features/access/LockScreen'
import { MustChangePassword } from '../features/access/MustChangePassword'
import { ObstacleScreen } from '../features/access/ObstacleScreen'
import { SignIn } from '../features/access/SignIn'
import { Loading } from '../components/Loading'
import { RefusalAlert } from '../components/RefusalAlert'
import { useAnnouncements, useRead } from './bridge'
import { OfficeClock } from './moments'
import { router } from './routes'
import { useSetUpPending } from '../features/access/setUpPending'

export const Door = () => {
  useAnnouncements()
  const { value: state, refusal, cameAt } = useRead('access.state', {})
  const pending = useSetUpPending()

  // Tests and the printing of paper wait for this mark instead of guessing.
  useEffect(() => {
    if (state && state.phase !== 'open') document.documentElement.dataset['ready'] = 'true'
  }, [state])

  if (refusal) return <RefusalAlert refusal={refusal} />
  if (!state) return <Loading />
  // Neither may leave the screen when the archive opens beneath it: the codes it shows are shown only once.
  if (state.phase === 'empty' || pending === 'firstRun') return <FirstRun />
  if (pending === 'obstacle') return <ObstacleScreen state={state} />
  if (state.phase === 'locked') return <LockScreen state={state} />
  if (state.phase === 'closed')
    return state.obstacle ? <ObstacleScreen state={state} /> : <SignIn waitSeconds={state.waitSeconds} />
  if (state.mustChangePassword) return <MustChangePassword />
  return (
    <OfficeClock timeZone={state.timeZone ?? 'Asia/Shanghai'} now={state.now} cameAt={cameAt}>
      <RouterProvider router={router} />
    </OfficeClock>
  )
}
