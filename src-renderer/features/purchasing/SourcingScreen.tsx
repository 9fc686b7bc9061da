/** Needs that stock alone does not cover, and how far down the tiers each has come (B2.1 to B2.3). */
import { Badge, Button, Progress } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import type { Need } from '../../../src-main/features/sourcing/contract'
import { ask, useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { DataTable } from '../../components/DataTable'
import { OpenOrAll } from '../../components/OpenOrAll'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useQuantity } from '../../components/useQuantity'
import { NeedDrawer } from './NeedDrawer'
import { PurchasingTabs } from './PurchasingTabs'
import { openSearch } from './purchasingSearch'

const route = getRouteApi('/purchasing/sourcing')
const pageSize = 50
const colors = { open: 'yellow', covered: 'teal', closed: 'gray' } as const

export const SourcingScreen = () => {
  const { t } = useTranslation('sourcing')
  const { t: purchasing } = useTranslation('purchasing')
  const { day } = useMoments()
  const quantity = useQuantity()
  const go = useNavigate()
  const search = openSearch.parse(route.useSearch())
  const { all, page, id } = search
  const needs = useRead('sourcing.page', { all, offset: (page - 1) * pageSize, limit: pageSize })
  const writes = may(useRead('access.state', {}).value?.person?.role ?? 'auditor', 'clerk')
  const change = (next: Partial<typeof search>): void =>
    void go({ to: '/purchasing/sourcing', search: { ...search, ...next } })
  const start = (): void => {
    openAction(t('start'), {
      form: 'sourcing.start',
      lead: t('startHint'),
      fields: [
        { name: 'product', label: t('product'), kind: 'entity', register: 'product', required: true },
        { name: 'quantity', label: t('quantity'), kind: 'quantity', unit: '', required: true },
        { name: 'neededOn', label: t('neededOn'), kind: 'day', required: true },
        { name: 'customer', label: t('customer'), kind: 'entity', register: 'customer' },
        { name: 'contract', label: t('contract'), kind: 'text', most: 60 },
        { name: 'reason', label: t('reason'), kind: 'text', required: true },
      ],
      action: t('start'),
      run: async filled => {
        const made = await ask('sourcing.start', {
          productId: filled.chosen('product'),
          quantity: filled.number('quantity'),
          neededOn: filled.day('neededOn'),
          customerId: filled.chosenOrNull('customer'),
          contract: filled.text('contract'),
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
        writes ? (
          <Button leftSection={<IconPlus size={16} />} onClick={start}>
            {t('start')}
          </Button>
        ) : null
      }
    >
      <PurchasingTabs />
      <RefusalAlert refusal={needs.refusal} />
      <OpenOrAll
        label={purchasing('show.title')}
        all={all}
        onChange={next => {
          change({ all: next, page: 1 })
        }}
      />
      <DataTable<Need>
        label={t('title')}
        rows={needs.value?.rows}
        total={needs.value?.total ?? 0}
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
            render: row =>
              t('coveredOf', { covered: quantity(row.covered), total: quantity(row.quantity), unit: row.unit }),
          },
          {
            accessor: 'covered',
            title: t('covered'),
            width: 120,
            render: row => <Progress value={(row.covered / row.quantity) * 100} aria-label={t('covered')} />,
          },
          { accessor: 'customer', title: t('customer') },
          { accessor: 'neededOn', title: t('neededOn'), render: row => day(row.neededOn) },
          {
            accessor: 'state',
            title: t('stateTitle'),
            render: row => (
              <Badge variant="light" color={colors[row.state]}>
                {row.state === 'open' && row.openTier !== null ? t(`tier.${row.openTier}`) : t(`state.${row.state}`)}
              </Badge>
            ),
          },
        ]}
      />
      <NeedDrawer
        id={id}
        writes={writes}
        onClose={() => {
          change({ id: null })
        }}
      />
    </Page>
  )
}
