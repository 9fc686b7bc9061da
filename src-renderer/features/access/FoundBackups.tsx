/** Backups on the drives of this PC, newest first, so that nobody has to know where they lie. */
import { Button, Group, ScrollArea, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { RefusalAlert } from '../../components/RefusalAlert'

type FoundProps = { chosen: string | null; onChoose: (path: string, name: string) => Promise<void> }

export const FoundBackups = ({ chosen, onChoose }: FoundProps) => {
  const { t } = useTranslation('backups')
  const { fullMoment, ago } = useMoments()
  const found = useRead('backups.find', {}, { outside: true })
  if (found.refusal) return <RefusalAlert refusal={found.refusal} />
  return (
    <Stack gap={4}>
      <Group justify="space-between">
        <Text fw={600}>{t('guide.found')}</Text>
        <Button size="compact-sm" variant="subtle" onClick={() => void found.refetch()}>
          {t('guide.again')}
        </Button>
      </Group>
      {found.waiting ? <Text size="sm">{t('guide.searching')}</Text> : null}
      {found.value?.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('guide.nothingFound')}
        </Text>
      ) : null}
      <ScrollArea.Autosize mah={190}>
        <Stack gap={4}>
          {found.value?.map(({ path, name, folder, claims }) => (
            <Button
              key={path}
              variant={path === chosen ? 'light' : 'default'}
              justify="flex-start"
              h={48}
              onClick={() => void onChoose(path, name)}
            >
              <Stack gap={0} align="flex-start">
                <Text size="sm" fw={600}>
                  {[claims.office, fullMoment(claims.createdAt), ago(claims.createdAt)].join(' · ')}
                </Text>
                <Text size="xs" c="dimmed">
                  {folder}
                </Text>
              </Stack>
            </Button>
          ))}
        </Stack>
      </ScrollArea.Autosize>
    </Stack>
  )
}
