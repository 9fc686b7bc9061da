/** Calling one person after another, the phone in one hand: a big number, the outcome by one key, the next slides in. */
import {
  Badge,
  Button,
  Group,
  Popover,
  Progress,
  SegmentedControl,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconPrinter } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { may } from '../../../src-main/features/access/rules'
import { outcomes } from '../../../src-main/features/callouts/contract'
import type { CalledPerson, CallOutcome } from '../../../src-main/features/callouts/contract'
import { ask, useRead, useWrite } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { EmptyState } from '../../components/EmptyState'
import { Loading } from '../../components/Loading'
import { Page } from '../../components/Page'
import { MomentInput } from '../../components/MomentInput'
import { RefusalAlert } from '../../components/RefusalAlert'
import type { RefusalLike } from '../../components/refusalText'
import { useHalfTyped } from '../../components/useKept'
import { caseSearch } from './incidentsSearch'

type Callout = OutputOf<'callouts.one'>
const route = getRouteApi('/incidents/calling')
const listSize = 100

export const CallingScreen = () => {
  const { t } = useTranslation('callouts')
  const { id } = caseSearch.parse(route.useSearch())
  const read = useRead('callouts.one', { id })
  const callout = read.value?.id === id ? read.value : undefined
  if (read.refusal)
    return (
      <Page title={t('title')}>
        <RefusalAlert refusal={read.refusal} />
      </Page>
    )
  return callout ? <Calling callout={callout} /> : <Loading />
}

const Calling = ({ callout }: { callout: Callout }) => {
  const { t } = useTranslation('callouts')
  const go = useNavigate()
  const person = useRead('access.state', {}).value?.person
  const writes = may(person?.role ?? 'auditor', 'clerk') && callout.closedAt === null
  const [caller, setCaller] = useState<string | null>(null)
  const [current, setCurrent] = useState<CalledPerson | null>(null)
  const [refusal, setRefusal] = useState<RefusalLike | null>(null)
  const nextRound = useWrite('callouts.nextRound')
  const close = useWrite('callouts.close')
  const { id, reached, total, open } = callout
  const name = caller ?? person?.name ?? ''
  const takeNext = async (): Promise<void> => {
    const next = await ask('callouts.next', { id, caller: name })
    setRefusal(next.ok ? null : next)
    setCurrent(next.ok ? next.value.person : null)
  }
  return (
    <Page
      title={`${callout.title} · ${callout.number}`}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} />}
            onClick={() => void go({ to: '/print', search: { kind: 'callout', id } })}
          >
            {t('print')}
          </Button>
          {writes && open === 0 && reached < total ? (
            <Button variant="default" loading={nextRound.running} onClick={() => void nextRound.run({ id })}>
              {t('nextRound')}
            </Button>
          ) : null}
          {writes ? (
            <Button
              variant="default"
              loading={close.running}
              title={t('closeHint')}
              onClick={() => void close.run({ id })}
            >
              {t('close')}
            </Button>
          ) : null}
        </>
      }
    >
      <RefusalAlert refusal={refusal ?? nextRound.refusal ?? close.refusal} />
      <Group gap="md" wrap="nowrap">
        <Text size="sm">{t('round', { round: callout.round })}</Text>
        <Progress
          value={(100 * reached) / Math.max(1, total)}
          style={{ flex: 1 }}
          size="lg"
          aria-label={t('progress', { reached, total })}
        />
        <Text size="sm" fw={600} data-testid="progress">
          {t('progress', { reached, total })}
        </Text>
        <Text size="sm" c="dimmed">
          {callout.closedAt !== null ? t('closed') : open > 0 ? t('left', { count: open }) : t('roundOver')}
        </Text>
      </Group>
      {callout.message === '' ? null : <Text style={{ whiteSpace: 'pre-wrap' }}>{callout.message}</Text>}
      {!writes ? null : current ? (
        <OnTheLine
          key={`${current.id} ${current.attempts}`}
          callout={callout}
          person={current}
          caller={name}
          onNext={() => void takeNext()}
        />
      ) : reached === total ? (
        <EmptyState title={t('everybody')} />
      ) : (
        <Group align="flex-end" gap="sm">
          <TextInput
            label={t('caller')}
            description={t('callerHint')}
            w={320}
            maxLength={60}
            value={name}
            onChange={event => {
              setCaller(event.currentTarget.value)
            }}
          />
          <Button disabled={name.trim() === '' || open === 0} onClick={() => void takeNext()}>
            {t('begin')}
          </Button>
        </Group>
      )}
      <People callout={callout} writes={writes} caller={name} />
    </Page>
  )
}

