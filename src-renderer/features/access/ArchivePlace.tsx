/** Where the archive stands, and the choice of another folder: one that several accounts of this PC share. */
import { Anchor, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, useRead } from '../../app/bridge'
import type { Refusal } from '../../app/bridge'
import { RefusalAlert } from '../../components/RefusalAlert'

export const ArchivePlace = () => {
  const { t } = useTranslation('access')
  const folder = useRead('system.archiveFolder', {})
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const choose = async (): Promise<void> => {
    const outcome = await ask('system.chooseArchiveFolder', {})
    // When it worked, the archive starts anew over that folder and the door shows what is there.
    setRefusal(outcome.ok ? null : outcome)
  }
  return (
    <Stack gap={4} mt="md">
      <RefusalAlert refusal={refusal} />
      <Group gap="xs" justify="space-between" wrap="nowrap">
        <Text size="sm" c="dimmed" truncate title={folder.value?.path}>
          {t('place.stands', { folder: folder.value?.path ?? '' })}
        </Text>
        <Anchor component="button" type="button" size="sm" style={{ flexShrink: 0 }} onClick={() => void choose()}>
          {t('place.choose')}
        </Anchor>
      </Group>
      <Text size="xs" c="dimmed">
        {t('place.hint')}
      </Text>
    </Stack>
  )
}
