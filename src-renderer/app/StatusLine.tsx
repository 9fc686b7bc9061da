/** The bottom line: what stands behind the work. */
import { Anchor, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRead } from './bridge'
import { useMoments } from './moments'

export const StatusLine = () => {
  const { t } = useTranslation('core')
  const { t: backups } = useTranslation('backups')
  const { fullMoment } = useMoments()
  const latest = useRead('backups.latest', {})
  return (
    <Group h="100%" px="md" justify="space-between" wrap="nowrap">
      <Text size="xs" c="dimmed" truncate>
        {t('frame.shortcuts')}
      </Text>
      {latest.waiting ? null : (
        <Anchor component={Link} to="/backups" size="xs" c="dimmed">
          {latest.value ? backups('latest', { when: fullMoment(latest.value.at) }) : backups('noLatest')}
        </Anchor>
      )}
    </Group>
  )
}
