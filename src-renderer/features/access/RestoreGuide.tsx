/** Brings a backup back, step by step: the file and what it claims, the code that proves it, the administrator, done. */
import { Alert, Button, Group, Select, Stack, Stepper, Table, Text, TextInput } from '@mantine/core'
import { IconFileSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, useJob, useRead } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { JobProgress } from '../../components/JobProgress'
import { PaperButtons } from '../../components/PaperButtons'
import { RefusalAlert } from '../../components/RefusalAlert'
import { ClaimsTable, SelfCheck } from './BackupContents'
import { FoundBackups } from './FoundBackups'
import { NewPassword } from './NewPassword'
import { setSetUpPending } from './setUpPending'
import type { Pending } from './setUpPending'
import { useProtection } from './useProtection'

type Claims = OutputOf<'backups.inspect'>
type Restored = OutputOf<'backups.restore'>

type Props = {
  onBack: () => void
  /** The file that was double-clicked. */
  opened?: { path: string; name: string } | null
  /** Where nobody is signed in yet, the screen that stays until the one-time passwords have been seen. */
  beforeSignIn: Pending
  onDone: () => void
}

export const RestoreGuide = ({ onBack, opened = null, beforeSignIn, onDone }: Props) => {
  const { t, i18n } = useTranslation('backups')
  const { t: access } = useTranslation('access')
  const { t: core } = useTranslation('core')
  const inspect = useJob('backups.inspect')
  const check = useJob('backups.check')
  const restore = useJob('backups.restore')
  const [step, setStep] = useState(0)
  const [file, setFile] = useState<{ path: string; name: string } | null>(null)
  const [claims, setClaims] = useState<Claims | null>(null)
  const [recoveryCode, setRecoveryCode] = useState('')
  const [administrators, setAdministrators] = useState<OutputOf<'backups.check'>['administrators']>([])
  const [signInName, setSignInName] = useState('')
  const [password, setPassword] = useState('')
  const [repeated, setRepeated] = useState('')
  const [strong, setStrong] = useState(false)
  const [restored, setRestored] = useState<Restored | null>(null)
  useProtection()
  const openedClaims = useRead(
    'backups.inspect',
    { path: opened?.path ?? '-' },
    { enabled: opened !== null && file === null, outside: true },
  )
  const shown = file ?? opened
  const shownClaims = claims ?? (file === null ? (openedClaims.value ?? null) : null)

  const look = async (path: string, name: string): Promise<void> => {
    setFile({ path, name })
    setClaims(null)
    const outcome = await inspect.run({ path })
    if (outcome.ok) setClaims(outcome.value)
  }
  const choose = async (): Promise<void> => {
    const chosen = await ask('system.chooseBackup', {})
    if (chosen.ok && chosen.value) await look(chosen.value.path, chosen.value.name)
  }
  const prove = async (): Promise<void> => {
    if (!shown) return
    const outcome = await check.run({ path: shown.path, recoveryCode })
    if (!outcome.ok) return
    setClaims(outcome.value.claims)
    setAdministrators(outcome.value.administrators)
    setSignInName(outcome.value.administrators[0]?.signInName ?? '')
    setStep(2)
  }
  const bringBack = async (): Promise<void> => {
    if (!shown) return
    setSetUpPending(beforeSignIn)
    const outcome = await restore.run({ path: shown.path, recoveryCode, administrator: { signInName, password } })
    if (!outcome.ok) {
      setSetUpPending(null)
      return
    }
    setPassword('')
    setRepeated('')
    setRecoveryCode('')
    setRestored(outcome.value)
    setStep(3)
  }
  const work = check.running ? check : restore.running ? restore : null
  const back = (to: number) => (
    <Button
      variant="default"
      disabled={work !== null}
      onClick={
        to < 0
          ? onBack
          : () => {
              setStep(to)
            }
      }
    >
      {core('back')}
    </Button>
  )
  return (
    <Stack>
      <Stepper active={step} size="sm">
        <Stepper.Step label={t('guide.file')}>
          <Stack gap="sm">
            <Text c="dimmed">{t('guide.fileLead')}</Text>
            <RefusalAlert refusal={inspect.refusal ?? (file === null ? openedClaims.refusal : null)} />
            <FoundBackups chosen={shown?.path ?? null} onChoose={look} />
            <Group>
              <Button
                variant="default"
                leftSection={<IconFileSearch size={16} />}
                loading={inspect.running}
                onClick={() => void choose()}
              >
                {t('guide.chooseFile')}
              </Button>
              <Text size="sm">{shown?.name}</Text>
            </Group>
            {shownClaims ? <ClaimsTable claims={shownClaims} proven={false} /> : null}
            <Group justify="space-between">
              {back(-1)}
              <Button
                disabled={!shownClaims}
                onClick={() => {
                  setStep(1)
                }}
              >
                {core('next')}
              </Button>
            </Group>
          </Stack>
        </Stepper.Step>
        <Stepper.Step label={t('guide.code')}>
          <form
            onSubmit={event => {
              event.preventDefault()
              void prove()
            }}
          >
            <Stack gap="sm">
              <Text c="dimmed">{t('guide.codeLead')}</Text>
              <RefusalAlert refusal={check.refusal} />
              <TextInput
                className="code"
                label={t('guide.codeOrKey')}
                description={access('recover.codeHint')}
                value={recoveryCode}
                required
                autoFocus
                onChange={event => {
                  setRecoveryCode(event.currentTarget.value)
                }}
              />
              <Group justify="space-between">
                {back(0)}
                <Button type="submit" loading={check.running} disabled={recoveryCode.trim() === ''}>
                  {t('guide.prove')}
                </Button>
              </Group>
            </Stack>
          </form>
        </Stepper.Step>
        <Stepper.Step label={t('guide.administrator')}>
          <form
            onSubmit={event => {
              event.preventDefault()
              void bringBack()
            }}
          >
            <Stack gap="sm">
              {claims ? <ClaimsTable claims={claims} proven /> : null}
              {beforeSignIn ? null : <Alert color="yellow">{t('guide.replaces')}</Alert>}
              <Text c="dimmed">{t('guide.administratorLead')}</Text>
              <RefusalAlert refusal={restore.refusal} />
              <Select
                label={t('guide.administrator')}
                allowDeselect={false}
                value={signInName}
                data={administrators.map(person => ({
                  value: person.signInName,
                  label:
                    person.displayName === person.signInName
                      ? person.displayName
                      : `${person.displayName} (${person.signInName})`,
                }))}
                onChange={value => {
                  setSignInName(value ?? '')
                }}
              />
              <NewPassword
                label={access('newPassword.label')}
                value={password}
                onChange={setPassword}
                known={[signInName, claims?.office ?? '']}
                onJudged={setStrong}
              />
              <TextInput
                type="password"
                label={access('repeatPassword')}
                required
                value={repeated}
                error={repeated !== '' && repeated !== password ? access('repeatDiffers') : null}
                onChange={event => {
                  setRepeated(event.currentTarget.value)
                }}
              />
              <Group justify="space-between">
                {back(1)}
                <Button
                  type="submit"
                  loading={restore.running}
                  disabled={!strong || repeated !== password || signInName === ''}
                >
                  {t('guide.restore')}
                </Button>
              </Group>
            </Stack>
          </form>
        </Stepper.Step>
        <Stepper.Step label={t('guide.done')}>
          {restored ? (
            <Stack gap="sm">
              <SelfCheck restored={restored} />
              {restored.recoveryCode ? (
                <Alert color="yellow" title={t('guide.newCode')}>
                  <Stack gap="xs" align="flex-start">
                    <Text className="code" fw={600} data-testid="recovery-code">
                      {restored.recoveryCode}
                    </Text>
                    <PaperButtons
                      document={{
                        kind: 'recovery',
                        language: i18n.language === 'en' ? 'en' : 'zh',
                        code: restored.recoveryCode,
                      }}
                    />
                  </Stack>
                </Alert>
              ) : null}
              {restored.colleagues.length > 0 ? (
                <>
                  <Text>{t('guide.oneTime')}</Text>
                  <Table withTableBorder>
                    <Table.Thead>
                      <Table.Tr>
                        <Table.Th>{access('displayName')}</Table.Th>
                        <Table.Th>{access('signInName')}</Table.Th>
                        <Table.Th>{t('guide.oneTimePassword')}</Table.Th>
                      </Table.Tr>
                    </Table.Thead>
                    <Table.Tbody>
                      {restored.colleagues.map(colleague => (
                        <Table.Tr key={colleague.signInName}>
                          <Table.Td>{colleague.displayName}</Table.Td>
                          <Table.Td>{colleague.signInName}</Table.Td>
                          <Table.Td className="code">{colleague.password}</Table.Td>
                        </Table.Tr>
                      ))}
                    </Table.Tbody>
                  </Table>
                </>
              ) : null}
              <Group justify="flex-end">
                <Button
                  onClick={() => {
                    setSetUpPending(null)
                    onDone()
                  }}
                >
                  {t('guide.enter')}
                </Button>
              </Group>
            </Stack>
          ) : null}
        </Stepper.Step>
      </Stepper>
      {work?.progress ? (
        <JobProgress fraction={work.progress.fraction} doing={t(`step.${work.progress.step}`)} onCancel={work.cancel} />
      ) : null}
    </Stack>
  )
}
