/** Overtime of a month, with the hours and why (B2.5). */
import { Button, Group, Text } from '@mantine/core'
import { MonthPickerInput } from '@mantine/dates'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import { ask, useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useSkillName } from '../../app/skillNames'
import { openAction } from '../../components/ActionForm'
import { DataTable } from '../../components/DataTable'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { DutyTabs } from './DutyTabs'
import { overtimeSearch } from './dutySearch'

const route = getRouteApi('/duty/overtime')
const pageSize = 50
const hoursOf = (minutes: number): number => Math.round(minutes / 6) / 10

export const OvertimeScreen = () => {
  const { t } = useTranslation('skills')
  const { t: dutyText } = useTranslation('duty')
  const { day, now, dayOf } = useMoments()
  const skillName = useSkillName()
  const go = useNavigate()
  const search = overtimeSearch.parse(route.useSearch())
  const { page } = search
  const month = search.month ?? dayOf(now()).slice(0, 7)
  const list = useRead('skills.overtimes', { offset: (page - 1) * pageSize, limit: pageSize, month })
  const writes = may(useRead('access.state', {}).value?.person?.role ?? 'auditor', 'clerk')
  const record = (): void => {
    openAction(t('record'), {
      form: 'skills.overtime',
      fields: [
        { name: 'colleague', label: t('colleague'), kind: 'entity', register: 'colleague', required: true },
        { name: 'onDay', label: t('onDay'), kind: 'day', required: true, start: dayOf(now()) },
        { name: 'hours', label: t('hours'), kind: 'count', most: 24, required: true },
        { name: 'reason', label: t('reason'), kind: 'text', most: 200, required: true },
      ],
      action: t('record'),
      run: filled =>
        ask('skills.recordOvertime', {
          colleagueId: filled.chosen('colleague'),
          onDay: filled.day('onDay'),
          minutes: Math.max(1, filled.number('hours')) * 60,
          skill: '',
          reason: filled.text('reason'),
        }),
    })
  }
  return (
    <Page title={dutyText('title')} actions={writes ? <Button onClick={record}>{t('record')}</Button> : null}>
      <DutyTabs />
      <RefusalAlert refusal={list.refusal} />
      <Group align="flex-end">
        <MonthPickerInput
          label={t('month')}
          w={160}
          valueFormat="YYYY-MM"
          value={`${month}-01`}
          onChange={value => void go({ to: '/duty/overtime', search: { page: 1, month: value?.slice(0, 7) ?? null } })}
        />
        {list.value ? <Text pb={6}>{t('sum', { hours: hoursOf(list.value.minutes) })}</Text> : null}
      </Group>
      <DataTable
        label={dutyText('tabs.overtime')}
        rows={list.value?.rows}
        total={list.value?.total ?? 0}
        idOf={({ id }) => id}
        page={page}
        pageSize={pageSize}
        onPage={next => void go({ to: '/duty/overtime', search: { page: next, month } })}
        emptyText={t('noOvertime')}
        height="calc(100dvh - 290px)"
        columns={[
          { accessor: 'onDay', title: t('onDay'), width: 170, render: ({ onDay }) => day(onDay) },
          { accessor: 'name', title: t('colleague'), width: 130 },
          { accessor: 'minutes', title: t('hours'), width: 100, render: ({ minutes }) => hoursOf(minutes) },
          {
            accessor: 'skill',
            title: t('skill'),
            width: 140,
            render: ({ skill }) => (skill === '' ? '' : skillName(skill)),
          },
          { accessor: 'reason', title: t('reason') },
        ]}
      />
    </Page>
  )
}
