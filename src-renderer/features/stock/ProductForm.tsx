/** A product's own entry. */
import { ActionIcon, Button, Group, NumberInput, Stack, Switch, Textarea, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { UseFormReturnType } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { productFields } from '../../../src-main/features/products/contract'
import type { Product, ProductFields } from '../../../src-main/features/products/contract'
import { emptyProduct, productFieldsOf } from '../../../src-main/features/products/rules'
import { useWrite } from '../../app/bridge'
import { FormButtons } from '../../components/FormButtons'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useEntryForm } from '../../components/useEntryForm'
import { thousandthsOf } from '../../components/useQuantity'

type Form = UseFormReturnType<ProductFields>
type Props = { entry: Product | null; onDone: (id: string) => void; onCancel: () => void }

export const ProductForm = ({ entry, onDone, onCancel }: Props) => {
  const { t } = useTranslation('stock')
  const add = useWrite('products.add')
  const correct = useWrite('products.correct')
  const { form, offer, drop, saved } = useEntryForm({
    name: `product/${entry?.id ?? 'new'}`,
    schema: productFields,
    start: entry ? productFieldsOf(entry) : emptyProduct,
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
          <TextInput label={t('product.code')} required data-autofocus {...form.getInputProps('code')} />
          <TextInput label={t('product.unit')} required {...form.getInputProps('unit')} />
        </Group>
        <TextInput label={t('product.name')} required {...form.getInputProps('name')} />
        <Group grow>
          <TextInput label={t('product.category')} {...form.getInputProps('category')} />
          <TextInput label={t('product.barcode')} {...form.getInputProps('barcode')} />
        </Group>
        <Packs form={form} />
        <TextInput label={t('product.hazard')} {...form.getInputProps('hazard')} />
        <Textarea label={t('product.note')} autosize minRows={2} maxRows={6} {...form.getInputProps('note')} />
        <Switch
          label={t('product.inspected')}
          description={t('product.inspectedHint')}
          {...form.getInputProps('inspected', { type: 'checkbox' })}
        />
        {entry ? <Switch label={t('product.active')} {...form.getInputProps('active', { type: 'checkbox' })} /> : null}
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

/** How it comes packed: a box of twelve. */
const Packs = ({ form }: { form: Form }) => {
  const { t } = useTranslation('stock')
  const { t: core } = useTranslation('core')
  return (
    <Stack gap={4}>
      {form.values.packs.map((pack, index) => (
        <Group key={index} gap="xs" align="flex-end">
          <TextInput label={t('product.pack')} w={140} {...form.getInputProps(`packs.${index}.name`)} />
          <NumberInput
            label={t('product.packHolds')}
            w={160}
            min={0.001}
            decimalScale={3}
            suffix={` ${form.values.unit}`}
            value={pack.quantity / 1000}
            onChange={value => {
              form.setFieldValue(`packs.${index}.quantity`, thousandthsOf(value))
            }}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`${core('remove')} ${pack.name}`}
            onClick={() => {
              form.removeListItem('packs', index)
            }}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      ))}
      {form.values.packs.length < 10 ? (
        <Button
          variant="subtle"
          size="compact-sm"
          w="fit-content"
          leftSection={<IconPlus size={14} />}
          onClick={() => {
            form.insertListItem('packs', { name: '', quantity: 1000 })
          }}
        >
          {t('product.addPack')}
        </Button>
      ) : null}
    </Stack>
  )
}
