/** The bottom line: what stands behind the work. */
import { Anchor, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRead } from './bridge'
import { useMoments } from './moments'

export const StatusLine = () => {
  const { t } = useTranslation('core')
  const { t: backups } = useTranslation('backups')
  const { ago } = useMoments()
  const { t: messages } = useTranslation('messages')
  const { t: updates } = useTranslation('updates')
  const offer = useRead('updates.state', {}).value?.offer
  // Backups grow old without anything being done: what is safe now is not for ever.
  const overview = useRead('backups.overview', {}, { every: 60_000 }).value
  const waiting = useRead('messages.waiting', {}).value
  return (
    <Group h="100%" px="md" justify="space-between" wrap="nowrap">
      <Text size="xs" c="dimmed" truncate>
        {t('frame.shortcuts')}
      </Text>
      {offer ? (
        <Anchor component={Link} to="/settings/updates" size="xs">
          {updates('status', { version: offer.version })}
        </Anchor>
      ) : null}
      {waiting && waiting.queued + waiting.failed > 0 ? (
        <Anchor component={Link} to="/settings/messages" size="xs" fw={waiting.failed > 0 ? 600 : 400}>
          {[
            waiting.queued > 0 ? messages('status', { count: waiting.queued }) : '',
            waiting.failed > 0 ? messages('statusFailed', { count: waiting.failed }) : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </Anchor>
      ) : null}
      {overview ? (
        <Anchor
          component={Link}
          to="/backups"
          size="xs"
          c={overview.state === 'safe' ? 'dimmed' : 'var(--mantine-color-text)'}
          fw={overview.state === 'safe' ? 400 : 600}
        >
          {overview.newest === null
            ? overview.elsewhere === null
              ? backups('noLatest')
              : backups('status.elsewhere', { ago: ago(overview.elsewhere) })
            : backups(`status.${overview.state}`, { count: overview.young, ago: ago(overview.newest) })}
        </Anchor>
      ) : null}
    </Group>
  )
}
