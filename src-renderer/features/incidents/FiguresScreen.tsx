/** Incidents summed up (A0.3): counts, times and breaches by what one asks for, with a chart, and summaries laid before the leaders. */
import { BarChart } from '@mantine/charts'
import { Button, Group, Select, Stack, Table, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import { groupings } from '../../../src-main/features/incidents/contract'
import type { Figure } from '../../../src-main/features/incidents/contract'
import { plusDays } from '../../../src-main/features/stock/outlook.rules'
import { ask, useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { DayInput } from '../../components/DayInput'
import { EmptyState } from '../../components/EmptyState'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useRefusalText } from '../../components/refusalText'
import { useSaid } from '../../components/useSaid'
import { figuresSearch } from './incidentsSearch'
import type { FiguresSearch } from './incidentsSearch'
import { IncidentTabs } from './IncidentTabs'
import { useClockText } from '../../components/useClockText'

const route = getRouteApi('/incidents/figures')
const quarter = 90
const columns = ['count', 'open', 'told', 'onSite', 'closed', 'breaches'] as const

export const FiguresScreen = () => {
  const { t } = useTranslation('incidents')
  const { t: lists } = useTranslation('lists')
  const refusalText = useRefusalText()
  const { now, dayOf, moment, day } = useMoments()
  const go = useNavigate()
  const search = figuresSearch.parse(route.useSearch())
  const to = search.to ?? dayOf(now())
  const from = search.from ?? plusDays(to, -quarter)
  const { by } = search
  const figures = useRead('incidents.figures', { from, to, by })
  const presented = useRead('incidents.presented', { offset: 0, limit: 20 })
  const role = useRead('access.state', {}).value?.person?.role ?? 'auditor'
  const rows = figures.value ?? []
  const label = useFigureLabel(by)
  const change = (next: Partial<FiguresSearch>): void =>
    void go({ to: '/incidents/figures', search: { ...search, ...next } })
  const present = (): void => {
    openAction(t('figures.present'), {
      form: 'incidents.present',
      fields: [
        { name: 'to', label: t('figures.presentedTo'), kind: 'text', most: 80, required: true },
        { name: 'text', label: t('figures.presentText'), kind: 'long', most: 4000, required: true },
      ],
      action: t('figures.present'),
      run: filled => ask('incidents.present', { from, to, presentedTo: filled.text('to'), text: filled.text('text') }),
    })
  }
  const answer = (id: string): void => {
    openAction(t('figures.answer'), {
      form: `incidents.answer.${id}`,
      fields: [{ name: 'answer', label: t('figures.answer'), kind: 'long', most: 1000, required: true }],
      action: t('figures.answer'),
      run: filled => ask('incidents.answerSummary', { id, answer: filled.text('answer') }),
    })
  }
  const exportTable = async (): Promise<void> => {
    const headings = [t(`figures.bys.${by}`), ...columns.map(name => t(`figures.${name}`))]
    const table = await ask('incidents.figuresFile', { from, to, by, headings })
    const saved = table.ok
      ? await ask('system.saveFile', {
          suggestedName: `${t('figures.title')}-${from}-${to}.csv`,
          bytes: new Uint8Array(table.value.content),
        })
      : table
    if (!saved.ok) notifications.show({ color: 'red', message: refusalText(saved) })
    else if (saved.value) notifications.show({ message: lists('exported', { path: saved.value.path }) })
  }
  const [counted, breached] = [t('figures.count'), t('figures.breaches')]
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Button variant="default" onClick={() => void exportTable()}>
            {t('figures.export')}
          </Button>
          <Button variant="default" onClick={() => void go({ to: '/print', search: { kind: 'figures', from, to } })}>
            {t('figures.print')}
          </Button>
          {may(role, 'clerk') ? <Button onClick={present}>{t('figures.present')}</Button> : null}
        </>
      }
    >
      <IncidentTabs />
      <Group gap="xs" align="flex-end">
        <DayInput
          label={t('figures.from')}
          value={from}
          onChange={next => {
            change({ from: next })
          }}
        />
        <DayInput
          label={t('figures.to')}
          value={to}
          onChange={next => {
            change({ to: next })
          }}
        />
        <Select
          label={t('figures.by')}
          allowDeselect={false}
          value={by}
          data={groupings.map(value => ({ value, label: t(`figures.bys.${value}`) }))}
          onChange={value => {
            change({ by: groupings.find(known => known === value) ?? 'kind' })
          }}
        />
      </Group>
      <RefusalAlert refusal={figures.refusal ?? presented.refusal} />
      {figures.value && rows.length === 0 ? <EmptyState title={t('figures.none')} /> : null}
      {rows.length > 0 ? (
        <>
          <BarChart
            h={200}
            data={rows.slice(0, 15).map(row => ({ name: label(row), [counted]: row.count, [breached]: row.breaches }))}
            dataKey="name"
            withLegend
            barProps={{ maxBarSize: 56 }}
            yAxisProps={{ allowDecimals: false }}
            aria-label={t('figures.chart')}
            series={[
              { name: counted, color: 'teal.7' },
              { name: breached, color: 'red.7' },
            ]}
          />
          <FigureTable
            rows={rows}
            by={by}
            onOpen={row =>
              void go({
                to: '/incidents/list',
                search:
                  by === 'kind'
                    ? { planId: row.key }
                    : by === 'department'
                      ? { departmentId: row.key }
                      : by === 'level'
                        ? { level: Number(row.key) }
                        : { text: label(row), sort: 'newest' },
              })
            }
          />
        </>
      ) : null}
      <Title order={2}>{t('figures.presented')}</Title>
      {presented.value?.rows.length === 0 ? <Text c="dimmed">{t('figures.nonePresented')}</Text> : null}
      <Stack gap="xs">
        {presented.value?.rows.map(row => (
          <Group key={row.id} justify="space-between" wrap="nowrap">
            <div>
              <Text size="sm">
                {day(row.from)} – {day(row.to)} · {row.presentedTo} · {row.byName} {moment(row.at)}
              </Text>
              <Text size="sm" c="dimmed" style={{ whiteSpace: 'pre-wrap' }}>
                {row.text}
              </Text>
              <Text size="sm">
                {row.answeredAt === null
                  ? t('figures.unanswered')
                  : t('figures.answered', { when: moment(row.answeredAt), answer: row.answer })}
              </Text>
            </div>
            {row.answeredAt === null && may(role, 'clerk') ? (
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => {
                  answer(row.id)
                }}
              >
                {t('figures.answer')}
              </Button>
            ) : null}
          </Group>
        ))}
      </Stack>
    </Page>
  )
}

