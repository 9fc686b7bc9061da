/** Offers a half-typed form back, once. */
import { Alert, Button, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMoments } from '../app/moments'

type Props = { savedAt: string; onRestore: () => void; onDrop: () => void }

export const DraftFound = ({ savedAt, onRestore, onDrop }: Props) => {
  const { t } = useTranslation('core')
  const { moment } = useMoments()
  return (
    <Alert color="gray">
      <Group justify="space-between">
        <Text size="sm">{t('draftFound', { when: moment(savedAt) })}</Text>
        <Group gap="xs">
          <Button size="xs" onClick={onRestore}>
            {t('draftRestore')}
          </Button>
          <Button size="xs" variant="default" onClick={onDrop}>
            {t('draftDrop')}
          </Button>
        </Group>
      </Group>
    </Alert>
  )
}
