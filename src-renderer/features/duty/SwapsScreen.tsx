/** Swaps of turns: asked for, answered by the other, carried out on the roster at once. */
import { Button, Group, Text } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import { ask, useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { DataTable } from '../../components/DataTable'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { DutyTabs } from './DutyTabs'
import { pageSearch } from './dutySearch'

const route = getRouteApi('/duty/swaps')
const pageSize = 50

export const SwapsScreen = () => {
  const { t } = useTranslation('duty')
  const { day, moment } = useMoments()
  const go = useNavigate()
  const { page } = pageSearch.parse(route.useSearch())
  const list = useRead('duty.swaps', { offset: (page - 1) * pageSize, limit: pageSize })
  const shifts = (useRead('duty.shifts', {}).value ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const writes = may(useRead('access.state', {}).value?.person?.role ?? 'auditor', 'clerk')
  const askFor = (): void => {
    openAction(t('ask'), {
      form: 'duty.swap',
      fields: [
        { name: 'giver', label: t('giver'), kind: 'entity', register: 'colleague', required: true },
        { name: 'day', label: t('day'), kind: 'day', required: true },
        {
          name: 'shift',
          label: t('shiftName'),
          kind: 'choice',
          choices: shifts,
          required: true,
          start: shifts[0]?.value ?? null,
        },
        { name: 'taker', label: t('taker'), kind: 'entity', register: 'colleague', required: true },
        { name: 'backDay', label: t('backDay'), kind: 'day' },
        { name: 'backShift', label: t('backShift'), kind: 'choice', choices: shifts },
        { name: 'reason', label: t('reason'), kind: 'text', most: 200, required: true },
      ],
      action: t('ask'),
      run: filled =>
        ask('duty.askSwap', {
          day: filled.day('day'),
          shiftId: filled.chosen('shift'),
          colleagueId: filled.chosen('giver'),
          takerId: filled.chosen('taker'),
          backDay: filled.dayOrNull('backDay'),
          backShiftId: filled.chosenOrNull('backShift'),
          reason: filled.text('reason'),
        }),
    })
  }
  const answer = (id: string, taker: string, agreed: boolean): void => {
    openAction(`${taker} · ${t(agreed ? 'agree' : 'decline')}`, {
      form: `duty.answer.${id}`,
      fields: [{ name: 'answer', label: t('answer'), kind: 'text', most: 200, required: true }],
      action: t(agreed ? 'agree' : 'decline'),
      run: filled => ask('duty.answerSwap', { id, agreed, answer: filled.text('answer') }),
    })
  }
  return (
    <Page
      title={t('title')}
      actions={writes && shifts.length > 0 ? <Button onClick={askFor}>{t('ask')}</Button> : null}
    >
      <DutyTabs />
      <RefusalAlert refusal={list.refusal} />
      <DataTable
        label={t('tabs.swaps')}
        rows={list.value?.rows}
        total={list.value?.total ?? 0}
        idOf={({ id }) => id}
        page={page}
        pageSize={pageSize}
        onPage={next => void go({ to: '/duty/swaps', search: { page: next } })}
        emptyText={t('noSwaps')}
        height="calc(100dvh - 230px)"
        columns={[
          {
            accessor: 'day',
            title: t('giver'),
            render: ({ day: of, shift, giver }) => `${day(of)} ${shift} · ${giver}`,
          },
          {
            accessor: 'taker',
            title: t('taker'),
            render: ({ taker, backDay, backShift }) =>
              backDay === null ? taker : `${taker} ↔ ${day(backDay)} ${backShift}`,
          },
          { accessor: 'reason', title: t('reason') },
          {
            accessor: 'state',
            title: t('answer'),
            width: 320,
            render: ({ id, taker, state, answer: said, answeredAt, answeredBy }) =>
              state === 'asked' ? (
                <Group gap={4}>
                  <Text size="sm">{t('state.asked')}</Text>
                  {writes
                    ? [true, false].map(agreed => (
                        <Button
                          key={String(agreed)}
                          size="compact-xs"
                          variant="default"
                          onClick={() => {
                            answer(id, taker, agreed)
                          }}
                        >
                          {t(agreed ? 'agree' : 'decline')}
                        </Button>
                      ))
                    : null}
                </Group>
              ) : (
                [t(`state.${state}`), said, answeredAt === null ? '' : moment(answeredAt), answeredBy]
                  .filter(Boolean)
                  .join(' · ')
              ),
          },
        ]}
      />
    </Page>
  )
}
