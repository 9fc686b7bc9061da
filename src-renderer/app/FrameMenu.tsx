/** What stands on the right above every screen: language, colours, the guide, the lock, and the person at the desk. */
import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import { IconHelp, IconKey, IconKeyboard, IconLock, IconLogout, IconUser } from '@tabler/icons-react'
import { useHotkeys } from '@mantine/hooks'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Person } from '../../src-main/features/access/contract'
import { ask } from './bridge'
import { guidePageFor } from './guide'
import { ColorSchemeButton, LanguageButton } from './LookButtons'
import { useShortcutList } from './shortcuts'

export const FrameMenu = ({ person }: { person: Person | null }) => {
  const { t } = useTranslation('core')
  const go = useNavigate()
  const shortcuts = useShortcutList()
  const path = useRouterState({ select: router => router.location.pathname })
  const guide = (): void => void go({ to: '/guide', search: { page: guidePageFor(path) } })
  useHotkeys([['F1', guide]], [])
  return (
    <>
      <LanguageButton />
      <ColorSchemeButton />
      <Tooltip label={t('guide:title')}>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('guide:title')} onClick={guide}>
          <IconHelp size={18} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('frame.lock')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('frame.lock')}
          onClick={() => void ask('access.lock', {})}
        >
          <IconLock size={18} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="subtle" color="gray" leftSection={<IconUser size={18} stroke={1.6} />}>
            {person?.name ?? ''}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={shortcuts}>
            {t('shortcuts.title')}
          </Menu.Item>
          {person ? <Menu.Label>{t(`role.${person.role}`)}</Menu.Label> : null}
          <Menu.Item leftSection={<IconKey size={16} />} onClick={() => void go({ to: '/settings/password' })}>
            {t('frame.changePassword')}
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void ask('access.signOut', {})}>
            {t('frame.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
