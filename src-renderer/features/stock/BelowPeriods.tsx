/** When a product stood below its safety stock; what only came to light afterwards is marked (rule 6). */
import { Badge, Group, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Product } from '../../../src-main/features/products/contract'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useQuantity } from '../../components/useQuantity'

const mostShown = 8

export const BelowPeriods = ({ product }: { product: Product }) => {
  const { t } = useTranslation('stock')
  const { fullMoment } = useMoments()
  const quantity = useQuantity()
  const periods = useRead('stock.belowPeriods', { productId: product.id }).value ?? []
  if (periods.length === 0) return null
  return (
    <Stack gap={4}>
      <Title order={3}>{t('belowPeriods')}</Title>
      {[...periods]
        .reverse()
        .slice(0, mostShown)
        .map(({ from, until, least, safety, foundLate }) => (
          <Group key={from} gap="xs">
            <Text size="sm">
              {t(until === null ? 'belowSince' : 'belowFromTo', {
                from: fullMoment(from),
                until: until === null ? '' : fullMoment(until),
                least: quantity(least),
                safety: quantity(safety),
              })}
            </Text>
            {foundLate ? (
              <Badge variant="light" color="yellow">
                {t('foundLate')}
              </Badge>
            ) : null}
          </Group>
        ))}
    </Stack>
  )
}
