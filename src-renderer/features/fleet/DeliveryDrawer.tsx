/** One delivery: when, for whom, on which vehicle, what changed, and the next step. */
import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { DeliveryChange } from '../../../src-main/features/fleet/contract'
import { ask, useRead, useWrite } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { EntryDrawer } from '../../components/EntryDrawer'
import { Facts } from '../../components/Facts'
import { RefusalAlert } from '../../components/RefusalAlert'
import { RescheduleForm } from './RescheduleForm'
import { modals } from '@mantine/modals'

type Entry = OutputOf<'fleet.delivery'>
type Props = { id: string | null; writes: boolean; onClose: () => void }

export const DeliveryDrawer = ({ id, writes, onClose }: Props) => {
  const read = useRead('fleet.delivery', { id: id ?? '' }, { enabled: id !== null })
  return (
    <EntryDrawer
      id={id}
      read={read}
      titleOf={entry => `${entry.number} · ${entry.customer}`}
      size={620}
      onClose={onClose}
    >
      {entry => <DeliveryView entry={entry} writes={writes} />}
    </EntryDrawer>
  )
}

const DeliveryView = ({ entry, writes }: { entry: Entry; writes: boolean }) => {
  const { t } = useTranslation('fleet')
  const { moment } = useMoments()
  const go = useNavigate()
  const leave = useWrite('fleet.leave')
  const told = useWrite('fleet.told')
  const { id, version, state } = entry
  const step = { id, version }
  const open = writes && (state === 'planned' || state === 'out')
  const assign = (): void => {
    openAction(t('assign'), {
      form: `fleet.assign.${id}`,
      fields: [{ name: 'vehicle', label: t('vehicle'), kind: 'entity', register: 'vehicle' }],
      action: t('assign'),
      run: filled => ask('fleet.assign', { ...step, vehicleId: filled.chosenOrNull('vehicle') }),
    })
  }
  const deliver = (): void => {
    openAction(t('deliver'), {
      form: `fleet.deliver.${id}`,
      fields: [{ name: 'signedBy', label: t('signedBy'), kind: 'text', most: 60, required: true }],
      action: t('deliver'),
      run: filled => ask('fleet.deliver', { ...step, signedBy: filled.text('signedBy') }),
    })
  }
  const cancel = (): void => {
    openAction(t('cancelDelivery'), {
      form: `fleet.cancel.${id}`,
      fields: [{ name: 'reason', label: t('reason'), kind: 'text', required: true }],
      action: t('cancelDelivery'),
      danger: true,
      run: filled => ask('fleet.cancel', { ...step, reason: filled.text('reason') }),
    })
  }
  const reschedule = (): void => {
    modals.open({
      title: t('reschedule'),
      size: 'lg',
      children: <RescheduleForm entry={entry} onDone={modals.closeAll} />,
    })
  }
  const valueOf = (change: DeliveryChange, value: string): string =>
    value !== '' && change.what !== 'vehicle' ? moment(value) : value
  return (
    <Stack>
      <RefusalAlert refusal={leave.refusal ?? told.refusal} />
      <Facts
        facts={[
          [t('promisedAt'), moment(entry.promisedAt)],
          [t('customer'), [entry.customer, entry.phone].filter(Boolean).join(' · ')],
          [t('place'), entry.place],
          [t('load'), `${entry.load} · ${t('kilograms', { count: entry.weightKg })}`],
          [t('vehicle'), entry.vehicle],
          [t('stateTitle'), t(`deliveryState.${state}`)],
          [t('leftAt'), entry.leftAt === null ? '' : moment(entry.leftAt)],
          [
            t('deliveredAt'),
            entry.deliveredAt === null ? '' : t('signed', { when: moment(entry.deliveredAt), name: entry.signedBy }),
          ],
          [t('note'), entry.note],
        ]}
      />
      {open && entry.toldAt === null ? (
        <Group gap="xs">
          <Badge variant="light" color="yellow">
            {t('untold')}
          </Badge>
          <Button size="xs" loading={told.running} onClick={() => void told.run(step)}>
            {t('told')}
          </Button>
        </Group>
      ) : null}
      <Group gap="xs">
        {open && state === 'planned' && entry.vehicleId !== null ? (
          <Button size="xs" loading={leave.running} onClick={() => void leave.run(step)}>
            {t('leave')}
          </Button>
        ) : null}
        {open && state === 'out' ? (
          <Button size="xs" onClick={deliver}>
            {t('deliver')}
          </Button>
        ) : null}
        {open && state === 'planned' ? (
          <Button size="xs" variant={entry.vehicleId === null ? 'filled' : 'default'} onClick={assign}>
            {t('assign')}
          </Button>
        ) : null}
        {open ? (
          <>
            <Button size="xs" variant="default" onClick={reschedule}>
              {t('reschedule')}
            </Button>
            <Button size="xs" variant="default" color="red" onClick={cancel}>
              {t('cancelDelivery')}
            </Button>
          </>
        ) : null}
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPrinter size={14} />}
          onClick={() => void go({ to: '/print', search: { kind: 'deliverySlip', id } })}
        >
          {t('printSlip')}
        </Button>
      </Group>
      <Title order={3}>{t('changes')}</Title>
      {entry.changes.map((change, index) => (
        <Text key={index} size="sm">
          {moment(change.at)} · {t(`change.${change.what}`)} ·{' '}
          {[valueOf(change, change.before), valueOf(change, change.after)].filter(Boolean).join(' → ')}
          <Text span size="sm" c="dimmed">
            {' '}
            {[change.reason, change.byName].filter(Boolean).join(' · ')}
          </Text>
        </Text>
      ))}
    </Stack>
  )
}
