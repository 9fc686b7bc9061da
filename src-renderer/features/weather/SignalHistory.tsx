/** Signals as they came, the newest first, and warnings taken from a CAP file. */
import { Button, FileButton, Group, Stack, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead, useWrite } from '../../app/bridge'
import { RefusalAlert } from '../../components/RefusalAlert'
import { SignalLine } from './SignalLine'

const few = 5
const many = 50

export const SignalHistory = ({ writes }: { writes: boolean }) => {
  const { t } = useTranslation('weather')
  const { t: core } = useTranslation('core')
  const [shown, setShown] = useState(few)
  const list = useRead('weather.signals', { live: false, offset: 0, limit: shown })
  const take = useWrite('weather.importCap')
  const read = async (file: File | null): Promise<void> => {
    if (!file) return
    const taken = await take.run({ bytes: new Uint8Array(await file.arrayBuffer()) })
    if (taken.ok) notifications.show({ message: t('capTaken', { count: taken.value.taken }) })
  }
  const total = list.value?.total ?? 0
  return (
    <section aria-label={t('history')}>
      <Group justify="space-between">
        <Title order={2}>{t('history')}</Title>
        {writes ? (
          <FileButton accept=".xml,.cap,application/xml,text/xml" onChange={file => void read(file)}>
            {props => (
              <Button {...props} size="compact-sm" variant="default" loading={take.running}>
                {t('cap')}
              </Button>
            )}
          </FileButton>
        ) : null}
      </Group>
      <RefusalAlert refusal={list.refusal ?? take.refusal} />
      <Stack gap="xs" mt={4}>
        {total === 0 ? (
          <Text size="sm" c="dimmed">
            {t('noSignals')}
          </Text>
        ) : null}
        {list.value?.rows.map(signal => (
          <SignalLine key={signal.id} signal={signal} />
        ))}
        {total > shown && shown < many ? (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              setShown(many)
            }}
          >
            {core('all')}
          </Button>
        ) : null}
      </Stack>
    </section>
  )
}
