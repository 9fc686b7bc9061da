/** Who is trained on which plan in force, those with the most gaps first (A0.4). */
import { Group, Pagination, ScrollArea, Switch, Table, Text } from '@mantine/core'
import { IconCheck, IconClockX, IconMinus, IconX } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { EmptyState } from '../../components/EmptyState'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useSaid } from '../../components/useSaid'
import { PlanTabs } from './PlanTabs'
import { matrixSearch } from './plansSearch'

const route = getRouteApi('/plans/matrix')
const pageSize = 40
const marks = { current: IconCheck, older: IconClockX, failed: IconX, none: IconMinus } as const

export const MatrixScreen = () => {
  const { t } = useTranslation('training')
  const { t: plansText } = useTranslation('plans')
  const { day } = useMoments()
  const said = useSaid()
  const go = useNavigate()
  const search = matrixSearch.parse(route.useSearch())
  const matrix = useRead('training.matrix', {
    departmentId: null,
    gapsOnly: search.gapsOnly,
    offset: (search.page - 1) * pageSize,
    limit: pageSize,
  })
  const total = matrix.value?.total ?? 0
  return (
    <Page title={plansText('title')}>
      <PlanTabs />
      <RefusalAlert refusal={matrix.refusal} />
      <Switch
        label={t('gapsOnly')}
        checked={search.gapsOnly}
        onChange={event => void go({ to: '/plans/matrix', search: { gapsOnly: event.currentTarget.checked } })}
      />
      {matrix.value && total === 0 ? (
        <EmptyState title={t('noGaps')} />
      ) : (
        <ScrollArea viewportProps={{ tabIndex: 0 }}>
          <Table verticalSpacing={4} miw={900}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('colleague')}</Table.Th>
                {matrix.value?.plans.map(plan => (
                  <Table.Th key={plan.id}>
                    <Text size="xs" fw={600}>
                      {said(plan.name)} {plansText('version', { number: plan.number })}
                    </Text>
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {matrix.value?.rows.map(row => (
                <Table.Tr key={row.colleagueId}>
                  <Table.Td>
                    {row.name}
                    <Text size="xs" c="dimmed">
                      {[row.department, row.gaps > 0 ? t('gaps', { count: row.gaps }) : ''].filter(Boolean).join(' · ')}
                    </Text>
                  </Table.Td>
                  {row.cells.map(({ planId, mastery, onDay }) => {
                    const Mark = marks[mastery]
                    return (
                      <Table.Td key={planId} c={mastery === 'current' ? 'inherit' : 'dimmed'}>
                        <Group gap={4} wrap="nowrap">
                          <Mark size={14} aria-hidden />
                          <Text size="xs" title={onDay === null ? '' : day(onDay)}>
                            {t(`mastery.${mastery}`)}
                          </Text>
                        </Group>
                      </Table.Td>
                    )
                  })}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea>
      )}
      {total > pageSize ? (
        <Pagination
          total={Math.ceil(total / pageSize)}
          value={search.page}
          onChange={page => void go({ to: '/plans/matrix', search: { ...search, page } })}
        />
      ) : null}
    </Page>
  )
}
