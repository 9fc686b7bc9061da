/** In with the recovery code: a forgotten password, or another Windows account on this PC. */
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useJob } from '../../app/bridge'
import { RefusalAlert } from '../../components/RefusalAlert'
import { DoorFrame } from './DoorFrame'
import { NewPassword } from './NewPassword'
import { useProtection } from './useProtection'

const Recover = ({ onBack }: { onBack: () => void }) => {
  const { t } = useTranslation('access')
  const { t: core } = useTranslation('core')
  const queries = useQueryClient()
  const recover = useJob('access.recover')
  const [recoveryCode, setRecoveryCode] = useState('')
  const [signInName, setSignInName] = useState('')
  const [password, setPassword] = useState('')
  const [strong, setStrong] = useState(false)
  useProtection()
  return (
    <DoorFrame title={t('recover.title')} lead={t('recover.lead')} width={520}>
      <form
        onSubmit={event => {
          event.preventDefault()
          void recover.run({ recoveryCode, signInName, password }).then(outcome => {
            if (!outcome.ok) void queries.invalidateQueries({ queryKey: ['access'] })
          })
        }}
      >
        <Stack>
          <RefusalAlert refusal={recover.refusal} />
          <TextInput
            className="code"
            label={t('recoveryCode')}
            description={t('recover.codeHint')}
            value={recoveryCode}
            autoFocus
            required
            onChange={event => {
              setRecoveryCode(event.currentTarget.value)
            }}
          />
          <TextInput
            label={t('signInName')}
            value={signInName}
            required
            onChange={event => {
              setSignInName(event.currentTarget.value)
            }}
          />
          <NewPassword
            label={t('newPassword.label')}
            value={password}
            onChange={setPassword}
            known={[signInName]}
            onJudged={setStrong}
          />
          <Group justify="space-between">
            <Button variant="default" onClick={onBack}>
              {core('back')}
            </Button>
            <Button
              type="submit"
              loading={recover.running}
              disabled={!strong || recoveryCode === '' || signInName === ''}
            >
              {t('recover.do')}
            </Button>
          </Group>
        </Stack>
      </form>
    </DoorFrame>
  )
}

// What is loaded lazily is a default export by React's rule.
export default Recover
