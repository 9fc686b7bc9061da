/** Brings a backup back, step by step: the file and what it claims, the code that proves it, the administrator, done. */
import { Alert, Button, Group, ScrollArea, Select, Stack, Stepper, Table, Text, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconFileSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, useJob, useRead } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { JobProgress } from '../../components/JobProgress'
import { PaperButtons } from '../../components/PaperButtons'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useFileSize } from '../../components/useFileSize'
import { NewPassword } from './NewPassword'
import { setSetUpPending } from './setUpPending'
import type { Pending } from './setUpPending'
import { useProtection } from './useProtection'

type Claims = OutputOf<'backups.inspect'>
type Restored = OutputOf<'backups.restore'>

const ClaimsTable = ({ claims, proven }: { claims: Claims; proven: boolean }) => {
  const { t } = useTranslation('backups')
  const { fullMoment, ago } = useMoments()
  const sizeOf = useFileSize()
  const { counts } = claims
  const lines = [
    [t('claims.office'), [claims.office, claims.outletCode].filter(Boolean).join(' · ')],
    [t('claims.createdAt'), `${fullMoment(claims.createdAt)} · ${ago(claims.createdAt)}`],
    [t('claims.customers'), counts.customers],
    [t('claims.staff'), counts.staff],
    [t('claims.attachments'), counts.attachments],
    [t('claims.users'), counts.users],
    [t('size'), sizeOf(claims.bytes)],
  ] as const
  return (
    <Stack gap={4}>
      <Text fw={600}>{t(proven ? 'claims.proven' : 'claims.claimed')}</Text>
      <Table withRowBorders={false} verticalSpacing={2}>
        <Table.Tbody>
          {lines.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Td w={140} c="dimmed">
                {name}
              </Table.Td>
              <Table.Td>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  )
}

const counted = ['customers', 'staff', 'users', 'attachments', 'entries'] as const

/** The numbers of the backup and of the restored archive, side by side. */
const SelfCheck = ({ restored }: { restored: Restored }) => {
  const { t } = useTranslation('backups')
  const numberOf = (counts: Claims['counts'], name: (typeof counted)[number]): number =>
    name === 'entries' ? counts.journal : counts[name]
  const lines = counted.map(name => {
    const [inFile, here] = [numberOf(restored.claims.counts, name), numberOf(restored.restored, name)]
    return { name, inFile, here }
  })
  const equal = lines.every(({ inFile, here }) => inFile === here)
  return (
    <Alert
      color={equal ? 'teal' : 'red'}
      icon={equal ? <IconCircleCheck size={20} /> : <IconAlertTriangle size={20} />}
      title={t('guide.restored')}
    >
      <Text size="sm">{t(equal ? 'guide.equal' : 'guide.differs')}</Text>
      <Table withRowBorders={false} verticalSpacing={2} w="auto" mt="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th />
            <Table.Th ta="right">{t('claims.inFile')}</Table.Th>
            <Table.Th ta="right">{t('claims.here')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map(({ name, inFile, here }) => (
            <Table.Tr key={name}>
              <Table.Td>{t(`claims.${name}`)}</Table.Td>
              <Table.Td ta="right">{inFile}</Table.Td>
              <Table.Td ta="right">{here}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Alert>
  )
}

type FoundProps = { chosen: string | null; onChoose: (path: string, name: string) => Promise<void> }

/** Backups on the drives of this PC, newest first, so that nobody has to know where they lie. */
const FoundBackups = ({ chosen, onChoose }: FoundProps) => {
  const { t } = useTranslation('backups')
  const { fullMoment, ago } = useMoments()
  const found = useRead('backups.find', {})
  if (found.refusal) return <RefusalAlert refusal={found.refusal} />
  return (
    <Stack gap={4}>
      <Group justify="space-between">
        <Text fw={600}>{t('guide.found')}</Text>
        <Button size="compact-sm" variant="subtle" onClick={() => void found.refetch()}>
          {t('guide.again')}
        </Button>
      </Group>
      {found.waiting ? <Text size="sm">{t('guide.searching')}</Text> : null}
      {found.value?.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('guide.nothingFound')}
        </Text>
      ) : null}
      <ScrollArea.Autosize mah={190}>
        <Stack gap={4}>
          {found.value?.map(({ path, name, folder, claims }) => (
            <Button
              key={path}
              variant={path === chosen ? 'light' : 'default'}
              justify="flex-start"
              h={48}
              onClick={() => void onChoose(path, name)}
            >
              <Stack gap={0} align="flex-start">
                <Text size="sm" fw={600}>
                  {[claims.office, fullMoment(claims.createdAt), ago(claims.createdAt)].join(' · ')}
                </Text>
                <Text size="xs" c="dimmed">
                  {folder}
                </Text>
              </Stack>
            </Button>
          ))}
        </Stack>
      </ScrollArea.Autosize>
    </Stack>
  )
}

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
    { enabled: opened !== null && file === null },
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
