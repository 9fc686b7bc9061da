/** The level of an incident: a word, and bars that count it. */
import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'

const colors = ['gray', 'gray', 'yellow', 'orange', 'red'] as const
const bars = ['', '▮', '▮▮', '▮▮▮', '▮▮▮▮'] as const

export const LevelBadge = ({ level }: { level: number }) => {
  const { t } = useTranslation('incidents')
  return (
    <Badge
      size="sm"
      variant="outline"
      color={colors[level] ?? 'gray'}
      c="inherit"
      leftSection={bars[level]}
      style={{ flexShrink: 0 }}
    >
      {t(`level.${level as 1 | 2 | 3 | 4}`)}
    </Badge>
  )
}
