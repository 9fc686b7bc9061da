/** What an import did, and the way back. */
import { Alert, Button, Group, Stack } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ImportEntry, ListKind } from '../../../src-main/features/lists/contract'
import { useJob } from '../../app/bridge'
import { JobProgress } from '../../components/JobProgress'
import { RefusalAlert } from '../../components/RefusalAlert'

type Props = { entry: ImportEntry; onUndone: (entry: ImportEntry) => void; onAgain: () => void }

/** Where the entries of a list are seen. */
const screens: Record<ListKind, string> = {
  customers: '/customers',
  staff: '/staff',
  products: '/stock',
  stock: '/stock',
  suppliers: '/purchasing/suppliers',
  vehicles: '/fleet/vehicles',
}

export const ImportDone = ({ entry, onUndone, onAgain }: Props) => {
  const { t } = useTranslation('lists')
  const go = useNavigate()
  const undo = useJob('lists.undo')
  const run = async (): Promise<void> => {
    const outcome = await undo.run({ id: entry.id })
    if (outcome.ok) onUndone(outcome.value)
  }
  const { added, changed, same, faulty, kept } = entry
  return (
    <Stack maw={760}>
      <RefusalAlert refusal={undo.refusal} />
      {entry.state === 'undone' ? (
        <Alert color="gray" title={t('undone')}>
          {kept > 0 ? t('undoneKept', { count: kept }) : t('undoneWhole')}
        </Alert>
      ) : (
        <Alert color="teal" title={t('written')}>
          {t('writtenCounts', { added, changed, same, faulty })}
        </Alert>
      )}
      {undo.running && undo.progress ? (
        <JobProgress fraction={undo.progress.fraction} doing={t('undoing')} onCancel={undo.cancel} />
      ) : null}
      <Group>
        <Button onClick={() => void go({ to: screens[entry.kind] })}>{t(`open.${entry.kind}`)}</Button>
        <Button variant="default" onClick={onAgain}>
          {t('another')}
        </Button>
        {entry.state === 'done' ? (
          <Button variant="subtle" color="red" loading={undo.running} onClick={() => void run()}>
            {t('undo')}
          </Button>
        ) : null}
      </Group>
    </Stack>
  )
}
