/** What a manager reads first: safe or not in words, and what wants doing. */
import { Alert, List, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../src-main/features/backups/contract'
import { useMoments } from '../../app/moments'

const stateColors = { safe: 'teal', thin: 'yellow', lost: 'red' } as const

export const Judgement = ({ overview }: { overview: Overview }) => {
  const { t } = useTranslation('backups')
  const { ago, fullMoment } = useMoments()
  const { state, young, newest, elsewhere, concerns, registerPrintedAt } = overview
  return (
    <Alert
      color={stateColors[state]}
      icon={state === 'safe' ? <IconCircleCheck size={22} /> : <IconAlertTriangle size={22} />}
      title={
        <Text c="var(--mantine-color-text)" fw={600}>
          {t(`state.${state}`)}
        </Text>
      }
      data-testid="backup-state"
    >
      <Text size="sm">
        {newest === null
          ? elsewhere === null
            ? t('never')
            : t('onlyElsewhere', { ago: ago(elsewhere) })
          : t('newest', { ago: ago(newest), when: fullMoment(newest), count: young })}
      </Text>
      {concerns.length > 0 ? (
        <List size="sm" mt="xs" spacing={4}>
          {concerns.map(concern => (
            <List.Item key={concern}>
              {t(`concern.${concern}`, {
                when: registerPrintedAt === null ? t('neverPrinted') : fullMoment(registerPrintedAt),
              })}
            </List.Item>
          ))}
        </List>
      ) : null}
    </Alert>
  )
}
