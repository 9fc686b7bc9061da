/** Visits that are due by contract or by agreement (C5), the longest overdue first. */
import { Button, Group, Select, Text } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import { ways } from '../../../src-main/features/visits/contract'
import type { DueVisit } from '../../../src-main/features/visits/contract'
import { ask, useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { DataTable } from '../../components/DataTable'
import { EmptyState } from '../../components/EmptyState'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useRecordVisit } from './useRecordVisit'
import { dueSearch } from './visitsSearch'
import { VisitTabs } from './VisitTabs'

const route = getRouteApi('/visits')
const pageSize = 50
const aheads = [0, 7, 14, 30, 90] as const

export const DueScreen = () => {
  const { t } = useTranslation('visits')
  const { day } = useMoments()
  const go = useNavigate()
  const { page, ahead } = dueSearch.parse(route.useSearch())
  const list = useRead('visits.due', { offset: (page - 1) * pageSize, limit: pageSize, ahead })
  const writes = may(useRead('access.state', {}).value?.person?.role ?? 'auditor', 'clerk')
  const record = useRecordVisit()
  const agree = ({ customerId, name, dueOn, appointment }: DueVisit): void => {
    openAction(`${name} · ${t('agree')}`, {
      form: `visits.agree.${customerId}`,
      fields: [
        { name: 'onDay', label: t('onDay'), kind: 'day', required: true, start: dueOn },
        {
          name: 'way',
          label: t('way'),
          kind: 'choice',
          required: true,
          start: appointment?.way ?? 'phone',
          choices: ways.map(value => ({ value, label: t(`ways.${value}`) })),
        },
        { name: 'visitor', label: t('visitor'), kind: 'text', most: 60, start: appointment?.visitor ?? '' },
        { name: 'note', label: t('note'), kind: 'text', most: 200, start: appointment?.note ?? '' },
      ],
      action: t('save'),
      run: filled =>
        ask('visits.agree', {
          customerId,
          onDay: filled.day('onDay'),
          way: ways.find(value => value === filled.chosen('way')) ?? 'phone',
          visitor: filled.text('visitor'),
          note: filled.text('note'),
        }),
    })
  }
  return (
    <Page
      title={t('title')}
      actions={
        writes ? (
          <Button
            onClick={() => {
              record(null)
            }}
          >
            {t('record')}
          </Button>
        ) : null
      }
    >
      <VisitTabs />
      <RefusalAlert refusal={list.refusal} />
      <Group>
        <Select
          w={140}
          aria-label={t('ahead')}
          allowDeselect={false}
          value={String(ahead)}
          data={aheads.map(value => ({ value: String(value), label: t('days', { count: value }) }))}
          onChange={value => void go({ to: '/visits', search: { page: 1, ahead: Number(value ?? 14) } })}
        />
        {list.value && list.value.overdue > 0 ? (
          <Text fw={600}>{t('overdueSum', { count: list.value.overdue })}</Text>
        ) : null}
      </Group>
      {list.value?.total === 0 ? (
        <EmptyState title={t('none')} hint={t('noneHint')} />
      ) : (
        <DataTable
          label={t('tabs.due')}
          rows={list.value?.rows}
          total={list.value?.total ?? 0}
          idOf={({ customerId }) => customerId}
          page={page}
          pageSize={pageSize}
          onPage={next => void go({ to: '/visits', search: { page: next, ahead } })}
          onOpen={({ customerId }) => void go({ to: '/customers', search: { id: customerId } })}
          emptyText={t('none')}
          height="calc(100dvh - 270px)"
          columns={[
            {
              accessor: 'dueOn',
              title: t('dueOn'),
              width: 230,
              render: ({ dueOn, overdueDays }) => (
                <Text size="sm" fw={overdueDays > 0 ? 600 : 400}>
                  {[day(dueOn), overdueDays > 0 ? t('overdue', { count: overdueDays }) : '']
                    .filter(Boolean)
                    .join(' · ')}
                </Text>
              ),
            },
            { accessor: 'name', title: t('customer'), ellipsis: true },
            { accessor: 'area', title: '', width: 90 },
            { accessor: 'phone', title: t('phone'), width: 150 },
            {
              accessor: 'lastOn',
              title: t('last'),
              width: 210,
              render: ({ lastOn, lastWay }) =>
                lastOn === null ? t('never') : [day(lastOn), lastWay ? t(`ways.${lastWay}`) : ''].join(' · '),
            },
            {
              accessor: 'everyDays',
              title: t('rhythm'),
              width: 150,
              render: ({ everyDays, appointment }) =>
                appointment
                  ? [t('appointment'), t(`ways.${appointment.way}`), appointment.visitor].filter(Boolean).join(' · ')
                  : everyDays === null
                    ? ''
                    : t('days', { count: everyDays }),
            },
            {
              accessor: 'code',
              title: '',
              width: 190,
              render: row =>
                writes ? (
                  <Group gap={4} wrap="nowrap">
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={`${t('record')} ${row.name}`}
                      onClick={event => {
                        event.stopPropagation()
                        record({ id: row.customerId, name: row.name })
                      }}
                    >
                      {t('record')}
                    </Button>
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      aria-label={`${t('agree')} ${row.name}`}
                      onClick={event => {
                        event.stopPropagation()
                        agree(row)
                      }}
                    >
                      {t('agree')}
                    </Button>
                  </Group>
                ) : null,
            },
          ]}
        />
      )}
    </Page>
  )
}
