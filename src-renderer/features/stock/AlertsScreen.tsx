/** What stands below its safety stock: who has seen it, and what nobody has. A greater gap asks again (rule 7). */
import { Button, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import type { Alert } from '../../../src-main/features/stock/contract'
import { ask, useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { DataTable } from '../../components/DataTable'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useQuantity } from '../../components/useQuantity'
import { useRequestPurchase } from '../../components/useRequestPurchase'
import { StockTabs } from './StockTabs'

const pageSize = 50

export const AlertsScreen = () => {
  const { t } = useTranslation('stock')
  const { moment } = useMoments()
  const quantity = useQuantity()
  const go = useNavigate()
  const [page, setPage] = useState(1)
  const alerts = useRead('stock.alerts', { offset: (page - 1) * pageSize, limit: pageSize })
  const writes = may(useRead('access.state', {}).value?.person?.role ?? 'auditor', 'clerk')
  const requestPurchase = useRequestPurchase()
  const acknowledge = ({ productId, name }: Alert): void => {
    openAction(t('alerts.acknowledge'), {
      form: `stock.acknowledge.${productId}`,
      lead: name,
      fields: [{ name: 'reason', label: t('alerts.reason'), kind: 'long', required: true }],
      action: t('alerts.acknowledge'),
      run: filled => ask('stock.acknowledge', { productId, reason: filled.text('reason') }),
    })
  }
  return (
    <Page title={t('title')}>
      <StockTabs />
      <RefusalAlert refusal={alerts.refusal} />
      <Text size="sm" c="dimmed">
        {t('alerts.hint')}
      </Text>
      <DataTable<Alert>
        label={t('tabs.alerts')}
        rows={alerts.value?.rows}
        total={alerts.value?.total ?? 0}
        idOf={({ productId }) => productId}
        page={page}
        pageSize={pageSize}
        onPage={setPage}
        onOpen={({ productId }) => void go({ to: '/stock', search: { id: productId } })}
        emptyText={t('alerts.none')}
        height="calc(100dvh - 290px)"
        columns={[
          { accessor: 'code', title: t('product.code'), width: 120 },
          { accessor: 'name', title: t('product.name') },
          {
            accessor: 'gap',
            title: t('alerts.gap'),
            textAlign: 'right',
            render: ({ gap, unit }) => (
              <Text size="sm" fw={600}>
                {t('alerts.short', { quantity: quantity(gap), unit })}
              </Text>
            ),
          },
          {
            accessor: 'available',
            title: t('state.available'),
            textAlign: 'right',
            render: row => quantity(row.available),
          },
          { accessor: 'safety', title: t('safety.title'), textAlign: 'right', render: row => quantity(row.safety) },
          { accessor: 'since', title: t('alerts.since'), render: row => moment(row.since) },
          {
            accessor: 'acknowledged',
            title: t('alerts.seen'),
            render: row =>
              row.acknowledged ? (
                <Text size="sm">
                  {row.acknowledged.byName} · {moment(row.acknowledged.at)}
                  <Text size="xs" c="dimmed">
                    {row.acknowledged.reason}
                  </Text>
                </Text>
              ) : writes ? (
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={event => {
                    event.stopPropagation()
                    acknowledge(row)
                  }}
                >
                  {t('alerts.acknowledge')}
                </Button>
              ) : (
                t('alerts.unseen')
              ),
          },
          {
            accessor: 'productId',
            title: '',
            width: 120,
            render: row =>
              writes ? (
                <Button
                  size="compact-sm"
                  onClick={event => {
                    event.stopPropagation()
                    requestPurchase(
                      { productId: row.productId, label: `${row.code} ${row.name}`, unit: row.unit, quantity: row.gap },
                      made => void go({ to: '/purchasing', search: { id: made } }),
                    )
                  }}
                >
                  {t('alerts.buy')}
                </Button>
              ) : null,
          },
        ]}
      />
    </Page>
  )
}
