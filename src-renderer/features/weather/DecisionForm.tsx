/** Deciding on service (A2.1): which areas, how long, why; what it touches is shown before anybody confirms. */
import { Alert, Button, Group, MultiSelect, Select, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayAfter } from '../../../src-main/features/office/calendar.rules'
import { localDateTime } from '../../../src-main/features/office/rules'
import { useRead, useWrite } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { MomentInput } from '../../components/MomentInput'
import { RefusalAlert } from '../../components/RefusalAlert'

type Start = {
  areas: readonly string[]
  reason: string
  signalId: string | null
  incidentId: string | null
  /** The days severe weather is expected to last, both included. */
  severe?: { from: string; until: string }
}
type Props = { start: Start; entry: OutputOf<'suspensions.one'> | null; onDone: (id: string) => void }

const DecisionForm = ({ start, entry, onDone }: Props) => {
  const { t } = useTranslation('suspensions')
  const { now, instantOf, timeZone } = useMoments()
  const areasKnown = useRead('suspensions.regions', {}).value?.map(({ area }) => area) ?? []
  const signals = useRead('weather.overview', {}).value?.signals ?? []
  const person = useRead('access.state', {}).value?.person?.name ?? ''
  const suspend = useWrite('suspensions.suspend')
  const change = useWrite('suspensions.change')
  const [areas, setAreas] = useState([...start.areas])
  const [from, setFrom] = useState<string | null>(() => {
    // From the minute that runs, so that a decision holds as soon as it is confirmed.
    const at = `${localDateTime(entry?.fromAt ?? now(), timeZone).slice(0, 16)}:00`
    return start.severe && start.severe.from > at.slice(0, 10) ? `${start.severe.from} 00:00:00` : at
  })
  const [until, setUntil] = useState<string | null>(() => {
    if (entry) return entry.untilAt && localDateTime(entry.untilAt, timeZone)
    return start.severe ? `${dayAfter(start.severe.until)} 00:00:00` : null
  })
  const [reason, setReason] = useState(start.reason)
  const [decidedBy, setDecidedBy] = useState(person)
  const [words, setWords] = useState('')
  const [callOut, setCallOut] = useState(true)
  const [signalId, setSignalId] = useState(start.signalId)
  const [state, setState] = useState<'suspended' | 'changed'>('changed')
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
    if (answer.ok) onDone(answer.value.id)
  }
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack gap="sm">
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
              setState(value === 'suspended' ? 'suspended' : 'changed')
            }}
          />
        ) : null}
        <MultiSelect
          label={t('areas')}
          required
          searchable
          data={[...new Set([...areasKnown, ...areas])]}
          value={areas}
          onChange={setAreas}
        />
        <Group grow>
          <MomentInput label={t('from')} required value={from} onChange={setFrom} />
          <MomentInput label={t('until')} placeholder={t('untilOpen')} value={until} onChange={setUntil} />
        </Group>
        <Group grow>
          <TextInput
            label={t('reason')}
            required
            maxLength={300}
            value={reason}
            onChange={event => {
              setReason(event.currentTarget.value)
            }}
          />
          <TextInput
            label={t('decidedBy')}
            required
            maxLength={60}
            value={decidedBy}
            onChange={event => {
              setDecidedBy(event.currentTarget.value)
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
            setWords(event.currentTarget.value)
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
            onChange={setSignalId}
          />
        )}
        <Switch
          label={t('callOut')}
          checked={callOut}
          onChange={event => {
            setCallOut(event.currentTarget.checked)
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
