/** Earlier imports, each of which can be taken back as a whole. */
import { Badge, Button, Stack, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import type { ImportEntry } from '../../../src-main/features/lists/contract'
import { useJob, useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { DataTable } from '../../components/DataTable'
import { JobProgress } from '../../components/JobProgress'
import { RefusalAlert } from '../../components/RefusalAlert'

const pageSize = 20

export const ImportHistory = () => {
  const { t } = useTranslation('lists')
  const { t: core } = useTranslation('core')
  const { fullMoment } = useMoments()
  const [page, setPage] = useState(1)
  const imports = useRead('lists.history', { offset: (page - 1) * pageSize, limit: pageSize })
  const writes = may(useRead('access.state', {}).value?.person?.role ?? 'auditor', 'clerk')
  const undo = useJob('lists.undo')
  const askUndo = ({ id, fileName }: ImportEntry): void => {
    modals.openConfirmModal({
      title: t('undo'),
      children: <Text>{t('undoWhat', { name: fileName })}</Text>,
      labels: { confirm: t('undo'), cancel: core('cancel') },
      onConfirm: () => void undo.run({ id }),
    })
  }
  return (
    <Stack gap="xs">
      <RefusalAlert refusal={undo.refusal ?? imports.refusal} />
      {undo.running && undo.progress ? (
        <JobProgress fraction={undo.progress.fraction} doing={t('undoing')} onCancel={undo.cancel} />
      ) : null}
      <DataTable<ImportEntry>
        label={t('history')}
        rows={imports.value?.rows}
        total={imports.value?.total ?? 0}
        idOf={entry => entry.id}
        page={page}
        pageSize={pageSize}
        onPage={setPage}
        emptyText={t('noImports')}
        height="calc(100dvh - 560px)"
        columns={[
          { accessor: 'at', title: t('at'), width: 190, render: entry => fullMoment(entry.at) },
          { accessor: 'kind', title: t('kind'), width: 100, render: entry => t(`kinds.${entry.kind}`) },
          { accessor: 'fileName', title: t('file'), ellipsis: true },
          {
            accessor: 'added',
            title: t('result'),
            render: ({ added, changed, same, faulty }) => t('writtenCounts', { added, changed, same, faulty }),
          },
          { accessor: 'byName', title: t('by'), width: 100 },
          {
            accessor: 'state',
            title: '',
            width: 120,
            render: entry =>
              entry.state === 'undone' ? (
                <Badge color="gray" variant="light">
                  {t('undone')}
                </Badge>
              ) : writes && entry.state === 'done' ? (
                <Button
                  size="compact-xs"
                  variant="default"
                  disabled={undo.running}
                  onClick={() => {
                    askUndo(entry)
                  }}
                >
                  {t('undo')}
                </Button>
              ) : null,
          },
        ]}
      />
    </Stack>
  )
}
