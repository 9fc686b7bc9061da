/** Names the departments that have not read today's forecast though it is time (A2.3); nothing while nobody is late. */
import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRead } from '../app/bridge'
import { useMoments } from '../app/moments'

export const MissingChecks = () => {
  const { t } = useTranslation('weather')
  const { now, instantOf } = useMoments()
  const overview = useRead('weather.overview', {}).value
  if (!overview || overview.places.length === 0) return null
  const two = (part: number): string => String(part).padStart(2, '0')
  const by = `${overview.today} ${two(Math.floor(overview.checkBy / 60))}:${two(overview.checkBy % 60)}:00`
  const missing = overview.checks.filter(({ at }) => at === null).map(({ department }) => department)
  if (missing.length === 0 || now() < instantOf(by)) return null
  return (
    <Text size="sm" fw={600}>
      <Anchor component={Link} to="/weather" inherit>
        {t('missing', { names: missing.join('、') })}
      </Anchor>
    </Text>
  )
}
