/** Training sessions (A0.4, C4): for colleagues by plan, for the customer's own people by chapter, drills with their incident. */
import { ActionIcon, Badge, Button, Checkbox, Group, Stack, Switch, Table, Text, TextInput, Title } from '@mantine/core'
import { IconPlus, IconPrinter, IconTrash } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { may } from '../../../src-main/features/access/rules'
import type { Attendee } from '../../../src-main/features/training/contract'
import { ask, useRead, useWrite } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { Attachments } from '../../components/Attachments'
import { DataTable } from '../../components/DataTable'
import { DayInput } from '../../components/DayInput'
import { EmptyState } from '../../components/EmptyState'
import { EntityPicker } from '../../components/EntityPicker'
import { EntryDrawer } from '../../components/EntryDrawer'
import { Facts } from '../../components/Facts'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useHalfTyped } from '../../components/useKept'
import { useSaid } from '../../components/useSaid'
import { PlanTabs } from './PlanTabs'
import { trainingSearch } from './plansSearch'
import type { TrainingSearch } from './plansSearch'

const route = getRouteApi('/plans/training')
const pageSize = 50
type Session = OutputOf<'training.one'>

export const TrainingScreen = () => {
  const { t } = useTranslation('training')
  const { t: plansText } = useTranslation('plans')
  const { day, now, dayOf } = useMoments()
  const said = useSaid()
  const go = useNavigate()
  const search = trainingSearch.parse(route.useSearch())
  const { page, customers, id } = search
  const list = useRead('training.page', { state: null, customers, offset: (page - 1) * pageSize, limit: pageSize })
  const read = useRead('training.one', { id: id ?? '' }, { enabled: id !== null })
  const plans = (useRead('plans.page', {}).value ?? []).filter(({ inForce }) => inForce)
  const chapters = useRead('manual.page', { offset: 0, limit: 200, text: '', productId: null }).value?.rows ?? []
  const writes = may(useRead('access.state', {}).value?.person?.role ?? 'auditor', 'clerk')
  const change = (next: Partial<TrainingSearch>): void =>
    void go({ to: '/plans/training', search: { ...search, ...next } })
  const add = (): void => {
    openAction(t('add'), {
      form: 'training.plan',
      fields: [
        { name: 'title', label: t('name'), kind: 'text', most: 80, required: true },
        {
          name: 'plan',
          label: t('plan'),
          kind: 'choice',
          choices: plans.map(({ inForce, name }) => ({ value: inForce?.id ?? '', label: said(name) })),
        },
        {
          name: 'chapter',
          label: t('chapter'),
          kind: 'choice',
          choices: chapters.map(({ versionId, title, number }) => ({ value: versionId, label: `${title} v${number}` })),
        },
        { name: 'customer', label: t('customer'), kind: 'entity', register: 'customer' },
        { name: 'drill', label: t('drill'), kind: 'entity', register: 'drill' },
        { name: 'onDay', label: t('onDay'), kind: 'day', required: true, start: dayOf(now()) },
        { name: 'trainer', label: t('trainer'), kind: 'text', most: 60, required: true },
        { name: 'place', label: t('place'), kind: 'text', most: 120 },
      ],
      action: t('add'),
      run: async filled => {
        const made = await ask('training.plan', {
          title: filled.text('title'),
          planVersionId: filled.chosenOrNull('plan'),
          chapterVersionId: filled.chosenOrNull('chapter'),
          customerId: filled.chosenOrNull('customer'),
          incidentId: filled.chosenOrNull('drill'),
          onDay: filled.day('onDay'),
          trainer: filled.text('trainer'),
          place: filled.text('place'),
        })
        if (made.ok) change({ id: made.value.id })
        return made
      },
    })
  }
  return (
    <Page
      title={plansText('title')}
      actions={
        writes ? (
          <Button leftSection={<IconPlus size={16} />} onClick={add}>
            {t('add')}
          </Button>
        ) : null
      }
    >
      <PlanTabs />
      <RefusalAlert refusal={list.refusal} />
      <Switch
        label={t('customersOnly')}
        checked={customers}
        onChange={event => {
          change({ customers: event.currentTarget.checked, page: 1 })
        }}
      />
      {list.value?.total === 0 && !customers ? (
        <EmptyState title={t('empty')} hint={t('emptyHint')} />
      ) : (
        <DataTable
          label={t('sessions')}
          rows={list.value?.rows}
          total={list.value?.total ?? 0}
          idOf={row => row.id}
          page={page}
          pageSize={pageSize}
          onPage={next => {
            change({ page: next })
          }}
          onOpen={row => {
            change({ id: row.id })
          }}
          opened={id}
          emptyText={t('empty')}
          height="calc(100dvh - 270px)"
          columns={[
            { accessor: 'onDay', title: t('onDay'), width: 150, render: ({ onDay }) => day(onDay) },
            { accessor: 'title', title: t('name') },
            { accessor: 'about', title: t('about'), render: ({ about }) => said(about) },
            { accessor: 'customer', title: t('customer') },
            { accessor: 'trainer', title: t('trainer'), width: 110 },
            {
              accessor: 'state',
              title: t('result'),
              width: 200,
              render: ({ state, attendees, passed }) => (
                <>
                  <Badge variant="outline" c="inherit">
                    {t(`state.${state}`)}
                  </Badge>
                  {state === 'held' ? <Text size="xs">{t('attendees', { count: attendees, passed })}</Text> : null}
                </>
              ),
            },
          ]}
        />
      )}
      <EntryDrawer
        id={id}
        read={read}
        titleOf={session => session.title}
        size={680}
        onClose={() => {
          change({ id: null })
        }}
      >
        {session => <SessionView session={session} writes={writes} />}
      </EntryDrawer>
    </Page>
  )
}

