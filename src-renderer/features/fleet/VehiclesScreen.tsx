/** The vehicles: what each carries, whether it is fit, and what falls due next (B1.4). */
import { Badge, Button, Group, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import type { Vehicle } from '../../../src-main/features/fleet/contract'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { DataTable } from '../../components/DataTable'
import { ListMenu } from '../../components/ListMenu'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { SearchBox } from '../../components/SearchBox'
import { FleetTabs } from './FleetTabs'
import { vehiclesSearch } from './fleetSearch'
import type { VehiclesSearch } from './fleetSearch'
import { VehicleDrawer } from './VehicleDrawer'
import { useUnfitText } from './useUnfitText'

const route = getRouteApi('/fleet/vehicles')
const pageSize = 50

export const VehiclesScreen = () => {
  const { t } = useTranslation('fleet')
  const { day, dayOf, now } = useMoments()
  const overdueText = useUnfitText()
  const go = useNavigate()
  const search = vehiclesSearch.parse(route.useSearch())
  const { text, page, id, edit } = search
  const vehicles = useRead('fleet.vehicles', {
    text,
    retired: false,
    offset: (page - 1) * pageSize,
    limit: pageSize,
  })
  const writes = may(useRead('access.state', {}).value?.person?.role ?? 'auditor', 'clerk')
  const change = (next: Partial<VehiclesSearch>): void =>
    void go({ to: '/fleet/vehicles', search: { ...search, ...next } })
  const today = dayOf(now())
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <ListMenu kinds={['vehicles']} writes={writes} />
          {writes ? (
            <Button
              leftSection={<IconPlus size={16} />}
              onClick={() => {
                change({ id: 'new', edit: true })
              }}
            >
              {t('addVehicle')}
            </Button>
          ) : null}
        </>
      }
    >
      <FleetTabs />
      <RefusalAlert refusal={vehicles.refusal} />
      <SearchBox
        label={t('findVehicle')}
        value={text}
        onChange={value => {
          change({ text: value, page: 1 })
        }}
      />
      <DataTable<Vehicle>
        label={t('tabs.vehicles')}
        rows={vehicles.value?.rows}
        total={vehicles.value?.total ?? 0}
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
        emptyText={t('noVehicles')}
        height="calc(100dvh - 310px)"
        columns={[
          { accessor: 'code', title: t('code'), width: 100 },
          { accessor: 'plate', title: t('plate'), width: 120 },
          { accessor: 'name', title: t('name') },
          {
            accessor: 'capacityKg',
            title: t('capacity'),
            textAlign: 'right',
            render: row => t('kilograms', { count: row.capacityKg }),
          },
          {
            accessor: 'driver',
            title: t('driver'),
            render: row => [row.driver, row.driverPhone].filter(Boolean).join(' '),
          },
          {
            accessor: 'state',
            title: t('stateTitle'),
            render: row => (
              <Group gap={4}>
                <Badge variant="light" color={row.state === 'repair' ? 'red' : row.out ? 'blue' : 'teal'}>
                  {row.state === 'active' ? t(row.out ? 'state.out' : 'state.free') : t(`state.${row.state}`)}
                </Badge>
                {row.standby ? <Badge variant="light">{t('standby')}</Badge> : null}
              </Group>
            ),
          },
          {
            accessor: 'nextDueOn',
            title: t('nextDue'),
            render: row =>
              row.maintenanceOverdue ? (
                <Text size="sm" fw={600} c="red">
                  {overdueText(row, 'maintenanceOverdue')}
                </Text>
              ) : row.nextDueOn === null ? (
                ''
              ) : (
                <Text size="sm" fw={row.nextDueOn < today ? 600 : 400}>
                  {row.nextDueOn < today ? t('since', { day: day(row.nextDueOn) }) : day(row.nextDueOn)}
                </Text>
              ),
          },
        ]}
      />
      <VehicleDrawer
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
