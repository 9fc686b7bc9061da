/** What belongs to a kit: goods with how many, and tools. */
import { ActionIcon, Button, Group, NumberInput, Stack, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { Kit } from '../../../src-main/features/tools/contract'
import { useWrite } from '../../app/bridge'
import { EntityPicker } from '../../components/EntityPicker'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useHalfTyped } from '../../components/useKept'
import { thousandthsOf } from '../../components/useQuantity'

const registers = ['product', 'tool'] as const
const kept = z.object({
  name: z.string(),
  place: z.string(),
  warehouseId: z.string().nullable(),
  keeperId: z.string().nullable(),
  lines: z.array(
    z.object({ register: z.enum(registers), id: z.string().nullable(), name: z.string(), quantity: z.number() }),
  ),
})
type Line = z.output<typeof kept>['lines'][number]

const linesOf = (kit: Kit | null): Line[] =>
  kit?.items.map(({ productId, toolId, name, quantity }) => ({
    register: productId === null ? 'tool' : 'product',
    id: productId ?? toolId,
    name,
    quantity,
  })) ?? [{ register: 'product', id: null, name: '', quantity: 1000 }]

export const KitForm = ({ kit, onDone }: { kit: Kit | null; onDone: () => void }) => {
  const { t } = useTranslation('tools')
  const { t: core } = useTranslation('core')
  const add = useWrite('tools.addKit')
  const correct = useWrite('tools.correctKit')
  const { values, put, offer, saved } = useHalfTyped(`tools.kit.${kit?.id ?? 'new'}`, kept, {
    name: kit?.name ?? '',
    place: kit?.place ?? '',
    warehouseId: kit?.warehouseId ?? null,
    keeperId: kit?.keeperId ?? null,
    lines: linesOf(kit),
  })
  const { name, place, warehouseId, keeperId, lines } = values
  const change = (index: number, next: Partial<Line>): void => {
    put({ lines: lines.map((line, at) => (at === index ? { ...line, ...next } : line)) })
  }
  const items = lines.flatMap(({ register, id, quantity }) =>
    id === null
      ? []
      : [
          {
            productId: register === 'product' ? id : null,
            toolId: register === 'tool' ? id : null,
            quantity: register === 'tool' ? 1000 : quantity,
          },
        ],
  )
  const save = async (): Promise<void> => {
    const entry = { name, place, warehouseId: warehouseId ?? '', keeperId, note: kit?.note ?? '', items }
    const outcome = kit ? await correct.run({ ...entry, id: kit.id, version: kit.version }) : await add.run(entry)
    if (outcome.ok) saved(onDone)
  }
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      <Stack gap="sm">
        {offer}
        <RefusalAlert refusal={add.refusal ?? correct.refusal} />
        <Group grow>
          <TextInput
            label={t('kitName')}
            required
            maxLength={60}
            value={name}
            data-autofocus
            onChange={event => {
              put({ name: event.currentTarget.value })
            }}
          />
          <TextInput
            label={t('place')}
            maxLength={40}
            value={place}
            onChange={event => {
              put({ place: event.currentTarget.value })
            }}
          />
        </Group>
        <Group grow>
          <EntityPicker
            register="warehouse"
            label={t('warehouse')}
            required
            value={warehouseId}
            onChange={chosen => {
              put({ warehouseId: chosen })
            }}
          />
          <EntityPicker
            register="colleague"
            label={t('keeper')}
            value={keeperId}
            {...(kit?.keeper ? { chosen: kit.keeper } : {})}
            onChange={chosen => {
              put({ keeperId: chosen })
            }}
          />
        </Group>
        {lines.map((line, index) => (
          <Group key={index} align="flex-end" wrap="nowrap">
            <div style={{ flex: 1 }}>
              <EntityPicker
                register={line.register}
                label={t(line.register === 'tool' ? 'toolName' : 'product')}
                value={line.id}
                {...(line.name ? { chosen: line.name } : {})}
                onChange={id => {
                  change(index, { id })
                }}
              />
            </div>
            {line.register === 'product' ? (
              <NumberInput
                label={t('quantity')}
                w={120}
                min={0.001}
                decimalScale={3}
                value={line.quantity / 1000}
                onChange={value => {
                  change(index, { quantity: thousandthsOf(value) })
                }}
              />
            ) : null}
            <ActionIcon
              variant="subtle"
              color="gray"
              mb={6}
              aria-label={`${core('remove')} ${index + 1}`}
              onClick={() => {
                put({ lines: lines.filter((_line, at) => at !== index) })
              }}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Group justify="space-between">
          <Group gap="xs">
            {registers.map(register => (
              <Button
                key={register}
                variant="subtle"
                size="compact-sm"
                leftSection={<IconPlus size={14} />}
                onClick={() => {
                  put({ lines: [...lines, { register, id: null, name: '', quantity: 1000 }] })
                }}
              >
                {t(register === 'tool' ? 'addToolLine' : 'addProductLine')}
              </Button>
            ))}
          </Group>
          <Button
            type="submit"
            loading={add.running || correct.running}
            disabled={name.trim() === '' || warehouseId === null || items.length === 0}
          >
            {core('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
