/** The door: first run, an obstacle, sign-in, the lock, or the desk itself, by what the archive says. */
import { useEffect } from 'react'
import { RouterProvider } from '@tanstack/react-router'
import { ModalsProvider } from '@mantine/modals'
import { useTranslation } from 'react-i18next'
import { FirstRun } from '../features/access/FirstRun'
import { LockScreen } from '../features/access/LockScreen'
import { OpenedBackup } from '../features/access/OpenedBackup'
import { useOpenedBackup } from '../features/access/useOpenedBackup'
import { MustChangePassword } from '../features/access/MustChangePassword'
import { ObstacleScreen } from '../features/access/ObstacleScreen'
import { SignIn } from '../features/access/SignIn'
import type { AccessState } from '../../src-main/features/access/contract'
import { useDialogsCounted } from '../components/dialogs'
import { Loading } from '../components/Loading'
import { RefusalAlert } from '../components/RefusalAlert'
import { useAnnouncements, useRead } from './bridge'
import { useClosing } from './closing'
import { OfficeClock } from './moments'
import { router } from './routes'
import { useShown } from './shown'
import { useSetUpPending } from '../features/access/setUpPending'

export const Door = () => {
  useAnnouncements()
  useShown()
  useDialogsCounted()
  const { value: state, refusal, cameAt } = useRead('access.state', {})
  const closing = useClosing()
  const { t } = useTranslation('backups')
  const { t: core } = useTranslation('core')

  // Tests and the printing of paper wait for this mark instead of guessing.
  useEffect(() => {
    if (state && state.phase !== 'open') document.documentElement.dataset['ready'] = 'true'
  }, [state])

  if (closing) return <Loading label={t('closing')} />
  if (refusal) return <RefusalAlert refusal={refusal} />
  if (!state) return <Loading />
  return (
    <OfficeClock timeZone={state.timeZone ?? 'Asia/Shanghai'} now={state.now} cameAt={cameAt}>
      {/* Small forms stand within the office's clock: the times they take are the office's, not the PC's. */}
      <ModalsProvider modalProps={{ zIndex: 250 }} labels={{ confirm: core('confirm'), cancel: core('cancel') }}>
        <Behind state={state} />
      </ModalsProvider>
    </OfficeClock>
  )
}

const Behind = ({ state }: { state: AccessState }) => {
  const pending = useSetUpPending()
  const { opened } = useOpenedBackup()
  if (opened && (state.phase === 'empty' || state.phase === 'closed' || pending === 'opened'))
    return <OpenedBackup beforeSignIn={state.phase === 'closed' && !state.obstacle ? null : 'opened'} />
  // Neither may leave the screen when the archive opens beneath it: the codes it shows are shown only once.
  if (state.phase === 'empty' || pending === 'firstRun') return <FirstRun />
  if (pending === 'obstacle') return <ObstacleScreen state={state} />
  if (state.phase === 'locked') return <LockScreen state={state} />
  if (state.phase === 'closed')
    return state.obstacle ? <ObstacleScreen state={state} /> : <SignIn waitSeconds={state.waitSeconds} />
  return state.mustChangePassword ? <MustChangePassword /> : <RouterProvider router={router} />
}
