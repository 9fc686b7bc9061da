/** The departments: which of the measures' six each one is, and what else it is called. */
import { Button, Drawer, Group, Select, Stack, TagsInput, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import { duties } from '../../../src-main/features/staff/contract'
import type { Department } from '../../../src-main/features/staff/contract'
import { useRead, useWrite } from '../../app/bridge'
import { SettingsPage } from '../../app/SettingsPage'
import { DataTable } from '../../components/DataTable'
import { RefusalAlert } from '../../components/RefusalAlert'

export const Departments = () => {
  const { t } = useTranslation('staff')
  const departments = useRead('staff.departments', {})
  const manages = may(useRead('access.state', {}).value?.person?.role ?? 'auditor', 'manager')
  const [opened, setOpened] = useState<Department | 'new' | null>(null)
  const close = (): void => {
    setOpened(null)
  }
  return (
    <SettingsPage>
      <Group justify="flex-end">
        {manages ? (
          <Button
            leftSection={<IconPlus size={16} />}
            onClick={() => {
              setOpened('new')
            }}
          >
            {t('departments.add')}
          </Button>
        ) : null}
      </Group>
      <RefusalAlert refusal={departments.refusal} />
      <DataTable<Department>
        label={t('departments.title')}
        rows={departments.value}
        total={departments.value?.length ?? 0}
        idOf={department => department.id}
        page={1}
        pageSize={200}
        onPage={() => undefined}
        emptyText={t('departments.none')}
        height="calc(100dvh - 270px)"
        {...(manages ? { onOpen: setOpened } : {})}
        columns={[
          { accessor: 'name', title: t('departments.name'), width: 180 },
          { accessor: 'duty', title: t('departments.duty'), width: 220, render: row => t(`duty.${row.duty}`) },
          { accessor: 'aliases', title: t('departments.aliases'), render: row => row.aliases.join(t('separator')) },
          { accessor: 'colleagues', title: t('departments.colleagues'), width: 110, textAlign: 'right' },
        ]}
      />
      <Drawer
        opened={opened !== null}
        onClose={close}
        position="right"
        title={opened === 'new' ? t('departments.add') : opened?.name}
      >
        {opened ? (
          <DepartmentForm
            key={opened === 'new' ? 'new' : opened.id}
            department={opened === 'new' ? null : opened}
            onDone={close}
          />
        ) : null}
      </Drawer>
    </SettingsPage>
  )
}

const DepartmentForm = ({ department, onDone }: { department: Department | null; onDone: () => void }) => {
  const { t } = useTranslation('staff')
  const { t: core } = useTranslation('core')
  const add = useWrite('staff.addDepartment')
  const correct = useWrite('staff.correctDepartment')
  const remove = useWrite('staff.removeDepartment')
  const [name, setName] = useState(department?.name ?? '')
  const [duty, setDuty] = useState(department?.duty ?? 'other')
  const [aliases, setAliases] = useState(department?.aliases ?? [])
  const save = async (): Promise<void> => {
    const fields = { name, duty, aliases }
    const outcome = department
      ? await correct.run({ ...fields, id: department.id, version: department.version })
      : await add.run(fields)
    if (outcome.ok) onDone()
  }
  const drop = async (): Promise<void> => {
    if (!department) return
    const outcome = await remove.run({ id: department.id, version: department.version })
    if (outcome.ok) onDone()
  }
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      <Stack>
        <RefusalAlert refusal={add.refusal ?? correct.refusal ?? remove.refusal} />
        <TextInput
          label={t('departments.name')}
          required
          value={name}
          onChange={event => {
            setName(event.currentTarget.value)
          }}
        />
        <Select
          label={t('departments.duty')}
          description={t('departments.dutyHint')}
          allowDeselect={false}
          value={duty}
          data={duties.map(value => ({ value, label: t(`duty.${value}`) }))}
          onChange={value => {
            setDuty(duties.find(known => known === value) ?? 'other')
          }}
        />
        <TagsInput
          label={t('departments.aliases')}
          description={t('departments.aliasesHint')}
          value={aliases}
          maxTags={20}
          onChange={setAliases}
        />
        <Group justify="space-between">
          {department ? (
            <Button
              variant="subtle"
              color="red"
              disabled={department.colleagues > 0}
              loading={remove.running}
              onClick={() => void drop()}
            >
              {core('remove')}
            </Button>
          ) : (
            <span />
          )}
          <Button type="submit" loading={add.running || correct.running} disabled={name.trim() === ''}>
            {core('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
