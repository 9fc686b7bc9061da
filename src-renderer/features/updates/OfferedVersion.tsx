/** A newer version: its size and notes before anything is fetched, then its download, then its installation. */
import { Button, Checkbox, Group, Progress, ScrollArea, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { objections } from '../../../src-main/features/updates/contract'
import type { Objection, Offer, Standing } from '../../../src-main/features/updates/contract'
import { useRead, useWrite } from '../../app/bridge'
import type { Refusal } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useFileSize } from '../../components/useFileSize'

type Props = { state: Standing; offer: Offer; installs: boolean }

export const OfferedVersion = ({ state, offer, installs }: Props) => {
  const { t } = useTranslation('updates')
  const { fullMoment } = useMoments()
  const size = useFileSize()
  const download = useWrite('updates.download')
  const { stage } = state
  const { version } = offer
  const released = Number.isNaN(Date.parse(offer.releasedAt)) ? '' : fullMoment(offer.releasedAt)
  return (
    <Stack gap="sm">
      <Title order={2}>{t('offered', { version })}</Title>
      <Text size="sm" c="dimmed">
        {[released === '' ? '' : t('released', { when: released }), t('size', { size: size(offer.bytes) })]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      <Text size="sm" fw={600}>
        {t('notes')}
      </Text>
      <ScrollArea.Autosize mah={220} type="auto" tabIndex={0} aria-label={t('notes')} role="region">
        <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {offer.notes === '' ? t('noNotes') : offer.notes}
        </Text>
      </ScrollArea.Autosize>
      <RefusalAlert refusal={download.refusal} />
      {stage === 'downloading' ? <Download bytes={offer.bytes} cancels={installs} /> : null}
      {stage === 'ready' || stage === 'backingUp' || stage === 'installing' ? (
        <Install version={version} stage={stage} installs={installs} />
      ) : null}
      {stage === 'idle' && installs ? (
        <Group>
          <Button onClick={() => void download.run({ version })}>{t('download', { size: size(offer.bytes) })}</Button>
        </Group>
      ) : null}
      {installs ? null : (
        <Text size="sm" c="dimmed">
          {t('byManager')}
        </Text>
      )}
    </Stack>
  )
}

const Download = ({ bytes: whole, cancels }: { bytes: number; cancels: boolean }) => {
  const { t } = useTranslation('updates')
  const { t: core } = useTranslation('core')
  const size = useFileSize()
  const cancel = useWrite('updates.cancel')
  const progress = useRead('updates.state', {}, { every: 500 }).value?.progress
  const { bytes, bytesPerSecond } = progress ?? { bytes: 0, bytesPerSecond: 0 }
  const fraction = Math.min(1, bytes / whole)
  return (
    <Stack gap="xs" role="status">
      <Group justify="space-between">
        <Text size="sm">{t('downloaded', { done: size(bytes), size: size(whole) })}</Text>
        {bytesPerSecond > 0 ? (
          <Text size="sm" c="dimmed">
            {t('speed', { speed: size(bytesPerSecond) })} ·{' '}
            {core('timeLeft', { count: Math.ceil((whole - bytes) / bytesPerSecond) })}
          </Text>
        ) : null}
      </Group>
      <Progress value={fraction * 100} aria-label={t('downloading')} />
      {cancels ? (
        <Group justify="flex-end">
          <Button variant="default" loading={cancel.running} onClick={() => void cancel.run({})}>
            {core('cancel')}
          </Button>
        </Group>
      ) : null}
    </Stack>
  )
}

/** What a person may go on in spite of, by the refusal that says so. */
const objectionTo = ({ code }: Refusal): Objection | null =>
  code === 'updates.clocksRun'
    ? 'clocks'
    : code === 'updates.noBackup' || code === 'updates.noPlace'
      ? 'noBackup'
      : null

type InstallProps = { version: string; stage: 'ready' | 'backingUp' | 'installing'; installs: boolean }

const Install = ({ version, stage, installs }: InstallProps) => {
  const { t } = useTranslation('updates')
  const install = useWrite('updates.install')
  const [despite, setDespite] = useState<readonly Objection[]>([])
  const [confirmed, setConfirmed] = useState(false)
  const objection = install.refusal && objectionTo(install.refusal)
  const begin = async (): Promise<void> => {
    const named = objections.filter(one => despite.includes(one) || (confirmed && one === objection))
    setDespite(named)
    setConfirmed(false)
    await install.run({ version, despite: named })
  }
  if (stage !== 'ready')
    return (
      <Text role="status" fw={600}>
        {t(`stage.${stage}`)}
      </Text>
    )
  return (
    <Stack gap="sm">
      <Text fw={600}>{t('ready')}</Text>
      <Text size="sm">{t('installHint')}</Text>
      <RefusalAlert refusal={install.refusal} />
      {objection ? (
        <Checkbox
          label={t(`despite.${objection}`)}
          checked={confirmed}
          onChange={event => {
            setConfirmed(event.currentTarget.checked)
          }}
        />
      ) : null}
      {installs ? (
        <Group>
          <Button loading={install.running} onClick={() => void begin()}>
            {t(objection && confirmed ? 'installDespite' : 'install')}
          </Button>
        </Group>
      ) : null}
    </Stack>
  )
}
