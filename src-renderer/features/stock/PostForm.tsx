/** Posting to the ledger: what, how much, Enter. The past is chosen by its moment and needs a reason. */
import { Anchor, Button, Group, NumberInput, Select, Stack, TextInput, Title } from '@mantine/core'
import { DateTimePicker } from '@mantine/dates'
import { modals } from '@mantine/modals'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { instantOf } from '../../../src-main/features/office/rules'
import type { Product } from '../../../src-main/features/products/contract'
import { ask, useRead } from '../../app/bridge'
import type { Refusal } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useKept } from '../../components/useKept'
import { thousandthsOf } from '../../components/useQuantity'

const actions = [
  'issue',
  'receipt',
  'inspect',
  'return',
  'transfer',
  'count',
  'hold',
  'release',
  'scrapRejected',
  'scrapHeld',
  'opening',
] as const
const number = z.union([z.number(), z.string()])
const posting = z.object({
  action: z.enum(actions),
  amount: number,
  failed: number,
  warehouseId: z.string().nullable(),
  toWarehouseId: z.string().nullable(),
  moment: z.string().nullable(),
  reason: z.string(),
  reference: z.string(),
})
type Posting = z.output<typeof posting>
/** What the next posting does not take over from the one before. */
const blank = { amount: '', failed: '', moment: null, reason: '', reference: '' }

export const PostForm = ({ product }: { product: Product }) => {
  const { t } = useTranslation('stock')
  const { t: core } = useTranslation('core')
  const { timeZone } = useMoments()
  const warehouses = useRead('stock.warehouses', {}).value ?? []
  const [values, setValues] = useState<Posting>({ ...blank, action: 'issue', warehouseId: null, toWarehouseId: null })
  const put = (changes: Partial<Posting>): void => {
    setValues(before => ({ ...before, ...changes }))
  }
  const { action, amount, failed, warehouseId, toWarehouseId, moment, reason, reference } = values
  // What was only chosen is chosen again as fast as it is offered back.
  const written = amount !== '' || failed !== '' || reason !== '' || reference !== ''
  const { offer, saved } = useKept(`stock.post.${product.id}`, posting, written ? values : null, put)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const here = warehouseId ?? warehouses[0]?.id ?? ''
  const choices = warehouses.map(({ id, name }) => ({ value: id, label: name }))

  const send = () => {
    const effectiveAt = moment === null ? null : instantOf(moment, timeZone)
    const place = { productId: product.id, warehouseId: here, effectiveAt, reason, reference }
    const quantity = thousandthsOf(amount)
    if (action === 'receipt' || action === 'opening')
      return ask('stock.receive', { ...place, quantity, opening: action === 'opening' })
    if (action === 'inspect') return ask('stock.inspect', { ...place, passed: quantity, failed: thousandthsOf(failed) })
    if (action === 'return') return ask('stock.takeBack', { ...place, quantity })
    if (action === 'transfer')
      return ask('stock.transfer', { ...place, toWarehouseId: toWarehouseId ?? here, quantity })
    if (action === 'count') return ask('stock.count', { ...place, counted: quantity })
    if (action === 'hold' || action === 'release')
      return ask('stock.hold', { ...place, quantity, release: action === 'release' })
    if (action === 'scrapRejected' || action === 'scrapHeld')
      return ask('stock.scrap', { ...place, quantity, state: action === 'scrapHeld' ? 'hold' : 'rejected' })
    return ask('stock.issue', { ...place, quantity })
  }
  const post = async (): Promise<void> => {
    setBusy(true)
    const outcome = await send()
    setBusy(false)
    setRefusal(outcome.ok ? null : outcome)
    if (!outcome.ok) return
    notifications.show({ message: t('posted') })
    saved(() => {
      put(blank)
    })
  }
  if (warehouses.length === 0) return <NewWarehouse label={t('firstWarehouse')} suggested={t('mainWarehouse')} />
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void post()
      }}
    >
      <Stack gap="xs">
        <Group justify="space-between">
          <Title order={3}>{t('post')}</Title>
          <Anchor
            component="button"
            type="button"
            size="sm"
            onClick={() => {
              modals.open({
                title: t('anotherWarehouse'),
                children: <NewWarehouse label={t('warehouse')} suggested="" onDone={modals.closeAll} />,
              })
            }}
          >
            {t('anotherWarehouse')}
          </Anchor>
        </Group>
        {offer}
        <RefusalAlert refusal={refusal} />
        <Group align="flex-end" wrap="nowrap">
          <Select
            label={t('action')}
            w={150}
            allowDeselect={false}
            value={action}
            data={actions.map(value => ({ value, label: t(`kind.${value}`) }))}
            onChange={value => {
              put({ action: actions.find(known => known === value) ?? 'issue' })
            }}
          />
          <NumberInput
            label={action === 'inspect' ? t('passed') : action === 'count' ? t('counted') : t('quantity')}
            w={120}
            min={0}
            decimalScale={3}
            required
            value={amount}
            onChange={next => {
              put({ amount: next })
            }}
            suffix={` ${product.unit}`}
          />
          {action === 'inspect' ? (
            <NumberInput
              label={t('failed')}
              w={120}
              min={0}
              decimalScale={3}
              value={failed}
              onChange={next => {
                put({ failed: next })
              }}
              suffix={` ${product.unit}`}
            />
          ) : null}
          <Select
            label={t('warehouse')}
            allowDeselect={false}
            value={here}
            data={choices}
            onChange={value => {
              put({ warehouseId: value })
            }}
          />
          {action === 'transfer' ? (
            <Select
              label={t('toWarehouse')}
              required
              value={toWarehouseId}
              data={choices}
              onChange={value => {
                put({ toWarehouseId: value })
              }}
            />
          ) : null}
          <Button type="submit" loading={busy}>
            {t('postIt')}
          </Button>
        </Group>
        <Group align="flex-end" wrap="nowrap">
          <TextInput
            label={t('reference')}
            w={160}
            maxLength={80}
            value={reference}
            onChange={event => {
              put({ reference: event.currentTarget.value })
            }}
          />
          <DateTimePicker
            label={t('happenedAt')}
            placeholder={t('justNow')}
            w={190}
            clearable
            clearButtonProps={{ 'aria-label': core('clear') }}
            value={moment}
            onChange={next => {
              put({ moment: next })
            }}
          />
          <TextInput
            label={t('reason')}
            style={{ flex: 1 }}
            maxLength={300}
            value={reason}
            onChange={event => {
              put({ reason: event.currentTarget.value })
            }}
          />
        </Group>
      </Stack>
    </form>
  )
}

type WarehouseProps = { label: string; suggested: string; onDone?: () => void }

/** Goods lie somewhere: the first warehouse is named before anything is posted, others when they come. */
const NewWarehouse = ({ label, suggested, onDone }: WarehouseProps) => {
  const { t } = useTranslation('stock')
  const [name, setName] = useState(suggested)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void ask('stock.addWarehouse', { name }).then(outcome => {
          setRefusal(outcome.ok ? null : outcome)
          if (outcome.ok) onDone?.()
        })
      }}
    >
      <RefusalAlert refusal={refusal} />
      <Group align="flex-end">
        <TextInput
          label={label}
          value={name}
          required
          maxLength={60}
          onChange={event => {
            setName(event.currentTarget.value)
          }}
        />
        <Button type="submit">{t('addWarehouse')}</Button>
      </Group>
    </form>
  )
}
