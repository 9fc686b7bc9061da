/** One product beside the list: its figures, posting, safety stock, and every line of its ledger. */
import { Button, Drawer, Group, Stack, Text } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import type { Role } from '../../../src-main/contract/call'
import type { StockRow } from '../../../src-main/features/stock/contract'
import { useRead } from '../../app/bridge'
import { Loading } from '../../components/Loading'
import { RefusalAlert } from '../../components/RefusalAlert'
import { BelowPeriods } from './BelowPeriods'
import { Ledger } from './Ledger'
import { LevelBadge } from './LevelBadge'
import { PostForm } from './PostForm'
import { ProductForm } from './ProductForm'
import { SafetyStock } from './SafetyStock'
import { useQuantity } from './useQuantity'

type Props = {
  id: string | null
  edit: boolean
  role: Role
  onEdit: () => void
  onView: (id: string) => void
  onClose: () => void
}

const shown = ['available', 'awaiting', 'hold', 'rejected'] as const

export const ProductDrawer = ({ id, edit, role, onEdit, onView, onClose }: Props) => {
  const { t } = useTranslation('stock')
  const fresh = id === 'new'
  const wanted = { enabled: id !== null && !fresh }
  const product = useRead('products.entry', { id: id ?? '' }, wanted)
  const row = useRead('stock.one', { productId: id ?? '' }, wanted)
  const entry = product.value?.id === id ? product.value : undefined
  const figures = row.value?.productId === id ? row.value : undefined
  return (
    <Drawer
      opened={id !== null}
      onClose={onClose}
      position="right"
      size={720}
      title={fresh ? t('product.add') : entry ? `${entry.code} ${entry.name}` : ''}
      closeOnClickOutside={!edit && !fresh}
      overlayProps={{ backgroundOpacity: 0.15 }}
    >
      {fresh ? (
        <ProductForm entry={null} onDone={onView} onCancel={onClose} />
      ) : product.refusal ? (
        <RefusalAlert refusal={product.refusal} />
      ) : !entry ? (
        <Loading />
      ) : edit ? (
        <ProductForm
          key={entry.id}
          entry={entry}
          onDone={onView}
          onCancel={() => {
            onView(entry.id)
          }}
        />
      ) : (
        <Stack>
          {figures ? <Figures row={figures} /> : null}
          {entry.hazard === '' ? null : <Text fw={600}>{t('product.hazardIs', { hazard: entry.hazard })}</Text>}
          {entry.note === '' ? null : <Text style={{ whiteSpace: 'pre-wrap' }}>{entry.note}</Text>}
          {may(role, 'clerk') ? (
            <Group>
              <Button variant="default" size="xs" leftSection={<IconPencil size={14} />} onClick={onEdit}>
                {t('product.correct')}
              </Button>
            </Group>
          ) : null}
          {may(role, 'keeper') && entry.active ? <PostForm product={entry} /> : null}
          <SafetyStock product={entry} role={role} />
          <BelowPeriods product={entry} />
          <Ledger product={entry} role={role} />
        </Stack>
      )}
    </Drawer>
  )
}

const Figures = ({ row }: { row: StockRow }) => {
  const { t } = useTranslation('stock')
  const quantity = useQuantity()
  return (
    <Group gap="xl" align="flex-end">
      {shown
        .filter(state => state === 'available' || row[state] !== 0)
        .map(state => (
          <div key={state}>
            <Text size="xs" c="dimmed">
              {t(`state.${state}`)}
            </Text>
            <Text fz={state === 'available' ? 28 : 18} fw={600} data-testid={`figure-${state}`}>
              {quantity(row[state])} {row.unit}
            </Text>
          </div>
        ))}
      <div>
        <LevelBadge level={row.level} />
        {row.safety === null ? null : (
          <Text size="xs" mt={4}>
            {row.carriedFrom === null
              ? t('safety.is', { quantity: quantity(row.safety) })
              : t('safety.carried', { quantity: quantity(row.safety), month: row.carriedFrom })}
          </Text>
        )}
      </div>
    </Group>
  )
}
