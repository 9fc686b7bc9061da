/** Beside the timeline: every clock with its arithmetic, facts and numbers to dial, tasks, what closing lacks, links, files. */
import { Anchor, Button, Group, NumberInput, Popover, Progress, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Clock, Task } from '../../../src-main/features/incidents/contract'
import { changeOf } from '../../../src-main/features/incidents/rules'
import { ask, useRead, useWrite } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { Attachments } from '../../components/Attachments'
import { Facts } from '../../components/Facts'
import { PlaceLink } from '../../components/PlaceLink'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useMoney } from '../../components/useMoney'
import { useSaid } from '../../components/useSaid'
import { ClockBar } from '../../components/ClockBar'
import { useClockText } from '../../components/useClockText'

type Case = OutputOf<'incidents.one'>
type Props = { entry: Case; now: string; writes: boolean }

export const SidePanel = ({ entry, now, writes }: Props) => (
  <Stack gap="md">
    <Clocks entry={entry} now={now} />
    <Questions entry={entry} writes={writes} />
    <About entry={entry} />
    <Tasks entry={entry} writes={writes} />
    <Callouts entry={entry} />
    <Lacks entry={entry} />
    <Linked entry={entry} />
    <Attachments ownerKind="incident" ownerId={entry.id} writes={writes} />
  </Stack>
)

const Lacks = ({ entry }: { entry: Case }) => {
  const { t } = useTranslation('incidents')
  const said = useSaid()
  if (entry.closedAt !== null) return null
  return (
    <Stack gap={4}>
      <Title order={2}>{t('lacks')}</Title>
      {entry.lacks.length === 0 ? <Text size="sm">{t('nothingLacks')}</Text> : null}
      {entry.lacks.map(({ kind, ref, title }) => (
        <Text key={`${kind} ${ref}`} size="sm" data-testid="lack">
          {kind === 'breakdown' ? (
            <PlaceLink to="/fleet/breakdowns" search={{ id: ref }}>
              {t('lackKind.breakdown')} {title.zh}
            </PlaceLink>
          ) : kind === 'callout' ? (
            <PlaceLink to="/incidents/callouts">
              {t('lackKind.callout')} {title.zh}
            </PlaceLink>
          ) : kind === 'step' ? (
            <Anchor
              component="button"
              type="button"
              size="sm"
              ta="left"
              onClick={() => document.getElementById(`step-${ref}`)?.scrollIntoView({ block: 'center' })}
            >
              {said(title)}
            </Anchor>
          ) : (
            [t(`lackKind.${kind}`), kind === 'task' ? said(title) : ''].filter(Boolean).join('：')
          )}
        </Text>
      ))}
    </Stack>
  )
}

const Clocks = ({ entry, now }: { entry: Case; now: string }) => {
  const { t } = useTranslation('incidents')
  if (entry.clocks.length === 0) return null
  return (
    <Stack gap={6}>
      <Title order={2}>{t('clocks')}</Title>
      {entry.clocks.map(clock => (
        <ClockLine key={`${clock.step} ${clock.source}`} id={entry.id} clock={clock} now={now} />
      ))}
    </Stack>
  )
}

const ClockLine = ({ id, clock, now }: { id: string; clock: Clock; now: string }) => {
  const { t } = useTranslation('incidents')
  const { moment, time, dayOf } = useMoments()
  const { span } = useClockText()
  const said = useSaid()
  const [opened, setOpened] = useState(false)
  const { step, source, dueAt, metAt } = clock
  const full = useRead('incidents.clock', { id, step, source }, { enabled: opened })
  const late = metAt !== null && dueAt !== null && metAt > dueAt
  const left = metAt === null || dueAt === null ? 0 : Date.parse(dueAt) - Date.parse(metAt)
  return (
    <div data-testid={`clock-${step}-${source}`}>
      <Group justify="space-between" wrap="nowrap" gap={6}>
        <Text size="sm" truncate>
          {said(clock.title)}
        </Text>
        <Popover opened={opened} onChange={setOpened} width={340} withArrow shadow="md">
          <Popover.Target>
            <Button
              variant="subtle"
              size="compact-xs"
              style={{ flexShrink: 0 }}
              onClick={() => {
                setOpened(!opened)
              }}
            >
              {dueAt === null ? t('pausedClock') : dayOf(dueAt) === dayOf(now) ? time(dueAt) : moment(dueAt)}
            </Button>
          </Popover.Target>
          <Popover.Dropdown>
            <Stack gap={4}>
              <Text size="sm" fw={600}>
                {t('arithmetic')}
              </Text>
              <Text size="xs">{t('anchor', { when: moment(clock.anchorAt), minutes: clock.minutes })}</Text>
              <Text size="xs">{t(clock.working ? 'workingTime' : 'wall')}</Text>
              <Text size="xs">{t(`setBy.${clock.setBy}`)}</Text>
              {full.value?.lines.map(line => (
                <Text key={line.from} size="xs">
                  {t('fromTo', { from: moment(line.from), to: time(line.to), minutes: Math.round(line.minutes) })}
                </Text>
              ))}
              {full.value && full.value.unknownYears.length > 0 ? (
                <Text size="xs" c="var(--mantine-color-error)">
                  {t('unknownYears', { years: full.value.unknownYears.join('、') })}
                </Text>
              ) : null}
              {dueAt === null ? null : (
                <Text size="xs" fw={600}>
                  {t('dueAt', { when: moment(dueAt) })}
                </Text>
              )}
            </Stack>
          </Popover.Dropdown>
        </Popover>
      </Group>
      {metAt !== null ? (
        <Text size="xs" c={late ? 'var(--mantine-color-error)' : 'dimmed'} fw={late ? 600 : 400}>
          {late
            ? t('metLate', { time: time(metAt), over: span(left) })
            : t('metIn', { time: time(metAt), left: span(left) })}
        </Text>
      ) : dueAt === null ? null : (
        <ClockBar dueAt={dueAt} now={now} warnMinutes={clock.warnMinutes} anchorAt={clock.anchorAt} />
      )}
    </div>
  )
}

