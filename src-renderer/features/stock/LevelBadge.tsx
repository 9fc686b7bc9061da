/** How a product stands against its safety stock: in words, and in colour besides. */
import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { StockLevel } from '../../../src-main/features/stock/contract'

const colors = { below: 'red', at: 'yellow', above: 'teal', noRule: 'gray' } as const

export const LevelBadge = ({ level }: { level: StockLevel }) => {
  const { t } = useTranslation('stock')
  return (
    <Badge variant="light" color={colors[level]}>
      {t(`level.${level}`)}
    </Badge>
  )
}
