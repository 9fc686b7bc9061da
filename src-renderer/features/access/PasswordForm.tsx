/** Changes one's own password. */
import { Alert, Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useJob, useRead } from '../../app/bridge'
import { RefusalAlert } from '../../components/RefusalAlert'
import { NewPassword } from './NewPassword'
import { PasswordField } from './PasswordField'
import { useProtection } from './useProtection'

export const PasswordForm = ({ currentLabel }: { currentLabel: string }) => {
  const { t } = useTranslation('access')
  const change = useJob('access.changePassword')
  const state = useRead('access.state', {})
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const [strong, setStrong] = useState(false)
  const [done, setDone] = useState(false)
  useProtection()
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void change.run({ current, password }).then(outcome => {
          setDone(outcome.ok)
          if (outcome.ok) {
            setCurrent('')
            setPassword('')
          }
        })
      }}
    >
      <Stack>
        <RefusalAlert refusal={change.refusal} />
        {done ? <Alert color="teal">{t('passwordChanged')}</Alert> : null}
        <PasswordField
          label={currentLabel}
          value={current}
          onChange={event => {
            setCurrent(event.currentTarget.value)
          }}
        />
        <NewPassword
          label={t('newPassword.label')}
          value={password}
          onChange={setPassword}
          known={[state.value?.person?.name ?? '']}
          onJudged={setStrong}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={change.running} disabled={!strong || current === ''}>
            {t('changePassword')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
