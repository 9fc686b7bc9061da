/** Stock against its safety level over the last days, and use month by month. */
import { BarChart, CompositeChart } from '@mantine/charts'
import { SegmentedControl, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Product } from '../../../src-main/features/products/contract'
import { useRead } from '../../app/bridge'
import { useQuantity } from '../../components/useQuantity'

const spans = ['60', '180', '365'] as const
const months = 12

export const StockChart = ({ product }: { product: Product }) => {
  const { t } = useTranslation('stock')
  const quantity = useQuantity()
  const [days, setDays] = useState<string>(spans[0])
  const history = useRead('stock.history', { productId: product.id, days: Number(days) }).value ?? []
  const used = useRead('stock.consumption', { productId: product.id, months }).value ?? []
  const [standing, limit, use] = [t('state.available'), t('safety.title'), t('chart.used')]
  const format = (value: number): string => quantity(value * 1000)
  return (
    <Stack gap="xs">
      <SegmentedControl
        size="xs"
        w="fit-content"
        aria-label={t('chart.span')}
        value={days}
        onChange={setDays}
        data={spans.map(value => ({ value, label: t('chart.days', { count: Number(value) }) }))}
      />
      <CompositeChart
        h={220}
        data={history.map(({ day, onHand, safety }) => ({
          day: day.slice(5),
          [standing]: onHand / 1000,
          [limit]: safety === null ? null : safety / 1000,
        }))}
        dataKey="day"
        withLegend
        withDots={false}
        curveType="stepAfter"
        unit={` ${product.unit}`}
        valueFormatter={format}
        series={[
          { name: standing, color: 'teal.7', type: 'area' },
          // A broken line besides the colour: black and white tell them apart.
          { name: limit, color: 'red.7', type: 'line', strokeDasharray: '5 4' },
        ]}
      />
      <Text size="sm" fw={600}>
        {t('chart.usedByMonth')}
      </Text>
      <BarChart
        h={140}
        data={used.map(({ month, used: sum }) => ({ month: month.slice(2), [use]: sum / 1000 }))}
        dataKey="month"
        valueFormatter={format}
        series={[{ name: use, color: 'gray.6' }]}
      />
    </Stack>
  )
}
