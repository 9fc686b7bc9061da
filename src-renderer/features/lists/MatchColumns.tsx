/** Which sheet, which row holds the headings, and what each column is. */
import { Button, Group, NumberInput, SegmentedControl, Select, Stack, Table, Text } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column, ImportEntry, ListKind, PlannedColumn, Reading } from '../../../src-main/features/lists/contract'
import { kinds } from '../../../src-main/features/lists/contract'
import { columnsOf } from '../../../src-main/features/lists/table.rules'
import { useJob, useRead } from '../../app/bridge'
import { JobProgress } from '../../components/JobProgress'
import { RefusalAlert } from '../../components/RefusalAlert'
import { importSearch } from './importSearch'

type Props = { reading: Reading; onBack: () => void; onStaged: (entry: ImportEntry) => void }

const route = getRouteApi('/import')

export const MatchColumns = ({ reading, onBack, onStaged }: Props) => {
  const { t } = useTranslation('lists')
  const { t: core } = useTranslation('core')
  const asked = importSearch.parse(route.useSearch()).kind
  const [sheet, setSheet] = useState(0)
  const shown = reading.sheets[sheet]
  const [kind, setKind] = useState<ListKind>(shown && shown.header > 1 ? reading.kind : headingsSay(reading, asked))
  const [header, setHeader] = useState(shown?.header ?? 1)
  const [last, setLast] = useState(shown?.last ?? 1)
  /** What a person chose otherwise than proposed, by column. */
  const [chosen, setChosen] = useState<Record<string, Column | ''>>({})
  const plan = useRead('lists.plan', { reading: reading.reading, kind, sheet, header })
  const preview = useJob('lists.preview')
  const columns: readonly PlannedColumn[] = plan.value ?? []
  const keyOf = (index: number): string => `${sheet}/${header}/${kind}/${index}`
  const mapping = columns.map(({ column }, index) => {
    const choice = chosen[keyOf(index)]
    return choice === undefined ? column : choice === '' ? null : choice
  })
  const run = async (): Promise<void> => {
    const outcome = await preview.run({ reading: reading.reading, kind, sheet, header, last, mapping })
    if (outcome.ok) onStaged(outcome.value)
  }
  const changeSheet = (index: number): void => {
    setSheet(index)
    setHeader(reading.sheets[index]?.header ?? 1)
    setLast(reading.sheets[index]?.last ?? 1)
  }
  const rows = shown?.head.slice(0, Math.max(header + 3, 6)) ?? []
  return (
    <Stack gap="md">
      <RefusalAlert refusal={preview.refusal ?? plan.refusal} />
      <Text size="sm" c="dimmed">
        {[
          reading.name,
          reading.encoding,
          reading.format === 'csv' ? t(`separator.${separatorName(reading.separator)}`) : t('workbook'),
          t('rowCount', { count: shown?.rows ?? 0 }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      <Group align="flex-end">
        <SegmentedControl
          aria-label={t('kind')}
          value={kind}
          data={kinds.map(value => ({ value, label: t(`kinds.${value}`) }))}
          onChange={value => {
            setKind(kinds.find(known => known === value) ?? 'customers')
          }}
        />
        {reading.sheets.length > 1 ? (
          <Select
            label={t('sheet')}
            allowDeselect={false}
            value={String(sheet)}
            data={reading.sheets.map(({ name }, index) => ({ value: String(index), label: name }))}
            onChange={value => {
              changeSheet(Number(value))
            }}
          />
        ) : null}
        <NumberInput
          label={t('header')}
          description={t('headerHint')}
          w={170}
          min={0}
          max={shown?.rows ?? 1}
          value={header}
          onChange={value => {
            if (typeof value === 'number') setHeader(value)
          }}
        />
        <NumberInput
          label={t('last')}
          description={t('lastHint')}
          w={170}
          min={header}
          max={shown?.rows ?? 1}
          value={last}
          onChange={value => {
            if (typeof value === 'number') setLast(value)
          }}
        />
      </Group>
      <Table.ScrollContainer minWidth={600} maxHeight={220}>
        <Table withTableBorder withColumnBorders verticalSpacing={2} fz="xs">
          <Table.Tbody>
            {rows.map((row, index) => (
              <Table.Tr
                key={index}
                fw={index + 1 === header ? 700 : 400}
                opacity={index + 1 < header ? 0.5 : 1}
                style={{ cursor: 'pointer' }}
                aria-selected={index + 1 === header}
                onClick={() => {
                  setHeader(index + 1)
                }}
              >
                <Table.Td c="dimmed" w={40}>
                  {index + 1}
                </Table.Td>
                {Array.from({ length: shown?.columns ?? 0 }, (_, at) => (
                  <Table.Td key={at} style={{ whiteSpace: 'nowrap', maxWidth: 180, overflow: 'hidden' }}>
                    {row[at]}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Table withTableBorder verticalSpacing={4} maw={900}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('heading')}</Table.Th>
            <Table.Th>{t('samples')}</Table.Th>
            <Table.Th w={260}>{t('meaning')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {columns.map(({ heading, samples }, index) => (
            <Table.Tr key={index}>
              <Table.Td>{heading || t('columnNumber', { number: index + 1 })}</Table.Td>
              <Table.Td c="dimmed" fz="sm">
                {samples.join(' · ')}
              </Table.Td>
              <Table.Td>
                <Select
                  aria-label={t('meaningOf', { heading: heading || String(index + 1) })}
                  placeholder={t('leaveOut')}
                  clearable
                  searchable
                  value={mapping[index] ?? null}
                  data={columnsOf(kind).map(value => ({ value, label: t(`column.${value}`) }))}
                  onChange={value => {
                    setChosen({ ...chosen, [keyOf(index)]: columnsOf(kind).find(known => known === value) ?? '' })
                  }}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {preview.running && preview.progress ? (
        <JobProgress fraction={preview.progress.fraction} doing={t('step.checking')} onCancel={preview.cancel} />
      ) : null}
      <Group justify="space-between" maw={900}>
        <Button variant="default" onClick={onBack}>
          {core('back')}
        </Button>
        <Button loading={preview.running} disabled={!mapping.includes('name')} onClick={() => void run()}>
          {t('check')}
        </Button>
      </Group>
    </Stack>
  )
}

/** Headings decide; where they say nothing, the list one came from does. */
const headingsSay = (reading: Reading, asked: ListKind): ListKind =>
  reading.sheets.some(({ head, header }) => head[header - 1]?.some(cell => /姓名|工号|客户|name/i.test(cell)))
    ? reading.kind
    : asked

const separatorName = (separator: string): 'tab' | 'semicolon' | 'bar' | 'comma' =>
  separator === '\t' ? 'tab' : separator === ';' ? 'semicolon' : separator === '|' ? 'bar' : 'comma'
