/** Every line of a product's ledger, newest first; a posting is taken back by its opposite, never edited. */
import { Anchor, Button, Group, Pagination, Stack, Table, Text, Title } from '@mantine/core'
import { DateTimePicker } from '@mantine/dates'
import { modals } from '@mantine/modals'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import type { Role } from '../../../src-main/contract/call'
import type { Product } from '../../../src-main/features/products/contract'
import type { Movement } from '../../../src-main/features/stock/contract'
import { useRead, useWrite } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { ReasonForm } from '../../components/ReasonForm'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useQuantity } from '../../components/useQuantity'

const pageSize = 20

export const Ledger = ({ product, role }: { product: Product; role: Role }) => {
  const { t } = useTranslation('stock')
  const { fullMoment } = useMoments()
  const quantity = useQuantity()
  const [page, setPage] = useState(1)
  const go = useNavigate()
  const lines = useRead('stock.movements', { productId: product.id, offset: (page - 1) * pageSize, limit: pageSize })
  const warehouses = useRead('stock.warehouses', {}).value ?? []
  const reverse = useWrite('stock.reverse')
  const { rows = [], total = 0 } = lines.value ?? {}
  const askWhy = (line: Movement): void => {
    modals.open({
      title: t('reverse'),
      children: (
        <ReasonForm
          lead={t('reverseWhat')}
          action={t('reverse')}
          run={reason => reverse.run({ id: line.postingId, reason })}
          onDone={modals.closeAll}
        />
      ),
    })
  }
  const noteOf = (line: Movement): string =>
    [
      line.reference,
      line.reason,
      line.counted === null ? '' : t('countedIs', { quantity: quantity(line.counted) }),
      line.balances === null ? '' : t('balances'),
      line.recordedAt.slice(0, 16) === line.effectiveAt.slice(0, 16)
        ? ''
        : t('recordedAt', { when: fullMoment(line.recordedAt) }),
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <Stack gap="xs">
      <AsOf product={product} />
      <Title order={3}>{t('ledger')}</Title>
      <RefusalAlert refusal={lines.refusal} />
      {total === 0 ? <Text c="dimmed">{t('noLines')}</Text> : null}
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {rows.map((line, index) => (
            <Table.Tr
              key={`${line.postingId} ${index}`}
              style={line.reversed ? { textDecoration: 'line-through' } : {}}
            >
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{fullMoment(line.effectiveAt)}</Table.Td>
              <Table.Td>
                {t(`kind.${line.kind}`)} · {t(`state.${line.state}`)}
                <Text size="xs" c="dimmed">
                  {[warehouses.find(({ id }) => id === line.warehouseId)?.name ?? '', line.byName, noteOf(line)]
                    .filter(Boolean)
                    .join(' · ')}
                </Text>
              </Table.Td>
              <Table.Td ta="right" fw={600}>
                {quantity(line.quantity, true)}
              </Table.Td>
              <Table.Td w={130}>
                <Anchor
                  component="button"
                  type="button"
                  size="xs"
                  mr="xs"
                  onClick={() => void go({ to: '/print', search: { kind: 'stockSlip', id: line.postingId } })}
                >
                  {t('slip')}
                </Anchor>
                {line.reversed ? (
                  <Text size="xs">{t('reversed')}</Text>
                ) : may(role, 'keeper') && line.kind !== 'reversal' && line.balances === null ? (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    onClick={() => {
                      askWhy(line)
                    }}
                  >
                    {t('reverse')}
                  </Button>
                ) : null}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {total > pageSize ? (
        <Group justify="flex-end">
          <Pagination size="sm" total={Math.ceil(total / pageSize)} value={page} onChange={setPage} />
        </Group>
      ) : null}
    </Stack>
  )
}

/** What was available at a moment of the past, from the ledger itself (B1.2). */
const AsOf = ({ product }: { product: Product }) => {
  const { t } = useTranslation('stock')
  const { t: core } = useTranslation('core')
  const { instantOf } = useMoments()
  const quantity = useQuantity()
  const [moment, setMoment] = useState<string | null>(null)
  const at = moment === null ? null : instantOf(moment)
  const then = useRead(
    'stock.asOf',
    { productId: product.id, warehouseId: null, at: at ?? '' },
    { enabled: at !== null },
  )
  return (
    <Group gap="sm" align="flex-end">
      <DateTimePicker
        label={t('asOf')}
        w={210}
        clearable
        clearButtonProps={{ 'aria-label': core('clear') }}
        value={moment}
        onChange={setMoment}
      />
      {at !== null && then.value ? (
        <Text fw={600} data-testid="as-of">
          {t('asOfIs', { quantity: quantity(then.value.available), unit: product.unit })}
        </Text>
      ) : null}
    </Group>
  )
}
