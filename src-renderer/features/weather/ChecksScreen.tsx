/** A month of the daily reading: who read the forecast on each day, who did not, and what they saw. */
import { Button, Group, Popover, Stack, Table, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { CheckState } from '../../../src-main/features/weather/contract'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useWeatherWords } from '../../app/weatherWords'
import { checksSearch } from './weatherSearch'
import { WeatherTabs } from './WeatherTabs'

const route = getRouteApi('/weather/checks')

export const ChecksScreen = () => {
  const { t } = useTranslation('weather')
  const { now, dayOf, day: dayText } = useMoments()
  const go = useNavigate()
  const search = checksSearch.parse(route.useSearch())
  const today = dayOf(now())
  const month = search.month ?? today.slice(0, 7)
  const read = useRead('weather.checks', { month })
  const days = read.value ?? []
  const departments = [...new Map(days.flatMap(({ checks }) => checks).map(of => [of.departmentId, of.department]))]
  const move = (by: number): void => {
    const at = new Date(`${month}-15T00:00:00Z`)
    at.setUTCMonth(at.getUTCMonth() + by)
    void go({ to: '/weather/checks', search: { month: at.toISOString().slice(0, 7) } })
  }
  return (
    <Page title={t('title')}>
      <WeatherTabs />
      <RefusalAlert refusal={read.refusal} />
      <Group gap="xs">
        <Button
          variant="default"
          size="compact-sm"
          aria-label={`${t('month')} −1`}
          onClick={() => {
            move(-1)
          }}
        >
          <IconChevronLeft size={16} />
        </Button>
        <Text fw={600}>{month}</Text>
        <Button
          variant="default"
          size="compact-sm"
          aria-label={`${t('month')} +1`}
          onClick={() => {
            move(1)
          }}
        >
          <IconChevronRight size={16} />
        </Button>
      </Group>
      <Table verticalSpacing={2}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={190}>{t('month')}</Table.Th>
            {departments.map(([id, name]) => (
              <Table.Th key={id}>{name}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {days
            .filter(({ day }) => day <= today)
            .map(({ day, rest, checks }) => (
              <Table.Tr key={day}>
                <Table.Td c={rest ? 'dimmed' : 'inherit'}>{dayText(day)}</Table.Td>
                {departments.map(([id]) => (
                  <Table.Td key={id}>
                    <Cell day={day} check={checks.find(({ departmentId }) => departmentId === id)} />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
    </Page>
  )
}

const Cell = ({ day, check }: { day: string; check: CheckState | undefined }) => {
  const { t } = useTranslation('weather')
  const { time } = useMoments()
  if (!check?.at) return <Text size="sm">{t('notYet')}</Text>
  const { at, byName, onBehalf, late, departmentId } = check
  return (
    <Popover width={420} withArrow>
      <Popover.Target>
        <Button size="compact-xs" variant="subtle">
          ✓{' '}
          {[time(at), byName, onBehalf === '' ? '' : t('onBehalf', { name: onBehalf }), late ? t('late') : '']
            .filter(Boolean)
            .join(' · ')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Seen day={day} departmentId={departmentId} />
      </Popover.Dropdown>
    </Popover>
  )
}

/** The forecast as it stood when it was read. */
const Seen = ({ day, departmentId }: { day: string; departmentId: string }) => {
  const { t } = useTranslation('weather')
  const { day: dayText } = useMoments()
  const words = useWeatherWords()
  const seen = useRead('weather.seen', { day, departmentId })
  return (
    <Stack gap={4}>
      <Text fw={600} size="sm">
        {t('seen')}
      </Text>
      <RefusalAlert refusal={seen.refusal} />
      {seen.value?.signals.map(signal => (
        <Text key={signal} size="xs">
          {signal}
        </Text>
      ))}
      {seen.value?.places.map(({ name, days }) => (
        <div key={name}>
          <Text size="sm" fw={600}>
            {name}
          </Text>
          {days.map(of => (
            <Text key={of.day} size="xs">
              {[dayText(of.day), of.sky, words.range(of), words.wind(of), words.fall(of)].filter(Boolean).join(' · ')}
            </Text>
          ))}
        </div>
      ))}
    </Stack>
  )
}
