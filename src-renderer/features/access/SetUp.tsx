/** Sets an office up: the office, its administrator, and the recovery code that must be kept. */
import { Button, Group, Stack, Stepper, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useJob } from '../../app/bridge'
import { RefusalAlert } from '../../components/RefusalAlert'
import { DoorFrame } from './DoorFrame'
import { NewPassword } from './NewPassword'
import { RecoveryCodeSheet } from './RecoveryCodeSheet'
import { setSetUpPending } from './setUpPending'
import { useProtection } from './useProtection'

const emptyOffice = { name: '', outletCode: '', address: '', phone: '', timeZone: 'Asia/Shanghai' }
const sampleOffice = {
  name: '丰州办事处',
  outletCode: 'FZ',
  address: '丰州市东街口 18 号',
  phone: '0591-83300000',
  timeZone: 'Asia/Shanghai',
}

export const SetUp = ({ sample, onBack }: { sample: boolean; onBack: () => void }) => {
  const { t } = useTranslation('access')
  const { t: core } = useTranslation('core')
  const setUp = useJob('access.setUp')
  const [step, setStep] = useState(sample ? 1 : 0)
  const [office, setOffice] = useState(sample ? sampleOffice : emptyOffice)
  const [signInName, setSignInName] = useState('')
  const [displayName, setDisplayName] = useState('')
  const [password, setPassword] = useState('')
  const [repeated, setRepeated] = useState('')
  const [strong, setStrong] = useState(false)
  const [code, setCode] = useState<string | null>(null)
  useProtection()

  const make = async (): Promise<void> => {
    setSetUpPending('firstRun')
    const outcome = await setUp.run({
      office,
      administrator: { signInName, displayName: displayName === '' ? signInName : displayName, password },
      sample,
    })
    if (!outcome.ok) {
      setSetUpPending(null)
      return
    }
    setPassword('')
    setRepeated('')
    setCode(outcome.value.recoveryCode)
    setStep(2)
  }
  const officeField = (name: keyof typeof office, required = false) => (
    <TextInput
      label={t(`setUp.${name}`)}
      required={required}
      value={office[name]}
      onChange={event => {
        setOffice({ ...office, [name]: event.currentTarget.value })
      }}
    />
  )

  return (
    <DoorFrame title={t(sample ? 'firstRun.sample' : 'firstRun.setUp')} width={640}>
      <Stepper active={step} size="sm">
        <Stepper.Step label={t('setUp.stepOffice')}>
          <form
            onSubmit={event => {
              event.preventDefault()
              setStep(1)
            }}
          >
            <Stack gap="sm">
              {officeField('name', true)}
              {officeField('outletCode')}
              {officeField('address')}
              {officeField('phone')}
              <Group justify="space-between">
                <Button variant="default" onClick={onBack}>
                  {core('back')}
                </Button>
                <Button type="submit">{core('next')}</Button>
              </Group>
            </Stack>
          </form>
        </Stepper.Step>
        <Stepper.Step label={t('setUp.stepAdministrator')}>
          <form
            onSubmit={event => {
              event.preventDefault()
              void make()
            }}
          >
            <Stack gap="sm">
              <RefusalAlert refusal={setUp.refusal} />
              <TextInput
                label={t('signInName')}
                description={t('setUp.signInNameHint')}
                required
                autoFocus
                value={signInName}
                onChange={event => {
                  setSignInName(event.currentTarget.value)
                }}
              />
              <TextInput
                label={t('displayName')}
                value={displayName}
                onChange={event => {
                  setDisplayName(event.currentTarget.value)
                }}
              />
              <NewPassword
                label={t('password')}
                value={password}
                onChange={setPassword}
                known={[signInName, displayName, office.name]}
                onJudged={setStrong}
              />
              <TextInput
                type="password"
                label={t('repeatPassword')}
                required
                value={repeated}
                error={repeated !== '' && repeated !== password ? t('repeatDiffers') : null}
                onChange={event => {
                  setRepeated(event.currentTarget.value)
                }}
              />
              <Group justify="space-between">
                <Button
                  variant="default"
                  onClick={
                    sample
                      ? onBack
                      : () => {
                          setStep(0)
                        }
                  }
                  disabled={setUp.running}
                >
                  {core('back')}
                </Button>
                <Button
                  type="submit"
                  loading={setUp.running}
                  disabled={!strong || repeated !== password || signInName.trim() === ''}
                >
                  {t('setUp.do')}
                </Button>
              </Group>
            </Stack>
          </form>
        </Stepper.Step>
        <Stepper.Step label={t('setUp.stepRecovery')}>
          {code ? (
            <RecoveryCodeSheet
              code={code}
              onDone={() => {
                setSetUpPending(null)
              }}
            />
          ) : null}
        </Stepper.Step>
      </Stepper>
    </DoorFrame>
  )
}
