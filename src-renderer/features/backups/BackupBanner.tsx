/** Over every screen when the archive has no young backup any more, or a drill failed or is missing: a manager must not overlook it. */
import { Alert, Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'

const loud = ['drillFailed', 'drillOverdue'] as const

export const BackupBanner = () => {
  const { t } = useTranslation('backups')
  const { ago } = useMoments()
  const overview = useRead('backups.overview', {}).value
  if (!overview) return null
  const { state, newest, concerns } = overview
  const drills = loud.filter(concern => concerns.includes(concern))
  // Before the first backup the status line says so; a banner on the first day would only be in the way.
  const old = state === 'lost' && newest !== null
  if (!old && drills.length === 0) return null
  return (
    <Alert
      color={old ? 'red' : 'yellow'}
      icon={<IconAlertTriangle size={18} />}
      m="md"
      mb={0}
      data-testid="backup-banner"
    >
      <Group justify="space-between" wrap="nowrap">
        <div>
          {old ? <Text size="sm">{t('banner.old', { ago: ago(newest) })}</Text> : null}
          {drills.map(concern => (
            <Text key={concern} size="sm">
              {t(`concern.${concern}`)}
            </Text>
          ))}
        </div>
        <Button component={Link} to="/backups" variant="default" size="xs">
          {t('banner.open')}
        </Button>
      </Group>
    </Alert>
  )
}
