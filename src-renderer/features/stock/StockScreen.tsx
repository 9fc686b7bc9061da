/** The stock on screen: what is below its safety stock first, every figure read from the ledger. */
import { Button, Group, SegmentedControl, Text } from '@mantine/core'
import { IconPlus, IconPrinter } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import { levels } from '../../../src-main/features/stock/contract'
import type { StockRow } from '../../../src-main/features/stock/contract'
import { ask, useRead } from '../../app/bridge'
import { DataTable } from '../../components/DataTable'
import { EmptyState } from '../../components/EmptyState'
import { ListMenu } from '../../components/ListMenu'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { SearchBox } from '../../components/SearchBox'
import { LevelBadge } from './LevelBadge'
import { ProductDrawer } from './ProductDrawer'
import { StockTabs } from './StockTabs'
import { Trend } from './Trend'
import { stockSearch } from './stockSearch'
import type { StockSearch } from './stockSearch'
import { useQuantity } from '../../components/useQuantity'

const route = getRouteApi('/stock')
const pageSize = 50
const everything = 'all'
const trendDays = 60

export const StockScreen = () => {
  const { t } = useTranslation('stock')
  const quantity = useQuantity()
  const go = useNavigate()
  const search = stockSearch.parse(route.useSearch())
  const { text, level, page, id, edit, tab } = search
  const stock = useRead('stock.page', { text, level, offset: (page - 1) * pageSize, limit: pageSize })
  const shown = stock.value?.rows.map(({ productId }) => productId) ?? []
  const trends =
    useRead('stock.trends', { productIds: shown, days: trendDays }, { enabled: shown.length > 0 }).value ?? []
  const role = useRead('access.state', {}).value?.person?.role ?? 'auditor'
  const change = (next: Partial<StockSearch>): void => {
    void go({ to: '/stock', search: { ...search, ...next } })
  }
  /** What a scanner read, or a whole code that was typed, opens its product at once. */
  const openByCode = async (code: string): Promise<void> => {
    const found = code === '' ? null : await ask('products.byCode', { code })
    if (found?.ok && found.value.id !== null) change({ id: found.value.id, edit: false, tab: 'stock' })
  }
  const add = may(role, 'clerk') ? (
    <Button
      leftSection={<IconPlus size={16} />}
      onClick={() => {
        change({ id: 'new', edit: true })
      }}
    >
      {t('product.add')}
    </Button>
  ) : null
  const first = stock.value?.total === 0 && text === '' && level === null
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} />}
            onClick={() => void go({ to: '/print', search: { kind: 'stockReport' } })}
          >
            {t('report')}
          </Button>
          <ListMenu kinds={['products', 'stock']} writes={may(role, 'keeper')} />
          {add}
        </>
      }
    >
      <StockTabs />
      <RefusalAlert refusal={stock.refusal} />
      {first ? (
        <EmptyState title={t('none')} hint={t('noneHint')} />
      ) : (
        <>
          <Group justify="space-between">
            <Group>
              <SearchBox
                label={t('find')}
                value={text}
                onChange={value => {
                  change({ text: value, page: 1 })
                }}
                width={300}
                onEnter={code => {
                  void openByCode(code)
                }}
              />
              <SegmentedControl
                aria-label={t('levelTitle')}
                value={level ?? everything}
                data={[
                  { value: everything, label: t('everything') },
                  ...levels.map(value => ({ value, label: t(`level.${value}`) })),
                ]}
                onChange={value => {
                  change({ level: levels.find(known => known === value) ?? null, page: 1 })
                }}
              />
            </Group>
            <Text fw={600} data-testid="below-count">
              {stock.value ? t('below', { count: stock.value.below }) : ''}
            </Text>
          </Group>
          <DataTable<StockRow>
            label={t('title')}
            rows={stock.value?.rows}
            total={stock.value?.total ?? 0}
            idOf={row => row.productId}
            page={page}
            pageSize={pageSize}
            onPage={next => {
              change({ page: next })
            }}
            onOpen={row => {
              change({ id: row.productId, edit: false, tab: 'stock' })
            }}
            opened={id}
            emptyText={t('nothing')}
            height="calc(100dvh - 310px)"
            columns={[
              { accessor: 'code', title: t('product.code'), width: 100 },
              { accessor: 'name', title: t('product.name') },
              {
                accessor: 'trend',
                title: t('chart.days', { count: trendDays }),
                width: 120,
                render: row => (
                  <Trend
                    ends={trends.find(({ productId }) => productId === row.productId)?.ends}
                    safety={row.safety}
                    label={t('chart.trend', { name: row.name })}
                  />
                ),
              },
              { accessor: 'level', title: t('levelTitle'), render: row => <LevelBadge level={row.level} /> },
              {
                accessor: 'available',
                title: t('state.available'),
                textAlign: 'right',
                render: row => `${quantity(row.available)} ${row.unit}`,
              },
              {
                accessor: 'safety',
                title: t('safety.title'),
                textAlign: 'right',
                render: row => (row.safety === null ? '' : quantity(row.safety)),
              },
              {
                accessor: 'awaiting',
                title: t('state.awaiting'),
                textAlign: 'right',
                render: row => quantity(row.awaiting),
              },
              {
                accessor: 'reserved',
                title: t('state.reserved'),
                textAlign: 'right',
                render: row => quantity(row.reserved),
              },
              { accessor: 'hold', title: t('state.hold'), textAlign: 'right', render: row => quantity(row.hold) },
            ]}
          />
        </>
      )}
      <ProductDrawer
        id={id}
        edit={edit}
        tab={tab}
        role={role}
        onTab={next => {
          change({ tab: next })
        }}
        onEdit={() => {
          change({ edit: true })
        }}
        onView={next => {
          change({ id: next, edit: false })
        }}
        onClose={() => {
          change({ id: null, edit: false })
        }}
      />
    </Page>
  )
}
