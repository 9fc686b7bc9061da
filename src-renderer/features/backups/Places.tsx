/** Whether the archive could be lost, said first; then every place with its own state. */
import { Alert, Button, Group, Stack, Table } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconDatabaseExport, IconFolderPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import type { Role } from '../../../src-main/contract/call'
import { ask, useJob, useRead } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { EmptyState } from '../../components/EmptyState'
import { JobProgress } from '../../components/JobProgress'
import { Loading } from '../../components/Loading'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useRefusalText } from '../../components/refusalText'
import { Judgement } from './Judgement'
import { PlaceLine } from './PlaceLine'

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
          color={refusal ? (written ? 'yellow' : 'red') : 'teal'}
          icon={refusal ? <IconAlertTriangle size={18} /> : <IconCircleCheck size={18} />}
          title={t(written ? 'place.writtenIn' : 'place.failedIn', { name: placeName })}
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
