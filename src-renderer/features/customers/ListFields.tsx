/** Contracts and equipment of a customer being edited. */
import {
  ActionIcon,
  Autocomplete,
  Box,
  Button,
  Group,
  NumberInput,
  SimpleGrid,
  Stack,
  TextInput,
  Title,
} from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerFields } from '../../../src-main/features/customers/contract'
import { DayInput } from '../../components/DayInput'

type Form = UseFormReturnType<CustomerFields>

type ListProps = {
  title: string
  addLabel: string
  count: number
  onAdd: () => void
  onRemove: (index: number) => void
  line: (index: number) => ReactNode
}

const LineList = ({ title, addLabel, count, onAdd, onRemove, line }: ListProps) => {
  const { t } = useTranslation('core')
  return (
    <Box>
      <Group justify="space-between" mb={4}>
        <Title order={3}>{title}</Title>
        <Button variant="subtle" size="xs" leftSection={<IconPlus size={14} />} onClick={onAdd}>
          {addLabel}
        </Button>
      </Group>
      <Stack gap="sm">
        {Array.from({ length: count }, (_, index) => (
          <Group key={index} align="flex-end" wrap="nowrap" gap="xs">
            <Box flex={1}>{line(index)}</Box>
            <ActionIcon
              variant="subtle"
              color="gray"
              mb={6}
              aria-label={t('remove')}
              onClick={() => {
                onRemove(index)
              }}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
      </Stack>
    </Box>
  )
}

/** A number field's value as the archive keeps it: whole, or none. */
const whole = (value: string | number): number | null => (typeof value === 'number' ? Math.trunc(value) : null)

export const ContractFields = ({ form }: { form: Form }) => {
  const { t } = useTranslation('customers')
  const { contracts } = form.values
  return (
    <LineList
      title={t('contracts')}
      addLabel={t('addContract')}
      count={contracts.length}
      onAdd={() => {
        form.insertListItem('contracts', {
          reference: '',
          responseHours: null,
          visitEveryDays: null,
          startsOn: null,
          endsOn: null,
          note: '',
        })
      }}
      onRemove={index => {
        form.removeListItem('contracts', index)
      }}
      line={index => (
        <SimpleGrid cols={5} spacing="xs">
          <TextInput label={t('reference')} required {...form.getInputProps(`contracts.${index}.reference`)} />
          <NumberInput
            label={t('responseHours')}
            min={1}
            max={720}
            value={contracts[index]?.responseHours ?? ''}
            onChange={value => {
              form.setFieldValue(`contracts.${index}.responseHours`, whole(value))
            }}
          />
          <NumberInput
            label={t('visitEveryDays')}
            min={1}
            max={3650}
            value={contracts[index]?.visitEveryDays ?? ''}
            onChange={value => {
              form.setFieldValue(`contracts.${index}.visitEveryDays`, whole(value))
            }}
          />
          <DayInput
            label={t('startsOn')}
            value={contracts[index]?.startsOn ?? null}
            onChange={day => {
              form.setFieldValue(`contracts.${index}.startsOn`, day)
            }}
          />
          <DayInput
            label={t('endsOn')}
            value={contracts[index]?.endsOn ?? null}
            onChange={day => {
              form.setFieldValue(`contracts.${index}.endsOn`, day)
            }}
          />
        </SimpleGrid>
      )}
    />
  )
}

export const EquipmentFields = ({ form, products }: { form: Form; products: string[] }) => {
  const { t } = useTranslation('customers')
  const { equipment } = form.values
  return (
    <LineList
      title={t('equipment')}
      addLabel={t('addEquipment')}
      count={equipment.length}
      onAdd={() => {
        form.insertListItem('equipment', { product: '', serial: '', installedOn: null, note: '' })
      }}
      onRemove={index => {
        form.removeListItem('equipment', index)
      }}
      line={index => (
        <SimpleGrid cols={3} spacing="xs">
          <Autocomplete
            label={t('product')}
            required
            data={products}
            {...form.getInputProps(`equipment.${index}.product`)}
          />
          <TextInput label={t('serial')} {...form.getInputProps(`equipment.${index}.serial`)} />
          <DayInput
            label={t('installedOn')}
            value={equipment[index]?.installedOn ?? null}
            onChange={day => {
              form.setFieldValue(`equipment.${index}.installedOn`, day)
            }}
          />
        </SimpleGrid>
      )}
    />
  )
}
