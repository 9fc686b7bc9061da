/** One filter for board, list and calendar, with the views a person keeps by name. */
import { Button, Checkbox, Group, Menu, Select } from '@mantine/core'
import { IconBookmark, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, useRead, useWrite } from '../../app/bridge'
import { openAction } from '../../components/ActionForm'
import { RefusalAlert } from '../../components/RefusalAlert'
import { SearchBox } from '../../components/SearchBox'
import { useSaid } from '../../components/useSaid'
import { filterOf } from './incidentsSearch'
import type { IncidentsSearch } from './incidentsSearch'

type Props = { search: IncidentsSearch; onChange: (next: Partial<IncidentsSearch>) => void; children?: ReactNode }

const levels = [1, 2, 3, 4] as const

export const FilterBar = ({ search, onChange, children }: Props) => {
  const { t } = useTranslation('incidents')
  const said = useSaid()
  const plans = useRead('plans.page', {}).value ?? []
  const departments = useRead('staff.departments', {}).value ?? []
  const areas = useRead('customers.suggestions', {}).value?.areas ?? []
  const views = useRead('incidents.views', {})
  const drop = useWrite('incidents.dropView')
  const change = (next: Partial<IncidentsSearch>): void => {
    onChange({ page: 1, ...next })
  }
  const keep = (): void => {
    openAction(t('keepView'), {
      form: 'incidents.view',
      fields: [{ name: 'name', label: t('viewName'), kind: 'text', most: 30, required: true }],
      action: t('keepView'),
      run: filled => ask('incidents.keepView', { name: filled.text('name'), value: filterOf(search) }),
      onDone: () => void views.refetch(),
    })
  }
  return (
    <Group gap="xs">
      <SearchBox
        label={t('search')}
        width={220}
        value={search.text}
        onChange={text => {
          change({ text })
        }}
      />
      <Select
        w={150}
        clearable
        aria-label={t('kind')}
        placeholder={t('allKinds')}
        value={search.planId}
        data={plans.map(({ id, name }) => ({ value: id, label: said(name) }))}
        onChange={planId => {
          change({ planId })
        }}
      />
      <Select
        w={140}
        clearable
        aria-label={t('department')}
        placeholder={t('allDepartments')}
        value={search.departmentId}
        data={departments.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={departmentId => {
          change({ departmentId })
        }}
      />
      <Select
        w={150}
        clearable
        aria-label={t('levelTitle')}
        placeholder={t('allLevels')}
        value={search.level === null ? null : String(search.level)}
        data={levels.map(level => ({ value: String(level), label: t('levelFrom', { level: t(`level.${level}`) }) }))}
        onChange={level => {
          change({ level: level === null ? null : Number(level) })
        }}
      />
      {areas.length > 0 ? (
        <Select
          w={110}
          clearable
          searchable
          aria-label={t('area')}
          placeholder={t('area')}
          value={search.area === '' ? null : search.area}
          data={areas}
          onChange={area => {
            change({ area: area ?? '' })
          }}
        />
      ) : null}
      <Checkbox
        label={t('drills')}
        checked={search.drills}
        onChange={event => {
          change({ drills: event.currentTarget.checked })
        }}
      />
      {children}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconBookmark size={16} />}>
            {t('views')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.value?.map(({ name, value }) => (
            <Menu.Item
              key={name}
              onClick={() => {
                change(value)
              }}
            >
              {name}
            </Menu.Item>
          ))}
          <Menu.Item leftSection={<IconBookmark size={14} />} onClick={keep}>
            {t('keepView')}
          </Menu.Item>
          {views.value?.map(({ name }) => (
            <Menu.Item
              key={name}
              color="red"
              leftSection={<IconTrash size={14} />}
              onClick={() => void drop.run({ name }).then(() => views.refetch())}
            >
              {t('dropView', { name })}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <RefusalAlert refusal={drop.refusal} />
    </Group>
  )
}
