/** Ends a form of a whole entry: kept, or given up with what was typed. */
import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type Props = { running: boolean; onCancel: () => void }

export const FormButtons = ({ running, onCancel }: Props) => {
  const { t } = useTranslation('core')
  return (
    <Group justify="flex-end" gap="xs">
      <Button variant="default" onClick={onCancel}>
        {t('cancel')}
      </Button>
      <Button type="submit" loading={running}>
        {t('save')}
      </Button>
    </Group>
  )
}