type OnTheLineProps = { callout: Callout; person: CalledPerson; caller: string; onNext: () => void }

const kept = z.object({ note: z.string(), callback: z.string().nullable() })

const OnTheLine = ({ callout, person, caller, onNext }: OnTheLineProps) => {
  const { t } = useTranslation('callouts')
  const { instantOf, moment } = useMoments()
  const record = useWrite('callouts.record')
  // A key struck twice means this person once: the next outcome is for the next person.
  const [settled, setSettled] = useState(false)
  const [dialled, setDialled] = useState(0)
  const form = `callouts.note.${callout.id}.${person.position}`
  const { values, put, offer, drop } = useHalfTyped(form, kept, { note: '', callback: null })
  const { note, callback } = values
  const phone = person.phones[dialled] ?? person.phones[0]
  const settle = async (outcome: CallOutcome): Promise<void> => {
    if (record.running || settled) return
    const recorded = await record.run({
      id: callout.id,
      position: person.position,
      outcome,
      phone: phone?.original ?? '',
      note,
      callbackAt: callback && outcome === 'noAnswer' ? instantOf(callback) : null,
      caller,
      at: null,
    })
    if (!recorded.ok) return
    drop()
    setSettled(true)
    onNext()
  }
  useHotkeys(outcomes.map((outcome, index) => [String(index + 1), () => void settle(outcome)]))
  return (
    <Stack
      gap="sm"
      p="lg"
      style={{ border: '1px solid var(--mantine-color-default-border)' }}
      data-testid="on-the-line"
    >
      {offer}
      <RefusalAlert refusal={record.refusal} />
      <Group justify="space-between">
        <Title order={2}>
          {person.position}. {person.name}
        </Title>
        <Text c="dimmed">{[person.area, phone?.contact].filter(Boolean).join(' · ')}</Text>
      </Group>
      <Text fz={40} fw={700} lh={1.2} className="code">
        {phone?.original ?? t('noPhone')}
      </Text>
      {person.phones.length > 1 ? (
        <SegmentedControl
          w="fit-content"
          aria-label={t('phone')}
          value={String(dialled)}
          data={person.phones.map(({ original, contact }, index) => ({
            value: String(index),
            label: [contact, original].filter(Boolean).join(' '),
          }))}
          onChange={value => {
            setDialled(Number(value))
          }}
        />
      ) : null}
      {person.lastAt === null || person.attempts === 0 ? null : (
        <Text size="sm" c="dimmed">
          {t('attempts', { count: person.attempts })} · {moment(person.lastAt)} {person.note}
        </Text>
      )}
      <Group gap="sm" align="flex-end">
        <TextInput
          label={t('note')}
          w={360}
          maxLength={300}
          value={note}
          onChange={event => {
            put({ note: event.currentTarget.value })
          }}
        />
        <MomentInput
          label={t('callback')}
          w={220}
          value={callback}
          onChange={next => {
            put({ callback: next })
          }}
        />
      </Group>
      <Group gap="xs">
        {outcomes.map((outcome, index) => (
          <Button
            key={outcome}
            size="md"
            variant={outcome === 'reached' ? 'filled' : 'default'}
            loading={record.running || settled}
            onClick={() => void settle(outcome)}
          >
            {index + 1} {t(`state.${outcome}`)}
          </Button>
        ))}
        <Button size="md" variant="subtle" onClick={onNext}>
          {t('skip')}
        </Button>
      </Group>
      <Text size="xs" c="dimmed">
        {t('keys')}
      </Text>
    </Stack>
  )
}

