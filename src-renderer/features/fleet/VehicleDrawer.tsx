/** One vehicle beside the list: papers, maintenance due and done, and its entry. */
import {
  Badge,
  Button,
  Group,
  NumberInput,
  Select,
  Stack,
  Switch,
  Table,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { serviceKinds, vehicleFields, vehicleStates } from '../../../src-main/features/fleet/contract'
import type { Service, Vehicle } from '../../../src-main/features/fleet/contract'
import { emptyVehicle, vehicleFieldsOf } from '../../../src-main/features/fleet/rules'
import { ask, useRead, useWrite } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { DayInput } from '../../components/DayInput'
import { EntryDrawer } from '../../components/EntryDrawer'
import { EntityPicker } from '../../components/EntityPicker'
import { Facts } from '../../components/Facts'
import { FormButtons } from '../../components/FormButtons'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useEntryForm } from '../../components/useEntryForm'
import { useMoney } from '../../components/useMoney'

type Props = {
  id: string | null
  edit: boolean
  writes: boolean
  onEdit: () => void
  onView: (id: string) => void
  onClose: () => void
}

export const VehicleDrawer = ({ id, edit, writes, onEdit, onView, onClose }: Props) => {
  const { t } = useTranslation('fleet')
  const read = useRead('fleet.vehicle', { id: id ?? '' }, { enabled: id !== null && id !== 'new' })
  return (
    <EntryDrawer
      id={id}
      read={read}
      titleOf={entry => `${entry.code} ${entry.plate}`}
      size={640}
      onClose={onClose}
      editing={{
        edit,
        newTitle: t('addVehicle'),
        form: entry => (
          <VehicleForm
            entry={entry}
            onDone={onView}
            onCancel={() => {
              if (entry) onView(entry.id)
              else onClose()
            }}
          />
        ),
      }}
    >
      {entry => <VehicleView entry={entry} writes={writes} onEdit={onEdit} />}
    </EntryDrawer>
  )
}

type ViewProps = { entry: OutputOf<'fleet.vehicle'>; writes: boolean; onEdit: () => void }

