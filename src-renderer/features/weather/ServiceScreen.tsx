/** Service decisions: what is suspended or changed, and what of it is still open. */
import { Button } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { DataTable } from '../../components/DataTable'
import { EmptyState } from '../../components/EmptyState'
import { OpenOrAll } from '../../components/OpenOrAll'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useDecisionForm } from './DecisionForm'
import { listSearch } from './weatherSearch'
import type { ListSearch } from './weatherSearch'
import { WeatherTabs } from './WeatherTabs'

const route = getRouteApi('/weather/service')
const pageSize = 50

export const ServiceScreen = () => {
  const { t } = useTranslation('suspensions')
  const { t: weather } = useTranslation('weather')
  const { moment } = useMoments()
  const go = useNavigate()
  const search = listSearch.parse(route.useSearch())
  const { all, page } = search
  const list = useRead('suspensions.page', { all, offset: (page - 1) * pageSize, limit: pageSize })
  const decides = may(useRead('access.state', {}).value?.person?.role ?? 'auditor', 'manager')
  const decide = useDecisionForm()
  const change = (next: Partial<ListSearch>): void =>
    void go({ to: '/weather/service', search: { ...search, ...next } })
  return (
    <Page
      title={weather('title')}
      actions={
        decides ? (
          <Button
            onClick={() => {
              decide()
            }}
          >
            {t('new')}
          </Button>
        ) : null
      }
    >
      <WeatherTabs />
      <RefusalAlert refusal={list.refusal} />
      <OpenOrAll
        label={weather('tabs.service')}
        all={all}
        onChange={next => {
          change({ all: next, page: 1 })
        }}
      />
      {list.value?.total === 0 ? (
        <EmptyState title={t('none')} hint={t('noneHint')} />
      ) : (
        <DataTable
          label={weather('tabs.service')}
          rows={list.value?.rows}
          total={list.value?.total ?? 0}
          idOf={({ id }) => id}
          page={page}
          pageSize={pageSize}
          onPage={next => {
            change({ page: next })
          }}
          onOpen={({ id }) => void go({ to: '/weather/decision', search: { id } })}
          emptyText={t('none')}
          columns={[
            { accessor: 'number', title: '', width: 140 },
            { accessor: 'state', title: '', width: 150, render: ({ state }) => t(`states.${state}`) },
            { accessor: 'areas', title: t('areas'), render: ({ areas }) => areas.join('、') },
            { accessor: 'reason', title: t('reason') },
            {
              accessor: 'fromAt',
              title: t('from'),
              width: 300,
              render: ({ fromAt, untilAt }) =>
                `${moment(fromAt)} – ${untilAt === null ? t('untilOpen') : moment(untilAt)}`,
            },
            {
              accessor: 'open',
              title: t('lacks'),
              width: 120,
              render: ({ open }) => (open > 0 ? t('open', { count: open }) : t('settled')),
            },
          ]}
        />
      )}
    </Page>
  )
}
