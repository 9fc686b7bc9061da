/** The level of an incident: a word, and bars that count it. */
import { useTranslation } from 'react-i18next'

const colors = ['gray', 'gray', 'yellow', 'orange', 'red'] as const
const bars = ['', '▮', '▮▮', '▮▮▮', '▮▮▮▮'] as const

export const LevelBadge = ({ level }: { level: number }) => {
  const { t } = useTranslation('incidents')
  return (
    <span className="badge" style={{ borderColor: `var(--mantine-color-${colors[level] ?? 'gray'}-outline)` }}>
      <span aria-hidden>{bars[level]}</span> {t(`level.${level as 1 | 2 | 3 | 4}`)}
    </span>
  )
}
