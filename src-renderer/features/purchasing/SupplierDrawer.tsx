/** One supplier beside the list: to read first, to change by choice. */
import { Button, Group, Select, Stack, Switch, Table, Text, Textarea, TextInput, Title } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { supplierFields, supplierKinds } from '../../../src-main/features/suppliers/contract'
import type { Supplier } from '../../../src-main/features/suppliers/contract'
import { emptySupplier, kindOn, supplierFieldsOf } from '../../../src-main/features/suppliers/rules'
import { useRead, useWrite } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { EntryDrawer } from '../../components/EntryDrawer'
import { useMoments } from '../../app/moments'
import { DayInput } from '../../components/DayInput'
import { Facts } from '../../components/Facts'
import { FormButtons } from '../../components/FormButtons'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useEntryForm } from '../../components/useEntryForm'
import { useMoney } from '../../components/useMoney'
import { useRatingText } from './useRatingText'

type Props = {
  id: string | null
  edit: boolean
  writes: boolean
  onEdit: () => void
  onView: (id: string) => void
  onClose: () => void
}

export const SupplierDrawer = ({ id, edit, writes, onEdit, onView, onClose }: Props) => {
  const { t } = useTranslation('suppliers')
  const read = useRead('suppliers.entry', { id: id ?? '' }, { enabled: id !== null && id !== 'new' })
  return (
    <EntryDrawer
      id={id}
      read={read}
      titleOf={entry => entry.name}
      size={600}
      onClose={onClose}
      editing={{
        edit,
        newTitle: t('add'),
        form: entry => (
          <SupplierForm
            entry={entry}
            onDone={onView}
            onCancel={() => {
              if (entry) onView(entry.id)
              else onClose()
            }}
          />
        ),
      }}
    >
      {entry => <SupplierView entry={entry} writes={writes} onEdit={onEdit} />}
    </EntryDrawer>
  )
}

type ViewProps = { entry: OutputOf<'suppliers.entry'>; writes: boolean; onEdit: () => void }

const SupplierView = ({ entry, writes, onEdit }: ViewProps) => {
  const { t } = useTranslation('suppliers')
  const { t: core } = useTranslation('core')
  const { day, dayOf, now } = useMoments()
  const money = useMoney()
  const ratingText = useRatingText()
  return (
    <Stack>
      <Facts
        facts={[
          [t('code'), entry.code],
          [t('kindTitle'), t(`kind.${entry.kind}`)],
          [
            t('qualifiedUntil'),
            entry.qualifiedUntil === null
              ? ''
              : kindOn(entry, dayOf(now())) === entry.kind
                ? day(entry.qualifiedUntil)
                : t('expired', { day: day(entry.qualifiedUntil) }),
          ],
          [t('contact'), entry.contact],
          [t('phone'), entry.phone],
          [t('address'), entry.address],
          [t('rating'), ratingText(entry.rating)],
          [t('note'), entry.note],
          [t('active'), entry.active ? '' : core('no')],
        ]}
      />
      {writes ? (
        <Button w="fit-content" variant="default" size="xs" leftSection={<IconPencil size={14} />} onClick={onEdit}>
          {core('edit')}
        </Button>
      ) : null}
      <Title order={3}>{t('products')}</Title>
      {entry.products.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('noProducts')}
        </Text>
      ) : null}
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {entry.products.map(product => (
            <Table.Tr key={product.id}>
              <Table.Td>
                {product.code} {product.name}
              </Table.Td>
              <Table.Td>{t('leadIs', { count: product.leadDays })}</Table.Td>
              <Table.Td ta="right">{product.priceFen === null ? '' : money(product.priceFen)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  )
}

type FormProps = { entry: Supplier | null; onDone: (id: string) => void; onCancel: () => void }

const SupplierForm = ({ entry, onDone, onCancel }: FormProps) => {
  const { t } = useTranslation('suppliers')
  const add = useWrite('suppliers.add')
  const correct = useWrite('suppliers.correct')
  const { form, offer, drop, saved } = useEntryForm({
    name: `supplier/${entry?.id ?? 'new'}`,
    schema: supplierFields,
    start: entry ? supplierFieldsOf(entry) : emptySupplier,
  })
  const save = async (values: typeof form.values): Promise<void> => {
    const outcome = entry
      ? await correct.run({ ...values, id: entry.id, version: entry.version })
      : await add.run(values)
    if (!outcome.ok) return
    saved(() => {
      onDone(outcome.value.id)
    })
  }
  return (
    <form onSubmit={form.onSubmit(values => void save(values))}>
      <Stack gap="sm">
        {offer}
        <RefusalAlert refusal={add.refusal ?? correct.refusal} />
        <Group grow>
          <TextInput label={t('code')} required data-autofocus {...form.getInputProps('code')} />
          <Select
            label={t('kindTitle')}
            allowDeselect={false}
            data={supplierKinds.map(value => ({ value, label: t(`kind.${value}`) }))}
            {...form.getInputProps('kind')}
          />
        </Group>
        <TextInput label={t('name')} required {...form.getInputProps('name')} />
        <Group grow>
          <TextInput label={t('contact')} {...form.getInputProps('contact')} />
          <TextInput label={t('phone')} {...form.getInputProps('phone')} />
        </Group>
        <TextInput label={t('address')} {...form.getInputProps('address')} />
        <DayInput
          label={t('qualifiedUntil')}
          value={form.values.qualifiedUntil}
          onChange={value => {
            form.setFieldValue('qualifiedUntil', value)
          }}
        />
        <Textarea label={t('note')} autosize minRows={2} maxRows={6} {...form.getInputProps('note')} />
        {entry ? <Switch label={t('active')} {...form.getInputProps('active', { type: 'checkbox' })} /> : null}
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
