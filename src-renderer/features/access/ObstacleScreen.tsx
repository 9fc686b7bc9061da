/** What stands in the way of the archive: what happened, what was kept, what to do. */
import { Button, Group, List, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useQueryClient } from '@tanstack/react-query'
import type { AccessState } from '../../../src-main/features/access/contract'
import { useState } from 'react'
import { ArchivePlace } from './ArchivePlace'
import { DoorFrame } from './DoorFrame'
import { RestoreGuide } from './RestoreGuide'

export const ObstacleScreen = ({ state }: { state: AccessState }) => {
  const { t } = useTranslation('access')
  const { t: core } = useTranslation('core')
  const queries = useQueryClient()
  const [restoring, setRestoring] = useState(false)
  const { obstacle, obstacleParams } = state
  const leave = (): void => {
    setRestoring(false)
  }
  if (restoring)
    return (
      <DoorFrame title={t('firstRun.restore')} width={720}>
        <RestoreGuide beforeSignIn="obstacle" onBack={leave} onDone={leave} />
      </DoorFrame>
    )
  if (!obstacle) return null
  const todo = t(`obstacle.${obstacle}.todo`, { ...obstacleParams, returnObjects: true }) as unknown as string[]
  return (
    <DoorFrame title={t(`obstacle.${obstacle}.title`)} width={560}>
      <Stack>
        <Text>{t(`obstacle.${obstacle}.what`, obstacleParams)}</Text>
        <Text c="dimmed">{t(`obstacle.${obstacle}.kept`, obstacleParams)}</Text>
        <List spacing="xs">
          {todo.map(line => (
            <List.Item key={line}>{line}</List.Item>
          ))}
        </List>
        {obstacle === 'folderRefused' || obstacle === 'archiveMissing' ? <ArchivePlace /> : null}
        <Group justify="flex-end">
          {obstacle === 'inUse' || obstacle === 'folderRefused' ? null : (
            <Button
              variant="default"
              onClick={() => {
                setRestoring(true)
              }}
            >
              {t('firstRun.restore')}
            </Button>
          )}
          <Button onClick={() => void queries.invalidateQueries({ queryKey: ['access'] })}>{core('again')}</Button>
        </Group>
      </Stack>
    </DoorFrame>
  )
}