/** What the plan asks; steps that hang on an answer wait for it. */
const Questions = ({ entry, writes }: { entry: Case; writes: boolean }) => {
  const { t } = useTranslation('incidents')
  const { t: core } = useTranslation('core')
  const said = useSaid()
  const change = useWrite('incidents.change')
  if (entry.questions.length === 0) return null
  const answer = (key: string, value: number): void => {
    void change.run({ ...changeOf(entry), facts: { [key]: value } })
  }
  return (
    <Stack gap={4}>
      <Title order={2}>{t('questions')}</Title>
      <RefusalAlert refusal={change.refusal} />
      {entry.questions.map(({ key, question, kind, answer: known }) => (
        <Group key={key} justify="space-between" wrap="nowrap" gap={6}>
          <Text size="sm">{said(question)}</Text>
          {!writes || entry.closedAt !== null ? (
            <Text size="sm">
              {known === null ? t('unanswered') : kind === 'yes' ? core(known > 0 ? 'yes' : 'no') : known}
            </Text>
          ) : kind === 'yes' ? (
            <Group gap={4} wrap="nowrap">
              {([1, 0] as const).map(value => (
                <Button
                  key={value}
                  size="compact-xs"
                  variant={known === value ? 'filled' : 'default'}
                  aria-pressed={known === value}
                  onClick={() => {
                    answer(key, value)
                  }}
                >
                  {core(value === 1 ? 'yes' : 'no')}
                </Button>
              ))}
            </Group>
          ) : (
            <NumberInput
              w={90}
              size="xs"
              min={0}
              max={1000}
              aria-label={said(question)}
              defaultValue={known ?? ''}
              key={String(known)}
              onBlur={event => {
                const value = Number(event.currentTarget.value)
                if (event.currentTarget.value !== '' && value !== known) answer(key, value)
              }}
            />
          )}
        </Group>
      ))}
    </Stack>
  )
}

const About = ({ entry }: { entry: Case }) => {
  const { t } = useTranslation('incidents')
  const { moment } = useMoments()
  const money = useMoney()
  const { rounds, satisfied } = entry.satisfaction
  return (
    <Stack gap={4}>
      <Title order={2}>{t('facts')}</Title>
      <Facts
        facts={[
          [
            t('customer'),
            entry.customerId === null ? (
              ''
            ) : (
              <PlaceLink to="/customers" search={{ id: entry.customerId }}>
                {entry.customer}
              </PlaceLink>
            ),
          ],
          [
            t('call'),
            entry.customerPhone === '' ? (
              ''
            ) : (
              <Text key="phone" size="lg" fw={600}>
                {entry.customerPhone}
              </Text>
            ),
          ],
          [t('reporter'), [entry.reporter, entry.reporterPhone].filter(Boolean).join(' ')],
          [t('place'), [entry.area, entry.place].filter(Boolean).join(' ')],
          [
            t('vehicle'),
            entry.breakdownId === null ? (
              entry.vehicle
            ) : (
              <PlaceLink to="/fleet/breakdowns" search={{ id: entry.breakdownId }}>
                {entry.vehicle} · {entry.breakdown}
              </PlaceLink>
            ),
          ],
          [
            t('dossier'),
            entry.productId === null ? (
              ''
            ) : (
              <PlaceLink to="/stock" search={{ id: entry.productId }}>
                {entry.product}
              </PlaceLink>
            ),
          ],
          [t('owner'), entry.owner || t('noOwner')],
          [t('department'), entry.department],
          [t('occurredAt'), moment(entry.occurredAt)],
          [t('receivedAt'), moment(entry.receivedAt)],
          [t('recordedAt'), `${moment(entry.recordedAt)} · ${entry.recordedBy}`],
          [t('activatedAt'), entry.activatedAt === null ? '' : moment(entry.activatedAt)],
          [
            t('satisfaction'),
            satisfied === null ? t('notAsked') : t(satisfied ? 'satisfied' : 'dissatisfied', { rounds }),
          ],
          [t('entry.reply'), entry.replies === 0 ? '' : t('replies', { count: entry.replies })],
          [t('cause'), entry.cause],
          [t('cost'), entry.costFen === 0 ? '' : money(entry.costFen)],
        ]}
      />
    </Stack>
  )
}

