/** Products without next month's safety stock; due to procurement and business from the 25th on (rule 5). */
import { Alert, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { DataTable } from '../../components/DataTable'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { StockTabs } from './StockTabs'

const pageSize = 50
type Row = OutputOf<'stock.safetyDue'>['rows'][number]

export const SafetyDueScreen = () => {
  const { t } = useTranslation('stock')
  const go = useNavigate()
  const [page, setPage] = useState(1)
  const due = useRead('stock.safetyDue', { offset: (page - 1) * pageSize, limit: pageSize })
  const { month = '', total = 0 } = due.value ?? {}
  return (
    <Page title={t('title')}>
      <StockTabs />
      <RefusalAlert refusal={due.refusal} />
      {due.value?.due && total > 0 ? (
        <Alert color="yellow">{t('due.now', { month, count: total })}</Alert>
      ) : (
        <Text size="sm" c="dimmed">
          {t('due.later', { month })}
        </Text>
      )}
      <DataTable<Row>
        label={t('tabs.safety')}
        rows={due.value?.rows}
        total={total}
        idOf={({ productId }) => productId}
        page={page}
        pageSize={pageSize}
        onPage={setPage}
        onOpen={({ productId }) => void go({ to: '/stock', search: { id: productId, tab: 'safety' } })}
        emptyText={t('due.none')}
        height="calc(100dvh - 290px)"
        columns={[
          { accessor: 'code', title: t('product.code'), width: 120 },
          { accessor: 'name', title: t('product.name') },
          {
            accessor: 'never',
            title: t('due.what'),
            render: row => t(row.proposed ? 'due.notAgreed' : row.never ? 'due.never' : 'due.carried'),
          },
        ]}
      />
    </Page>
  )
}
