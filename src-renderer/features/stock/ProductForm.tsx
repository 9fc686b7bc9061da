/** A product's own entry. */
import { Button, Group, Stack, Switch, Textarea, TextInput } from '@mantine/core'
import { schemaResolver, useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { productFields } from '../../../src-main/features/products/contract'
import type { Product } from '../../../src-main/features/products/contract'
import { emptyProduct, productFieldsOf } from '../../../src-main/features/products/rules'
import { useWrite } from '../../app/bridge'
import { RefusalAlert } from '../../components/RefusalAlert'

type Props = { entry: Product | null; onDone: (id: string) => void; onCancel: () => void }

export const ProductForm = ({ entry, onDone, onCancel }: Props) => {
  const { t } = useTranslation('stock')
  const { t: core } = useTranslation('core')
  const add = useWrite('products.add')
  const correct = useWrite('products.correct')
  const form = useForm({
    initialValues: entry ? productFieldsOf(entry) : emptyProduct,
    validate: schemaResolver(productFields, { sync: true }),
  })
  const save = async (values: typeof form.values): Promise<void> => {
    const outcome = entry
      ? await correct.run({ ...values, id: entry.id, version: entry.version })
      : await add.run(values)
    if (outcome.ok) onDone(outcome.value.id)
  }
  return (
    <form onSubmit={form.onSubmit(values => void save(values))}>
      <Stack gap="sm">
        <RefusalAlert refusal={add.refusal ?? correct.refusal} />
        <Group grow>
          <TextInput label={t('product.code')} required data-autofocus {...form.getInputProps('code')} />
          <TextInput label={t('product.unit')} required {...form.getInputProps('unit')} />
        </Group>
        <TextInput label={t('product.name')} required {...form.getInputProps('name')} />
        <TextInput label={t('product.category')} {...form.getInputProps('category')} />
        <TextInput label={t('product.hazard')} {...form.getInputProps('hazard')} />
        <Textarea label={t('product.note')} autosize minRows={2} maxRows={6} {...form.getInputProps('note')} />
        <Switch
          label={t('product.inspected')}
          description={t('product.inspectedHint')}
          {...form.getInputProps('inspected', { type: 'checkbox' })}
        />
        {entry ? <Switch label={t('product.active')} {...form.getInputProps('active', { type: 'checkbox' })} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {core('cancel')}
          </Button>
          <Button type="submit" loading={add.running || correct.running}>
            {core('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
