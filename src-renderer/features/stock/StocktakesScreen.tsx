/** Stocktakes: begun, counted blind, explained, posted. */
import { Badge, Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import type { Stocktake } from '../../../src-main/features/stocktakes/contract'
import { ask, useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { DataTable } from '../../components/DataTable'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { CountSheet } from './CountSheet'
import { StockTabs } from './StockTabs'
import { countsSearch } from './stockSearch'

const pageSize = 50
const route = getRouteApi('/stock/counts')
const colors = { counting: 'yellow', posted: 'teal', abandoned: 'gray' } as const

export const StocktakesScreen = () => {
  const { t } = useTranslation('stocktakes')
  const { t: stock } = useTranslation('stock')
  const { moment } = useMoments()
  const go = useNavigate()
  const { id, show } = countsSearch.parse(route.useSearch())
  const [page, setPage] = useState(1)
  const counts = useRead('stocktakes.page', { offset: (page - 1) * pageSize, limit: pageSize })
  const categories = useRead('products.categories', {}).value ?? []
  const keeper = may(useRead('access.state', {}).value?.person?.role ?? 'auditor', 'keeper')
  const open = (next: string | null): void => void go({ to: '/stock/counts', search: { id: next } })
  const start = (): void => {
    openAction(t('start'), {
      form: 'stocktakes.start',
      lead: t('startHint'),
      fields: [
        { name: 'warehouse', label: stock('warehouse'), kind: 'entity', register: 'warehouse', required: true },
        {
          name: 'category',
          label: t('category'),
          kind: 'choice',
          choices: categories.map(value => ({ value, label: value })),
        },
      ],
      action: t('start'),
      run: async filled => {
        const begun = await ask('stocktakes.start', {
          warehouseId: filled.chosen('warehouse'),
          category: filled.text('category'),
        })
        if (begun.ok) open(begun.value.id)
        return begun
      },
    })
  }
  const begin = keeper ? (
    <Button leftSection={<IconPlus size={16} />} onClick={start}>
      {t('start')}
    </Button>
  ) : null
  return (
    <Page title={stock('title')} actions={id === null ? begin : null}>
      <StockTabs />
      {id === null ? (
        <>
          <RefusalAlert refusal={counts.refusal} />
          <DataTable<Stocktake>
            label={t('title')}
            rows={counts.value?.rows}
            total={counts.value?.total ?? 0}
            idOf={row => row.id}
            page={page}
            pageSize={pageSize}
            onPage={setPage}
            onOpen={row => {
              open(row.id)
            }}
            emptyText={t('none')}
            height="calc(100dvh - 250px)"
            columns={[
              { accessor: 'number', title: t('number'), width: 140 },
              { accessor: 'warehouse', title: stock('warehouse') },
              { accessor: 'category', title: t('category') },
              {
                accessor: 'state',
                title: t('stateTitle'),
                render: row => (
                  <Badge variant="light" color={colors[row.state]}>
                    {t(`state.${row.state}`)}
                  </Badge>
                ),
              },
              {
                accessor: 'counted',
                title: t('progress'),
                textAlign: 'right',
                render: row => t('countedOf', { counted: row.counted, total: row.lines }),
              },
              {
                accessor: 'startedAt',
                title: t('startedAt'),
                render: row => `${moment(row.startedAt)} · ${row.startedBy}`,
              },
            ]}
          />
        </>
      ) : (
        <CountSheet
          key={id}
          id={id}
          show={show}
          keeper={keeper}
          onShow={next => void go({ to: '/stock/counts', search: { id, show: next } })}
          onBack={() => {
            open(null)
          }}
        />
      )}
    </Page>
  )
}
