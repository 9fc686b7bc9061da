/** One breakdown: people first, the driver kept in touch, another vehicle for the load, every step ticked (A1.1, A1.2). */
import { Alert, Button, Group, Stack, Table, Text, Title } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Candidate, Task } from '../../../src-main/features/fleet/contract'
import { ask, useRead, useWrite } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { EntryDrawer } from '../../components/EntryDrawer'
import { Facts } from '../../components/Facts'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useUnfitText } from './useUnfitText'

type Entry = OutputOf<'fleet.breakdown'>
type Props = { id: string | null; writes: boolean; onClose: () => void }

export const BreakdownDrawer = ({ id, writes, onClose }: Props) => {
  const read = useRead('fleet.breakdown', { id: id ?? '' }, { enabled: id !== null })
  return (
    <EntryDrawer
      id={id}
      read={read}
      titleOf={entry => `${entry.number} · ${entry.vehicle}`}
      size={780}
      onClose={onClose}
    >
      {entry => <BreakdownView entry={entry} open={writes && entry.state === 'open'} />}
    </EntryDrawer>
  )
}

const BreakdownView = ({ entry, open }: { entry: Entry; open: boolean }) => {
  const { t } = useTranslation('fleet')
  const { moment } = useMoments()
  const close = useWrite('fleet.closeBreakdown')
  const takeOver = useWrite('fleet.takeOver')
  const { id, version, tasks } = entry
  const rescue = entry.kind === 'accident' && entry.casualties > 0
  return (
    <Stack>
      <RefusalAlert refusal={close.refusal ?? takeOver.refusal} />
      {rescue && entry.newTimeBy === '' ? (
        <Alert color="red" title={t('rescueFirst', { count: entry.casualties })}>
          {t('rescueFirstHint')}
        </Alert>
      ) : null}
      <Facts
        facts={[
          [t('kindTitle'), t(`kind.${entry.kind}`)],
          [t('stoppedAt'), entry.place],
          [t('what'), entry.what],
          [t('driver'), [entry.driver, entry.driverPhone].filter(Boolean).join(' ')],
          [t('occurredAt'), moment(entry.occurredAt)],
          [t('receivedAt'), moment(entry.receivedAt)],
          [t('recordedAt'), `${moment(entry.recordedAt)} · ${entry.recordedBy}`],
          [t('headTold'), entry.headToldAt === null ? '' : `${entry.headName} · ${moment(entry.headToldAt)}`],
          [
            t('sceneLeader'),
            [
              entry.sceneLeader,
              entry.sceneSentAt === null ? '' : t('sentAt', { when: moment(entry.sceneSentAt) }),
              entry.sceneArrivedAt === null ? '' : t('arrivedAt', { when: moment(entry.sceneArrivedAt) }),
            ]
              .filter(Boolean)
              .join(' · '),
          ],
          [t('newTimeBy'), entry.newTimeAt === null ? '' : `${entry.newTimeBy} · ${moment(entry.newTimeAt)}`],
          [t('takenOverBy'), entry.takenOverAt === null ? '' : `${entry.takenOverBy} · ${moment(entry.takenOverAt)}`],
        ]}
      />
      {open ? <Actions entry={entry} rescue={rescue} /> : null}
      {tasks.length > 0 ? <Title order={3}>{t('tasks')}</Title> : null}
      {tasks.map(task => (
        <TaskLine key={task.id} id={id} task={task} open={open} />
      ))}
      <Contacts entry={entry} />
      {entry.takenOverAt === null ? (
        <>
          <Title order={3}>{t('takeOverBy', { count: entry.deliveries.length, weight: entry.weightKg })}</Title>
          <Table verticalSpacing={4} layout="fixed">
            <Table.Tbody>
              {entry.candidates.map(candidate => (
                <CandidateLine
                  key={candidate.vehicle.id}
                  candidate={candidate}
                  open={open}
                  running={takeOver.running}
                  onTake={vehicleId => void takeOver.run({ id, version, vehicleId })}
                />
              ))}
            </Table.Tbody>
          </Table>
        </>
      ) : null}
      {open ? (
        <Group justify="flex-end">
          <Button loading={close.running} onClick={() => void close.run({ id, version })}>
            {t('close')}
          </Button>
        </Group>
      ) : (
        <Text c="dimmed">
          {entry.closedAt === null ? '' : t('closedBy', { name: entry.closedBy ?? '', when: moment(entry.closedAt) })}
        </Text>
      )}
    </Stack>
  )
}

