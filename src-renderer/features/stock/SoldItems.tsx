/** Which customers have goods of a product, by batch and serial number: whom to ring when one goes wrong (A0.5). */
import { Button, Group, Pagination, Stack, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Product } from '../../../src-main/features/products/contract'
import { ask, useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { SearchBox } from '../../components/SearchBox'
import { useQuantity } from '../../components/useQuantity'

const pageSize = 20

export const SoldItems = ({ product, writes }: { product: Product; writes: boolean }) => {
  const { t } = useTranslation('products')
  const { t: core } = useTranslation('core')
  const { day, dayOf, now } = useMoments()
  const quantity = useQuantity()
  const [text, setText] = useState('')
  const [page, setPage] = useState(1)
  const sold = useRead('products.sold', { id: product.id, text, offset: (page - 1) * pageSize, limit: pageSize })
  const { rows = [], total = 0 } = sold.value ?? {}
  const add = (): void => {
    openAction(t('addSold'), {
      form: `products.sold.${product.id}`,
      fields: [
        { name: 'customer', label: t('customer'), kind: 'entity', register: 'customer', required: true },
        { name: 'quantity', label: t('quantity'), kind: 'quantity', unit: product.unit, required: true, start: 1 },
        { name: 'batch', label: t('batch'), kind: 'text', most: 60 },
        { name: 'serial', label: t('serial'), kind: 'text', most: 60 },
        { name: 'day', label: t('deliveredOn'), kind: 'day', required: true, start: dayOf(now()) },
        { name: 'note', label: t('note'), kind: 'text', most: 300 },
      ],
      action: core('save'),
      run: filled =>
        ask('products.addSold', {
          id: product.id,
          customerId: filled.chosen('customer'),
          quantity: filled.number('quantity'),
          batch: filled.text('batch'),
          serial: filled.text('serial'),
          deliveredOn: filled.day('day'),
          note: filled.text('note'),
        }),
    })
  }
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <SearchBox
          label={t('findSold')}
          value={text}
          onChange={value => {
            setText(value)
            setPage(1)
          }}
        />
        {writes ? (
          <Button variant="default" size="xs" onClick={add}>
            {t('addSold')}
          </Button>
        ) : null}
      </Group>
      {total === 0 ? <Text c="dimmed">{t('noneSold')}</Text> : null}
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {rows.map(item => (
            <Table.Tr key={item.id}>
              <Table.Td>
                {item.customer}
                <Text size="xs" c="dimmed">
                  {[item.phone, item.note].filter(Boolean).join(' · ')}
                </Text>
              </Table.Td>
              <Table.Td>
                {item.batch === '' ? '' : t('batchIs', { batch: item.batch })} {item.serial}
              </Table.Td>
              <Table.Td ta="right">
                {quantity(item.quantity)} {product.unit}
              </Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{day(item.deliveredOn)}</Table.Td>
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
