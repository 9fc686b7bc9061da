/** The door: sign-in and the lock at once; everything else is loaded when the archive says that it is needed. */
import { lazy, Suspense, useEffect } from 'react'
import type { AccessState } from '../../src-main/features/access/contract'
import { useDialogsCounted } from '../components/dialogs'
import { Loading } from '../components/Loading'
import { RefusalAlert } from '../components/RefusalAlert'
import { LockScreen } from '../features/access/LockScreen'
import { SignIn } from '../features/access/SignIn'
import { useSetUpPending } from '../features/access/setUpPending'
import type { Pending } from '../features/access/setUpPending'
import { useOpenedBackup } from '../features/access/useOpenedBackup'
import { useAnnouncements, useRead } from './bridge'
import { ClosingScreen } from './ClosingScreen'
import { useClosing } from './closing'
import { loadInside } from './inside'
import { markReady } from './ready'

const Inside = lazy(loadInside)

/** Whether nobody works here yet and nothing but a password is wanted. */
const waits = ({ phase, obstacle }: AccessState, pending: Pending, opened: boolean): boolean => {
  if (pending === 'firstRun' || pending === 'obstacle' || (opened && pending === 'opened')) return false
  return phase === 'locked' || (phase === 'closed' && !obstacle && !opened)
}

export const Door = () => {
  useAnnouncements()
  // Before anything behind the door listens: what is counted later misses what Esc has closed by then.
  useDialogsCounted()
  const { value: state, refusal, cameAt } = useRead('access.state', {})
  const { opened } = useOpenedBackup()
  const pending = useSetUpPending()
  const closing = useClosing()
  const waiting = state !== undefined && waits(state, pending, opened !== null)
  useEffect(() => {
    if (waiting) markReady()
  }, [waiting])

  if (closing) return <ClosingScreen quitting={closing.quitting} />
  if (refusal) return <RefusalAlert refusal={refusal} />
  if (!state) return <Loading />
  if (waiting)
    return state.phase === 'locked' ? <LockScreen state={state} /> : <SignIn waitSeconds={state.waitSeconds} />
  return (
    <Suspense fallback={<Loading />}>
      <Inside state={state} cameAt={cameAt} />
    </Suspense>
  )
}
