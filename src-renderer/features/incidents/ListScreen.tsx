/** Incidents as a list: every state, closed ones too, in the order a person chooses. */
import { Badge, Group, Select, Text } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import { incidentStates } from '../../../src-main/features/incidents/contract'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useBeat } from '../../app/useBeat'
import { DataTable } from '../../components/DataTable'
import { KindIcon } from '../../components/KindIcon'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useSaid } from '../../components/useSaid'
import { ClockBar } from '../../components/ClockBar'
import { FilterBar } from './FilterBar'
import { filterOf, incidentsSearch } from './incidentsSearch'
import type { IncidentsSearch } from './incidentsSearch'
import { IncidentTabs } from './IncidentTabs'
import { LevelBadge } from './LevelBadge'
import { ReportButton } from './ReportForm'

const route = getRouteApi('/incidents/list')
const pageSize = 50
const sorts = ['urgent', 'newest', 'level'] as const

export const ListScreen = () => {
  const { t } = useTranslation('incidents')
  const { moment } = useMoments()
  const said = useSaid()
  const go = useNavigate()
  const now = useBeat()
  const search = incidentsSearch.parse(route.useSearch())
  const { page, state, sort } = search
  const list = useRead('incidents.page', {
    ...filterOf(search),
    state,
    sort,
    offset: (page - 1) * pageSize,
    limit: pageSize,
  })
  const writes = may(useRead('access.state', {}).value?.person?.role ?? 'auditor', 'clerk')
  const change = (next: Partial<IncidentsSearch>): void =>
    void go({ to: '/incidents/list', search: { ...search, ...next } })
  return (
    <Page title={t('title')} actions={<ReportButton writes={writes} />}>
      <IncidentTabs />
      <FilterBar search={search} onChange={change}>
        <Select
          w={130}
          clearable
          aria-label={t('stateTitle')}
          placeholder={t('allStates')}
          value={state}
          data={incidentStates.map(value => ({ value, label: t(`state.${value}`) }))}
          onChange={value => {
            change({ state: incidentStates.find(known => known === value) ?? null, page: 1 })
          }}
        />
        <Select
          w={130}
          aria-label={t('sortTitle')}
          allowDeselect={false}
          value={sort}
          data={sorts.map(value => ({ value, label: t(`sort.${value}`) }))}
          onChange={value => {
            change({ sort: sorts.find(known => known === value) ?? 'urgent', page: 1 })
          }}
        />
      </FilterBar>
      <RefusalAlert refusal={list.refusal} />
      <DataTable
        label={t('title')}
        rows={list.value?.rows}
        total={list.value?.total ?? 0}
        idOf={({ id }) => id}
        page={page}
        pageSize={pageSize}
        onPage={next => {
          change({ page: next })
        }}
        onOpen={({ id }) => void go({ to: '/incidents/case', search: { id } })}
        emptyText={t('empty')}
        height="calc(100dvh - 250px)"
        columns={[
          {
            accessor: 'number',
            title: t('kind'),
            width: 190,
            render: ({ number, kind, drill }) => (
              <Group gap={6} wrap="nowrap">
                <KindIcon icon={kind.icon} size={16} />
                <div>
                  <Text size="sm">{said(kind.name)}</Text>
                  <Text size="xs" c="dimmed">
                    {number} {drill ? t('drill') : ''}
                  </Text>
                </div>
              </Group>
            ),
          },
          { accessor: 'title', title: t('what') },
          { accessor: 'customer', title: t('customer'), render: ({ customer, vehicle }) => customer || vehicle },
          {
            accessor: 'level',
            title: t('levelTitle'),
            width: 120,
            render: ({ level }) => <LevelBadge level={level} />,
          },
          {
            accessor: 'state',
            title: t('stateTitle'),
            width: 120,
            render: ({ state: of }) => (
              <Badge variant="light" color="teal" c="inherit">
                {t(`state.${of}`)}
              </Badge>
            ),
          },
          { accessor: 'owner', title: t('owner'), width: 110, render: ({ owner, department }) => owner || department },
          {
            accessor: 'receivedAt',
            title: t('receivedAt'),
            width: 150,
            render: ({ receivedAt }) => moment(receivedAt),
          },
          {
            accessor: 'nextDueAt',
            title: t('clocks'),
            width: 220,
            render: ({ nextDueAt, next }) =>
              nextDueAt === null ? (
                ''
              ) : (
                <ClockBar dueAt={nextDueAt} now={now} warnMinutes={15} {...(next ? { label: said(next) } : {})} />
              ),
          },
        ]}
      />
    </Page>
  )
}
