/** Too few people for a job (B2.5): how many are needed, who is there, who is trained and could come, fairly. */
import { Button, Group, NumberInput, Select, Table, Text } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import type { Candidate } from '../../../src-main/features/skills/contract'
import { ask, useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { DayInput } from '../../components/DayInput'
import { EmptyState } from '../../components/EmptyState'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { DutyTabs } from './DutyTabs'
import { shortageSearch } from './dutySearch'
import { useSkillChoices } from './SkillsScreen'

const route = getRouteApi('/duty/shortage')

export const ShortageScreen = () => {
  const { t } = useTranslation('skills')
  const { t: dutyText } = useTranslation('duty')
  const { day: dayText, now, dayOf } = useMoments()
  const go = useNavigate()
  const search = shortageSearch.parse(route.useSearch())
  const { skill, needed } = search
  const today = dayOf(now())
  const day = search.day ?? today
  const choices = useSkillChoices()
  const short = useRead('skills.shortage', { skill, day, needed, departmentId: null })
  const writes = may(useRead('access.state', {}).value?.person?.role ?? 'auditor', 'clerk')
  const change = (next: Partial<typeof search>): void =>
    void go({ to: '/duty/shortage', search: { ...search, ...next } })
  const callIn = ({ colleagueId, name }: Candidate): void => {
    openAction(`${name} · ${t('callIn')}`, {
      form: `skills.callIn.${colleagueId}.${day}`,
      fields: [
        { name: 'hours', label: t('hours'), kind: 'count', most: 24, required: true, start: 8 },
        { name: 'reason', label: t('reason'), kind: 'text', most: 200, required: true },
      ],
      action: t('callIn'),
      run: filled =>
        ask('skills.recordOvertime', {
          colleagueId,
          onDay: day > today ? today : day,
          minutes: Math.max(1, filled.number('hours')) * 60,
          skill,
          reason: day > today ? `${dayText(day)} ${filled.text('reason')}`.slice(0, 200) : filled.text('reason'),
        }),
    })
  }
  return (
    <Page
      title={dutyText('title')}
      actions={
        <Button
          variant="default"
          onClick={() => void go({ to: '/print', search: { kind: 'shortage', skill, needed, from: day } })}
        >
          {t('paper:preview')}
        </Button>
      }
    >
      <DutyTabs />
      <Group align="flex-end">
        <Select
          label={t('skill')}
          w={200}
          allowDeselect={false}
          data={choices}
          value={skill}
          onChange={value => {
            change({ skill: value ?? skill })
          }}
        />
        <DayInput
          label={t('day')}
          value={day}
          onChange={value => {
            change({ day: value })
          }}
        />
        <NumberInput
          label={t('needed')}
          w={110}
          min={1}
          max={100}
          value={needed}
          onChange={value => {
            change({ needed: Math.min(100, Math.max(1, Number(value) || 1)) })
          }}
        />
        {short.value ? (
          <Text fw={600} pb={6} data-testid="shortage">
            {t('there', { there: short.value.there })} ·{' '}
            {short.value.missing > 0 ? t('missing', { count: short.value.missing }) : t('enough')}
          </Text>
        ) : null}
      </Group>
      <RefusalAlert refusal={short.refusal} />
      {short.value?.candidates.length === 0 ? <EmptyState title={t('nobody')} hint={t('nobodyHint')} /> : null}
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {short.value?.candidates.map(row => (
            <Table.Tr key={row.colleagueId}>
              <Table.Td w={120} fw={600}>
                {row.name}
              </Table.Td>
              <Table.Td w={120}>{row.department}</Table.Td>
              <Table.Td w={150}>{row.phone}</Table.Td>
              <Table.Td>{t(`availability.${row.availability}`)}</Table.Td>
              <Table.Td>
                {row.standing === 'valid' && row.trainedOn !== null
                  ? t('standings.valid', { when: dayText(row.trainedOn) })
                  : t('standings.undated')}
              </Table.Td>
              <Table.Td>{t('fair', { count: row.called, hours: Math.round(row.minutes / 6) / 10 })}</Table.Td>
              <Table.Td w={170}>
                {writes && row.availability !== 'onDuty' ? (
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={`${t('callIn')} ${row.name}`}
                    onClick={() => {
                      callIn(row)
                    }}
                  >
                    {t('callIn')}
                  </Button>
                ) : null}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Page>
  )
}
