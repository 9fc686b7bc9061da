/** What is seen while the archive is backed up before it closes; whoever quits need not wait for a slow drive. */
import { Button, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Loading } from '../components/Loading'
import { ask } from './bridge'

/** Milliseconds that most backups take. */
const patience = 10_000

export const ClosingScreen = ({ quitting }: { quitting: boolean }) => {
  const { t } = useTranslation('core')
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      setSlow(true)
    }, patience)
    return () => {
      clearTimeout(timer)
    }
  }, [])
  return (
    <>
      <Loading label={t('closing')} lines={2} />
      {slow && quitting ? (
        <Stack px="lg" align="flex-start" role="status">
          <Text>{t('closingSlowly')}</Text>
          <Button variant="default" onClick={() => void ask('system.quitNow', {})}>
            {t('quitNow')}
          </Button>
        </Stack>
      ) : null}
    </>
  )
}
