/** The log of calls received: unit, name, content, time; whom it was passed to, and what came of it. */
import { Button, Group, Text } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import { ask, useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { DataTable } from '../../components/DataTable'
import { OpenOrAll } from '../../components/OpenOrAll'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { SearchBox } from '../../components/SearchBox'
import { DutyTabs } from './DutyTabs'
import { callsSearch } from './dutySearch'

const route = getRouteApi('/duty/calls')
const pageSize = 50

export const CallsScreen = () => {
  const { t } = useTranslation('duty')
  const { moment } = useMoments()
  const go = useNavigate()
  const search = callsSearch.parse(route.useSearch())
  const { page, all, text } = search
  const list = useRead('duty.calls', { offset: (page - 1) * pageSize, limit: pageSize, open: !all, text })
  const writes = may(useRead('access.state', {}).value?.person?.role ?? 'auditor', 'clerk')
  const change = (next: Partial<typeof search>): void => void go({ to: '/duty/calls', search: { ...search, ...next } })
  const log = (): void => {
    openAction(t('logCall'), {
      form: 'duty.call',
      fields: [
        { name: 'content', label: t('content'), kind: 'long', most: 1000, required: true },
        { name: 'unit', label: t('unit'), kind: 'text', most: 80 },
        { name: 'name', label: t('name'), kind: 'text', most: 60 },
        { name: 'phone', label: t('phone'), kind: 'text', most: 40 },
        { name: 'passedTo', label: t('passedTo'), kind: 'text', most: 80 },
        { name: 'at', label: t('receivedAt'), kind: 'moment' },
        { name: 'incident', label: t('incident'), kind: 'entity', register: 'incident' },
      ],
      action: t('logCall'),
      run: filled =>
        ask('duty.logCall', {
          receivedAt: filled.instantOrNull('at'),
          unit: filled.text('unit'),
          name: filled.text('name'),
          phone: filled.text('phone'),
          content: filled.text('content'),
          passedTo: filled.text('passedTo'),
          incidentId: filled.chosenOrNull('incident'),
        }),
    })
  }
  const settle = (id: string, content: string): void => {
    openAction(t('settle'), {
      form: `duty.settle.${id}`,
      lead: content,
      fields: [{ name: 'outcome', label: t('outcome'), kind: 'text', required: true }],
      action: t('settle'),
      run: filled => ask('duty.settleCall', { id, outcome: filled.text('outcome') }),
    })
  }
  return (
    <Page title={t('title')} actions={writes ? <Button onClick={log}>{t('logCall')}</Button> : null}>
      <DutyTabs />
      <RefusalAlert refusal={list.refusal} />
      <Group>
        <OpenOrAll
          label={t('tabs.calls')}
          all={all}
          onChange={next => {
            change({ all: next, page: 1 })
          }}
        />
        <SearchBox
          label={t('find')}
          value={text}
          onChange={next => {
            change({ text: next, page: 1 })
          }}
        />
      </Group>
      <DataTable
        label={t('tabs.calls')}
        rows={list.value?.rows}
        total={list.value?.total ?? 0}
        idOf={({ id }) => id}
        page={page}
        pageSize={pageSize}
        onPage={next => {
          change({ page: next })
        }}
        emptyText={t('noCalls')}
        height="calc(100dvh - 270px)"
        columns={[
          {
            accessor: 'receivedAt',
            title: t('receivedAt'),
            width: 170,
            render: ({ receivedAt }) => moment(receivedAt),
          },
          {
            accessor: 'unit',
            title: t('unit'),
            width: 220,
            render: ({ unit, name, phone }) => [unit, name, phone].filter(Boolean).join(' · '),
          },
          { accessor: 'content', title: t('content') },
          {
            accessor: 'passedTo',
            title: t('passedTo'),
            width: 150,
            render: ({ passedTo, incident }) => [passedTo, incident].filter(Boolean).join(' · '),
          },
          {
            accessor: 'outcome',
            title: t('outcome'),
            width: 220,
            render: ({ id, content, settledAt, settledBy, outcome }) =>
              settledAt === null ? (
                writes ? (
                  <Button
                    size="compact-xs"
                    variant="default"
                    onClick={() => {
                      settle(id, content)
                    }}
                  >
                    {t('settle')}
                  </Button>
                ) : null
              ) : (
                <Text size="xs">{t('settledBy', { when: moment(settledAt), name: settledBy, outcome })}</Text>
              ),
          },
        ]}
      />
    </Page>
  )
}