const Tasks = ({ entry, writes }: { entry: Case; writes: boolean }) => {
  const { t } = useTranslation('incidents')
  const { id } = entry
  const add = (): void => {
    openAction(t('addTask'), {
      form: `incidents.task.${id}`,
      fields: [
        { name: 'what', label: t('taskWhat'), kind: 'text', most: 200, required: true },
        { name: 'department', label: t('department'), kind: 'entity', register: 'department' },
        { name: 'owner', label: t('taskOwner'), kind: 'text', most: 60 },
        { name: 'due', label: t('taskDue'), kind: 'moment' },
      ],
      action: t('addTask'),
      run: filled =>
        ask('incidents.addTask', {
          id,
          duty: {
            what: filled.text('what'),
            departmentId: filled.chosenOrNull('department'),
            owner: filled.text('owner'),
            dueAt: filled.instantOrNull('due'),
          },
        }),
    })
  }
  if (entry.tasks.length === 0 && (!writes || entry.closedAt !== null)) return null
  return (
    <Stack gap={6}>
      <Group justify="space-between">
        <Title order={2}>{t('tasks')}</Title>
        {writes && entry.closedAt === null ? (
          <Button size="compact-xs" variant="default" onClick={add}>
            {t('addTask')}
          </Button>
        ) : null}
      </Group>
      {entry.tasks.map(task => (
        <TaskLine key={task.id} id={id} task={task} writes={writes} />
      ))}
    </Stack>
  )
}

const TaskLine = ({ id, task, writes }: { id: string; task: Task; writes: boolean }) => {
  const { t } = useTranslation('incidents')
  const { moment } = useMoments()
  const follows = task.kind === 'followUp'
  const title = follows
    ? t('followUpOn', { days: task.what, when: task.dueAt === null ? '' : moment(task.dueAt) })
    : task.what
  const done = (): void => {
    openAction(title, {
      form: `incidents.taskDone.${task.id}`,
      fields: follows
        ? [
            { name: 'note', label: t('finding'), kind: 'long', most: 1000, required: true },
            { name: 'well', label: t('well'), hint: t('wellHint'), kind: 'yes', start: true },
          ]
        : [{ name: 'note', label: t('taskNote'), kind: 'text', most: 500 }],
      action: t(follows ? 'followUp' : 'taskDone'),
      run: filled =>
        follows
          ? ask('incidents.followUp', { id, taskId: task.id, finding: filled.text('note'), well: filled.yes('well') })
          : ask('incidents.doTask', { id, taskId: task.id, note: filled.text('note') }),
    })
  }
  return (
    <Group justify="space-between" wrap="nowrap" gap={6} align="flex-start">
      <div style={{ minWidth: 0 }}>
        <Text size="sm" c={task.doneAt === null ? 'inherit' : 'dimmed'}>
          {title}
        </Text>
        <Text size="xs" c="dimmed">
          {[
            t(`taskKind.${task.kind}`),
            task.department,
            task.owner,
            task.dueAt === null || follows ? '' : t('dueAt', { when: moment(task.dueAt) }),
            task.doneAt === null ? '' : t('taskDoneBy', { name: task.doneBy, when: moment(task.doneAt) }),
            task.note,
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </div>
      {task.doneAt === null && writes ? (
        <Button size="compact-xs" variant="default" onClick={done} aria-label={`${t('taskDone')} ${title}`}>
          {t(follows ? 'followUp' : 'taskDone')}
        </Button>
      ) : null}
    </Group>
  )
}

const Callouts = ({ entry }: { entry: Case }) => {
  const { t } = useTranslation('callouts')
  const rows = useRead('callouts.page', { all: true, incidentId: entry.id, offset: 0, limit: 20 }).value?.rows ?? []
  if (rows.length === 0) return null
  return (
    <Stack gap={4}>
      <Title order={2}>{t('title')}</Title>
      {rows.map(({ id, title, reached, total }) => (
        <div key={id}>
          <PlaceLink to="/incidents/calling" search={{ id }}>
            {title}
          </PlaceLink>
          <Text size="xs">{t('progress', { reached, total })}</Text>
          <Progress
            value={(100 * reached) / Math.max(1, total)}
            size="sm"
            aria-label={t('progress', { reached, total })}
          />
        </div>
      ))}
    </Stack>
  )
}

const Linked = ({ entry }: { entry: Case }) => {
  const { t } = useTranslation('incidents')
  if (entry.links.length === 0) return null
  return (
    <Stack gap={4}>
      <Title order={2}>{t('linked')}</Title>
      {entry.links.map(({ id, number, title }) => (
        <PlaceLink key={id} to="/incidents/case" search={{ id }}>
          {number} {title}
        </PlaceLink>
      ))}
    </Stack>
  )
}
