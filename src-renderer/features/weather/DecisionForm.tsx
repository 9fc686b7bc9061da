/** Deciding on service (A2.1): which areas, how long, why; what it touches is shown before anybody confirms. */
import { Alert, Button, Group, MultiSelect, Select, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { dayAfter } from '../../../src-main/features/office/calendar.rules'
import { localDateTime } from '../../../src-main/features/office/rules'
import { useRead, useWrite } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { MomentInput } from '../../components/MomentInput'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useHalfTyped } from '../../components/useKept'

type Start = {
  areas: readonly string[]
  reason: string
  signalId: string | null
  incidentId: string | null
  /** The days severe weather is expected to last, both included. */
  severe?: { from: string; until: string }
}
type Props = { start: Start; entry: OutputOf<'suspensions.one'> | null; onDone: (id: string) => void }

const kept = z.object({
  areas: z.array(z.string()),
  from: z.string().nullable(),
  until: z.string().nullable(),
  reason: z.string(),
  decidedBy: z.string(),
  words: z.string(),
  callOut: z.boolean(),
  signalId: z.string().nullable(),
  state: z.enum(['suspended', 'changed']),
})

const DecisionForm = ({ start, entry, onDone }: Props) => {
  const { t } = useTranslation('suspensions')
  const { now, instantOf, timeZone } = useMoments()
  const areasKnown = useRead('suspensions.regions', {}).value?.map(({ area }) => area) ?? []
  const signals = useRead('weather.overview', {}).value?.signals ?? []
  const person = useRead('access.state', {}).value?.person?.name ?? ''
  const suspend = useWrite('suspensions.suspend')
  const change = useWrite('suspensions.change')
  const beginning = (): z.output<typeof kept> => {
    const { severe } = start
    // From the minute that runs, so that a decision holds as soon as it is confirmed.
    const at = `${localDateTime(entry?.fromAt ?? now(), timeZone).slice(0, 16)}:00`
    const until = severe ? `${dayAfter(severe.until)} 00:00:00` : null
    return {
      areas: [...start.areas],
      from: severe && severe.from > at.slice(0, 10) ? `${severe.from} 00:00:00` : at,
      until: entry ? entry.untilAt && localDateTime(entry.untilAt, timeZone) : until,
      reason: start.reason,
      decidedBy: person,
      words: '',
      callOut: true,
      signalId: start.signalId,
      state: 'changed',
    }
  }
  const { values, put, offer, saved } = useHalfTyped(`suspensions.${entry?.id ?? 'new'}`, kept, beginning())
  const { areas, from, until, reason, decidedBy, words, callOut, signalId, state } = values
  const scope = {
    areas,
    from: from === null ? now() : instantOf(from),
    until: until === null ? null : instantOf(until),
  }
  const preview = useRead(
    'suspensions.preview',
    { ...scope, from: from === null ? '2000-01-01T00:00:00.000Z' : scope.from },
    { enabled: areas.length > 0 },
  )
  const submit = async (): Promise<void> => {
    const decided = { ...scope, reason, decidedBy, words, callOut }
    const answer = entry
      ? await change.run({ ...decided, id: entry.id, version: entry.version, state })
      : await suspend.run({ ...decided, signalId, incidentId: start.incidentId })
    if (!answer.ok) return
    const { id } = answer.value
    saved(() => {
      onDone(id)
    })
  }
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack gap="sm">
        {offer}
        <RefusalAlert refusal={suspend.refusal ?? change.refusal} />
        {entry ? (
          <Select
            label={t('changeTo')}
            allowDeselect={false}
            value={state}
            data={[
              { value: 'changed', label: t('otherwise') },
              { value: 'suspended', label: t('still') },
            ]}
            onChange={value => {
              put({ state: value === 'suspended' ? 'suspended' : 'changed' })
            }}
          />
        ) : null}
        <MultiSelect
          label={t('areas')}
          required
          searchable
          data={[...new Set([...areasKnown, ...areas])]}
          value={areas}
          onChange={chosen => {
            put({ areas: chosen })
          }}
        />
        <Group grow>
          <MomentInput
            label={t('from')}
            required
            value={from}
            onChange={moment => {
              put({ from: moment })
            }}
          />
          <MomentInput
            label={t('until')}
            placeholder={t('untilOpen')}
            value={until}
            onChange={moment => {
              put({ until: moment })
            }}
          />
        </Group>
        <Group grow>
          <TextInput
            label={t('reason')}
            required
            maxLength={300}
            value={reason}
            onChange={event => {
              put({ reason: event.currentTarget.value })
            }}
          />
          <TextInput
            label={t('decidedBy')}
            required
            maxLength={60}
            value={decidedBy}
            onChange={event => {
              put({ decidedBy: event.currentTarget.value })
            }}
          />
        </Group>
        <Textarea
          label={t('words')}
          autosize
          minRows={2}
          maxLength={500}
          value={words}
          onChange={event => {
            put({ words: event.currentTarget.value })
          }}
        />
        {entry ? null : (
          <Select
            label={t('signal')}
            placeholder={t('noSignal')}
            clearable
            clearButtonProps={{ 'aria-label': t('noSignal') }}
            value={signalId}
            data={signals.map(({ id, issuer, type, word }) => ({ value: id, label: [issuer, type, word].join(' ') }))}
            onChange={chosen => {
              put({ signalId: chosen })
            }}
          />
        )}
        <Switch
          label={t('callOut')}
          checked={callOut}
          onChange={event => {
            put({ callOut: event.currentTarget.checked })
          }}
        />
        {preview.value && areas.length > 0 ? (
          <Alert color={preview.value.withoutPhone > 0 ? 'yellow' : 'teal'} data-testid="preview">
            <Text size="sm" fw={600}>
              {t('preview', { customers: preview.value.customers, deliveries: preview.value.deliveries })}
            </Text>
            {preview.value.withoutPhone > 0 ? (
              <Text size="sm">
                {t('withoutPhone', { count: preview.value.withoutPhone, names: preview.value.names.join('、') })}
              </Text>
            ) : null}
            {preview.value.overlapping.length > 0 ? (
              <Text size="sm">{t('overlapping', { numbers: preview.value.overlapping.join('、') })}</Text>
            ) : null}
          </Alert>
        ) : null}
        <Group justify="flex-end">
          <Button
            type="submit"
            loading={suspend.running || change.running}
            disabled={areas.length === 0 || reason.trim() === '' || decidedBy.trim() === '' || from === null}
          >
            {t(entry ? 'change' : 'confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

const nothing: Start = { areas: [], reason: '', signalId: null, incidentId: null }

/** Opens the form for a new decision, or for a change of one. */
export const useDecisionForm = () => {
  const { t } = useTranslation('suspensions')
  const go = useNavigate()
  return (start: Start = nothing, entry: Props['entry'] = null): void => {
    modals.open({
      title: t(entry ? 'change' : 'newTitle'),
      size: 640,
      children: (
        <DecisionForm
          key={crypto.randomUUID()}
          start={start}
          entry={entry}
          onDone={id => {
            modals.closeAll()
            void go({ to: '/weather/decision', search: { id } })
          }}
        />
      ),
    })
  }
}
