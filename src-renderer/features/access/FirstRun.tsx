/** The first run: set up an office, open the sample office, or restore a backup. */
import { Button, Stack, Text } from '@mantine/core'
import { IconBuilding, IconEye, IconRestore } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ArchivePlace } from './ArchivePlace'
import { DoorFrame } from './DoorFrame'
import { RestoreGuide } from './RestoreGuide'
import { SetUp } from './SetUp'

type Way = 'choose' | 'setUp' | 'sample' | 'restore'

export const FirstRun = () => {
  const { t } = useTranslation('access')
  const [way, setWay] = useState<Way>('choose')
  const back = (): void => {
    setWay('choose')
  }
  if (way === 'setUp' || way === 'sample') return <SetUp sample={way === 'sample'} onBack={back} />
  if (way === 'restore')
    return (
      <DoorFrame title={t('firstRun.restore')} width={720}>
        <RestoreGuide beforeSignIn="firstRun" onBack={back} onDone={back} />
      </DoorFrame>
    )
  const ways = [
    { key: 'setUp', icon: IconBuilding },
    { key: 'sample', icon: IconEye },
    { key: 'restore', icon: IconRestore },
  ] as const
  return (
    <DoorFrame title={t('firstRun.title')} lead={t('firstRun.lead')} width={560}>
      <Stack gap="sm">
        {ways.map(({ key, icon: Icon }) => (
          <Button
            key={key}
            variant={key === 'setUp' ? 'filled' : 'default'}
            size="xl"
            h={72}
            justify="flex-start"
            leftSection={<Icon size={26} stroke={1.5} />}
            onClick={() => {
              setWay(key)
            }}
          >
            <Stack gap={0} align="flex-start">
              <Text fw={600}>{t(`firstRun.${key}`)}</Text>
              <Text size="sm" opacity={0.85}>
                {t(`firstRun.${key}Hint`)}
              </Text>
            </Stack>
          </Button>
        ))}
      </Stack>
      <ArchivePlace />
    </DoorFrame>
  )
}