const Actions = ({ entry, rescue }: { entry: Entry; rescue: boolean }) => {
  const { t } = useTranslation('fleet')
  const { id, version } = entry
  const contact = (): void => {
    openAction(t('contactDriver'), {
      form: `fleet.contact.${id}`,
      lead: [entry.driver, entry.driverPhone].filter(Boolean).join(' '),
      fields: [
        { name: 'reached', label: t('reached'), kind: 'yes', start: true },
        { name: 'offRoad', label: t('offRoad'), kind: 'yes' },
        { name: 'warningSet', label: t('warningSet'), kind: 'yes' },
        { name: 'goodsGuarded', label: t('goodsGuarded'), kind: 'yes' },
        { name: 'note', label: t('note'), kind: 'text' },
      ],
      action: t('contactDriver'),
      run: filled =>
        ask('fleet.contactDriver', {
          id,
          reached: filled.yes('reached'),
          offRoad: filled.yes('offRoad'),
          warningSet: filled.yes('warningSet'),
          goodsGuarded: filled.yes('goodsGuarded'),
          note: filled.text('note'),
        }),
    })
  }
  const tellHead = (): void => {
    openAction(t('tellHead'), {
      form: `fleet.tellHead.${id}`,
      fields: [{ name: 'name', label: t('headTold'), kind: 'text', most: 60, required: true }],
      action: t('tellHead'),
      run: filled => ask('fleet.tellHead', { id, version, name: filled.text('name') }),
    })
  }
  const scene = (): void => {
    openAction(t('scene'), {
      form: `fleet.scene.${id}`,
      fields: [
        { name: 'leader', label: t('sceneLeader'), kind: 'text', most: 60, required: true, start: entry.sceneLeader },
        { name: 'arrived', label: t('sceneArrived'), kind: 'yes' },
      ],
      action: t('scene'),
      run: filled => ask('fleet.scene', { id, version, leader: filled.text('leader'), arrived: filled.yes('arrived') }),
    })
  }
  const newTime = (): void => {
    openAction(t('setNewTime'), {
      form: `fleet.newTime.${id}`,
      lead: t('setNewTimeHint'),
      fields: [
        { name: 'leader', label: t('leader'), kind: 'text', most: 60, required: true },
        { name: 'promisedAt', label: t('newTime'), kind: 'moment', required: true },
      ],
      action: t('setNewTime'),
      run: filled =>
        ask('fleet.setNewTime', {
          id,
          version,
          leader: filled.text('leader'),
          promisedAt: filled.instantOrNull('promisedAt') ?? '',
        }),
    })
  }
  return (
    <Group gap="xs">
      {entry.headToldAt === null ? (
        <Button size="xs" onClick={tellHead}>
          {t('tellHead')}
        </Button>
      ) : null}
      {entry.takenOverAt === null ? (
        <Button size="xs" variant="default" onClick={contact}>
          {t('contactDriver')}
        </Button>
      ) : null}
      {entry.kind === 'accident' ? (
        <Button size="xs" variant="default" onClick={scene}>
          {t('scene')}
        </Button>
      ) : null}
      {rescue ? (
        <Button size="xs" variant="default" onClick={newTime}>
          {t('setNewTime')}
        </Button>
      ) : null}
    </Group>
  )
}

