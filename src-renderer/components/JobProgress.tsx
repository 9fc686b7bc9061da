/** Long work: how far, what is being done, about how long still, and a way to stop it. */
import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

type Props = { fraction: number; doing: string; onCancel?: () => void }

export const JobProgress = ({ fraction, doing, onCancel }: Props) => {
  const { t } = useTranslation('core')
  const latest = useRef(fraction)
  const [seconds, setSeconds] = useState<number | null>(null)
  useEffect(() => {
    latest.current = fraction
  }, [fraction])
  useEffect(() => {
    const started = performance.now()
    const timer = setInterval(() => {
      const passed = (performance.now() - started) / 1000
      const done = latest.current
      setSeconds(done > 0.05 && passed > 2 ? Math.ceil((passed / done) * (1 - done)) : null)
    }, 500)
    return () => {
      clearInterval(timer)
    }
  }, [])
  return (
    <Stack gap="xs" role="status">
      <Group justify="space-between">
        <Text size="sm">{doing}</Text>
        <Text size="sm" c="dimmed">
          {seconds === null ? t('percent', { percent: Math.floor(fraction * 100) }) : t('timeLeft', { count: seconds })}
        </Text>
      </Group>
      <Progress value={fraction * 100} aria-label={doing} />
      {onCancel ? (
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
        </Group>
      ) : null}
    </Stack>
  )
}
