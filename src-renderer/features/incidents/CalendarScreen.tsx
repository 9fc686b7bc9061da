/** Incidents by day: what falls due and how many came in, a month at a time. */
import { Button, Group, Paper, SimpleGrid, Text, UnstyledButton } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import { plusDays } from '../../../src-main/features/stock/outlook.rules'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { KindIcon } from '../../components/KindIcon'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { FilterBar } from './FilterBar'
import { filterOf, incidentsSearch } from './incidentsSearch'
import type { IncidentsSearch } from './incidentsSearch'
import { IncidentTabs } from './IncidentTabs'
import { ReportButton } from './ReportForm'

const route = getRouteApi('/incidents/calendar')
const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const

/** The Monday on or before a day. */
const mondayBefore = (day: string): string => plusDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))

export const CalendarScreen = () => {
  const { t } = useTranslation('incidents')
  const { t: office } = useTranslation('office')
  const { now, dayOf, time } = useMoments()
  const go = useNavigate()
  const search = incidentsSearch.parse(route.useSearch())
  const today = dayOf(now())
  const month = search.month ?? today.slice(0, 7)
  const from = mondayBefore(`${month}-01`)
  const to = plusDays(from, 41)
  const read = useRead('incidents.calendar', { ...filterOf(search), from, to })
  const writes = may(useRead('access.state', {}).value?.person?.role ?? 'auditor', 'clerk')
  const change = (next: Partial<IncidentsSearch>): void =>
    void go({ to: '/incidents/calendar', search: { ...search, ...next } })
  const monthAt = (ahead: number): string => {
    const [year = 0, of = 1] = month.split('-').map(Number)
    return new Date(Date.UTC(year, of - 1 + ahead, 1)).toISOString().slice(0, 7)
  }
  return (
    <Page title={t('title')} actions={<ReportButton writes={writes} />}>
      <IncidentTabs />
      <FilterBar search={search} onChange={change} />
      <RefusalAlert refusal={read.refusal} />
      <Group gap="xs">
        <Button
          variant="default"
          px={8}
          aria-label={monthAt(-1)}
          onClick={() => {
            change({ month: monthAt(-1) })
          }}
        >
          <IconChevronLeft size={16} />
        </Button>
        <Text fw={600}>{month}</Text>
        <Button
          variant="default"
          px={8}
          aria-label={monthAt(1)}
          onClick={() => {
            change({ month: monthAt(1) })
          }}
        >
          <IconChevronRight size={16} />
        </Button>
      </Group>
      <SimpleGrid cols={7} spacing={4} verticalSpacing={4}>
        {weekdays.map(weekday => (
          <Text key={weekday} size="xs" c="dimmed">
            {office(`calendar.weekday.${weekday}`)}
          </Text>
        ))}
        {read.value?.map(({ day, due, received, cards }) => (
          <Paper
            key={day}
            withBorder
            p={6}
            mih={92}
            bg={day === today ? 'var(--mantine-color-teal-light)' : 'transparent'}
            data-testid={`day-${day}`}
          >
            <Group justify="space-between" gap={4}>
              <Text size="xs" fw={day.startsWith(month) ? 600 : 400} c={day.startsWith(month) ? 'inherit' : 'dimmed'}>
                {day.slice(8)}
              </Text>
              <Text size="xs" c="dimmed">
                {received > 0 ? `${t('entry.reported')} ${received}` : ''}
              </Text>
            </Group>
            {cards.map(card => (
              <UnstyledButton
                key={card.id}
                w="100%"
                onClick={() => void go({ to: '/incidents/case', search: { id: card.id } })}
              >
                <Group gap={4} wrap="nowrap">
                  <KindIcon icon={card.kind.icon} size={12} />
                  <Text size="xs" truncate>
                    {card.nextDueAt === null ? '' : time(card.nextDueAt)} {card.title}
                    <span className="unseen"> {card.number}</span>
                  </Text>
                </Group>
              </UnstyledButton>
            ))}
            {due > cards.length ? (
              <Text size="xs" c="dimmed">
                {t('moreCards', { count: due - cards.length })}
              </Text>
            ) : null}
          </Paper>
        ))}
      </SimpleGrid>
    </Page>
  )
}