const useFigureLabel = (by: FiguresSearch['by']) => {
  const { t } = useTranslation('incidents')
  const said = useSaid()
  return (row: Figure): string =>
    by === 'level' ? t(`level.${row.key as '1' | '2' | '3' | '4'}`) : said(row.label) || t('figures.unnamed')
}

const FigureTable = ({
  rows,
  by,
  onOpen,
}: {
  rows: readonly Figure[]
  by: FiguresSearch['by']
  onOpen: (row: Figure) => void
}) => {
  const { t } = useTranslation('incidents')
  const { span } = useClockText()
  const label = useFigureLabel(by)
  const spent = (minutes: number | null): string => (minutes === null ? '' : span(minutes * 60_000))
  return (
    <Table verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t(`figures.bys.${by}`)}</Table.Th>
          {columns.map(name => (
            <Table.Th key={name} ta="right">
              {t(`figures.${name}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(row => (
          <Table.Tr key={row.key}>
            <Table.Td>
              <Button
                variant="subtle"
                size="compact-sm"
                onClick={() => {
                  onOpen(row)
                }}
              >
                {label(row)}
              </Button>
            </Table.Td>
            <Table.Td ta="right">{row.count}</Table.Td>
            <Table.Td ta="right">{row.open}</Table.Td>
            <Table.Td ta="right">{spent(row.toldMinutes)}</Table.Td>
            <Table.Td ta="right">{spent(row.onSiteMinutes)}</Table.Td>
            <Table.Td ta="right">{spent(row.closedMinutes)}</Table.Td>
            <Table.Td ta="right">{row.breaches}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
