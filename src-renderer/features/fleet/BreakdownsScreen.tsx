/** Vehicles that stopped: each with its place, its load, and how far it is settled (A1.1, A1.2). */
import { Badge, Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import type { Breakdown } from '../../../src-main/features/fleet/contract'
import { ask, useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { DataTable } from '../../components/DataTable'
import { OpenOrAll } from '../../components/OpenOrAll'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { BreakdownDrawer } from './BreakdownDrawer'
import { FleetTabs } from './FleetTabs'
import { breakdownsSearch } from './fleetSearch'
import type { BreakdownsSearch } from './fleetSearch'

const route = getRouteApi('/fleet/breakdowns')
const pageSize = 50
const kinds = ['breakdown', 'accident'] as const

export const BreakdownsScreen = () => {
  const { t } = useTranslation('fleet')
  const { moment } = useMoments()
  const go = useNavigate()
  const search = breakdownsSearch.parse(route.useSearch())
  const { all, page, id } = search
  const list = useRead('fleet.breakdowns', { all, offset: (page - 1) * pageSize, limit: pageSize })
  const writes = may(useRead('access.state', {}).value?.person?.role ?? 'auditor', 'clerk')
  const change = (next: Partial<BreakdownsSearch>): void =>
    void go({ to: '/fleet/breakdowns', search: { ...search, ...next } })
  const report = (): void => {
    openAction(t('report'), {
      form: 'fleet.report',
      fields: [
        { name: 'vehicle', label: t('vehicle'), kind: 'entity', register: 'vehicle', required: true },
        { name: 'place', label: t('stoppedAt'), hint: t('stoppedAtHint'), kind: 'text', most: 200, required: true },
        {
          name: 'kind',
          label: t('kindTitle'),
          kind: 'choice',
          required: true,
          start: 'breakdown',
          choices: kinds.map(value => ({ value, label: t(`kind.${value}`) })),
        },
        { name: 'casualties', label: t('casualties'), hint: t('casualtiesHint'), kind: 'count', most: 1000 },
        { name: 'what', label: t('what'), kind: 'text', most: 500 },
        { name: 'receivedAt', label: t('receivedAt'), kind: 'moment' },
        { name: 'occurredAt', label: t('occurredAt'), kind: 'moment' },
        { name: 'head', label: t('headTold'), kind: 'text', most: 60 },
      ],
      action: t('report'),
      danger: true,
      run: async filled => {
        const made = await ask('fleet.report', {
          vehicleId: filled.chosen('vehicle'),
          place: filled.text('place'),
          kind: kinds.find(kind => kind === filled.chosen('kind')) ?? 'breakdown',
          casualties: filled.number('casualties'),
          what: filled.text('what'),
          receivedAt: filled.instantOrNull('receivedAt'),
          occurredAt: filled.instantOrNull('occurredAt'),
          headName: filled.text('head'),
        })
        if (made.ok) change({ id: made.value.id })
        return made
      },
    })
  }
  return (
    <Page
      title={t('title')}
      actions={
        writes ? (
          <Button color="red" leftSection={<IconAlertTriangle size={16} />} onClick={report}>
            {t('report')}
          </Button>
        ) : null
      }
    >
      <FleetTabs />
      <RefusalAlert refusal={list.refusal} />
      <OpenOrAll
        label={t('stateTitle')}
        all={all}
        onChange={next => {
          change({ all: next, page: 1 })
        }}
      />
      <DataTable<Breakdown>
        label={t('tabs.breakdowns')}
        rows={list.value?.rows}
        total={list.value?.total ?? 0}
        idOf={row => row.id}
        page={page}
        pageSize={pageSize}
        onPage={next => {
          change({ page: next })
        }}
        onOpen={row => {
          change({ id: row.id })
        }}
        opened={id}
        emptyText={t('noBreakdowns')}
        height="calc(100dvh - 310px)"
        columns={[
          { accessor: 'number', title: t('number'), width: 140 },
          { accessor: 'vehicle', title: t('vehicle') },
          { accessor: 'kind', title: t('kindTitle'), render: row => t(`kind.${row.kind}`) },
          { accessor: 'place', title: t('stoppedAt') },
          { accessor: 'receivedAt', title: t('receivedAt'), render: row => moment(row.receivedAt) },
          { accessor: 'takenOverBy', title: t('takenOverBy') },
          {
            accessor: 'state',
            title: t('stateTitle'),
            render: row => (
              <Badge variant="light" color={row.state === 'open' ? 'red' : 'gray'}>
                {row.state === 'closed'
                  ? t('closed')
                  : row.openTasks === 0
                    ? t('inHand')
                    : t('tasksOpen', { count: row.openTasks })}
              </Badge>
            ),
          },
        ]}
      />
      <BreakdownDrawer
        id={id}
        writes={writes}
        onClose={() => {
          change({ id: null })
        }}
      />
    </Page>
  )
}
