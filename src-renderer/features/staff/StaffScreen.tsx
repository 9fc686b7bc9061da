/** The staff register on screen: who, where, which number; what is still lacking stands above. */
import { Alert, Badge, Button, Group, Select, Switch, Text } from '@mantine/core'
import { IconFileImport, IconPlus, IconPrinter } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import { gaps, knownSkills, staffSorts } from '../../../src-main/features/staff/contract'
import type { ColleagueRow } from '../../../src-main/features/staff/contract'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { DataTable } from '../../components/DataTable'
import { EmptyState } from '../../components/EmptyState'
import { ExportMenu } from '../../components/ExportMenu'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { SearchBox } from '../../components/SearchBox'
import { ColleagueDrawer } from './ColleagueDrawer'
import { staffSearch } from './staffSearch'
import type { StaffSearch } from './staffSearch'
import { useSkillName } from '../../app/skillNames'

const pageSize = 50
const route = getRouteApi('/staff')

export const StaffScreen = () => {
  const { t } = useTranslation('staff')
  const { day } = useMoments()
  const skillName = useSkillName()
  const search = staffSearch.parse(route.useSearch())
  const go = useNavigate()
  const { page, id, edit, ...filter } = search
  const colleagues = useRead('staff.page', { ...filter, offset: (page - 1) * pageSize, limit: pageSize })
  const departments = useRead('staff.departments', {}).value ?? []
  const complete = useRead('staff.completeness', {}).value
  const writes = may(useRead('access.state', {}).value?.person?.role ?? 'auditor', 'clerk')
  const importList = writes ? (
    <Button
      variant="default"
      leftSection={<IconFileImport size={16} />}
      onClick={() => void go({ to: '/import', search: { kind: 'staff' } })}
    >
      {t('lists:import')}
    </Button>
  ) : null
  const change = (next: Partial<StaffSearch>): void => {
    void go({ to: '/staff', search: { ...search, ...next } })
  }
  const narrow = (next: Partial<StaffSearch>): void => {
    change({ page: 1, ...next })
  }
  const add = writes ? (
    <Button
      leftSection={<IconPlus size={16} />}
      onClick={() => {
        change({ id: 'new', edit: true })
      }}
    >
      {t('add')}
    </Button>
  ) : null
  const total = colleagues.value?.total ?? 0
  const lacking = complete
    ? [
        complete.lacksPhone.length > 0 ? t('lacking.phone', { names: complete.lacksPhone.join(t('separator')) }) : null,
        complete.noDepartment > 0 ? t('lacking.department', { count: complete.noDepartment }) : null,
        complete.unconfirmed > 0 ? t('lacking.unconfirmed', { count: complete.unconfirmed }) : null,
        complete.noLeader ? t('lacking.leader') : null,
      ].filter(line => line !== null)
    : []

  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} />}
            onClick={() => void go({ to: '/print', search: { kind: 'staffRegister' } })}
          >
            {t('paper:preview')}
          </Button>
          <ExportMenu kind="staff" />
          {importList}
          {add}
        </>
      }
    >
      {complete && complete.employed > 0 ? (
        lacking.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('whole', { count: complete.employed })}
          </Text>
        ) : (
          <Alert color="yellow" py={6}>
            {lacking.map(line => (
              <Text key={line} size="sm">
                {line}
              </Text>
            ))}
          </Alert>
        )
      ) : null}
      <Group gap="xs">
        <SearchBox
          label={t('find')}
          value={filter.text}
          onChange={text => {
            narrow({ text })
          }}
        />
        <Select
          aria-label={t('department')}
          placeholder={t('department')}
          clearable
          w={150}
          value={filter.departmentId}
          data={departments.map(department => ({ value: department.id, label: department.name }))}
          onChange={departmentId => {
            narrow({ departmentId })
          }}
        />
        <Select
          aria-label={t('skills')}
          placeholder={t('skills')}
          clearable
          w={140}
          value={filter.skill === '' ? null : filter.skill}
          data={knownSkills.map(value => ({ value, label: t(`skill.${value}`) }))}
          onChange={skill => {
            narrow({ skill: skill ?? '' })
          }}
        />
        <Select
          aria-label={t('gap')}
          placeholder={t('gap')}
          clearable
          w={180}
          value={filter.gap}
          data={gaps.map(value => ({ value, label: t(`gaps.${value}`) }))}
          onChange={value => {
            narrow({ gap: gaps.find(known => known === value) ?? null })
          }}
        />
        <Switch
          label={t('teamOnly')}
          checked={filter.team}
          onChange={event => {
            narrow({ team: event.currentTarget.checked })
          }}
        />
        <Switch
          label={t('leftOnly')}
          checked={filter.left}
          onChange={event => {
            narrow({ left: event.currentTarget.checked })
          }}
        />
      </Group>
      <RefusalAlert refusal={colleagues.refusal} />
      {complete?.employed === 0 && total === 0 && !filter.left ? (
        <EmptyState title={t('empty')} hint={t('emptyHint')}>
          <Group mt="sm">
            {importList}
            {add}
          </Group>
        </EmptyState>
      ) : (
        <DataTable<ColleagueRow>
          label={t('title')}
          rows={colleagues.value?.rows}
          total={total}
          idOf={row => row.id}
          page={page}
          pageSize={pageSize}
          onPage={next => {
            change({ page: next })
          }}
          opened={id}
          onOpen={row => {
            change({ id: row.id, edit: false })
          }}
          height="calc(100dvh - 270px)"
          sort={{
            by: filter.sort,
            descending: filter.descending,
            onSort: (by, descending) => {
              const known = staffSorts.find(name => name === by)
              if (known) narrow({ sort: known, descending })
            },
          }}
          emptyText={t('noMatch')}
          columns={[
            { accessor: 'name', title: t('name'), width: 110, sortable: true, ellipsis: true },
            { accessor: 'code', title: t('code'), width: 90, sortable: true },
            { accessor: 'department', title: t('department'), width: 120, sortable: true, ellipsis: true },
            { accessor: 'post', title: t('post'), width: 130, ellipsis: true },
            {
              accessor: 'phone',
              title: t('phone'),
              width: 150,
              render: row =>
                row.phone || (
                  <Text size="sm" c="dimmed">
                    {t('noPhone')}
                  </Text>
                ),
            },
            {
              accessor: 'teamRole',
              title: t('team'),
              width: 140,
              render: row =>
                row.teamRole === 'none' ? null : (
                  <Badge variant={row.teamRole === 'leader' ? 'filled' : 'light'}>
                    {t(`teamRole.${row.teamRole}`)}
                  </Badge>
                ),
            },
            {
              accessor: 'skills',
              title: t('skills'),
              ellipsis: true,
              render: row => row.skills.map(skillName).join(t('separator')),
            },
            {
              accessor: 'lastConfirmed',
              title: t('lastConfirmed'),
              width: 150,
              sortable: true,
              render: row =>
                row.lastConfirmedOn ? (
                  day(row.lastConfirmedOn)
                ) : (
                  <Text size="sm" c="dimmed">
                    {t('never')}
                  </Text>
                ),
            },
          ]}
        />
      )}
      <ColleagueDrawer
        id={id}
        edit={edit}
        departments={departments}
        onEdit={() => {
          change({ edit: true })
        }}
        onView={next => {
          change({ id: next, edit: false })
        }}
        onClose={() => {
          change({ id: null, edit: false })
        }}
      />
    </Page>
  )
}
