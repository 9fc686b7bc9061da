/** The bottom line: what stands behind the work. */
import { Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export const StatusLine = () => {
  const { t } = useTranslation('core')
  return (
    <Group h="100%" px="md" gap="lg">
      <Text size="xs" c="dimmed">
        {t('frame.shortcuts')}
      </Text>
    </Group>
  )
}
