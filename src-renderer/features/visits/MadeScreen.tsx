/** Visits that were made. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { DataTable } from '../../components/DataTable'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { madeSearch } from './visitsSearch'
import { VisitTabs } from './VisitTabs'

const route = getRouteApi('/visits/made')
const pageSize = 50

export const MadeScreen = () => {
  const { t } = useTranslation('visits')
  const { day } = useMoments()
  const go = useNavigate()
  const { page } = madeSearch.parse(route.useSearch())
  const list = useRead('visits.page', { offset: (page - 1) * pageSize, limit: pageSize, customerId: null })
  return (
    <Page title={t('title')}>
      <VisitTabs />
      <RefusalAlert refusal={list.refusal} />
      <DataTable
        label={t('tabs.made')}
        rows={list.value?.rows}
        total={list.value?.total ?? 0}
        idOf={({ id }) => id}
        page={page}
        pageSize={pageSize}
        onPage={next => void go({ to: '/visits/made', search: { page: next } })}
        onOpen={({ customerId }) => void go({ to: '/customers', search: { id: customerId } })}
        emptyText={t('noVisits')}
        columns={[
          { accessor: 'onDay', title: t('onDay'), width: 170, render: ({ onDay }) => day(onDay) },
          { accessor: 'customer', title: t('customer'), ellipsis: true },
          { accessor: 'way', title: t('way'), width: 90, render: ({ way }) => t(`ways.${way}`) },
          { accessor: 'visitor', title: t('visitor'), width: 110 },
          { accessor: 'spokenTo', title: t('spokenTo'), width: 110 },
          { accessor: 'result', title: t('result') },
          {
            accessor: 'satisfied',
            title: t('satisfied'),
            width: 120,
            render: ({ satisfied }) => t(`satisfaction.${satisfied === null ? 'unknown' : satisfied ? 'yes' : 'no'}`),
          },
        ]}
      />
    </Page>
  )
}
