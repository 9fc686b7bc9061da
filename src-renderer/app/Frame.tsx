/** The frame around every screen: where one is, who one is, and how to get anywhere. */
import { Alert, AppShell, Badge, Button, Group, NavLink, Text, Tooltip, UnstyledButton } from '@mantine/core'
import { IconLayoutSidebar, IconSearch } from '@tabler/icons-react'
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { useHotkeys } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '../../src-main/features/access/rules'
import { ask, useRead } from './bridge'
import { useMoments } from './moments'
import { useNoteRecent } from './found'
import { FrameMenu } from './FrameMenu'
import { places } from './navigation'
import { Palette } from './Palette'
import { markReady } from './ready'
import { StatusLine } from './StatusLine'
import { palette } from './usePaletteMark'
import { BackupBanner } from '../features/backups/BackupBanner'
import { useOpenedBackup } from '../features/access/useOpenedBackup'
import { useIdleLock } from './idleLock'
import { useReportIncident } from '../features/incidents/ReportForm'
import { useAlarms } from './useAlarms'
import { useAttention } from './useAttention'
import { useBeat } from './useBeat'

export const Frame = () => {
  const { t } = useTranslation('core')
  const { day, dayOf } = useMoments()
  const office = useRead('office.entry', {})
  const state = useRead('access.state', {})
  const [collapsed, setCollapsed] = useState(false)
  const path = useRouterState({ select: router => router.location.pathname })
  const now = useBeat(20_000)
  const go = useNavigate()
  const { opened } = useOpenedBackup()
  useEffect(() => {
    if (opened) void go({ to: '/restore' })
  }, [opened, go])
  const attention = useAttention()
  useAlarms()
  useNoteRecent()
  const report = useReportIncident()
  useHotkeys(
    [
      [
        'mod+N',
        () => {
          if (may(state.value?.person?.role ?? 'auditor', 'clerk')) report()
        },
      ],
    ],
    [],
  )
  useIdleLock(state.value?.lockAfterMinutes ?? 0)

  useEffect(() => {
    void ask('system.preferences', {}).then(kept => {
      if (kept.ok) setCollapsed(kept.value.navigationCollapsed)
    })
  }, [])
  useEffect(() => {
    if (office.value) markReady()
  }, [office.value])

  const collapse = (): void => {
    setCollapsed(!collapsed)
    void ask('system.keepPreferences', { navigationCollapsed: !collapsed })
  }
  const mustProve = state.value?.recoveryConfirmed === false && state.value.person?.role === 'administrator'

  return (
    <AppShell header={{ height: 48 }} navbar={{ width: collapsed ? 60 : 168, breakpoint: 0 }} footer={{ height: 28 }}>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="md" wrap="nowrap">
            <Text fw={600} truncate maw={260}>
              {office.value?.name ?? ''}
            </Text>
            {office.value?.sample ? (
              <Text size="sm" c="dimmed">
                {t('frame.sample')}
              </Text>
            ) : null}
            <Text size="sm" c="dimmed">
              {day(dayOf(now))}
            </Text>
            <OnDuty />
          </Group>
          <Group gap="xs" wrap="nowrap">
            <Button variant="default" leftSection={<IconSearch size={16} />} onClick={palette.open}>
              {t('frame.search')}
            </Button>
            <FrameMenu person={state.value?.person ?? null} />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p={6} aria-label={t('frame.navigation')}>
        <AppShell.Section grow style={{ overflowY: 'auto', minHeight: 0 }}>
          {places.map(({ to, label, icon: Icon }) => (
            <Tooltip key={to} label={t(`frame.places.${label}`)} position="right" disabled={!collapsed}>
              <NavLink
                component={Link}
                to={to}
                label={collapsed ? null : t(`frame.places.${label}`)}
                aria-label={t(`frame.places.${label}`)}
                leftSection={<Icon size={20} stroke={1.6} />}
                rightSection={<Waiting count={attention[label] ?? 0} collapsed={collapsed} />}
                active={path.startsWith(to)}
                variant="light"
              />
            </Tooltip>
          ))}
        </AppShell.Section>
        <UnstyledButton p="xs" onClick={collapse} aria-label={t('frame.collapse')}>
          <IconLayoutSidebar size={18} stroke={1.6} />
        </UnstyledButton>
      </AppShell.Navbar>
      <AppShell.Main>
        <div className="fill">
          {path.startsWith('/backups') ? null : <BackupBanner />}
          {mustProve ? (
            <Alert color="yellow" m="md" title={t('frame.recoveryUnproved')}>
              <Group justify="space-between">
                <Text size="sm">{t('frame.recoveryUnprovedHint')}</Text>
                <Button component={Link} to="/settings/recovery" variant="default">
                  {t('frame.recoveryProve')}
                </Button>
              </Group>
            </Alert>
          ) : null}
          <Outlet />
        </div>
      </AppShell.Main>
      <AppShell.Footer>
        <StatusLine />
      </AppShell.Footer>
      <Palette />
    </AppShell>
  )
}

/** Who is on duty, with the number; a link to the roster. */
const OnDuty = () => {
  const { t } = useTranslation('core')
  const [person, ...others] = useRead('duty.now', {}, { every: 60_000 }).value?.people ?? []
  if (!person) return null
  return (
    <Text size="sm" truncate maw={300} component={Link} to="/duty" c="inherit">
      {t('frame.onDuty', { name: person.name, phone: person.phone, count: others.length })}
    </Text>
  )
}

const Waiting = ({ count, collapsed }: { count: number; collapsed: boolean }) => {
  const { t } = useTranslation('core')
  if (count === 0 || collapsed) return null
  return (
    <Badge size="sm" circle={count < 10} color="red" title={t('frame.waiting', { count })}>
      {count}
    </Badge>
  )
}
