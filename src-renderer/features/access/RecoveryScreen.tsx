/** The recovery code after set-up: prove that it is kept, or put a new one in its place. */
import { Alert, Box, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useJob, useRead } from '../../app/bridge'
import { SettingsPage } from '../../app/SettingsPage'
import { RefusalAlert } from '../../components/RefusalAlert'
import { PasswordField } from './PasswordField'
import { RecoveryCodeSheet } from './RecoveryCodeSheet'
import { useProtection } from './useProtection'

export const RecoveryScreen = () => {
  const { t } = useTranslation('access')
  const state = useRead('access.state', {})
  const older = useRead('backups.older', {}).value ?? []
  const confirm = useJob('access.confirmRecoveryCode')
  const reissue = useJob('access.reissueRecoveryCode')
  const [typed, setTyped] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState<string | null>(null)
  useProtection()
  const prove = async (): Promise<void> => {
    const outcome = await confirm.run({ recoveryCode: typed })
    if (outcome.ok) setTyped('')
    await state.refetch()
  }
  const renew = async (): Promise<void> => {
    const outcome = await reissue.run({ password })
    setPassword('')
    if (outcome.ok) setCode(outcome.value.recoveryCode)
  }
  return (
    <SettingsPage>
      <Stack maw={640} gap="lg">
        {code ? (
          <RecoveryCodeSheet
            code={code}
            onDone={() => {
              setCode(null)
              void state.refetch()
            }}
          />
        ) : (
          <>
            <Box>
              <Title order={2}>{t('recovery.proveTitle')}</Title>
              {state.value?.recoveryConfirmed ? (
                <Alert color="teal" mt="xs">
                  {t('recovery.proved')}
                </Alert>
              ) : (
                <form
                  onSubmit={event => {
                    event.preventDefault()
                    void prove()
                  }}
                >
                  <Stack gap="sm" mt="xs">
                    <RefusalAlert refusal={confirm.refusal} />
                    <TextInput
                      className="code"
                      label={t('recovery.typeBack')}
                      value={typed}
                      required
                      onChange={event => {
                        setTyped(event.currentTarget.value)
                      }}
                    />
                    <Group>
                      <Button type="submit" loading={confirm.running}>
                        {t('recovery.prove')}
                      </Button>
                    </Group>
                  </Stack>
                </form>
              )}
            </Box>
            <form
              onSubmit={event => {
                event.preventDefault()
                void renew()
              }}
            >
              <Stack gap="sm">
                <Title order={2}>{t('recovery.renewTitle')}</Title>
                <Text c="dimmed">{t('recovery.renewLead')}</Text>
                {older.length > 0 ? (
                  <Alert color="yellow" title={t('recovery.older', { count: older.length })}>
                    <Text size="sm" lineClamp={6}>
                      {older.map(({ name }) => name).join(', ')}
                    </Text>
                  </Alert>
                ) : null}
                <RefusalAlert refusal={reissue.refusal} />
                <PasswordField
                  label={t('currentPassword')}
                  value={password}
                  onChange={event => {
                    setPassword(event.currentTarget.value)
                  }}
                />
                <Group>
                  <Button type="submit" variant="default" loading={reissue.running} disabled={password === ''}>
                    {t('recovery.renew')}
                  </Button>
                </Group>
              </Stack>
            </form>
          </>
        )}
      </Stack>
    </SettingsPage>
  )
}
