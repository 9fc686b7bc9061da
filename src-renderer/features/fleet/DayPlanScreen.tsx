/** A day's deliveries, vehicle by vehicle: what has none comes first, every load against what the vehicle carries (A0.6). */
import { Badge, Button, Group, Progress, Stack, Table, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconPlus, IconPrinter } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import type { Delivery } from '../../../src-main/features/fleet/contract'
import { plusDays } from '../../../src-main/features/stock/outlook.rules'
import { useRead } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { DayInput } from '../../components/DayInput'
import { EmptyState } from '../../components/EmptyState'
import { Loading } from '../../components/Loading'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { DeliveryDrawer } from './DeliveryDrawer'
import { FleetTabs } from './FleetTabs'
import { planSearch } from './fleetSearch'
import type { PlanSearch } from './fleetSearch'
import { usePlanDelivery } from './usePlanDelivery'

const route = getRouteApi('/fleet')
const deliveryColors = { planned: 'gray', out: 'blue', delivered: 'teal', cancelled: 'gray' } as const
type Planned = OutputOf<'fleet.dayPlan'>['vehicles'][number]

export const DayPlanScreen = () => {
  const { t } = useTranslation('fleet')
  const { dayOf, now } = useMoments()
  const go = useNavigate()
  const search = planSearch.parse(route.useSearch())
  const day = search.day ?? dayOf(now())
  const plan = useRead('fleet.dayPlan', { day })
  const writes = may(useRead('access.state', {}).value?.person?.role ?? 'auditor', 'clerk')
  const change = (next: Partial<PlanSearch>): void => void go({ to: '/fleet', search: { ...search, ...next } })
  const planDelivery = usePlanDelivery()
  const shown = plan.value?.vehicles.filter(
    ({ vehicle, deliveries }) => deliveries.length > 0 || vehicle?.standby === true || vehicle?.state === 'repair',
  )
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} />}
            onClick={() => void go({ to: '/print', search: { kind: 'dayPlan', from: day } })}
          >
            {t('printPlan')}
          </Button>
          {writes ? (
            <Button leftSection={<IconPlus size={16} />} onClick={planDelivery}>
              {t('plan')}
            </Button>
          ) : null}
        </>
      }
    >
      <FleetTabs />
      <RefusalAlert refusal={plan.refusal} />
      <Group gap="xs" align="flex-end">
        <Button
          variant="default"
          px={8}
          aria-label={t('dayBefore')}
          onClick={() => {
            change({ day: plusDays(day, -1) })
          }}
        >
          <IconChevronLeft size={16} />
        </Button>
        <DayInput
          label={t('day')}
          value={day}
          onChange={next => {
            change({ day: next })
          }}
        />
        <Button
          variant="default"
          px={8}
          aria-label={t('dayAfter')}
          onClick={() => {
            change({ day: plusDays(day, 1) })
          }}
        >
          <IconChevronRight size={16} />
        </Button>
      </Group>
      {!shown ? <Loading /> : null}
      {shown?.length === 0 ? <EmptyState title={t('nothingPlanned')} hint={t('nothingPlannedHint')} /> : null}
      <Stack>
        {shown?.map(planned => (
          <OfVehicle
            key={planned.vehicle?.id ?? ''}
            planned={planned}
            onOpen={id => {
              change({ id })
            }}
          />
        ))}
      </Stack>
      <DeliveryDrawer
        id={search.id}
        writes={writes}
        onClose={() => {
          change({ id: null })
        }}
      />
    </Page>
  )
}

const OfVehicle = ({ planned, onOpen }: { planned: Planned; onOpen: (id: string) => void }) => {
  const { t } = useTranslation('fleet')
  const { vehicle, weightKg, deliveries } = planned
  return (
    <Stack gap={4}>
      <Group gap="sm">
        <Text fw={600}>{vehicle ? `${vehicle.code} ${vehicle.plate}` : t('noVehicleYet')}</Text>
        {vehicle ? (
          <>
            <Text size="sm">{[vehicle.driver, vehicle.driverPhone].filter(Boolean).join(' ')}</Text>
            <Progress
              w={120}
              value={vehicle.capacityKg === 0 ? 0 : (weightKg / vehicle.capacityKg) * 100}
              aria-label={t('load')}
            />
            <Text size="sm">{t('loadOf', { load: weightKg, capacity: vehicle.capacityKg })}</Text>
            {vehicle.standby ? <Badge variant="light">{t('standby')}</Badge> : null}
            {vehicle.state === 'repair' ? (
              <Badge variant="light" color="red">
                {t('state.repair')}
              </Badge>
            ) : null}
          </>
        ) : (
          <Badge variant="light" color="yellow">
            {t('assignFirst')}
          </Badge>
        )}
      </Group>
      <Deliveries rows={deliveries} onOpen={onOpen} />
    </Stack>
  )
}

const Deliveries = ({ rows, onOpen }: { rows: readonly Delivery[]; onOpen: (id: string) => void }) => {
  const { t } = useTranslation('fleet')
  const { moment } = useMoments()
  return (
    <Table verticalSpacing={4} layout="fixed" highlightOnHover>
      <Table.Tbody>
        {rows.map(delivery => (
          <Table.Tr
            key={delivery.id}
            style={{ cursor: 'pointer' }}
            tabIndex={0}
            onKeyDown={event => {
              if (event.key === 'Enter') onOpen(delivery.id)
            }}
            onClick={() => {
              onOpen(delivery.id)
            }}
          >
            <Table.Td w={150} style={{ whiteSpace: 'nowrap' }}>
              {moment(delivery.promisedAt)}
            </Table.Td>
            <Table.Td w={130}>{delivery.number}</Table.Td>
            <Table.Td>
              {delivery.customer}
              <Text size="xs" c="dimmed">
                {[delivery.phone, delivery.place].filter(Boolean).join(' · ')}
              </Text>
            </Table.Td>
            <Table.Td>{delivery.load}</Table.Td>
            <Table.Td w={80} ta="right">
              {t('kilograms', { count: delivery.weightKg })}
            </Table.Td>
            <Table.Td w={170}>
              <Badge variant="light" color={deliveryColors[delivery.state]}>
                {t(`deliveryState.${delivery.state}`)}
              </Badge>{' '}
              {delivery.toldAt === null && (delivery.state === 'planned' || delivery.state === 'out') ? (
                <Badge variant="light" color="yellow">
                  {t('untold')}
                </Badge>
              ) : null}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
