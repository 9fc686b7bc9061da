/** Backups: write one now, see what was written, and the way back to a restore. */
import { Alert, Badge, Button, Group, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconDatabaseExport, IconRestore } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import type { BackupFile } from '../../../src-main/features/backups/contract'
import { ask, useJob, useRead } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { DataTable } from '../../components/DataTable'
import { JobProgress } from '../../components/JobProgress'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useFileSize } from '../../components/useFileSize'

const pageSize = 50

export const BackupsScreen = () => {
  const { t } = useTranslation('backups')
  const { fullMoment } = useMoments()
  const sizeOf = useFileSize()
  const go = useNavigate()
  const [page, setPage] = useState(1)
  const role = useRead('access.state', {}).value?.person?.role ?? 'auditor'
  const files = useRead('backups.list', { offset: (page - 1) * pageSize, limit: pageSize })
  const undoable = useRead('backups.undoable', {}).value?.undoable ?? false
  const create = useJob('backups.create')
  const undo = useJob('backups.undoRestore')
  const [written, setWritten] = useState<OutputOf<'backups.create'> | null>(null)
  const administers = may(role, 'administrator')

  const backUp = async (): Promise<void> => {
    setWritten(null)
    const chosen = await ask('system.chooseFolder', {})
    if (!chosen.ok || !chosen.value) return
    const outcome = await create.run({ folder: chosen.value.path })
    if (outcome.ok) setWritten(outcome.value)
  }
  const askUndo = (): void => {
    modals.openConfirmModal({
      title: t('undo.title'),
      children: <Text>{t('undo.what')}</Text>,
      labels: { confirm: t('undo.do'), cancel: t('core:cancel') },
      onConfirm: () => void undo.run({}),
    })
  }
  const actions = (
    <>
      {administers ? (
        <Button variant="default" leftSection={<IconRestore size={16} />} onClick={() => void go({ to: '/restore' })}>
          {t('restoreOne')}
        </Button>
      ) : null}
      {may(role, 'clerk') ? (
        <Button leftSection={<IconDatabaseExport size={16} />} loading={create.running} onClick={() => void backUp()}>
          {t('backUpNow')}
        </Button>
      ) : null}
    </>
  )
  return (
    <Page title={t('title')} actions={actions}>
      <RefusalAlert refusal={create.refusal ?? undo.refusal ?? files.refusal} />
      {create.running && create.progress ? (
        <JobProgress
          fraction={create.progress.fraction}
          doing={t(`step.${create.progress.step}`)}
          onCancel={create.cancel}
        />
      ) : null}
      {written ? (
        <Alert color="teal" title={t('written')}>
          {written.folder} / {written.name}
        </Alert>
      ) : null}
      {written && written.missingAttachments > 0 ? (
        <Alert color="yellow">{t('missingAttachments', { count: written.missingAttachments })}</Alert>
      ) : null}
      {administers && undoable ? (
        <Alert color="yellow" title={t('undo.possible')}>
          <Group justify="space-between">
            <Text size="sm">{t('undo.hint')}</Text>
            <Button size="xs" variant="default" loading={undo.running} onClick={askUndo}>
              {t('undo.do')}
            </Button>
          </Group>
        </Alert>
      ) : null}
      <DataTable<BackupFile>
        label={t('title')}
        rows={files.value?.rows}
        total={files.value?.total ?? 0}
        idOf={file => file.id}
        page={page}
        pageSize={pageSize}
        onPage={setPage}
        emptyText={t('none')}
        columns={[
          { accessor: 'at', title: t('at'), render: file => fullMoment(file.at) },
          { accessor: 'name', title: t('name') },
          { accessor: 'folder', title: t('folder'), ellipsis: true },
          { accessor: 'records', title: t('records'), textAlign: 'right' },
          { accessor: 'bytes', title: t('size'), textAlign: 'right', render: file => sizeOf(file.bytes) },
          { accessor: 'byName', title: t('by') },
          {
            accessor: 'olderCode',
            title: t('code'),
            render: file => (
              <Badge variant="light" color={file.olderCode ? 'yellow' : 'teal'}>
                {t(file.olderCode ? 'olderCode' : 'presentCode')}
              </Badge>
            ),
          },
        ]}
      />
    </Page>
  )
}
