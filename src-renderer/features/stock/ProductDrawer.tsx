/** One product beside the list: its figures, posting, safety stock, and every line of its ledger. */
import { Alert, Button, Group, Stack, Tabs, Text } from '@mantine/core'
import { IconBarcode, IconClipboardList, IconPencil } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import type { Role } from '../../../src-main/contract/call'
import type { StockRow } from '../../../src-main/features/stock/contract'
import type { Product } from '../../../src-main/features/products/contract'
import { ask, useRead } from '../../app/bridge'
import { openAction } from '../../components/ActionForm'
import { EntryDrawer } from '../../components/EntryDrawer'
import { BelowPeriods } from './BelowPeriods'
import { Dossier } from './Dossier'
import { Ledger } from './Ledger'
import { LevelBadge } from './LevelBadge'
import { PlacesOfProduct } from './PlacesOfProduct'
import { PostForm } from './PostForm'
import { ProductForm } from './ProductForm'
import { SafetyStock } from './SafetyStock'
import { SoldItems } from './SoldItems'
import { StockChart } from './StockChart'
import { productTabs } from './stockSearch'
import type { ProductTab } from './stockSearch'
import { useQuantity } from '../../components/useQuantity'

type Props = {
  id: string | null
  edit: boolean
  tab: ProductTab
  role: Role
  onTab: (tab: ProductTab) => void
  onEdit: () => void
  onView: (id: string) => void
  onClose: () => void
}

const shown = ['available', 'reserved', 'awaiting', 'hold', 'rejected'] as const

export const ProductDrawer = (props: Props) => {
  const { id, edit, onView, onClose } = props
  const { t } = useTranslation('stock')
  const read = useRead('products.entry', { id: id ?? '' }, { enabled: id !== null && id !== 'new' })
  return (
    <EntryDrawer
      id={id}
      read={read}
      titleOf={entry => `${entry.code} ${entry.name}`}
      size={780}
      onClose={onClose}
      editing={{
        edit,
        newTitle: t('product.add'),
        form: entry => (
          <ProductForm
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
      {entry => <ProductView {...props} entry={entry} />}
    </EntryDrawer>
  )
}

const ProductView = ({ entry, tab, role, onTab, onEdit }: Props & { entry: Product }) => {
  const { t } = useTranslation('stock')
  const row = useRead('stock.one', { productId: entry.id })
  const figures = row.value?.productId === entry.id ? row.value : undefined
  return (
    <Stack>
      {figures ? <Figures row={figures} /> : null}
      {entry.safetyHold === '' ? null : (
        <Alert color="red" title={t('hold.title')}>
          {entry.safetyHold}
        </Alert>
      )}
      {entry.hazard === '' ? null : <Text fw={600}>{t('product.hazardIs', { hazard: entry.hazard })}</Text>}
      <Tabs
        value={tab}
        onChange={value => {
          onTab(productTabs.find(known => known === value) ?? 'stock')
        }}
        keepMounted={false}
      >
        <Tabs.List mb="sm">
          {productTabs.map(value => (
            <Tabs.Tab key={value} value={value}>
              {t(`part.${value}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="stock">
          <Stack>
            {may(role, 'keeper') && entry.active ? <PostForm product={entry} /> : null}
            <PlacesOfProduct product={entry} role={role} />
            <StockChart product={entry} />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="ledger">
          <Ledger product={entry} role={role} />
        </Tabs.Panel>
        <Tabs.Panel value="safety">
          <Stack>
            <SafetyStock product={entry} role={role} />
            <BelowPeriods product={entry} />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="dossier">
          <ProductActions entry={entry} role={role} onEdit={onEdit} />
          <Dossier product={entry} writes={may(role, 'clerk')} />
        </Tabs.Panel>
        <Tabs.Panel value="sold">
          <SoldItems product={entry} writes={may(role, 'clerk')} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
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

/** What is done to the entry itself: corrected, printed as a card, stopped from being offered. */
const ProductActions = ({ entry, role, onEdit }: { entry: Product; role: Role; onEdit: () => void }) => {
  const { t } = useTranslation('stock')
  const go = useNavigate()
  const held = entry.safetyHold !== ''
  const setHold = (): void => {
    openAction(t(held ? 'hold.lift' : 'hold.set'), {
      form: `products.hold.${entry.id}`,
      lead: t(held ? 'hold.liftWhat' : 'hold.setWhat'),
      fields: held ? [] : [{ name: 'reason', label: t('why'), kind: 'long', required: true }],
      action: t(held ? 'hold.lift' : 'hold.set'),
      danger: !held,
      run: filled =>
        ask('products.setSafetyHold', {
          id: entry.id,
          version: entry.version,
          reason: held ? '' : filled.text('reason'),
        }),
    })
  }
  return (
    <Group mb="sm">
      {may(role, 'clerk') ? (
        <Button variant="default" size="xs" leftSection={<IconPencil size={14} />} onClick={onEdit}>
          {t('product.correct')}
        </Button>
      ) : null}
      <Button
        variant="default"
        size="xs"
        leftSection={<IconClipboardList size={14} />}
        onClick={() => void go({ to: '/print', search: { kind: 'stockCard', id: entry.id } })}
      >
        {t('card')}
      </Button>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconBarcode size={14} />}
        onClick={() => void go({ to: '/print', search: { kind: 'labels', id: entry.id } })}
      >
        {t('labels')}
      </Button>
      {may(role, 'manager') ? (
        <Button variant="default" size="xs" color={held ? 'gray' : 'red'} onClick={setHold}>
          {t(held ? 'hold.lift' : 'hold.set')}
        </Button>
      ) : null}
    </Group>
  )
}
