/** Clocks that ring while somebody is at the screen: said in a corner, with the way to the case. */
import { Button, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../components/useSaid'
import { useMoments } from './moments'

export const useAlarms = (): void => {
  const { t } = useTranslation('incidents')
  const { moment } = useMoments()
  const said = useSaid()
  const go = useNavigate()
  useEffect(
    () =>
      window.api.desk.subscribe(event => {
        if (event.type !== 'alarm') return
        for (const { incidentId, number, title, step, dueAt, stage, drill } of event.alarms) {
          const id = `${incidentId ?? dueAt} ${said(step)} ${stage}`
          notifications.show({
            id,
            color: stage === 'before' ? 'orange' : 'red',
            autoClose: stage === 'before' ? 30_000 : false,
            title: [drill ? t('alarm.drill') : '', t(`alarm.${stage}`, { number, step: said(step) })]
              .filter(Boolean)
              .join(' · '),
            message: (
              <Stack gap={4} align="flex-start">
                <Text size="sm">
                  {title} · {t('dueAt', { when: moment(dueAt) })}
                </Text>
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => {
                    notifications.hide(id)
                    void (incidentId === null
                      ? go({ to: '/weather' })
                      : go({ to: '/incidents/case', search: { id: incidentId } }))
                  }}
                >
                  {t(incidentId === null ? 'alarm.openWeather' : 'alarm.open')}
                </Button>
              </Stack>
            ),
          })
        }
      }),
    [t, moment, said, go],
  )
}
