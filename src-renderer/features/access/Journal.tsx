/** The journal: who did what and when, filtered, and its chain checked. */
import { Alert, Button, Code, Group, Select, Text } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { JournalRow } from '../../../src-main/features/access/contract'
import { useJob, useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { SettingsPage } from '../../app/SettingsPage'
import { DataTable } from '../../components/DataTable'
import { DayInput } from '../../components/DayInput'
import { RefusalAlert } from '../../components/RefusalAlert'
import { journalSearch } from './journalSearch'
import type { JournalSearch } from './journalSearch'

const pageSize = 100
const route = getRouteApi('/settings/journal')

export const Journal = () => {
  const { t, i18n } = useTranslation('access')
  const { fullMoment } = useMoments()
  const search = journalSearch.parse(route.useSearch())
  const go = useNavigate()
  const [shown, setShown] = useState<string | null>(null)
  const { page, ...filter } = search
  const journal = useRead('access.journal', { ...filter, offset: (page - 1) * pageSize, limit: pageSize })
  const filters = useRead('access.journalFilters', {})
  const check = useJob('access.checkJournal')
  const [verdict, setVerdict] = useState<{ rows: number; broken: number | null } | null>(null)

  const change = (next: Partial<JournalSearch>): void => {
    void go({ to: '/settings/journal', search: { ...search, page: 1, ...next } })
  }
  const nameOf = (call: string): string => (i18n.exists(`access:calls.${call}`) ? t(`calls.${call}` as never) : call)

  return (
    <SettingsPage>
      <Group align="flex-end" gap="sm">
        <DayInput
          label={t('journal.from')}
          value={search.from}
          onChange={from => {
            change({ from })
          }}
        />
        <DayInput
          label={t('journal.to')}
          value={search.to}
          onChange={to => {
            change({ to })
          }}
        />
        <Select
          label={t('journal.who')}
          clearable
          searchable
          value={search.actorId}
          data={(filters.value?.actors ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={actorId => {
            change({ actorId })
          }}
        />
        <Select
          label={t('journal.what')}
          clearable
          searchable
          value={search.call}
          data={(filters.value?.calls ?? []).map(value => ({ value, label: nameOf(value) }))}
          onChange={call => {
            change({ call })
          }}
        />
        <Button
          variant="default"
          loading={check.running}
          onClick={() => {
            void check.run({}).then(outcome => {
              setVerdict(outcome.ok ? outcome.value : null)
            })
          }}
        >
          {t('journal.check')}
        </Button>
      </Group>
      {verdict ? (
        <Alert
          color={verdict.broken === null ? 'teal' : 'red'}
          withCloseButton
          onClose={() => {
            setVerdict(null)
          }}
        >
          {verdict.broken === null
            ? t('journal.whole', { count: verdict.rows })
            : t('journal.broken', { sequence: verdict.broken })}
        </Alert>
      ) : null}
      <RefusalAlert refusal={journal.refusal ?? check.refusal} />
      <DataTable<JournalRow>
        label={t('journal.title')}
        rows={journal.value?.rows}
        total={journal.value?.total ?? 0}
        idOf={row => String(row.sequence)}
        page={page}
        pageSize={pageSize}
        onPage={next => {
          change({ page: next })
        }}
        onOpen={row => {
          setShown(shown === String(row.sequence) ? null : String(row.sequence))
        }}
        emptyText={t('journal.none')}
        height="calc(100dvh - 290px)"
        columns={[
          { accessor: 'sequence', title: t('journal.number'), width: 80, textAlign: 'right' },
          { accessor: 'at', title: t('journal.when'), width: 220, render: row => fullMoment(row.at) },
          { accessor: 'actorName', title: t('journal.who'), width: 140 },
          { accessor: 'call', title: t('journal.what'), width: 220, render: row => nameOf(row.call) },
          {
            accessor: 'input',
            title: t('journal.asked'),
            render: row =>
              row.input === null ? (
                <Text size="sm" c="dimmed">
                  {t('journal.erased')}
                </Text>
              ) : shown === String(row.sequence) ? (
                <Code block>{JSON.stringify(JSON.parse(row.input), null, 1)}</Code>
              ) : (
                <Text size="sm" truncate maw={420}>
                  {row.input === '{}' ? '' : row.input}
                </Text>
              ),
          },
          { accessor: 'note', title: t('journal.note'), width: 140 },
        ]}
      />
    </SettingsPage>
  )
}
