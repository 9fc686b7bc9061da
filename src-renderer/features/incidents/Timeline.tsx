/** The timeline, newest at the bottom: what was done, when, by whom; corrections show the original struck through (rule 3). */
import { Button, Group, Menu, Stack, Textarea, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { incidentStates } from '../../../src-main/features/incidents/contract'
import type { Entry } from '../../../src-main/features/incidents/contract'
import { proofs } from '../../../src-main/features/plans/contract'
import { ask, useRead, useWrite } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { QuietMenu } from '../../components/QuietMenu'
import { useDraft } from '../../components/useDraft'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useEntryText } from './useEntryText'
import type { Recordable } from './useRecordForm'

type Case = OutputOf<'incidents.one'>
const pageSize = 60
const often = ['told', 'call', 'reply', 'arrival', 'satisfaction'] as const
const seldom: readonly Recordable[] = [
  ...proofs.filter(kind => kind !== 'note' && !(often as readonly string[]).includes(kind)),
  'proposal',
  'answer',
  'cost',
]

type Props = { entry: Case; writes: boolean; onRecord: (kind: Recordable) => void }

export const Timeline = ({ entry, writes, onRecord }: Props) => {
  const { t } = useTranslation('incidents')
  const [pages, setPages] = useState(1)
  const read = useRead('incidents.entries', { id: entry.id, offset: 0, limit: Math.min(200, pages * pageSize) })
  const rows = [...(read.value?.rows ?? [])].reverse()
  const total = read.value?.total ?? 0
  return (
    <Stack gap="xs">
      <Title order={2}>{t('timeline')}</Title>
      <RefusalAlert refusal={read.refusal} />
      {total > rows.length && pages * pageSize < 200 ? (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            setPages(pages + 1)
          }}
        >
          {t('earlier')}
        </Button>
      ) : null}
      <Stack gap={6} component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
        {rows.map(row => (
          <Line key={row.id} row={row} incidentId={entry.id} writes={writes} />
        ))}
      </Stack>
      {writes ? <Composer entry={entry} onRecord={onRecord} /> : null}
    </Stack>
  )
}

const isState = (word: unknown): word is (typeof incidentStates)[number] =>
  (incidentStates as readonly unknown[]).includes(word)

const Line = ({ row, incidentId, writes }: { row: Entry; incidentId: string; writes: boolean }) => {
  const { t } = useTranslation('incidents')
  const { moment } = useMoments()
  const textOf = useEntryText()
  const changeable =
    writes && !row.corrected && ([...proofs, 'proposal', 'answer', 'cost'] as readonly string[]).includes(row.kind)
  const late = Date.parse(row.recordedAt) - Date.parse(row.at) >= 60_000
  const correct = (): void => {
    openAction(t('correct'), {
      form: `incidents.correct.${row.id}`,
      lead: t('correctHint'),
      fields: [
        { name: 'at', label: t('time'), kind: 'moment', required: true },
        { name: 'text', label: t('text'), kind: 'long', most: 4000, start: row.text },
        { name: 'reason', label: t('reason'), kind: 'text', required: true },
      ],
      action: t('correct'),
      run: filled =>
        ask('incidents.correct', {
          id: incidentId,
          entryId: row.id,
          at: filled.instantOrNull('at') ?? row.at,
          text: filled.text('text'),
          reason: filled.text('reason'),
        }),
    })
  }
  const takeBack = (): void => {
    openAction(t('takeBack'), {
      form: `incidents.takeBack.${row.id}`,
      fields: [{ name: 'reason', label: t('reason'), kind: 'text', required: true }],
      action: t('takeBack'),
      danger: true,
      run: filled => ask('incidents.takeBack', { id: incidentId, entryId: row.id, reason: filled.text('reason') }),
    })
  }
  const { from, to } = row.data
  return (
    <li className="row top" data-testid={`entry-${row.kind}`}>
      <span className="quiet when">{moment(row.at)}</span>
      <div className="grows">
        <div className={row.corrected ? 'written corrected' : 'written'}>
          <strong>{t(`entry.${row.kind}`)}</strong>{' '}
          {row.kind === 'moved' && isState(from) && isState(to)
            ? t('field.fromTo', { from: t(`state.${from}`), to: t(`state.${to}`) })
            : textOf(row)}
        </div>
        <div className="quiet">
          {[
            row.byName,
            late ? t('writtenAt', { when: moment(row.recordedAt) }) : '',
            row.corrected ? t('corrected') : '',
            row.reason === '' ? '' : t(row.kind === 'takenBack' ? 'takesBack' : 'correctsIt', { reason: row.reason }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </div>
      </div>
      {changeable ? (
        <QuietMenu label={`${t('change')} ${t(`entry.${row.kind}`)} ${moment(row.at)}`}>
          {() => (
            <>
              <Menu.Item onClick={correct}>{t('correct')}</Menu.Item>
              <Menu.Item onClick={takeBack}>{t('takeBack')}</Menu.Item>
            </>
          )}
        </QuietMenu>
      ) : null}
    </li>
  )
}

/** One line to write down what is happening; Ctrl Enter keeps it. Other kinds of record open their own small form. */
const Composer = ({ entry, onRecord }: Omit<Props, 'writes'>) => {
  const { t } = useTranslation('incidents')
  const write = useWrite('incidents.record')
  const [typed, setTyped] = useState<string | null>(null)
  const { draft, drop } = useDraft(`incidents.note.${entry.id}`, typed)
  const text = typed ?? (typeof draft === 'string' ? draft : '')
  const keep = async (): Promise<void> => {
    if (text.trim() === '') return
    const kept = await write.run({ id: entry.id, record: { kind: 'note' }, text, at: null, step: null })
    if (!kept.ok) return
    setTyped('')
    drop()
  }
  return (
    <Stack gap={6}>
      <RefusalAlert refusal={write.refusal} />
      <Group gap={6} align="flex-end" wrap="nowrap">
        <Textarea
          style={{ flex: 1 }}
          aria-label={t('entry.note')}
          placeholder={t('entry.note')}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={4000}
          value={text}
          onChange={event => {
            setTyped(event.currentTarget.value)
          }}
          onKeyDown={event => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) void keep()
          }}
        />
        <Button loading={write.running} disabled={text.trim() === ''} onClick={() => void keep()}>
          {t('write')}
        </Button>
      </Group>
      {entry.closedAt === null ? (
        <Group gap={6}>
          {often.map(kind => (
            <Button
              key={kind}
              size="compact-sm"
              variant="default"
              leftSection={<IconPlus size={12} />}
              onClick={() => {
                onRecord(kind)
              }}
            >
              {t(`entry.${kind}`)}
            </Button>
          ))}
          <Menu position="top-start">
            <Menu.Target>
              <Button size="compact-sm" variant="subtle">
                {t('more')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
              {seldom.map(kind => (
                <Menu.Item
                  key={kind}
                  onClick={() => {
                    onRecord(kind)
                  }}
                >
                  {t(`entry.${kind}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </Group>
      ) : null}
    </Stack>
  )
}
