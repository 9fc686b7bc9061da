/** What lies behind the door: first run, an obstacle, a new password, or the desk itself, by what the archive says. */
import '@mantine/charts/styles.css'
import '@mantine/dates/styles.css'
import '@mantine/dropzone/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import 'mantine-datatable/styles.css'
import { MantineThemeProvider } from '@mantine/core'
import { DatesProvider } from '@mantine/dates'
import { ModalsProvider } from '@mantine/modals'
import { Notifications } from '@mantine/notifications'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccessState } from '../../src-main/features/access/contract'
import { FirstRun } from '../features/access/FirstRun'
import { MustChangePassword } from '../features/access/MustChangePassword'
import { ObstacleScreen } from '../features/access/ObstacleScreen'
import { OpenedBackup } from '../features/access/OpenedBackup'
import { useSetUpPending } from '../features/access/setUpPending'
import { useOpenedBackup } from '../features/access/useOpenedBackup'
import { OfficeClock } from './moments'
import { markReady } from './ready'
import { router } from './routes'
import { useShown } from './shown'
import './texts'

type Props = { state: AccessState; cameAt: number }

const Inside = ({ state, cameAt }: Props) => {
  useShown()
  const { t, i18n } = useTranslation('core')
  useEffect(() => {
    if (state.phase !== 'open') markReady()
  }, [state.phase])
  // The crosses that close what lies over a screen are heard by their names.
  const named = useMemo(() => {
    const closing = { defaultProps: { closeButtonProps: { 'aria-label': t('close') } } }
    const alert = { defaultProps: { closeButtonLabel: t('close') } }
    return { components: { Modal: closing, Drawer: closing, Notification: closing, Alert: alert } }
  }, [t])
  return (
    <MantineThemeProvider theme={named}>
      <DatesProvider settings={{ locale: i18n.language === 'en' ? 'en' : 'zh-cn', firstDayOfWeek: 1 }}>
        {/* On the other side from the drawers, whose buttons stand at the bottom right. */}
        <Notifications position="bottom-left" />
        <OfficeClock timeZone={state.timeZone ?? 'Asia/Shanghai'} now={state.now} cameAt={cameAt}>
          {/* Small forms stand within the office's clock: the times they take are the office's, not the PC's. */}
          <ModalsProvider modalProps={{ zIndex: 250 }} labels={{ confirm: t('confirm'), cancel: t('cancel') }}>
            <Behind state={state} />
          </ModalsProvider>
        </OfficeClock>
      </DatesProvider>
    </MantineThemeProvider>
  )
}

const Behind = ({ state }: { state: AccessState }) => {
  const pending = useSetUpPending()
  const { opened } = useOpenedBackup()
  if (opened && (state.phase === 'empty' || state.phase === 'closed' || pending === 'opened'))
    return <OpenedBackup beforeSignIn={state.phase === 'closed' && !state.obstacle ? null : 'opened'} />
  // Neither may leave the screen when the archive opens beneath it: the codes it shows are shown only once.
  if (state.phase === 'empty' || pending === 'firstRun') return <FirstRun />
  if (pending === 'obstacle' || state.obstacle) return <ObstacleScreen state={state} />
  return state.mustChangePassword ? <MustChangePassword /> : <RouterProvider router={router} />
}

// What is loaded lazily is a default export by React's rule.
export default Inside
