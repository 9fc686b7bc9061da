/** Moves a delivery: what comes after it on the vehicle, and what departments must do about it (A0.6). */
import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { Delivery } from '../../../src-main/features/fleet/contract'
import { useRead, useWrite } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { EntityPicker } from '../../components/EntityPicker'
import { MomentInput } from '../../components/MomentInput'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useHalfTyped } from '../../components/useKept'

const kept = z.object({
  time: z.string().nullable(),
  reason: z.string(),
  /** Deliveries behind it that stay as they are. */
  left: z.array(z.string()),
  department: z.string().nullable(),
  what: z.string(),
})
const empty: z.output<typeof kept> = { time: null, reason: '', left: [], department: null, what: '' }

export const RescheduleForm = ({ entry, onDone }: { entry: Delivery; onDone: () => void }) => {
  const { t } = useTranslation('fleet')
  const { moment, instantOf } = useMoments()
  const reschedule = useWrite('fleet.reschedule')
  const { values, put, offer, saved } = useHalfTyped(`fleet.reschedule.${entry.id}`, kept, empty)
  const { time, reason, left, department, what } = values
  const promisedAt = time === null ? entry.promisedAt : instantOf(time)
  const knockOn = useRead('fleet.knockOn', { id: entry.id, promisedAt }).value ?? []
  const also = knockOn.map(({ delivery }) => delivery.id).filter(id => !left.includes(id))
  const save = async (): Promise<void> => {
    const requests = department !== null && what.trim() !== '' ? [{ departmentId: department, what }] : []
    const { id, version } = entry
    const outcome = await reschedule.run({ id, version, promisedAt, reason, also, requests })
    if (outcome.ok) saved(onDone)
  }
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      <Stack gap="sm">
        {offer}
        <RefusalAlert refusal={reschedule.refusal} />
        <Text size="sm">{t('presentTime', { when: moment(entry.promisedAt) })}</Text>
        <MomentInput
          label={t('newTime')}
          required
          value={time}
          onChange={next => {
            put({ time: next })
          }}
          data-autofocus
        />
        <TextInput
          label={t('reason')}
          required
          maxLength={300}
          value={reason}
          onChange={event => {
            put({ reason: event.currentTarget.value })
          }}
        />
        {knockOn.length > 0 ? <Text fw={600}>{t('knockOn')}</Text> : null}
        {knockOn.map(({ delivery, wouldBe }) => (
          <Checkbox
            key={delivery.id}
            checked={!left.includes(delivery.id)}
            label={t('knockOnLine', {
              customer: delivery.customer,
              from: moment(delivery.promisedAt),
              to: moment(wouldBe),
            })}
            onChange={event => {
              const { checked } = event.currentTarget
              put({ left: checked ? left.filter(id => id !== delivery.id) : [...left, delivery.id] })
            }}
          />
        ))}
        <EntityPicker
          register="department"
          label={t('askDepartment')}
          value={department}
          onChange={chosen => {
            put({ department: chosen })
          }}
        />
        {department === null ? null : (
          <TextInput
            label={t('askWhat')}
            maxLength={300}
            value={what}
            onChange={event => {
              put({ what: event.currentTarget.value })
            }}
          />
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={reschedule.running} disabled={time === null || reason.trim() === ''}>
            {t('reschedule')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