const People = ({ callout, writes, caller }: { callout: Callout; writes: boolean; caller: string }) => {
  const { t } = useTranslation('callouts')
  const { moment } = useMoments()
  const { t: core } = useTranslation('core')
  const [only, setOnly] = useState<'all' | 'unreached'>('unreached')
  const [page, setPage] = useState(0)
  const people = useRead('callouts.people', { id: callout.id, only, offset: page * listSize, limit: listSize })
  const total = people.value?.total ?? 0
  const typeIn = (): void => {
    openAction(t('fromPaper'), {
      form: `callouts.paper.${callout.id}`,
      fields: [
        { name: 'position', label: t('position'), kind: 'count', required: true, most: 10_000 },
        {
          name: 'outcome',
          label: t('outcome'),
          kind: 'choice',
          required: true,
          start: 'reached',
          choices: outcomes.map(value => ({ value, label: t(`state.${value}`) })),
        },
        { name: 'caller', label: t('caller'), kind: 'text', most: 60, required: true, start: caller },
        { name: 'at', label: t('at'), kind: 'moment' },
        { name: 'note', label: t('note'), kind: 'text' },
      ],
      action: t('fromPaper'),
      run: filled =>
        ask('callouts.record', {
          id: callout.id,
          position: filled.number('position'),
          outcome: outcomes.find(value => value === filled.chosen('outcome')) ?? 'reached',
          phone: '',
          note: filled.text('note'),
          callbackAt: null,
          caller: filled.text('caller'),
          at: filled.instantOrNull('at'),
        }),
    })
  }
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Group gap="sm">
          <Title order={2}>{t('list')}</Title>
          <SegmentedControl
            size="xs"
            aria-label={t('list')}
            value={only}
            data={[
              { value: 'unreached', label: core('open') },
              { value: 'all', label: core('all') },
            ]}
            onChange={value => {
              setOnly(value === 'all' ? 'all' : 'unreached')
              setPage(0)
            }}
          />
        </Group>
        {writes ? (
          <Button variant="default" size="compact-sm" onClick={typeIn}>
            {t('fromPaper')}
          </Button>
        ) : null}
      </Group>
      <RefusalAlert refusal={people.refusal} />
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {people.value?.rows.map(person => (
            <Table.Tr key={person.id}>
              <Table.Td w={50}>{person.position}</Table.Td>
              <Table.Td>
                {person.name}
                <Text size="xs" c="dimmed">
                  {person.area}
                </Text>
              </Table.Td>
              <Table.Td>{person.phones[0]?.original ?? t('noPhone')}</Table.Td>
              <Table.Td w={120}>
                <Badge
                  variant="outline"
                  color={person.state === 'reached' || person.state === 'otherWay' ? 'teal' : 'gray'}
                  c="inherit"
                >
                  {t(`state.${person.state}`)}
                </Badge>
                {person.attempts > 1 ? (
                  <Popover width={420} position="bottom-start" withArrow>
                    <Popover.Target>
                      <Button
                        size="compact-xs"
                        variant="subtle"
                        aria-label={`${person.name} ${t('attempts', { count: person.attempts })}`}
                      >
                        {t('attempts', { count: person.attempts })}
                      </Button>
                    </Popover.Target>
                    <Popover.Dropdown>
                      <Attempts personId={person.id} />
                    </Popover.Dropdown>
                  </Popover>
                ) : null}
              </Table.Td>
              <Table.Td>
                <Text size="xs" c="dimmed">
                  {[
                    person.lastAt === null ? '' : moment(person.lastAt),
                    person.caller,
                    person.callbackAt === null ? '' : `${t('callback')} ${moment(person.callbackAt)}`,
                    person.note,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {total > listSize ? (
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="default"
            disabled={page === 0}
            onClick={() => {
              setPage(page - 1)
            }}
          >
            {core('back')}
          </Button>
          <Text size="sm">
            {core('range', { from: page * listSize + 1, to: Math.min(total, (page + 1) * listSize), total })}
          </Text>
          <Button
            size="compact-sm"
            variant="default"
            disabled={(page + 1) * listSize >= total}
            onClick={() => {
              setPage(page + 1)
            }}
          >
            {core('next')}
          </Button>
        </Group>
      ) : null}
    </Stack>
  )
}

/** Every attempt to reach one person, the first first. */
const Attempts = ({ personId }: { personId: string }) => {
  const { t } = useTranslation('callouts')
  const { moment } = useMoments()
  const attempts = useRead('callouts.attempts', { personId })
  return (
    <Stack gap={4}>
      <RefusalAlert refusal={attempts.refusal} />
      {attempts.value?.map(({ at, phone, outcome, note, caller }) => (
        <Text key={`${at} ${phone}`} size="xs">
          {[moment(at), phone, t(`state.${outcome}`), note, caller].filter(Boolean).join(' · ')}
        </Text>
      ))}
    </Stack>
  )
}
