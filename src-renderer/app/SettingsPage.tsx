/** The settings: one row of tabs over its parts. */
import { Tabs } from '@mantine/core'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '../../src-main/features/access/rules'
import type { Role } from '../../src-main/contract/call'
import { Page } from '../components/Page'
import { useRead } from './bridge'

const parts: readonly {
  to: string
  label: 'office' | 'calendar' | 'messages' | 'departments' | 'people' | 'recovery' | 'updates' | 'journal' | 'password'
  need: Role
}[] = [
  { to: '/settings', label: 'office', need: 'auditor' },
  { to: '/settings/calendar', label: 'calendar', need: 'auditor' },
  { to: '/settings/departments', label: 'departments', need: 'auditor' },
  { to: '/settings/people', label: 'people', need: 'manager' },
  { to: '/settings/messages', label: 'messages', need: 'auditor' },
  { to: '/settings/updates', label: 'updates', need: 'auditor' },
  { to: '/settings/recovery', label: 'recovery', need: 'administrator' },
  { to: '/settings/journal', label: 'journal', need: 'manager' },
  { to: '/settings/password', label: 'password', need: 'auditor' },
]

export const SettingsPage = ({ children }: { children: ReactNode }) => {
  const { t } = useTranslation('core')
  const go = useNavigate()
  const path = useRouterState({ select: router => router.location.pathname })
  const role = useRead('access.state', {}).value?.person?.role ?? 'auditor'
  return (
    <Page title={t('frame.places.settings')}>
      <Tabs value={path} onChange={to => void go({ to: to ?? '/settings' })}>
        <Tabs.List>
          {parts
            .filter(({ need }) => may(role, need))
            .map(({ to, label }) => (
              <Tabs.Tab key={to} value={to}>
                {t(`settings.${label}`)}
              </Tabs.Tab>
            ))}
        </Tabs.List>
      </Tabs>
      {children}
    </Page>
  )
}
