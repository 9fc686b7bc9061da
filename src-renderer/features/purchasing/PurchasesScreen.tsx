/** Purchases: what is on its way, what is late or will be, and what nobody has settled yet (B1.3, B2.4). */
import { Alert, Badge, Button, Group, SegmentedControl, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import { purchaseShows } from '../../../src-main/features/purchasing/contract'
import { useRead } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { DataTable } from '../../components/DataTable'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useQuantity } from '../../components/useQuantity'
import { useRequestPurchase } from '../../components/useRequestPurchase'
import { PurchaseDrawer } from './PurchaseDrawer'
import { PurchasingTabs } from './PurchasingTabs'
import { purchasesSearch } from './purchasingSearch'
import type { PurchasesSearch } from './purchasingSearch'

const route = getRouteApi('/purchasing')
const pageSize = 50
type Row = OutputOf<'purchasing.page'>['rows'][number]

export const PurchasesScreen = () => {
  const { t } = useTranslation('purchasing')
  const { day } = useMoments()
  const quantity = useQuantity()
  const go = useNavigate()
  const search = purchasesSearch.parse(route.useSearch())
  const { show, page, id } = search
  const purchases = useRead('purchasing.page', { show, offset: (page - 1) * pageSize, limit: pageSize })
  const writes = may(useRead('access.state', {}).value?.person?.role ?? 'auditor', 'clerk')
  const change = (next: Partial<PurchasesSearch>): void =>
    void go({ to: '/purchasing', search: { ...search, ...next } })
  const requestPurchase = useRequestPurchase()
  const request = (): void => {
    requestPurchase(null, made => {
      change({ id: made })
    })
  }
  const { late = 0, unresolved = 0 } = purchases.value ?? {}
  return (
    <Page
      title={t('title')}
      actions={
        writes ? (
          <Button leftSection={<IconPlus size={16} />} onClick={request}>
            {t('request')}
          </Button>
        ) : null
      }
    >
      <PurchasingTabs />
      <RefusalAlert refusal={purchases.refusal} />
      {unresolved > 0 ? <Alert color="red">{t('unresolved', { count: unresolved })}</Alert> : null}
      <Group justify="space-between">
        <SegmentedControl
          aria-label={t('show.title')}
          value={show}
          data={purchaseShows.map(value => ({ value, label: t(`show.${value}`) }))}
          onChange={value => {
            change({ show: purchaseShows.find(known => known === value) ?? 'open', page: 1 })
          }}
        />
        <Text fw={600}>{t('late', { count: late })}</Text>
      </Group>
      <DataTable<Row>
        label={t('title')}
        rows={purchases.value?.rows}
        total={purchases.value?.total ?? 0}
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
        emptyText={t('none')}
        height="calc(100dvh - 310px)"
        columns={[
          { accessor: 'number', title: t('number'), width: 140 },
          { accessor: 'product', title: t('product'), render: row => `${row.code} ${row.product}` },
          {
            accessor: 'quantity',
            title: t('quantity'),
            textAlign: 'right',
            render: row => `${quantity(row.quantity)} ${row.unit}`,
          },
          { accessor: 'state', title: t('stateTitle'), render: row => t(`state.${row.state}`) },
          { accessor: 'supplier', title: t('supplier') },
          { accessor: 'neededOn', title: t('neededOn'), render: row => day(row.neededOn) },
          { accessor: 'dueOn', title: t('dueOn'), render: row => (row.dueOn === null ? '' : day(row.dueOn)) },
          {
            accessor: 'lateness',
            title: t('lateTitle'),
            render: row =>
              row.lateness ? (
                <Badge variant="light" color="red">
                  {t(`cause.${row.lateness.cause}`)}
                </Badge>
              ) : null,
          },
        ]}
      />
      <PurchaseDrawer
        id={id}
        onClose={() => {
          change({ id: null })
        }}
      />
    </Page>
  )
}
