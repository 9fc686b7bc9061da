/** The office's working time (rule 2): hours of the week, holidays and working weekends of a year. */
import { Alert, Button, Group, NumberInput, SimpleGrid, Stack, Table, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clockText } from '../../../src-main/features/office/calendar.rules'
import { may } from '../../../src-main/features/access/rules'
import type { Range } from '../../../src-main/features/office/contract'
import { daysIn, rangesIn } from '../../../src-main/features/office/typed.rules'
import { ask, useRead, useWrite } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { SettingsPage } from '../../app/SettingsPage'
import { openAction } from '../../components/ActionForm'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useSaid } from '../../components/useSaid'

const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const
const written = (ranges: readonly Range[]): string =>
  ranges.map(({ from, to }) => `${clockText(from)}-${clockText(to)}`).join(' ')

export const CalendarSettings = () => {
  const { t } = useTranslation('office')
  const { now, dayOf, day } = useMoments()
  const said = useSaid()
  const role = useRead('access.state', {}).value?.person?.role ?? 'auditor'
  const manages = may(role, 'manager')
  const [year, setYear] = useState(Number(dayOf(now()).slice(0, 4)))
  const calendar = useRead('office.calendar', { year })
  const takeBack = useWrite('office.changeDay')
  const add = (): void => {
    openAction(t('calendar.addDay'), {
      form: 'office.day',
      fields: [
        { name: 'day', label: t('calendar.day'), kind: 'day', required: true },
        { name: 'working', label: t('calendar.isWorking'), kind: 'yes' },
        { name: 'name', label: t('calendar.name'), kind: 'text', most: 40 },
      ],
      action: t('calendar.addDay'),
      run: filled =>
        ask('office.changeDay', { day: filled.day('day'), working: filled.yes('working'), name: filled.text('name') }),
    })
  }
  const paste = (): void => {
    openAction(t('calendar.paste'), {
      form: 'office.days',
      lead: t('calendar.pasteHint'),
      fields: [{ name: 'days', label: t('calendar.days'), kind: 'long', most: 12_000, required: true }],
      action: t('calendar.paste'),
      run: filled => {
        const read = daysIn(filled.text('days'))
        return 'wrong' in read
          ? Promise.resolve({ ok: false as const, code: 'office.wrongDayLine', params: read.wrong })
          : ask('office.changeDays', read)
      },
    })
  }
  return (
    <SettingsPage>
      <RefusalAlert refusal={calendar.refusal ?? takeBack.refusal} />
      <Text size="sm" c="dimmed">
        {t('calendar.hint')}
      </Text>
      {calendar.value ? (
        <Hours key={JSON.stringify(calendar.value.weekdays)} weekdays={calendar.value.weekdays} writes={manages} />
      ) : null}
      <Group align="flex-end" justify="space-between">
        <NumberInput
          w={120}
          label={t('calendar.year')}
          min={2000}
          max={2100}
          thousandSeparator={false}
          value={year}
          onChange={value => {
            if (Number(value) >= 2000 && Number(value) <= 2100) setYear(Number(value))
          }}
        />
        {manages ? (
          <Group gap="xs">
            <Button variant="default" onClick={paste}>
              {t('calendar.paste')}
            </Button>
            <Button variant="default" onClick={add}>
              {t('calendar.addDay')}
            </Button>
          </Group>
        ) : null}
      </Group>
      {calendar.value && !calendar.value.known ? <Alert color="yellow">{t('calendar.unknown', { year })}</Alert> : null}
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {calendar.value?.days.map(entry => (
            <Table.Tr key={entry.day}>
              <Table.Td w={190}>{day(entry.day)}</Table.Td>
              <Table.Td w={120}>{t(entry.working ? 'calendar.working' : 'calendar.holiday')}</Table.Td>
              <Table.Td>{said({ zh: entry.name, en: entry.nameEn })}</Table.Td>
              <Table.Td w={150} c="dimmed">
                {t(entry.own ? 'calendar.own' : 'calendar.published')}
              </Table.Td>
              <Table.Td w={150}>
                {entry.own && manages ? (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    onClick={() => void takeBack.run({ day: entry.day, working: null, name: '' })}
                  >
                    {t('calendar.takeBack')}
                  </Button>
                ) : null}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </SettingsPage>
  )
}

const Hours = ({ weekdays: kept, writes }: { weekdays: readonly (readonly Range[])[]; writes: boolean }) => {
  const { t } = useTranslation('office')
  const { t: core } = useTranslation('core')
  const change = useWrite('office.changeHours')
  const [typed, setTyped] = useState(kept.map(written))
  const read = typed.map(rangesIn)
  const wrong = typed.find((_, index) => read[index] === null)
  const save = (): void => {
    if (read.every(ranges => ranges !== null)) void change.run({ weekdays: read })
  }
  return (
    <Stack gap="xs">
      <Title order={2}>{t('calendar.hours')}</Title>
      <Text size="sm" c="dimmed">
        {t('calendar.rangeHint')}
      </Text>
      <RefusalAlert refusal={change.refusal} />
      <SimpleGrid cols={4}>
        {weekdays.map((weekday, index) => {
          const name = t(`calendar.weekday.${weekday}`)
          return (
            <TextInput
              key={weekday}
              label={name}
              aria-label={t('calendar.range', { day: name })}
              placeholder={t('calendar.off')}
              readOnly={!writes}
              maxLength={80}
              error={read[index] === null ? t('calendar.unread', { text: typed[index] ?? '' }) : null}
              value={typed[index] ?? ''}
              onChange={event => {
                const { value } = event.currentTarget
                setTyped(before => before.map((text, at) => (at === index ? value : text)))
              }}
            />
          )
        })}
      </SimpleGrid>
      {writes ? (
        <Group>
          <Button loading={change.running} disabled={wrong !== undefined} onClick={save}>
            {core('save')}
          </Button>
        </Group>
      ) : null}
    </Stack>
  )
}