const SessionView = ({ session, writes }: { session: Session; writes: boolean }) => {
  const { t } = useTranslation('training')
  const { day } = useMoments()
  const said = useSaid()
  const go = useNavigate()
  const [holding, setHolding] = useState(false)
  const { id, version, state } = session
  const cancel = (): void => {
    openAction(t('cancel'), {
      form: `training.cancel.${id}`,
      fields: [{ name: 'reason', label: t('note'), kind: 'text', required: true }],
      action: t('cancel'),
      danger: true,
      run: filled => ask('training.cancel', { id, version, reason: filled.text('reason') }),
    })
  }
  return (
    <Stack>
      <Facts
        facts={[
          [t('about'), said(session.about)],
          [t('customer'), session.customer],
          [t('drill'), session.incident],
          [t('onDay'), day(session.onDay)],
          [t('trainer'), session.trainer],
          [t('place'), session.place],
          [t('result'), session.result],
        ]}
      />
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPrinter size={14} />}
          onClick={() => void go({ to: '/print', search: { kind: 'training', id } })}
        >
          {t('print')}
        </Button>
        {writes && state === 'planned' ? (
          <>
            <Button
              size="xs"
              onClick={() => {
                setHolding(true)
              }}
            >
              {t('hold')}
            </Button>
            <Button size="xs" variant="default" onClick={cancel}>
              {t('cancel')}
            </Button>
          </>
        ) : null}
      </Group>
      {holding && state === 'planned' ? <HoldForm session={session} /> : null}
      {session.people.length > 0 ? (
        <Table verticalSpacing={4}>
          <Table.Tbody>
            {session.people.map(person => (
              <Table.Tr key={person.name}>
                <Table.Td>{person.name}</Table.Td>
                <Table.Td>{person.present ? t('present') : ''}</Table.Td>
                <Table.Td>{person.passed ? t('passed') : ''}</Table.Td>
                <Table.Td>{person.note}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      ) : null}
      <Attachments ownerKind="training" ownerId={id} writes={writes} />
    </Stack>
  )
}

const kept = z.object({
  onDay: z.string(),
  result: z.string(),
  people: z.array(
    z.object({
      colleagueId: z.string().nullable(),
      name: z.string(),
      present: z.boolean(),
      passed: z.boolean(),
      note: z.string(),
    }),
  ),
})

const HoldForm = ({ session }: { session: Session }) => {
  const { t } = useTranslation('training')
  const hold = useWrite('training.hold')
  const colleagues = useRead('staff.register', {}).value?.flatMap(part => part.colleagues) ?? []
  const start = { onDay: session.onDay, result: '', people: [] }
  const { values, put, offer, drop } = useHalfTyped(`training.hold.${session.id}`, kept, start)
  const { onDay, result, people } = values
  const change = (at: number, next: Partial<Attendee>): void => {
    put({ people: people.map((person, index) => (index === at ? { ...person, ...next } : person)) })
  }
  const submit = async (): Promise<void> => {
    const outcome = await hold.run({ id: session.id, version: session.version, onDay, result, people })
    if (outcome.ok) drop()
  }
  return (
    <Stack gap="xs" data-testid="hold">
      <Title order={3}>{t('hold')}</Title>
      {offer}
      <RefusalAlert refusal={hold.refusal} />
      <Group align="flex-end">
        <DayInput
          label={t('onDay')}
          value={onDay}
          onChange={day => {
            put({ onDay: day ?? session.onDay })
          }}
        />
        <TextInput
          label={t('result')}
          style={{ flex: 1 }}
          maxLength={1000}
          value={result}
          onChange={event => {
            put({ result: event.currentTarget.value })
          }}
        />
      </Group>
      {people.map((person, index) => (
        <Group key={index} gap="xs" wrap="nowrap">
          <TextInput
            aria-label={t('person')}
            placeholder={t('person')}
            w={140}
            maxLength={60}
            readOnly={person.colleagueId !== null}
            value={person.name}
            onChange={event => {
              change(index, { name: event.currentTarget.value })
            }}
          />
          <Checkbox
            label={t('present')}
            checked={person.present}
            onChange={event => {
              change(index, {
                present: event.currentTarget.checked,
                passed: event.currentTarget.checked && person.passed,
              })
            }}
          />
          <Checkbox
            label={t('passed')}
            checked={person.passed}
            onChange={event => {
              change(index, {
                passed: event.currentTarget.checked,
                present: person.present || event.currentTarget.checked,
              })
            }}
          />
          <TextInput
            aria-label={t('note')}
            placeholder={t('note')}
            style={{ flex: 1 }}
            maxLength={200}
            value={person.note}
            onChange={event => {
              change(index, { note: event.currentTarget.value })
            }}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`${t('cancel')} ${person.name}`}
            onClick={() => {
              put({ people: people.filter((_, at) => at !== index) })
            }}
          >
            <IconTrash size={14} />
          </ActionIcon>
        </Group>
      ))}
      <Group align="flex-end" gap="xs">
        <div style={{ width: 260 }}>
          <EntityPicker
            key={people.length}
            register="colleague"
            label={t('addColleagues')}
            value={null}
            onChange={colleagueId => {
              const found = colleagues.find(({ id }) => id === colleagueId)
              if (found && !people.some(person => person.colleagueId === colleagueId))
                put({
                  people: [
                    ...people,
                    { colleagueId: found.id, name: found.name, present: true, passed: true, note: '' },
                  ],
                })
            }}
          />
        </div>
        <Button
          variant="default"
          onClick={() => {
            put({ people: [...people, { colleagueId: null, name: '', present: true, passed: true, note: '' }] })
          }}
        >
          {t('addPerson')}
        </Button>
        <Button
          loading={hold.running}
          disabled={people.length === 0 || people.some(({ name }) => name.trim() === '')}
          onClick={() => void submit()}
        >
          {t('hold')}
        </Button>
      </Group>
    </Stack>
  )
}
