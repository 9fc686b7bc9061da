/** Who can do what since when and until when, and the rotation training that widens it (B2.5). */
import { Button, Group, Select, Table, Text, Title } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import { knownSkills } from '../../../src-main/features/staff/contract'
import type { Rotation } from '../../../src-main/features/skills/contract'
import { ask, useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useSkillName } from '../../app/skillNames'
import { openAction } from '../../components/ActionForm'
import { DataTable } from '../../components/DataTable'
import { EmptyState } from '../../components/EmptyState'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { DutyTabs } from './DutyTabs'
import { skillsSearch } from './dutySearch'

const route = getRouteApi('/duty/skills')
const pageSize = 30

export const SkillsScreen = () => {
  const { t } = useTranslation('skills')
  const { t: dutyText } = useTranslation('duty')
  const { day, now, dayOf } = useMoments()
  const skillName = useSkillName()
  const go = useNavigate()
  const { page, departmentId } = skillsSearch.parse(route.useSearch())
  const matrix = useRead('skills.matrix', { offset: (page - 1) * pageSize, limit: pageSize, departmentId })
  const departments = useRead('staff.departments', {}).value ?? []
  const writes = may(useRead('access.state', {}).value?.person?.role ?? 'auditor', 'clerk')
  const columns = matrix.value?.skills ?? []
  const choices = useSkillChoices()
  const qualify = (colleagueId: string | null, name: string): void => {
    openAction(`${t('qualify')} ${name}`, {
      form: `skills.qualify.${colleagueId ?? 'any'}`,
      fields: [
        ...(colleagueId === null
          ? [
              {
                name: 'colleague',
                label: t('colleague'),
                kind: 'entity' as const,
                register: 'colleague' as const,
                required: true,
              },
            ]
          : []),
        { name: 'skill', label: t('skill'), kind: 'choice', choices, required: true },
        { name: 'trainedOn', label: t('trainedOn'), kind: 'day', required: true, start: dayOf(now()) },
        { name: 'validUntil', label: t('validUntil'), kind: 'day' },
        { name: 'note', label: t('note'), kind: 'text', most: 200 },
      ],
      action: t('save'),
      run: filled =>
        ask('skills.qualify', {
          colleagueId: colleagueId ?? filled.chosen('colleague'),
          skill: filled.chosen('skill'),
          trainedOn: filled.day('trainedOn'),
          validUntil: filled.dayOrNull('validUntil'),
          note: filled.text('note'),
        }),
    })
  }
  return (
    <Page
      title={dutyText('title')}
      actions={
        writes ? (
          <Button
            onClick={() => {
              qualify(null, '')
            }}
          >
            {t('qualify')}
          </Button>
        ) : null
      }
    >
      <DutyTabs />
      <RefusalAlert refusal={matrix.refusal} />
      <Select
        w={180}
        aria-label={t('department')}
        placeholder={t('department')}
        clearable
        value={departmentId}
        data={departments.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={chosen => void go({ to: '/duty/skills', search: { page: 1, departmentId: chosen } })}
      />
      {matrix.value && columns.length === 0 ? (
        <EmptyState title={t('empty')} hint={t('emptyHint')} />
      ) : (
        <DataTable
          label={dutyText('tabs.skills')}
          rows={matrix.value?.rows}
          total={matrix.value?.total ?? 0}
          idOf={({ colleagueId }) => colleagueId}
          page={page}
          pageSize={pageSize}
          onPage={next => void go({ to: '/duty/skills', search: { page: next, departmentId } })}
          emptyText={t('empty')}
          height="46vh"
          {...(writes
            ? {
                onOpen: ({ colleagueId, name }: { colleagueId: string; name: string }) => {
                  qualify(colleagueId, name)
                },
              }
            : {})}
          columns={[
            { accessor: 'name', title: t('colleague'), width: 110 },
            { accessor: 'department', title: t('department'), width: 120 },
            ...columns.map((skill, index) => ({
              accessor: `cells.${index}`,
              title: skillName(skill),
              width: 150,
              render: ({ cells }: { cells: NonNullable<typeof matrix.value>['rows'][number]['cells'] }) => {
                const of = cells[index]
                if (!of) return null
                const { standing, trainedOn, validUntil } = of
                const said = t(`standings.${standing}`, {
                  when: day((standing === 'expired' ? validUntil : trainedOn) ?? dayOf(now())),
                })
                return (
                  <Text
                    size="xs"
                    fw={standing === 'expired' ? 600 : 400}
                    c={standing === 'none' ? 'dimmed' : 'inherit'}
                  >
                    {standing === 'valid' && validUntil !== null
                      ? `${said} ${t('until', { when: day(validUntil) })}`
                      : said}
                  </Text>
                )
              },
            })),
          ]}
        />
      )}
      <Rotations writes={writes} />
    </Page>
  )
}

/** Skills that the program knows, and those that the office has written. */
export const useSkillChoices = (): { value: string; label: string }[] => {
  const skillName = useSkillName()
  const own = useRead('skills.matrix', { offset: 0, limit: 1, departmentId: null }).value?.skills ?? []
  return [...new Set([...knownSkills, ...own])].map(value => ({ value, label: skillName(value) }))
}

const Rotations = ({ writes }: { writes: boolean }) => {
  const { t } = useTranslation('skills')
  const { day, now, dayOf } = useMoments()
  const skillName = useSkillName()
  const choices = useSkillChoices()
  const list = useRead('skills.rotations', { offset: 0, limit: 50 })
  const plan = (): void => {
    openAction(t('plan'), {
      form: 'skills.rotation',
      fields: [
        { name: 'colleague', label: t('colleague'), kind: 'entity', register: 'colleague', required: true },
        { name: 'skill', label: t('skill'), kind: 'choice', choices, required: true },
        { name: 'from', label: t('fromDay'), kind: 'day', required: true, start: dayOf(now()) },
        { name: 'until', label: t('untilDay'), kind: 'day', required: true },
        { name: 'trainer', label: t('trainer'), kind: 'text', most: 60, required: true },
      ],
      action: t('plan'),
      run: filled =>
        ask('skills.planRotation', {
          colleagueId: filled.chosen('colleague'),
          skill: filled.chosen('skill'),
          fromDay: filled.day('from'),
          untilDay: filled.day('until'),
          trainer: filled.text('trainer'),
        }),
    })
  }
  const end = ({ id, name, skill }: Rotation): void => {
    openAction(`${name} · ${skillName(skill)}`, {
      form: `skills.end.${id}`,
      fields: [
        {
          name: 'state',
          label: t('result'),
          kind: 'choice',
          required: true,
          start: 'passed',
          choices: ended.map(value => ({ value, label: t(`states.${value}`) })),
        },
        { name: 'validUntil', label: t('validUntil'), kind: 'day' },
        { name: 'result', label: t('note'), kind: 'text', most: 300 },
      ],
      action: t('end'),
      run: filled =>
        ask('skills.endRotation', {
          id,
          state: ended.find(value => value === filled.chosen('state')) ?? 'passed',
          result: filled.text('result'),
          validUntil: filled.dayOrNull('validUntil'),
        }),
    })
  }
  return (
    <section aria-label={t('rotations')}>
      <Group justify="space-between">
        <Title order={2}>{t('rotations')}</Title>
        {writes ? (
          <Button size="compact-sm" variant="default" onClick={plan}>
            {t('plan')}
          </Button>
        ) : null}
      </Group>
      <RefusalAlert refusal={list.refusal} />
      {list.value?.total === 0 ? (
        <Text size="sm" c="dimmed">
          {t('noRotations')}
        </Text>
      ) : null}
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {list.value?.rows.map(row => (
            <Table.Tr key={row.id}>
              <Table.Td w={120}>{row.name}</Table.Td>
              <Table.Td w={150}>{skillName(row.skill)}</Table.Td>
              <Table.Td>
                {day(row.fromDay)} – {day(row.untilDay)}
              </Table.Td>
              <Table.Td>{row.trainer}</Table.Td>
              <Table.Td>{[t(`states.${row.state}`), row.result].filter(Boolean).join(' · ')}</Table.Td>
              <Table.Td w={120}>
                {writes && row.state === 'planned' ? (
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={`${t('end')} ${row.name}`}
                    onClick={() => {
                      end(row)
                    }}
                  >
                    {t('end')}
                  </Button>
                ) : null}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
}
const ended = ['passed', 'failed', 'cancelled'] as const
