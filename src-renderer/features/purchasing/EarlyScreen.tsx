/** Goods that are wanted earlier: three ways added up, the best chosen and followed (B3). */
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import type { Early } from '../../../src-main/features/early/contract'
import { ask, useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { DataTable } from '../../components/DataTable'
import { OpenOrAll } from '../../components/OpenOrAll'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useQuantity } from '../../components/useQuantity'
import { EarlyDrawer } from './EarlyDrawer'
import { PurchasingTabs } from './PurchasingTabs'
import { openSearch } from './purchasingSearch'

const route = getRouteApi('/purchasing/early')
const pageSize = 50

export const EarlyScreen = () => {
  const { t } = useTranslation('early')
  const { t: purchasing } = useTranslation('purchasing')
  const { day } = useMoments()
  const quantity = useQuantity()
  const go = useNavigate()
  const search = openSearch.parse(route.useSearch())
  const { all, page, id } = search
  const list = useRead('early.page', { all, offset: (page - 1) * pageSize, limit: pageSize })
  const role = useRead('access.state', {}).value?.person?.role ?? 'auditor'
  const change = (next: Partial<typeof search>): void =>
    void go({ to: '/purchasing/early', search: { ...search, ...next } })
  const start = (): void => {
    openAction(t('start'), {
      form: 'early.start',
      fields: [
        { name: 'product', label: t('product'), kind: 'entity', register: 'product', required: true },
        { name: 'quantity', label: t('quantity'), kind: 'quantity', unit: '', required: true },
        { name: 'wantedOn', label: t('wantedOn'), kind: 'day', required: true },
        { name: 'customer', label: t('customer'), kind: 'entity', register: 'customer' },
        { name: 'place', label: t('place'), kind: 'text', most: 120, required: true },
        { name: 'reason', label: t('reason'), kind: 'text', required: true },
      ],
      action: t('start'),
      run: async filled => {
        const made = await ask('early.start', {
          productId: filled.chosen('product'),
          quantity: filled.number('quantity'),
          wantedOn: filled.day('wantedOn'),
          customerId: filled.chosenOrNull('customer'),
          place: filled.text('place'),
          reason: filled.text('reason'),
        })
        if (made.ok) change({ id: made.value.id })
        return made
      },
    })
  }
  return (
    <Page
      title={purchasing('title')}
      actions={
        may(role, 'clerk') ? (
          <Button leftSection={<IconPlus size={16} />} onClick={start}>
            {t('start')}
          </Button>
        ) : null
      }
    >
      <PurchasingTabs />
      <RefusalAlert refusal={list.refusal} />
      <OpenOrAll
        label={purchasing('show.title')}
        all={all}
        onChange={next => {
          change({ all: next, page: 1 })
        }}
      />
      <DataTable<Early>
        label={t('title')}
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
          { accessor: 'customer', title: t('customer') },
          { accessor: 'place', title: t('place') },
          { accessor: 'wantedOn', title: t('wantedOn'), render: row => day(row.wantedOn) },
          {
            accessor: 'completeOn',
            title: t('completeOn'),
            render: row => (row.completeOn === null ? '' : day(row.completeOn)),
          },
          { accessor: 'state', title: t('stateTitle'), render: row => t(`state.${row.state}`) },
        ]}
      />
      <EarlyDrawer
        id={id}
        role={role}
        onClose={() => {
          change({ id: null })
        }}
      />
    </Page>
  )
}
