/** Today's reading of the forecast by each department: ticks, or the names that are missing (A2.3). */
import { Button, Group, Text, Title } from '@mantine/core'
import { IconCheck, IconClock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { clockText } from '../../../src-main/features/office/calendar.rules'
import { ask } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'

type Overview = OutputOf<'weather.overview'>

export const Checks = ({ overview, writes }: { overview: Overview; writes: boolean }) => {
  const { t } = useTranslation('weather')
  const { moment } = useMoments()
  const check = (departmentId: string, department: string): void => {
    openAction(t('checkFor', { department }), {
      form: `weather.check.${departmentId}.${overview.today}`,
      fields: overview.rest
        ? [{ name: 'onBehalf', label: t('dutyOfficer'), kind: 'text', most: 60, required: true }]
        : [],
      lead: overview.rest ? t('restDay') : t('seen'),
      action: t('check'),
      run: filled => ask('weather.check', { departmentId, onBehalf: overview.rest ? filled.text('onBehalf') : '' }),
    })
  }
  return (
    <section aria-label={t('checks')}>
      <Group gap="xs">
        <Title order={2}>{t('checks')}</Title>
        <Text size="xs" c="dimmed">
          {t('by', { time: clockText(overview.checkBy) })}
          {overview.rest ? ` · ${t('restDay')}` : ''}
        </Text>
      </Group>
      <Group gap="lg" mt={4}>
        {overview.checks.map(({ departmentId, department, at, byName, onBehalf, late }) => (
          <Group key={departmentId} gap={6} data-testid={`check-${department}`}>
            {at === null ? <IconClock size={18} aria-hidden /> : <IconCheck size={18} aria-hidden />}
            <Text size="sm" fw={600}>
              {department}
            </Text>
            {at === null ? (
              <>
                <Text size="sm">{t('notYet')}</Text>
                {writes ? (
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={t('checkFor', { department })}
                    onClick={() => {
                      check(departmentId, department)
                    }}
                  >
                    {t('check')}
                  </Button>
                ) : null}
              </>
            ) : (
              <Text size="sm" c="dimmed">
                {[
                  t('checkedBy', { when: moment(at), name: byName }),
                  onBehalf === '' ? '' : t('onBehalf', { name: onBehalf }),
                  late ? t('late') : '',
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
            )}
          </Group>
        ))}
      </Group>
    </section>
  )
}
