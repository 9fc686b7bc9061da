/** Where a product lies, how much of it is free there, and setting some aside. */
import { Button, Group, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import type { Role } from '../../../src-main/contract/call'
import type { Product } from '../../../src-main/features/products/contract'
import { ask, useRead } from '../../app/bridge'
import { openAction } from '../../components/ActionForm'
import { useQuantity } from '../../components/useQuantity'

export const PlacesOfProduct = ({ product, role }: { product: Product; role: Role }) => {
  const { t } = useTranslation('stock')
  const { t: core } = useTranslation('core')
  const quantity = useQuantity()
  const places = useRead('stock.places', { productId: product.id }).value ?? []
  if (places.length === 0) return null
  const productId = product.id
  const reserve = (warehouseId: string, name: string): void => {
    openAction(t('reservation.reserve'), {
      form: `stock.reserve.${productId}`,
      lead: name,
      fields: [
        { name: 'quantity', label: t('quantity'), kind: 'quantity', unit: product.unit, required: true },
        { name: 'purpose', label: t('reservation.purpose'), kind: 'text', most: 200, required: true },
      ],
      action: t('reservation.reserve'),
      run: filled =>
        ask('stock.reserve', {
          productId,
          warehouseId,
          quantity: filled.number('quantity'),
          purpose: filled.text('purpose'),
        }),
    })
  }
  const setPlace = (warehouseId: string, name: string, place: string): void => {
    openAction(t('place'), {
      form: `stock.place.${productId}.${warehouseId}`,
      lead: name,
      fields: [{ name: 'place', label: t('place'), kind: 'text', most: 40, start: place }],
      action: core('save'),
      run: filled => ask('stock.setPlace', { productId, warehouseId, place: filled.text('place') }),
    })
  }
  return (
    <Table verticalSpacing={4}>
      <Table.Tbody>
        {places.map(({ warehouseId, warehouse, place, available, reserved }) => (
          <Table.Tr key={warehouseId}>
            <Table.Td>
              {warehouse}{' '}
              <Text span size="sm" c="dimmed">
                {place}
              </Text>
            </Table.Td>
            <Table.Td ta="right">
              {t('freeOf', {
                free: quantity(available - reserved),
                available: quantity(available),
                unit: product.unit,
              })}
            </Table.Td>
            <Table.Td w={180}>
              <Group gap={4} justify="flex-end" wrap="nowrap">
                {may(role, 'keeper') ? (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    onClick={() => {
                      setPlace(warehouseId, warehouse, place)
                    }}
                  >
                    {t('place')}
                  </Button>
                ) : null}
                {may(role, 'clerk') && available - reserved > 0 && product.safetyHold === '' ? (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    onClick={() => {
                      reserve(warehouseId, warehouse)
                    }}
                  >
                    {t('reservation.reserve')}
                  </Button>
                ) : null}
              </Group>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