const VehicleView = ({ entry, writes, onEdit }: ViewProps) => {
  const { t } = useTranslation('fleet')
  const { t: core } = useTranslation('core')
  const { day, dayOf, now } = useMoments()
  const money = useMoney()
  const today = dayOf(now())
  const valid = (until: string | null): string =>
    until === null ? '' : until < today ? t('expired', { day: day(until) }) : day(until)
  const planService = (): void => {
    openAction(t('planService'), {
      form: `fleet.service.${entry.id}`,
      fields: [
        {
          name: 'kind',
          label: t('serviceKindTitle'),
          kind: 'choice',
          required: true,
          start: 'maintenance',
          choices: serviceKinds.map(value => ({ value, label: t(`serviceKind.${value}`) })),
        },
        { name: 'what', label: t('serviceWhat'), kind: 'text', most: 120, required: true },
        { name: 'dueOn', label: t('dueOn'), kind: 'day' },
        { name: 'dueKm', label: t('dueKm'), kind: 'count', suffix: 'km' },
      ],
      action: t('planService'),
      run: filled =>
        ask('fleet.planService', {
          vehicleId: entry.id,
          kind: serviceKinds.find(kind => kind === filled.chosen('kind')) ?? 'maintenance',
          what: filled.text('what'),
          dueOn: filled.dayOrNull('dueOn'),
          dueKm: filled.numberOrNull('dueKm'),
        }),
    })
  }
  const doService = (service: Service): void => {
    openAction(t('serviceDone'), {
      form: `fleet.serviceDone.${service.id}`,
      lead: service.what,
      fields: [
        { name: 'doneOn', label: t('doneOn'), kind: 'day', required: true, start: today },
        { name: 'doneKm', label: t('doneKm'), kind: 'count', suffix: 'km' },
        { name: 'cost', label: t('cost'), kind: 'money' },
        { name: 'note', label: t('note'), kind: 'text' },
      ],
      action: t('serviceDone'),
      run: filled =>
        ask('fleet.doService', {
          id: service.id,
          doneOn: filled.day('doneOn'),
          doneKm: filled.numberOrNull('doneKm'),
          costFen: filled.numberOrNull('cost'),
          note: filled.text('note'),
        }),
    })
  }
  return (
    <Stack>
      <Facts
        facts={[
          [t('name'), entry.name],
          [t('capacity'), t('kilograms', { count: entry.capacityKg })],
          [t('driver'), [entry.driver, entry.driverPhone].filter(Boolean).join(' ')],
          [t('mileage'), t('kilometres', { count: entry.mileageKm })],
          [t('inspectionUntil'), valid(entry.inspectionUntil)],
          [t('insuranceUntil'), valid(entry.insuranceUntil)],
          [
            t('stateTitle'),
            entry.state === 'active' ? t(entry.out ? 'state.out' : 'state.free') : t(`state.${entry.state}`),
          ],
          [t('standby'), entry.standby ? core('yes') : ''],
          [t('note'), entry.note],
        ]}
      />
      {writes ? (
        <Group gap="xs">
          <Button variant="default" size="xs" leftSection={<IconPencil size={14} />} onClick={onEdit}>
            {core('edit')}
          </Button>
          <Button variant="default" size="xs" onClick={planService}>
            {t('planService')}
          </Button>
        </Group>
      ) : null}
      <Title order={3}>{t('services')}</Title>
      {entry.services.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('noServices')}
        </Text>
      ) : null}
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {entry.services.map(service => (
            <Table.Tr key={service.id}>
              <Table.Td>
                {service.what}
                <Text size="xs" c="dimmed">
                  {[t(`serviceKind.${service.kind}`), service.note].filter(Boolean).join(' · ')}
                </Text>
              </Table.Td>
              <Table.Td>
                {[
                  service.dueOn === null ? '' : day(service.dueOn),
                  service.dueKm === null ? '' : t('kilometres', { count: service.dueKm }),
                ]
                  .filter(Boolean)
                  .join(' / ')}
              </Table.Td>
              <Table.Td w={200}>
                {service.doneOn !== null ? (
                  [t('doneAt', { day: day(service.doneOn) }), service.costFen === null ? '' : money(service.costFen)]
                    .filter(Boolean)
                    .join(' · ')
                ) : (
                  <Group gap={4}>
                    {service.dueOn !== null && service.dueOn < today ? (
                      <Badge variant="light" color="red">
                        {t('overdue')}
                      </Badge>
                    ) : null}
                    {writes ? (
                      <Button
                        size="compact-xs"
                        variant="default"
                        onClick={() => {
                          doService(service)
                        }}
                      >
                        {t('serviceDone')}
                      </Button>
                    ) : null}
                  </Group>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  )
}

type FormProps = { entry: Vehicle | null; onDone: (id: string) => void; onCancel: () => void }

const VehicleForm = ({ entry, onDone, onCancel }: FormProps) => {
  const { t } = useTranslation('fleet')
  const add = useWrite('fleet.addVehicle')
  const correct = useWrite('fleet.correctVehicle')
  const { form, offer, drop, saved } = useEntryForm({
    name: `vehicle/${entry?.id ?? 'new'}`,
    schema: vehicleFields,
    start: entry ? vehicleFieldsOf(entry) : emptyVehicle,
  })
  const save = async (values: typeof form.values): Promise<void> => {
    const outcome = entry
      ? await correct.run({ ...values, id: entry.id, version: entry.version })
      : await add.run(values)
    if (!outcome.ok) return
    saved(() => {
      onDone(outcome.value.id)
    })
  }
  const day = (name: 'inspectionUntil' | 'insuranceUntil') => (
    <DayInput
      label={t(name)}
      value={form.values[name]}
      onChange={value => {
        form.setFieldValue(name, value)
      }}
    />
  )
  return (
    <form onSubmit={form.onSubmit(values => void save(values))}>
      <Stack gap="sm">
        {offer}
        <RefusalAlert refusal={add.refusal ?? correct.refusal} />
        <Group grow>
          <TextInput label={t('code')} required data-autofocus {...form.getInputProps('code')} />
          <TextInput label={t('plate')} required {...form.getInputProps('plate')} />
        </Group>
        <TextInput label={t('name')} {...form.getInputProps('name')} />
        <Group grow>
          <NumberInput
            label={t('capacity')}
            min={0}
            suffix=" kg"
            allowDecimal={false}
            {...form.getInputProps('capacityKg')}
          />
          <NumberInput
            label={t('mileage')}
            min={0}
            suffix=" km"
            allowDecimal={false}
            {...form.getInputProps('mileageKm')}
          />
        </Group>
        <EntityPicker
          register="colleague"
          label={t('driver')}
          value={form.values.driverId}
          {...(entry?.driver ? { chosen: entry.driver } : {})}
          onChange={driverId => {
            form.setFieldValue('driverId', driverId)
          }}
        />
        <Group grow>
          {day('inspectionUntil')}
          {day('insuranceUntil')}
        </Group>
        <Textarea label={t('note')} autosize minRows={2} maxRows={6} {...form.getInputProps('note')} />
        <Switch label={t('standbyHint')} {...form.getInputProps('standby', { type: 'checkbox' })} />
        {entry ? (
          <Select
            label={t('stateTitle')}
            allowDeselect={false}
            data={vehicleStates.map(value => ({ value, label: t(`state.${value}`) }))}
            {...form.getInputProps('state')}
          />
        ) : null}
        <FormButtons
          running={add.running || correct.running}
          onCancel={() => {
            drop()
            onCancel()
          }}
        />
      </Stack>
    </form>
  )
}
