/** Starting a call-out: what it is about, and whom to call, straight from the registers. */
import { Button, Group, MultiSelect, Radio, Stack, Textarea, TextInput } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useRead, useWrite } from '../../app/bridge'
import type { InputOf } from '../../app/bridge'
import { EntityPicker } from '../../components/EntityPicker'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useHalfTyped } from '../../components/useKept'

type From = InputOf<'callouts.create'>['from']
const kinds = ['areas', 'allCustomers', 'customers', 'team', 'departments', 'allStaff', 'colleagues'] as const
const kept = z.object({ title: z.string(), message: z.string(), kind: z.enum(kinds), chosen: z.array(z.string()) })

type Props = { incidentId: string | null; about: string; onDone: (id: string) => void }

const NewCallout = ({ incidentId, about, onDone }: Props) => {
  const { t } = useTranslation('callouts')
  const areas = useRead('customers.suggestions', {}).value?.areas ?? []
  const departments = useRead('staff.departments', {}).value ?? []
  const create = useWrite('callouts.create')
  const { values, put, offer, saved } = useHalfTyped(`callouts.create.${incidentId ?? 'new'}`, kept, {
    title: about.slice(0, 80),
    message: '',
    kind: 'areas',
    chosen: [],
  })
  const { title, message, kind, chosen } = values
  const choose = (next: string[]): void => {
    put({ chosen: next })
  }
  const listed = kind === 'areas' || kind === 'departments' || kind === 'customers' || kind === 'colleagues'
  const from = (): From => {
    if (kind === 'areas') return { kind, areas: chosen }
    if (kind === 'departments' || kind === 'customers' || kind === 'colleagues') return { kind, ids: chosen }
    return { kind }
  }
  const submit = async (): Promise<void> => {
    const made = await create.run({ title, message, incidentId, from: from() })
    if (!made.ok) return
    const { id } = made.value
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
        <RefusalAlert refusal={create.refusal} />
        <TextInput
          label={t('name')}
          required
          data-autofocus
          maxLength={80}
          value={title}
          onChange={event => {
            put({ title: event.currentTarget.value })
          }}
        />
        <Textarea
          label={t('message')}
          autosize
          minRows={2}
          maxLength={500}
          value={message}
          onChange={event => {
            put({ message: event.currentTarget.value })
          }}
        />
        <Radio.Group
          label={t('whom')}
          value={kind}
          onChange={value => {
            put({ kind: kinds.find(known => known === value) ?? 'areas', chosen: [] })
          }}
        >
          <Group gap="sm" mt={4}>
            {kinds.map(value => (
              <Radio key={value} value={value} label={t(`from.${value}`)} />
            ))}
          </Group>
        </Radio.Group>
        {kind === 'areas' ? (
          <MultiSelect label={t('areas')} searchable data={areas} value={chosen} onChange={choose} />
        ) : null}
        {kind === 'departments' ? (
          <MultiSelect
            label={t('departments')}
            data={departments.map(({ id, name }) => ({ value: id, label: name }))}
            value={chosen}
            onChange={choose}
          />
        ) : null}
        {kind === 'customers' || kind === 'colleagues' ? (
          <People
            register={kind === 'customers' ? 'customer' : 'colleague'}
            label={t(kind)}
            chosen={chosen}
            onChange={choose}
          />
        ) : null}
        <Group justify="flex-end">
          <Button
            type="submit"
            loading={create.running}
            disabled={title.trim() === '' || (listed && chosen.length === 0)}
          >
            {t('new')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

type PeopleProps = {
  register: 'customer' | 'colleague'
  label: string
  chosen: readonly string[]
  onChange: (ids: string[]) => void
}

/** One field more than people chosen so far. */
const People = ({ register, label, chosen, onChange }: PeopleProps) => (
  <Stack gap={4}>
    {[...chosen, null].map((id, index) => (
      <EntityPicker
        key={id ?? 'next'}
        register={register}
        label={label}
        value={id}
        onChange={next => {
          const rest = chosen.filter((_, at) => at !== index)
          onChange(next === null || rest.includes(next) ? rest : [...rest, next])
        }}
      />
    ))}
  </Stack>
)

/** Opens the form over any screen, and then the calling. */
export const useNewCallout = () => {
  const { t } = useTranslation('callouts')
  const go = useNavigate()
  return (incidentId: string | null, about: string): void => {
    modals.open({
      title: t('new'),
      size: 560,
      children: (
        <NewCallout
          key={crypto.randomUUID()}
          incidentId={incidentId}
          about={about}
          onDone={id => {
            modals.closeAll()
            void go({ to: '/incidents/calling', search: { id } })
          }}
        />
      ),
    })
  }
}