const TaskLine = ({ id, task, open }: { id: string; task: Task; open: boolean }) => {
  const { t } = useTranslation('fleet')
  const { moment } = useMoments()
  const done = (): void => {
    openAction(t(`task.${task.kind}`), {
      form: `fleet.task.${task.id}`,
      lead: [task.customer, task.phone].filter(Boolean).join(' '),
      fields: [{ name: 'note', label: t('note'), kind: 'text' }],
      action: t('taskDone'),
      run: filled => ask('fleet.doTask', { id, taskId: task.id, note: filled.text('note') }),
    })
  }
  return (
    <Group gap="sm" wrap="nowrap" justify="space-between">
      <Text size="sm" c={task.doneAt === null ? 'inherit' : 'dimmed'}>
        {t(`task.${task.kind}`)} {[task.delivery, task.customer, task.phone].filter(Boolean).join(' · ')}
      </Text>
      {task.doneAt !== null ? (
        <Text size="sm">
          <IconCheck size={14} aria-hidden />{' '}
          {[moment(task.doneAt), task.doneBy, task.note].filter(Boolean).join(' · ')}
        </Text>
      ) : task.blocked ? (
        <Text size="sm" c="dimmed">
          {t('waitsForRescue')}
        </Text>
      ) : open ? (
        <Button
          size="compact-sm"
          variant="default"
          onClick={done}
          aria-label={`${t('taskDone')} ${t(`task.${task.kind}`)} ${task.customer}`}
        >
          {t('taskDone')}
        </Button>
      ) : null}
    </Group>
  )
}

const Contacts = ({ entry }: { entry: Entry }) => {
  const { t } = useTranslation('fleet')
  const { moment, now } = useMoments()
  const { contacts, nextContactAt } = entry
  if (contacts.length === 0 && nextContactAt === null) return null
  return (
    <Stack gap={4}>
      <Title order={3}>{t('contacts')}</Title>
      {nextContactAt === null ? null : (
        <Text size="sm" fw={nextContactAt < now() ? 600 : 400} c={nextContactAt < now() ? 'red' : 'inherit'}>
          {t(nextContactAt < now() ? 'contactOverdue' : 'nextContact', { when: moment(nextContactAt) })}
        </Text>
      )}
      {contacts.map((contact, index) => (
        <Text key={index} size="sm">
          {[
            moment(contact.at),
            t(contact.reached ? 'reached' : 'notReached'),
            contact.offRoad ? t('offRoad') : '',
            contact.warningSet ? t('warningSet') : '',
            contact.goodsGuarded ? t('goodsGuarded') : '',
            contact.note,
            contact.byName,
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      ))}
    </Stack>
  )
}

type CandidateProps = {
  candidate: Candidate
  open: boolean
  running: boolean
  onTake: (vehicleId: string) => void
}

const CandidateLine = ({ candidate, open, running, onTake }: CandidateProps) => {
  const { t } = useTranslation('fleet')
  const unfitText = useUnfitText()
  const { vehicle, unfit } = candidate
  return (
    <Table.Tr c={unfit === null ? 'inherit' : 'dimmed'} data-testid={`candidate-${vehicle.code}`}>
      <Table.Td>
        {vehicle.code} {vehicle.plate}
      </Table.Td>
      <Table.Td w={100} ta="right">
        {t('kilograms', { count: vehicle.capacityKg })}
      </Table.Td>
      <Table.Td>{[vehicle.driver, vehicle.driverPhone].filter(Boolean).join(' ')}</Table.Td>
      <Table.Td w={190}>
        {unfit === null ? t(vehicle.standby ? 'standby' : 'state.free') : unfitText(vehicle, unfit)}
      </Table.Td>
      <Table.Td w={90}>
        {open && unfit === null ? (
          <Button
            size="compact-sm"
            loading={running}
            onClick={() => {
              onTake(vehicle.id)
            }}
          >
            {t('take')}
          </Button>
        ) : null}
      </Table.Td>
    </Table.Tr>
  )
}
