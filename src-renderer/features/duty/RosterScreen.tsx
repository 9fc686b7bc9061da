/** The roster: two weeks, every shift, who has it; gaps and clashes stand out in words. */
import { ActionIcon, Button, Group, MultiSelect, Select, Stack, Table, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconPlus, IconX } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import { dayAfter, clockText } from '../../../src-main/features/office/calendar.rules'
import { standardShifts } from '../../../src-main/features/duty/rules'
import { ask, useRead, useWrite } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { DayInput } from '../../components/DayInput'
import { EmptyState } from '../../components/EmptyState'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { DutyTabs } from './DutyTabs'
import { rosterSearch } from './dutySearch'

const route = getRouteApi('/duty')
const shownDays = 14
type Slot = OutputOf<'duty.roster'>[number]['slots'][number]
type Shift = OutputOf<'duty.shifts'>[number]

/** Minutes after midnight of "08:30"; null when it is none. */
const minutesOf = (text: string): number | null => {
  const found = /^(\d{1,2})[:：](\d{2})$/.exec(text.trim())
  if (!found) return null
  const minutes = Number(found[1]) * 60 + Number(found[2])
  return minutes <= 1440 && Number(found[2]) < 60 ? minutes : null
}

export const RosterScreen = () => {
  const { t } = useTranslation('duty')
  const { now, dayOf, day: dayText } = useMoments()
  const go = useNavigate()
  const today = dayOf(now())
  const from = rosterSearch.parse(route.useSearch()).from ?? today
  const shifts = useRead('duty.shifts', {})
  const roster = useRead('duty.roster', { from, days: shownDays })
  const role = useRead('access.state', {}).value?.person?.role ?? 'auditor'
  const writes = may(role, 'clerk')
  const manages = may(role, 'manager')
  const fill = useFill(shifts.value ?? [], from)
  const move = (days: number): void => void go({ to: '/duty', search: { from: dayAfter(from, days) } })
  const columns = [
    ...new Map((roster.value ?? []).flatMap(({ slots }) => slots).map(({ shiftId, shift }) => [shiftId, shift])),
  ]
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Button variant="default" onClick={() => void go({ to: '/print', search: { kind: 'roster', from } })}>
            {t('paper:preview')}
          </Button>
          {manages ? (
            <Button
              variant="default"
              onClick={() => {
                editShift(t, null)
              }}
            >
              {t('addShift')}
            </Button>
          ) : null}
          {writes && shifts.value && shifts.value.length > 0 ? <Button onClick={fill}>{t('fill')}</Button> : null}
        </>
      }
    >
      <DutyTabs />
      <RefusalAlert refusal={roster.refusal ?? shifts.refusal} />
      {shifts.value?.length === 0 ? (
        <EmptyState title={t('noShifts')} hint={t('noShiftsHint')}>
          {manages ? (
            <Button
              mt="sm"
              onClick={() => {
                void (async () => {
                  for (const { name, from: start, to } of standardShifts)
                    await ask('duty.addShift', { name, from: start, to, active: true })
                })()
              }}
            >
              {t('standard')}
            </Button>
          ) : null}
        </EmptyState>
      ) : (
        <>
          <Group gap="xs">
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                move(-shownDays)
              }}
            >
              {t('earlier')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                move(shownDays)
              }}
            >
              {t('later')}
            </Button>
            {manages
              ? shifts.value?.map(shift => (
                  <Button
                    key={shift.id}
                    size="compact-sm"
                    variant="subtle"
                    onClick={() => {
                      editShift(t, shift)
                    }}
                  >
                    {shift.name} {clockText(shift.from)}–{clockText(shift.to)}
                  </Button>
                ))
              : null}
          </Group>
          <Table verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={180}>{t('day')}</Table.Th>
                {columns.map(([id, name]) => (
                  <Table.Th key={id}>{name}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {roster.value?.map(({ day, rest, slots }) => (
                <Table.Tr key={day}>
                  <Table.Td c={rest ? 'dimmed' : 'inherit'} fw={day === today ? 700 : 400}>
                    {dayText(day)}
                  </Table.Td>
                  {columns.map(([id]) => {
                    const slot = slots.find(({ shiftId }) => shiftId === id)
                    return (
                      <Table.Td key={id}>
                        {slot ? <Cell day={day} slot={slot} past={slot.toAt <= now()} writes={writes} /> : null}
                      </Table.Td>
                    )
                  })}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </>
      )}
    </Page>
  )
}

const Cell = ({ day, slot, past, writes }: { day: string; slot: Slot; past: boolean; writes: boolean }) => {
  const { t } = useTranslation('duty')
  const { day: dayText } = useMoments()
  const { shiftId, shift, people } = slot
  const release = useWrite('duty.release')
  const put = (): void => {
    openAction(`${dayText(day)} ${shift}`, {
      form: `duty.assign.${day}.${shiftId}`,
      fields: [{ name: 'colleague', label: t('colleague'), kind: 'entity', register: 'colleague', required: true }],
      action: t('assign'),
      run: filled => ask('duty.assign', { day, shiftId, colleagueId: filled.chosen('colleague') }),
    })
  }
  return (
    <Group gap="xs" data-testid={`slot-${day}-${shift}`}>
      {people.length === 0 ? (
        <Text size="sm" fw={past ? 400 : 600} c={past ? 'dimmed' : 'inherit'}>
          {t('nobody')}
        </Text>
      ) : null}
      {people.map(({ colleagueId, name, phone, clash }) => (
        <Group key={colleagueId} gap={2} wrap="nowrap">
          <Text size="sm">
            {name} <span className="quiet">{phone}</span>
            {clash === null ? null : <strong> ({t(`clash.${clash}`)})</strong>}
          </Text>
          {writes ? (
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={t('release', { name })}
              onClick={() => void release.run({ day, shiftId, colleagueId })}
            >
              <IconX size={14} />
            </ActionIcon>
          ) : null}
        </Group>
      ))}
      {writes ? (
        <ActionIcon size="sm" variant="subtle" aria-label={`${t('assign')} ${day} ${shift}`} onClick={put}>
          <IconPlus size={14} />
        </ActionIcon>
      ) : null}
      <RefusalAlert refusal={release.refusal} />
    </Group>
  )
}

const editShift = (t: ReturnType<typeof useTranslation<'duty'>>['t'], shift: Shift | null): void => {
  openAction(shift ? shift.name : t('addShift'), {
    form: `duty.shift.${shift?.id ?? 'new'}`,
    fields: [
      { name: 'name', label: t('shiftName'), kind: 'text', most: 20, required: true, start: shift?.name ?? '' },
      { name: 'from', label: t('from'), kind: 'text', most: 5, required: true, start: clockText(shift?.from ?? 510) },
      { name: 'to', label: t('to'), kind: 'text', most: 5, required: true, start: clockText(shift?.to ?? 1050) },
      { name: 'active', label: t('active'), kind: 'yes', start: shift?.active ?? true },
    ],
    action: t('save'),
    run: filled => {
      const [from, to] = [minutesOf(filled.text('from')), minutesOf(filled.text('to'))]
      if (from === null || to === null || from === 1440)
        return Promise.resolve({ ok: false as const, code: 'duty.wrongTime', params: {} })
      const fields = { name: filled.text('name'), from, to, active: filled.yes('active') }
      return shift
        ? ask('duty.correctShift', { ...fields, id: shift.id, version: shift.version })
        : ask('duty.addShift', fields)
    },
  })
}

const FillForm = ({ shifts, from, onDone }: { shifts: readonly Shift[]; from: string; onDone: () => void }) => {
  const { t } = useTranslation('duty')
  const colleagues = (useRead('staff.register', {}).value ?? []).flatMap(part => part.colleagues)
  const fill = useWrite('duty.fill')
  const active = shifts.filter(shift => shift.active)
  const [shiftId, setShiftId] = useState(active[0]?.id ?? null)
  const [start, setStart] = useState<string | null>(from)
  const [until, setUntil] = useState<string | null>(dayAfter(from, shownDays - 1))
  const [who, setWho] = useState<string[]>([])
  const submit = async (): Promise<void> => {
    if (shiftId === null || start === null || until === null) return
    if ((await fill.run({ from: start, until, shiftId, colleagueIds: who })).ok) onDone()
  }
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack gap="sm">
        <Text size="sm">{t('fillHint')}</Text>
        <RefusalAlert refusal={fill.refusal} />
        <Select
          label={t('shiftName')}
          allowDeselect={false}
          value={shiftId}
          data={active.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setShiftId}
        />
        <Group grow>
          <DayInput label={t('fromDay')} value={start} onChange={setStart} />
          <DayInput label={t('untilDay')} value={until} onChange={setUntil} />
        </Group>
        <MultiSelect
          label={t('who')}
          searchable
          data={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
          value={who}
          onChange={setWho}
        />
        <Group justify="flex-end">
          <Button
            type="submit"
            loading={fill.running}
            disabled={shiftId === null || start === null || until === null || who.length === 0}
          >
            {t('fill')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

const useFill = (shifts: readonly Shift[], from: string) => {
  const { t } = useTranslation('duty')
  return (): void => {
    modals.open({
      title: t('fill'),
      children: (
        <FillForm
          key={crypto.randomUUID()}
          shifts={shifts}
          from={from}
          onDone={() => {
            modals.closeAll()
          }}
        />
      ),
    })
  }
}
