/** Adds or corrects a colleague: errors beside the field, nothing typed is lost. */
import { MultiSelect, Select, SimpleGrid, Stack, Switch, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { readPhones, showPhone } from '../../../src-main/features/office/phones.rules'
import { colleagueFields, knownSkills, teamRoles } from '../../../src-main/features/staff/contract'
import type { ColleagueEntry, ColleagueFields, Department } from '../../../src-main/features/staff/contract'
import { colleagueFieldsOf, emptyColleague, skillOf } from '../../../src-main/features/staff/rules'
import { useRead, useWrite } from '../../app/bridge'
import { FormButtons } from '../../components/FormButtons'
import { RefusalAlert } from '../../components/RefusalAlert'
import { UnderstoodInput } from '../../components/UnderstoodInput'
import { useEntryForm } from '../../components/useEntryForm'
import { useSkillName } from '../../app/skillNames'

type Props = {
  entry: ColleagueEntry | null
  departments: readonly Department[]
  onDone: (id: string) => void
  onCancel: () => void
}

const everybody = {
  text: '',
  departmentId: null,
  skill: '',
  team: false,
  gap: null,
  left: false,
  sort: 'name',
  descending: false,
  offset: 0,
  limit: 200,
} as const

export const ColleagueForm = ({ entry, departments, onDone, onCancel }: Props) => {
  const { t, i18n } = useTranslation('staff')
  const { t: office } = useTranslation('office')
  const skillName = useSkillName()
  const add = useWrite('staff.add')
  const correct = useWrite('staff.correct')
  const others = useRead('staff.page', everybody).value?.rows ?? []
  const { form, offer, drop, saved } = useEntryForm({
    name: `colleague/${entry?.id ?? 'new'}`,
    schema: colleagueFields,
    start: entry ? colleagueFieldsOf(entry) : emptyColleague,
  })
  const { values } = form
  const save = async (fields: ColleagueFields): Promise<void> => {
    const outcome = entry
      ? await correct.run({ ...fields, id: entry.id, version: entry.version })
      : await add.run(fields)
    if (!outcome.ok) return
    saved(() => {
      onDone(outcome.value.id)
    })
  }
  return (
    <form onSubmit={form.onSubmit(fields => void save(fields))}>
      <Stack gap="sm">
        {offer}
        <RefusalAlert refusal={add.refusal ?? correct.refusal} />
        <SimpleGrid cols={2} spacing="sm">
          <TextInput label={t('name')} required autoFocus={!entry} {...form.getInputProps('name')} />
          <TextInput label={t('code')} required {...form.getInputProps('code')} />
          <Select
            label={t('department')}
            clearable
            data={departments.map(department => ({ value: department.id, label: department.name }))}
            value={values.departmentId}
            onChange={departmentId => {
              form.setFieldValue('departmentId', departmentId)
            }}
          />
          <TextInput label={t('post')} {...form.getInputProps('post')} />
        </SimpleGrid>
        <UnderstoodInput
          label={t('phones')}
          description={t('phonesHint')}
          initial={values.phones.map(phone => phone.original).join(' / ')}
          understood={values.phones.map(
            phone => `${showPhone(phone, i18n.language)} ${office(`phoneKinds.${phone.kind}`)}`,
          )}
          onText={text => {
            form.setFieldValue('phones', readPhones(text).slice(0, 10))
          }}
        />
        <SimpleGrid cols={2} spacing="sm">
          <Select
            label={t('team')}
            allowDeselect={false}
            value={values.teamRole}
            data={teamRoles.map(value => ({ value, label: t(`teamRole.${value}`) }))}
            onChange={value => {
              form.setFieldValue('teamRole', teamRoles.find(known => known === value) ?? 'none')
            }}
          />
          <MultiSelect
            label={t('deputies')}
            description={t('deputiesHint')}
            searchable
            maxValues={5}
            data={others
              .filter(other => other.id !== entry?.id)
              .map(other => ({ value: other.id, label: `${other.name} ${other.code}` }))}
            value={values.deputies}
            onChange={deputies => {
              form.setFieldValue('deputies', deputies)
            }}
          />
        </SimpleGrid>
        <TagsInput
          label={t('skills')}
          description={t('skillsHint')}
          data={knownSkills.map(skillName)}
          maxTags={20}
          value={values.skills.map(skillName)}
          onChange={names => {
            form.setFieldValue(
              'skills',
              names.map(name => knownSkills.find(skill => skillName(skill) === name) ?? skillOf(name)),
            )
          }}
        />
        <SimpleGrid cols={3} spacing="sm">
          <TextInput label={t('email')} {...form.getInputProps('email')} />
          <TextInput label={t('wecom')} {...form.getInputProps('wecom')} />
          <TextInput label={t('dingtalk')} {...form.getInputProps('dingtalk')} />
        </SimpleGrid>
        <Textarea label={t('note')} autosize minRows={2} maxRows={6} {...form.getInputProps('note')} />
        <Switch
          label={t('employed')}
          checked={values.employed}
          onChange={event => {
            form.setFieldValue('employed', event.currentTarget.checked)
          }}
        />
        <FormButtons
          running={add.running || correct.running}
          onCancel={() => {
            drop()
            onCancel()
          }}
        />
      </Stack>
    </form>
  )
}
