/** The lock: who works here, and the password to go on. */
import { Anchor, Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccessState } from '../../../src-main/features/access/contract'
import { ask, useJob } from '../../app/bridge'
import { approach } from '../../app/inside'
import { RefusalAlert } from '../../components/RefusalAlert'
import { DoorFrame } from './DoorFrame'
import { PasswordField } from './PasswordField'
import { useCountdown } from './useCountdown'
import { useProtection } from './useProtection'

export const LockScreen = ({ state }: { state: AccessState }) => {
  const { t } = useTranslation('access')
  const unlock = useJob('access.unlock')
  const [password, setPassword] = useState('')
  const seconds = useCountdown(state.waitSeconds, unlock.refusal)
  useProtection()
  return (
    <DoorFrame title={t('lock.title')}>
      <form
        onInput={approach}
        onSubmit={event => {
          event.preventDefault()
          void unlock.run({ password }).then(() => {
            setPassword('')
          })
        }}
      >
        <Stack>
          <Text>{t('lock.lead', { name: state.person?.name ?? '' })}</Text>
          <RefusalAlert refusal={unlock.refusal} />
          <PasswordField
            label={t('password')}
            value={password}
            autoFocus
            onChange={event => {
              setPassword(event.currentTarget.value)
            }}
          />
          <Button type="submit" loading={unlock.running} disabled={seconds > 0}>
            {seconds > 0 ? t('signIn.wait', { count: seconds }) : t('lock.do')}
          </Button>
          <Anchor component="button" type="button" size="sm" onClick={() => void ask('access.signOut', {})}>
            {t('lock.other')}
          </Anchor>
        </Stack>
      </form>
    </DoorFrame>
  )
}
