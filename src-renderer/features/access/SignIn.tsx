/** Sign-in, with a delay counted down after wrong passwords, and the way by the recovery code. */
import { Anchor, Button, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useJob } from '../../app/bridge'
import { approach } from '../../app/inside'
import { Loading } from '../../components/Loading'
import { RefusalAlert } from '../../components/RefusalAlert'
import { DoorFrame } from './DoorFrame'
import { PasswordField } from './PasswordField'
import { useCountdown } from './useCountdown'
import { useProtection } from './useProtection'

const Recover = lazy(() => import('./Recover'))

export const SignIn = ({ waitSeconds }: { waitSeconds: number }) => {
  const { t } = useTranslation('access')
  const queries = useQueryClient()
  const signIn = useJob('access.signIn')
  const [signInName, setSignInName] = useState('')
  const [password, setPassword] = useState('')
  const [recovering, setRecovering] = useState(false)
  const seconds = useCountdown(waitSeconds, signIn.refusal)
  useProtection()

  if (recovering)
    return (
      <Suspense fallback={<Loading />}>
        <Recover
          onBack={() => {
            setRecovering(false)
          }}
        />
      </Suspense>
    )
  const otherAccount = signIn.refusal?.code === 'access.otherAccount'
  return (
    <DoorFrame title={t('signIn.title')}>
      <form
        onInput={approach}
        onSubmit={event => {
          event.preventDefault()
          void signIn.run({ signInName, password }).then(outcome => {
            if (outcome.ok) return
            setPassword('')
            // Opening may have shown what stands in the way; then the door says so instead.
            void queries.invalidateQueries({ queryKey: ['access'] })
          })
        }}
      >
        <Stack>
          <RefusalAlert refusal={signIn.refusal} />
          <TextInput
            label={t('signInName')}
            value={signInName}
            autoFocus
            required
            onChange={event => {
              setSignInName(event.currentTarget.value)
            }}
          />
          <PasswordField
            label={t('password')}
            value={password}
            onChange={event => {
              setPassword(event.currentTarget.value)
            }}
          />
          <Button type="submit" loading={signIn.running} disabled={seconds > 0}>
            {seconds > 0 ? t('signIn.wait', { count: seconds }) : t('signIn.do')}
          </Button>
          <Anchor
            component="button"
            type="button"
            size="sm"
            fw={otherAccount ? 700 : 400}
            onClick={() => {
              setRecovering(true)
            }}
          >
            {t('signIn.recover')}
          </Anchor>
        </Stack>
      </form>
    </DoorFrame>
  )
}
