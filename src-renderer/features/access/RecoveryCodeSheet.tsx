/** The recovery code, shown once: to print, and to type back as proof that it was kept. */
import { Alert, Anchor, Button, Group, Image, Stack, Text, TextInput } from '@mantine/core'
import { toDataURL } from 'qrcode'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useJob } from '../../app/bridge'
import { PaperButtons } from '../../components/PaperButtons'
import { RefusalAlert } from '../../components/RefusalAlert'

export const RecoveryCodeSheet = ({ code, onDone }: { code: string; onDone: () => void }) => {
  const { t, i18n } = useTranslation('access')
  const confirm = useJob('access.confirmRecoveryCode')
  const [picture, setPicture] = useState('')
  const [typed, setTyped] = useState('')
  useEffect(() => {
    void toDataURL(code, { errorCorrectionLevel: 'M', margin: 1, width: 144 }).then(setPicture)
  }, [code])
  const prove = async (): Promise<void> => {
    const outcome = await confirm.run({ recoveryCode: typed })
    if (outcome.ok) onDone()
  }
  return (
    <Stack gap="sm">
      <Alert color="yellow" title={t('recovery.keepTitle')}>
        {t('recovery.keep')}
      </Alert>
      <Group wrap="nowrap" align="center">
        {picture ? <Image src={picture} w={144} h={144} alt={t('recovery.picture')} /> : null}
        <Text className="code" fz={20} fw={600} data-testid="recovery-code">
          {code}
        </Text>
      </Group>
      <Group>
        <PaperButtons document={{ kind: 'recovery', language: i18n.language === 'en' ? 'en' : 'zh', code }} />
      </Group>
      <form
        onSubmit={event => {
          event.preventDefault()
          void prove()
        }}
      >
        <Stack gap="sm">
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
          <Group justify="space-between">
            <Anchor component="button" type="button" size="sm" onClick={onDone}>
              {t('recovery.later')}
            </Anchor>
            <Button type="submit" loading={confirm.running} disabled={typed === ''}>
              {t('recovery.prove')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Stack>
  )
}
