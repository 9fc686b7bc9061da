/** Goods set aside for a purpose: issued on it, or released again. */
import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import type { Reservation } from '../../../src-main/features/stock/contract'
import { ask, useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { DataTable } from '../../components/DataTable'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useQuantity } from '../../components/useQuantity'
import { StockTabs } from './StockTabs'

const pageSize = 50

export const ReservationsScreen = () => {
  const { t } = useTranslation('stock')
  const { moment } = useMoments()
  const quantity = useQuantity()
  const [page, setPage] = useState(1)
  const held = useRead('stock.reservations', { productId: null, offset: (page - 1) * pageSize, limit: pageSize })
  const role = useRead('access.state', {}).value?.person?.role ?? 'auditor'
  const issue = ({ id, name, unit, quantity: left, purpose }: Reservation): void => {
    openAction(t('reservation.issue'), {
      form: `stock.issueReserved.${id}`,
      lead: `${name} · ${purpose}`,
      fields: [
        { name: 'quantity', label: t('quantity'), kind: 'quantity', unit, required: true, start: left / 1000 },
        { name: 'reference', label: t('reference'), kind: 'text', most: 80 },
      ],
      action: t('reservation.issue'),
      run: filled =>
        ask('stock.issueReserved', { id, quantity: filled.number('quantity'), reference: filled.text('reference') }),
    })
  }
  const release = ({ id, name, purpose }: Reservation): void => {
    openAction(t('reservation.release'), {
      form: `stock.release.${id}`,
      lead: `${name} · ${purpose}`,
      fields: [{ name: 'reason', label: t('why'), kind: 'text', required: true }],
      action: t('reservation.release'),
      run: filled => ask('stock.release', { id, reason: filled.text('reason') }),
    })
  }
  return (
    <Page title={t('title')}>
      <StockTabs />
      <RefusalAlert refusal={held.refusal} />
      <DataTable<Reservation>
        label={t('tabs.reservations')}
        rows={held.value?.rows}
        total={held.value?.total ?? 0}
        idOf={({ id }) => id}
        page={page}
        pageSize={pageSize}
        onPage={setPage}
        emptyText={t('reservation.none')}
        height="calc(100dvh - 250px)"
        columns={[
          { accessor: 'code', title: t('product.code'), width: 120 },
          { accessor: 'name', title: t('product.name') },
          {
            accessor: 'quantity',
            title: t('quantity'),
            textAlign: 'right',
            render: row => `${quantity(row.quantity)} ${row.unit}`,
          },
          { accessor: 'warehouse', title: t('warehouse') },
          { accessor: 'purpose', title: t('reservation.purpose') },
          { accessor: 'at', title: t('reservation.by'), render: row => `${row.byName} · ${moment(row.at)}` },
          {
            accessor: 'id',
            title: '',
            width: 200,
            render: row => (
              <Group gap="xs" wrap="nowrap">
                {may(role, 'keeper') ? (
                  <Button
                    size="compact-sm"
                    variant="default"
                    onClick={() => {
                      issue(row)
                    }}
                  >
                    {t('reservation.issue')}
                  </Button>
                ) : null}
                {may(role, 'clerk') ? (
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    onClick={() => {
                      release(row)
                    }}
                  >
                    {t('reservation.release')}
                  </Button>
                ) : null}
              </Group>
            ),
          },
        ]}
      />
    </Page>
  )
}
