/** Adds or corrects a customer: errors beside the field, likely duplicates named while typing, nothing typed is lost. */
import {
  Alert,
  Anchor,
  Autocomplete,
  Select,
  SimpleGrid,
  Stack,
  TagsInput,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { customerFields, standings } from '../../../src-main/features/customers/contract'
import type { CustomerEntry, CustomerFields } from '../../../src-main/features/customers/contract'
import { customerFieldsOf, emptyCustomer } from '../../../src-main/features/customers/rules'
import { useRead, useWrite } from '../../app/bridge'
import { DayInput } from '../../components/DayInput'
import { FormButtons } from '../../components/FormButtons'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useEntryForm } from '../../components/useEntryForm'
import { ContactFields } from './ContactFields'
import { ContractFields, EquipmentFields } from './ListFields'
import { useDivisions } from './divisions'

type Props = { entry: CustomerEntry | null; onDone: (id: string) => void; onCancel: () => void }

export const CustomerForm = ({ entry, onDone, onCancel }: Props) => {
  const { t } = useTranslation('customers')
  const add = useWrite('customers.add')
  const correct = useWrite('customers.correct')
  const suggestions = useRead('customers.suggestions', {}).value
  const divisions = useDivisions()
  const { form, offer, drop, saved } = useEntryForm({
    name: `customer/${entry?.id ?? 'new'}`,
    schema: customerFields,
    start: entry ? customerFieldsOf(entry) : emptyCustomer,
  })

  const save = async (fields: CustomerFields): Promise<void> => {
    const outcome = entry
      ? await correct.run({ ...fields, id: entry.id, version: entry.version })
      : await add.run(fields)
    if (!outcome.ok) return
    saved(() => {
      onDone(outcome.value.id)
    })
  }
  const { values } = form

  return (
    <form onSubmit={form.onSubmit(fields => void save(fields))}>
      <Stack gap="md">
        {offer}
        <RefusalAlert refusal={add.refusal ?? correct.refusal} />
        <SimpleGrid cols={2} spacing="sm">
          <TextInput label={t('code')} required autoFocus={!entry} {...form.getInputProps('code')} />
          <TextInput label={t('shortName')} {...form.getInputProps('shortName')} />
        </SimpleGrid>
        <TextInput label={t('name')} required {...form.getInputProps('name')} />
        <Similar values={values} id={entry?.id ?? null} onOpen={onDone} />
        <SimpleGrid cols={2} spacing="sm">
          <Select
            label={t('division')}
            clearable
            searchable
            limit={40}
            data={divisions.map(({ code, name }) => ({ value: code, label: name }))}
            value={values.divisionCode === '' ? null : values.divisionCode}
            onChange={code => {
              form.setFieldValue('divisionCode', code ?? '')
            }}
          />
          <Autocomplete label={t('area')} data={suggestions?.areas ?? []} {...form.getInputProps('area')} />
        </SimpleGrid>
        <TextInput label={t('address')} {...form.getInputProps('address')} />
        <ContactFields form={form} />
        <SimpleGrid cols={2} spacing="sm">
          <TextInput label={t('licenceNumber')} {...form.getInputProps('licenceNumber')} />
          <DayInput
            label={t('licenceValidUntil')}
            value={values.licenceValidUntil}
            onChange={day => {
              form.setFieldValue('licenceValidUntil', day)
            }}
            error={form.errors['licenceValidUntil']}
          />
          <Select
            label={t('standing')}
            allowDeselect={false}
            value={values.standing}
            data={standings.map(value => ({ value, label: t(`standings.${value}`) }))}
            onChange={value => {
              form.setFieldValue('standing', standings.find(known => known === value) ?? 'normal')
            }}
          />
          <TextInput
            label={t('standingReason')}
            required={values.standing !== 'normal'}
            {...form.getInputProps('standingReason')}
          />
        </SimpleGrid>
        <TagsInput label={t('tags')} data={suggestions?.tags ?? []} maxTags={20} {...form.getInputProps('tags')} />
        <ContractFields form={form} />
        <EquipmentFields form={form} products={suggestions?.products ?? []} />
        <Textarea label={t('notes')} autosize minRows={2} maxRows={8} {...form.getInputProps('notes')} />
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

/** Entries that may be this customer already. */
const Similar = ({
  values,
  id,
  onOpen,
}: {
  values: CustomerFields
  id: string | null
  onOpen: (id: string) => void
}) => {
  const { t } = useTranslation('customers')
  const phones = values.contacts.flatMap(contact => contact.phones.map(phone => phone.original)).slice(0, 30)
  const [typed] = useDebouncedValue(
    { id, code: values.code, name: values.name, licenceNumber: values.licenceNumber, phones },
    400,
    { leading: false },
  )
  const similar = useRead('customers.similar', typed, {
    enabled: typed.name.length > 1 || typed.code !== '' || phones.length > 0,
  })
  const candidates = similar.value ?? []
  if (candidates.length === 0) return null
  return (
    <Alert color="yellow">
      <Title order={3}>{t('similar')}</Title>
      {candidates.slice(0, 3).map(candidate => (
        <Text key={candidate.id} size="sm">
          <Anchor
            component="button"
            type="button"
            onClick={() => {
              onOpen(candidate.id)
            }}
          >
            {candidate.code} {candidate.name}
          </Anchor>{' '}
          {candidate.reasons.map(reason => t(`likeness.${reason}`)).join(t('hints.separator'))}
        </Text>
      ))}
    </Alert>
  )
}
