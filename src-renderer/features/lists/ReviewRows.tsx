/** What would happen, row by row, before anything is written. */
import { Badge, Button, Checkbox, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { actions } from '../../../src-main/features/lists/contract'
import type { Action, ImportEntry, StagedRow } from '../../../src-main/features/lists/contract'
import { useJob, useRead } from '../../app/bridge'
import { DataTable } from '../../components/DataTable'
import { JobProgress } from '../../components/JobProgress'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useToldText } from './useToldText'

type Props = { entry: ImportEntry; onBack: () => void; onDone: (entry: ImportEntry) => void }

const pageSize = 50
const colors: Record<Action, string> = { add: 'teal', change: 'blue', same: 'gray', fault: 'red' }

export const ReviewRows = ({ entry, onBack, onDone }: Props) => {
  const { t } = useTranslation('lists')
  const { t: core } = useTranslation('core')
  const counts: Record<Action, number> = {
    add: entry.added,
    change: entry.changed,
    same: entry.same,
    fault: entry.faulty,
  }
  const [action, setAction] = useState<Action | null>(entry.faulty > 0 ? 'fault' : null)
  const [page, setPage] = useState(1)
  const [leaveOutFaulty, setLeaveOutFaulty] = useState(false)
  const [leaveOutSimilar, setLeaveOutSimilar] = useState(false)
  const rows = useRead('lists.rows', { id: entry.id, action, offset: (page - 1) * pageSize, limit: pageSize })
  const commit = useJob('lists.commit')
  const toldText = useToldText(entry.kind)
  const run = async (): Promise<void> => {
    const outcome = await commit.run({ id: entry.id, leaveOutFaulty, leaveOutSimilar })
    if (outcome.ok) onDone(outcome.value)
  }
  const total = entry.added + entry.changed
  return (
    <Stack gap="sm">
      <RefusalAlert refusal={commit.refusal ?? rows.refusal} />
      <SegmentedControl
        aria-label={t('show')}
        value={action ?? 'all'}
        onChange={value => {
          setAction(actions.find(known => known === value) ?? null)
          setPage(1)
        }}
        data={[
          { value: 'all', label: t('all', { count: total + entry.same + entry.faulty }) },
          ...actions.map(value => ({ value, label: `${t(`action.${value}`)} ${counts[value]}` })),
        ]}
      />
      <DataTable<StagedRow>
        label={t('steps.review')}
        rows={rows.value?.rows}
        total={rows.value?.total ?? 0}
        idOf={row => String(row.row)}
        page={page}
        pageSize={pageSize}
        onPage={setPage}
        emptyText={t('noneOfThese')}
        height="calc(100dvh - 400px)"
        columns={[
          { accessor: 'row', title: t('row'), width: 70, textAlign: 'right' },
          {
            accessor: 'action',
            title: t('what'),
            width: 110,
            render: row => (
              <Badge variant="light" color={colors[row.action]}>
                {t(`action.${row.action}`)}
              </Badge>
            ),
          },
          { accessor: 'code', title: t('column.code'), width: 120, ellipsis: true },
          { accessor: 'name', title: t('column.name'), width: 220, ellipsis: true },
          {
            accessor: 'told',
            title: t('why'),
            render: row => (
              <Stack gap={0}>
                {toldText(row.told).map((line, index) => (
                  <Text key={index} size="sm">
                    {line}
                  </Text>
                ))}
              </Stack>
            ),
          },
        ]}
      />
      {entry.faulty > 0 ? (
        <Checkbox
          label={t('leaveOutFaulty', { count: entry.faulty })}
          checked={leaveOutFaulty}
          onChange={event => {
            setLeaveOutFaulty(event.currentTarget.checked)
          }}
        />
      ) : null}
      {entry.kind === 'customers' && entry.added > 0 ? (
        <Checkbox
          label={t('leaveOutSimilar')}
          checked={leaveOutSimilar}
          onChange={event => {
            setLeaveOutSimilar(event.currentTarget.checked)
          }}
        />
      ) : null}
      {commit.running && commit.progress ? (
        <JobProgress
          fraction={commit.progress.fraction}
          doing={t(`step.${commit.progress.step}`)}
          onCancel={commit.cancel}
        />
      ) : null}
      <Group justify="space-between">
        <Button variant="default" disabled={commit.running} onClick={onBack}>
          {core('back')}
        </Button>
        <Button
          loading={commit.running}
          disabled={total === 0 || (entry.faulty > 0 && !leaveOutFaulty)}
          onClick={() => void run()}
        >
          {t('write', { count: total })}
        </Button>
      </Group>
    </Stack>
  )
}
