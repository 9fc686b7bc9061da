/** Whether the archive could be lost, said first; then every place with its own state. */
import { ActionIcon, Alert, Badge, Button, Group, List, Menu, Stack, Table, Text, TextInput } from '@mantine/core'
import { modals } from '@mantine/modals'
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconDatabaseExport,
  IconDeviceDesktop,
  IconDots,
  IconFolderPlus,
  IconServer,
  IconUsb,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import type { Overview, Place } from '../../../src-main/features/backups/contract'
import type { Role } from '../../../src-main/contract/call'
import { ask, useJob, useRead, useWrite } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { EmptyState } from '../../components/EmptyState'
import { JobProgress } from '../../components/JobProgress'
import { Loading } from '../../components/Loading'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useFileSize } from '../../components/useFileSize'
import { useRefusalText } from '../../components/refusalText'

const kindIcons = { local: IconDeviceDesktop, removable: IconUsb, network: IconServer } as const
const stateColors = { safe: 'teal', thin: 'yellow', lost: 'red' } as const

export const Places = ({ role }: { role: Role }) => {
  const { t } = useTranslation('backups')
  const overview = useRead('backups.overview', {})
  const add = useJob('backups.addPlace')
  const run = useJob('backups.run')
  const drill = useJob('backups.rehearse')
  const [results, setResults] = useState<OutputOf<'backups.run'>>([])
  const textOf = useRefusalText()

  const addPlace = async (): Promise<void> => {
    const chosen = await ask('system.chooseFolder', {})
    if (!chosen.ok || !chosen.value) return
    const outcome = await add.run({ folder: chosen.value.path, name: '' })
    if (outcome.ok) await backUp([outcome.value.id])
  }
  const backUp = async (places: string[] | null): Promise<void> => {
    setResults([])
    const outcome = await run.run({ reason: 'manual', places })
    if (outcome.ok) setResults(outcome.value)
  }
  if (overview.refusal) return <RefusalAlert refusal={overview.refusal} />
  if (!overview.value) return <Loading />
  const { places } = overview.value
  const working = run.running ? run : drill.running ? drill : null
  return (
    <Stack>
      <Judgement overview={overview.value} />
      <Group>
        {may(role, 'clerk') && places.length > 0 ? (
          <Button
            leftSection={<IconDatabaseExport size={16} />}
            loading={run.running}
            onClick={() => void backUp(null)}
          >
            {t('backUpNow')}
          </Button>
        ) : null}
        {may(role, 'manager') ? (
          <Button
            variant={places.length > 0 ? 'default' : 'filled'}
            leftSection={<IconFolderPlus size={16} />}
            loading={add.running}
            onClick={() => void addPlace()}
          >
            {t('place.add')}
          </Button>
        ) : null}
        {may(role, 'clerk') ? <BackUpElsewhere /> : null}
      </Group>
      <RefusalAlert refusal={add.refusal ?? run.refusal ?? drill.refusal} />
      {working?.progress ? (
        <JobProgress
          fraction={working.progress.fraction}
          doing={t(`step.${working.progress.step}`)}
          onCancel={working.cancel}
        />
      ) : null}
      {results.map(({ placeId, placeName, refusal, written }) => (
        <Alert
          key={placeId}
          color={refusal ? 'red' : 'teal'}
          icon={refusal ? <IconAlertTriangle size={18} /> : <IconCircleCheck size={18} />}
          title={t(refusal ? 'place.failedIn' : 'place.writtenIn', { name: placeName })}
        >
          {refusal ? textOf(refusal) : written?.name}
        </Alert>
      ))}
      {places.length === 0 ? (
        <EmptyState title={t('place.none')} hint={t('place.noneLead')} />
      ) : (
        <Table verticalSpacing="xs" withRowBorders>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('place.name')}</Table.Th>
              <Table.Th>{t('place.latest')}</Table.Th>
              <Table.Th>{t('place.state')}</Table.Th>
              <Table.Th>{t('place.drill')}</Table.Th>
              <Table.Th w={44} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {places.map(place => (
              <PlaceLine
                key={place.id}
                place={place}
                role={role}
                onBackUp={() => void backUp([place.id])}
                onDrill={() => void drill.run({ places: [place.id] })}
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  )
}

/** One backup into a folder of one's choice: to take along, or before something risky. */
const BackUpElsewhere = () => {
  const { t } = useTranslation('backups')
  const create = useJob('backups.create')
  const [written, setWritten] = useState<OutputOf<'backups.create'> | null>(null)
  const backUp = async (): Promise<void> => {
    setWritten(null)
    const chosen = await ask('system.chooseFolder', {})
    if (!chosen.ok || !chosen.value) return
    const outcome = await create.run({ folder: chosen.value.path })
    if (outcome.ok) setWritten(outcome.value)
  }
  return (
    <>
      <Button variant="default" loading={create.running} onClick={() => void backUp()}>
        {t('backUpElsewhere')}
      </Button>
      <RefusalAlert refusal={create.refusal} />
      {create.running && create.progress ? (
        <JobProgress
          fraction={create.progress.fraction}
          doing={t(`step.${create.progress.step}`)}
          onCancel={create.cancel}
        />
      ) : null}
      {written ? (
        <Alert color="teal" title={t('written')} w="100%">
          {written.folder} / {written.name}
        </Alert>
      ) : null}
      {written && written.missingAttachments > 0 ? (
        <Alert color="yellow">{t('missingAttachments', { count: written.missingAttachments })}</Alert>
      ) : null}
    </>
  )
}

/** What a manager reads first: safe or not in words, and what wants doing. */
const Judgement = ({ overview }: { overview: Overview }) => {
  const { t } = useTranslation('backups')
  const { ago, fullMoment } = useMoments()
  const { state, young, newest, concerns, registerPrintedAt } = overview
  return (
    <Alert
      color={stateColors[state]}
      icon={state === 'safe' ? <IconCircleCheck size={22} /> : <IconAlertTriangle size={22} />}
      title={
        <Text c="var(--mantine-color-text)" fw={600}>
          {t(`state.${state}`)}
        </Text>
      }
      data-testid="backup-state"
    >
      <Text size="sm">
        {newest === null ? t('never') : t('newest', { ago: ago(newest), when: fullMoment(newest), count: young })}
      </Text>
      {concerns.length > 0 ? (
        <List size="sm" mt="xs" spacing={4}>
          {concerns.map(concern => (
            <List.Item key={concern}>
              {t(`concern.${concern}`, {
                when: registerPrintedAt === null ? t('neverPrinted') : fullMoment(registerPrintedAt),
              })}
            </List.Item>
          ))}
        </List>
      ) : null}
    </Alert>
  )
}

type LineProps = { place: Place; role: Role; onBackUp: () => void; onDrill: () => void }

const PlaceLine = ({ place, role, onBackUp, onDrill }: LineProps) => {
  const { t } = useTranslation('backups')
  const { fullMoment, ago } = useMoments()
  const sizeOf = useFileSize()
  const textOf = useRefusalText()
  const go = useNavigate()
  const drop = useWrite('backups.dropPlace')
  const Icon = kindIcons[place.kind]
  const { id, version, latest, lastFailure, lastDrill, reachable } = place
  const where = place.label === '' ? place.folder : t('place.onDrive', { label: place.label, folder: place.folder })
  const askDrop = (): void => {
    modals.openConfirmModal({
      title: t('place.dropTitle', { name: place.name }),
      children: <Text>{t('place.dropWhat')}</Text>,
      labels: { confirm: t('place.drop'), cancel: t('core:cancel') },
      onConfirm: () => void drop.run({ id, version }),
    })
  }
  const askName = (): void => {
    modals.open({ title: t('place.rename'), children: <RenameForm place={place} /> })
  }
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <Icon size={18} stroke={1.6} aria-label={t(`place.kind.${place.kind}`)} />
          <div>
            <Text fw={600}>{place.name}</Text>
            <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {t(`place.kind.${place.kind}`)} · {where}
            </Text>
            {place.besideArchive || place.sameVolumeAsOther ? (
              <Text size="xs">{t(place.besideArchive ? 'place.beside' : 'place.sameVolume')}</Text>
            ) : null}
          </div>
        </Group>
      </Table.Td>
      <Table.Td>
        {latest ? (
          <>
            <Text size="sm" title={fullMoment(latest.at)}>
              {ago(latest.at)}
            </Text>
            <Text size="xs" c="dimmed">
              {t(`reason.${latest.reason}`)} · {sizeOf(latest.bytes)}
            </Text>
          </>
        ) : (
          t('place.noBackup')
        )}
      </Table.Td>
      <Table.Td maw={320}>
        <Badge variant="light" color={reachable === false ? 'gray' : lastFailure ? 'red' : 'teal'}>
          {t(
            reachable === false
              ? place.kind === 'network'
                ? 'place.unreachable'
                : 'place.unplugged'
              : lastFailure
                ? 'place.failed'
                : 'place.ready',
          )}
        </Badge>
        {lastFailure ? (
          <Text size="xs" mt={4}>
            {fullMoment(lastFailure.at)} · {textOf(lastFailure)}
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td>
        {lastDrill ? (
          <>
            <Text size="sm">{t(lastDrill.passed ? 'drill.passed' : 'drill.failed')}</Text>
            <Text size="xs" c="dimmed">
              {fullMoment(lastDrill.at)}
            </Text>
          </>
        ) : (
          t('drill.never')
        )}
      </Table.Td>
      <Table.Td>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={t('place.actions', { name: place.name })}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {may(role, 'clerk') ? (
              <>
                <Menu.Item onClick={onBackUp}>{t('place.backUp')}</Menu.Item>
                <Menu.Item disabled={latest === null} onClick={onDrill}>
                  {t('drill.now')}
                </Menu.Item>
              </>
            ) : null}
            <Menu.Item onClick={() => void go({ to: '/backups', search: { part: 'history', placeId: id } })}>
              {t('place.history')}
            </Menu.Item>
            {may(role, 'manager') ? (
              <>
                <Menu.Item onClick={askName}>{t('place.rename')}</Menu.Item>
                <Menu.Item onClick={askDrop}>{t('place.drop')}</Menu.Item>
              </>
            ) : null}
          </Menu.Dropdown>
        </Menu>
      </Table.Td>
    </Table.Tr>
  )
}

const RenameForm = ({ place }: { place: Place }) => {
  const { t } = useTranslation('backups')
  const { t: core } = useTranslation('core')
  const rename = useWrite('backups.renamePlace')
  const [name, setName] = useState(place.name)
  const save = async (): Promise<void> => {
    const outcome = await rename.run({ id: place.id, version: place.version, name })
    if (outcome.ok) modals.closeAll()
  }
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      <Stack>
        <RefusalAlert refusal={rename.refusal} />
        <TextInput
          label={t('place.name')}
          value={name}
          required
          maxLength={60}
          data-autofocus
          onChange={event => {
            setName(event.currentTarget.value)
          }}
        />
        <Group justify="flex-end">
          <Button type="submit">{core('save')}</Button>
        </Group>
      </Stack>
    </form>
  )
}
