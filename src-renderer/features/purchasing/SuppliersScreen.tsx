/** Whom the office buys from, in the order in which they are asked, each rated by what it delivered (B2.2, B2.3). */
import { Button, Group, Select } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import { supplierKinds } from '../../../src-main/features/suppliers/contract'
import { useRead } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { DataTable } from '../../components/DataTable'
import { ListMenu } from '../../components/ListMenu'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { SearchBox } from '../../components/SearchBox'
import { PurchasingTabs } from './PurchasingTabs'
import { suppliersSearch } from './purchasingSearch'
import type { SuppliersSearch } from './purchasingSearch'
import { SupplierDrawer } from './SupplierDrawer'
import { useRatingText } from './useRatingText'

const route = getRouteApi('/purchasing/suppliers')
const pageSize = 50
type Row = OutputOf<'suppliers.page'>['rows'][number]

export const SuppliersScreen = () => {
  const { t } = useTranslation('suppliers')
  const { t: purchasing } = useTranslation('purchasing')
  const ratingText = useRatingText()
  const go = useNavigate()
  const search = suppliersSearch.parse(route.useSearch())
  const { text, kind, page, id, edit } = search
  const offset = (page - 1) * pageSize
  const suppliers = useRead('suppliers.page', { text, kind, inactive: false, offset, limit: pageSize })
  const writes = may(useRead('access.state', {}).value?.person?.role ?? 'auditor', 'clerk')
  const change = (next: Partial<SuppliersSearch>): void =>
    void go({ to: '/purchasing/suppliers', search: { ...search, ...next } })
  return (
    <Page
      title={purchasing('title')}
      actions={
        <>
          <ListMenu kinds={['suppliers']} writes={writes} />
          {writes ? (
            <Button
              leftSection={<IconPlus size={16} />}
              onClick={() => {
                change({ id: 'new', edit: true })
              }}
            >
              {t('add')}
            </Button>
          ) : null}
        </>
      }
    >
      <PurchasingTabs />
      <RefusalAlert refusal={suppliers.refusal} />
      <Group>
        <SearchBox
          label={t('find')}
          value={text}
          onChange={value => {
            change({ text: value, page: 1 })
          }}
          width={300}
        />
        <Select
          aria-label={t('kindTitle')}
          placeholder={t('kindTitle')}
          clearable
          w={180}
          value={kind}
          data={supplierKinds.map(value => ({ value, label: t(`kind.${value}`) }))}
          onChange={value => {
            change({ kind: supplierKinds.find(known => known === value) ?? null, page: 1 })
          }}
        />
      </Group>
      <DataTable<Row>
        label={t('title')}
        rows={suppliers.value?.rows}
        total={suppliers.value?.total ?? 0}
        idOf={row => row.id}
        page={page}
        pageSize={pageSize}
        onPage={next => {
          change({ page: next })
        }}
        onOpen={row => {
          change({ id: row.id, edit: false })
        }}
        opened={id}
        emptyText={t('none')}
        height="calc(100dvh - 310px)"
        columns={[
          { accessor: 'code', title: t('code'), width: 120 },
          { accessor: 'name', title: t('name') },
          { accessor: 'kind', title: t('kindTitle'), render: row => t(`kind.${row.kind}`) },
          { accessor: 'contact', title: t('contact') },
          { accessor: 'phone', title: t('phone') },
          { accessor: 'rating', title: t('rating'), render: row => ratingText(row.rating) },
        ]}
      />
      <SupplierDrawer
        id={id}
        edit={edit}
        writes={writes}
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
