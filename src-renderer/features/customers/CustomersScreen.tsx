/** The list of customers: found while typing, filtered in the address, opened beside the list. */
import { Badge, Button, Group, Select, Text } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconFileImport, IconPlus, IconPrinter } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import { standings } from '../../../src-main/features/customers/contract'
import type { CustomerRow } from '../../../src-main/features/customers/contract'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { DataTable } from '../../components/DataTable'
import { EmptyState } from '../../components/EmptyState'
import { ExportMenu } from '../../components/ExportMenu'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { SearchBox } from '../../components/SearchBox'
import { CustomerDrawer } from './CustomerDrawer'
import { standingColor } from './standing'
import { listSearch } from './listSearch'
import type { ListSearch } from './listSearch'

const pageSize = 50
const route = getRouteApi('/customers')
const gaps = ['licenceExpired', 'lacksPhone', 'unconfirmed'] as const

export const CustomersScreen = () => {
  const { t } = useTranslation('customers')
  const { day } = useMoments()
  const search = listSearch.parse(route.useSearch())
  const go = useNavigate()
  const { page, id, edit, ...filter } = search
  const customers = useRead('customers.page', { ...filter, offset: (page - 1) * pageSize, limit: pageSize })
  const suggestions = useRead('customers.suggestions', {})
  const writes = may(useRead('access.state', {}).value?.person?.role ?? 'auditor', 'clerk')

  const importList = writes ? (
    <Button
      variant="default"
      leftSection={<IconFileImport size={16} />}
      onClick={() => void go({ to: '/import', search: { kind: 'customers' } })}
    >
      {t('lists:import')}
    </Button>
  ) : null
  const change = (next: Partial<ListSearch>): void => {
    void go({ to: '/customers', search: { ...search, ...next } })
  }
  const add = writes ? (
    <Button
      leftSection={<IconPlus size={16} />}
      onClick={() => {
        change({ id: 'new', edit: true })
      }}
    >
      {t('add')}
    </Button>
  ) : null
  const narrow = (next: Partial<ListSearch>): void => {
    change({ page: 1, ...next })
  }
  useHotkeys([
    [
      'alt+N',
      () => {
        change({ id: 'new', edit: true })
      },
    ],
  ])
  const filtered =
    filter.text + filter.area + filter.division + filter.tag !== '' || filter.standing !== null || filter.gap !== null
  const total = customers.value?.total ?? 0

  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} />}
            onClick={() =>
              void go({ to: '/print', search: { kind: 'callList', area: filter.area, standing: filter.standing } })
            }
          >
            {t('paper:preview')}
          </Button>
          <ExportMenu kind="customers" />
          {importList}
          {add}
        </>
      }
    >
      <Group gap="xs">
        <SearchBox
          label={t('find')}
          value={filter.text}
          onChange={text => {
            narrow({ text })
          }}
        />
        <Select
          aria-label={t('area')}
          placeholder={t('area')}
          clearable
          searchable
          w={150}
          value={filter.area === '' ? null : filter.area}
          data={suggestions.value?.areas ?? []}
          onChange={area => {
            narrow({ area: area ?? '' })
          }}
        />
        <Select
          aria-label={t('standing')}
          placeholder={t('standing')}
          clearable
          w={130}
          value={filter.standing}
          data={standings.map(value => ({ value, label: t(`standings.${value}`) }))}
          onChange={value => {
            narrow({ standing: standings.find(known => known === value) ?? null })
          }}
        />
        <Select
          aria-label={t('tags')}
          placeholder={t('tags')}
          clearable
          searchable
          w={130}
          value={filter.tag === '' ? null : filter.tag}
          data={suggestions.value?.tags ?? []}
          onChange={tag => {
            narrow({ tag: tag ?? '' })
          }}
        />
        <Select
          aria-label={t('gap')}
          placeholder={t('gap')}
          clearable
          w={190}
          value={filter.gap}
          data={gaps.map(value => ({ value, label: t(`gaps.${value}`) }))}
          onChange={value => {
            narrow({ gap: gaps.find(known => known === value) ?? null })
          }}
        />
      </Group>
      <RefusalAlert refusal={customers.refusal} />
      {customers.value && total === 0 && !filtered ? (
        <EmptyState title={t('empty')} hint={t('emptyHint')}>
          <Group mt="sm">
            {importList}
            {add}
          </Group>
        </EmptyState>
      ) : (
        <DataTable<CustomerRow>
          label={t('title')}
          rows={customers.value?.rows}
          total={total}
          idOf={row => row.id}
          page={page}
          pageSize={pageSize}
          onPage={next => {
            change({ page: next })
          }}
          opened={id}
          onOpen={row => {
            change({ id: row.id, edit: false })
          }}
          sort={{
            by: filter.sort,
            descending: filter.descending,
            onSort: (by, descending) => {
              const known = (['code', 'name', 'area', 'standing', 'lastConfirmed'] as const).find(name => name === by)
              if (known) narrow({ sort: known, descending })
            },
          }}
          emptyText={t('noMatch')}
          columns={[
            { accessor: 'code', title: t('code'), width: 110, sortable: true },
            { accessor: 'name', title: t('name'), sortable: true, ellipsis: true },
            { accessor: 'area', title: t('area'), width: 110, sortable: true, ellipsis: true },
            { accessor: 'contact', title: t('contact'), width: 120, ellipsis: true },
            {
              accessor: 'phone',
              title: t('phone'),
              width: 190,
              ellipsis: true,
              render: row =>
                row.phone || (
                  <Text size="sm" c="dimmed">
                    {t('noPhone')}
                  </Text>
                ),
            },
            {
              accessor: 'standing',
              title: t('standing'),
              width: 110,
              sortable: true,
              render: row => (
                <Badge
                  variant={row.standing === 'normal' ? 'transparent' : 'light'}
                  color={standingColor(row.standing)}
                  px={row.standing === 'normal' ? 0 : 8}
                >
                  {t(`standings.${row.standing}`)}
                </Badge>
              ),
            },
            {
              accessor: 'lastConfirmed',
              title: t('lastConfirmed'),
              width: 170,
              sortable: true,
              render: row =>
                row.lastConfirmedOn ? (
                  day(row.lastConfirmedOn)
                ) : (
                  <Text size="sm" c="dimmed">
                    {t('never')}
                  </Text>
                ),
            },
          ]}
        />
      )}
      <CustomerDrawer
        id={id}
        edit={edit}
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
