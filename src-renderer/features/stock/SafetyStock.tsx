/** The safety stock month by month: set, then agreed by procurement and by business (B1.1). */
import { Badge, Button, Group, NumberInput, Stack, Table, Text, Title } from '@mantine/core'
import { MonthPickerInput } from '@mantine/dates'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import type { Role } from '../../../src-main/contract/call'
import type { Product } from '../../../src-main/features/products/contract'
import { useRead, useWrite } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { RefusalAlert } from '../../components/RefusalAlert'
import { Outlook } from './Outlook'
import { thousandthsOf, useQuantity } from '../../components/useQuantity'

/** Two years of months: the history as far as anybody looks back. */
const mostShown = 24
const sides = ['procurement', 'business'] as const

export const SafetyStock = ({ product, role }: { product: Product; role: Role }) => {
  const { t } = useTranslation('stock')
  const { now, dayOf } = useMoments()
  const quantity = useQuantity()
  const values = useRead('stock.safety', { productId: product.id }).value ?? []
  const set = useWrite('stock.setSafety')
  const agree = useWrite('stock.agreeSafety')
  const [month, setMonth] = useState<string | null>(() => `${dayOf(now()).slice(0, 7)}-01`)
  const [amount, setAmount] = useState<number | string>('')
  const save = async (): Promise<void> => {
    const outcome = await set.run({
      productId: product.id,
      month: (month ?? '').slice(0, 7),
      quantity: thousandthsOf(amount),
    })
    if (outcome.ok) setAmount('')
  }
  return (
    <Stack gap="xs">
      <Outlook
        product={product}
        onTake={
          may(role, 'clerk')
            ? proposed => {
                setAmount(proposed / 1000)
              }
            : null
        }
      />
      <Title order={3}>{t('safety.title')}</Title>
      <RefusalAlert refusal={set.refusal ?? agree.refusal} />
      {values.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('safety.none')}
        </Text>
      ) : (
        <Table verticalSpacing={4}>
          <Table.Tbody>
            {values.slice(0, mostShown).map(value => (
              <Table.Tr key={value.month}>
                <Table.Td>{value.month}</Table.Td>
                <Table.Td ta="right">
                  {quantity(value.quantity)} {product.unit}
                </Table.Td>
                {sides.map(side => {
                  const name = side === 'procurement' ? value.procurementBy : value.businessBy
                  return (
                    <Table.Td key={side}>
                      {name !== null ? (
                        <Badge variant="light" color="teal">
                          {t(`safety.agreed.${side}`, { name })}
                        </Badge>
                      ) : may(role, 'manager') ? (
                        <Button
                          size="compact-xs"
                          variant="default"
                          onClick={() => void agree.run({ productId: product.id, month: value.month, side })}
                        >
                          {t(`safety.agree.${side}`)}
                        </Button>
                      ) : (
                        <Text size="xs">{t(`safety.open.${side}`)}</Text>
                      )}
                    </Table.Td>
                  )
                })}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {may(role, 'clerk') ? (
        <form
          onSubmit={event => {
            event.preventDefault()
            void save()
          }}
        >
          <Group align="flex-end">
            <MonthPickerInput
              label={t('safety.month')}
              w={140}
              value={month}
              onChange={setMonth}
              valueFormat="YYYY-MM"
            />
            <NumberInput
              label={t('safety.quantity')}
              w={140}
              min={0}
              decimalScale={3}
              required
              value={amount}
              onChange={setAmount}
              suffix={` ${product.unit}`}
            />
            <Button type="submit" variant="default" disabled={month === null} loading={set.running}>
              {t('safety.set')}
            </Button>
          </Group>
        </form>
      ) : null}
    </Stack>
  )
}
