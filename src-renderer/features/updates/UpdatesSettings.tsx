/** Updates of the program: where they come from, what is offered, and each step a person takes. */
import { Alert, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import type { Standing } from '../../../src-main/features/updates/contract'
import { useRead, useWrite } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { SettingsPage } from '../../app/SettingsPage'
import { Loading } from '../../components/Loading'
import { RefusalAlert } from '../../components/RefusalAlert'
import { OfferedVersion } from './OfferedVersion'

export const UpdatesSettings = () => {
  const { t } = useTranslation('updates')
  const role = useRead('access.state', {}).value?.person?.role ?? 'auditor'
  const settings = useRead('office.settings', {})
  const state = useRead('updates.state', {})
  if (state.refusal) return <RefusalAlert refusal={state.refusal} />
  if (!state.value || !settings.value) return <Loading />
  const { value } = state
  const feed = settings.value.updateFeed
  return (
    <SettingsPage>
      <Stack gap="md" maw={720}>
        <Title order={2}>{t('program', { version: value.program })}</Title>
        {value.unable ? <Alert color="gray">{t(`unable.${value.unable}`)}</Alert> : null}
        <Feed key={feed} feed={feed} readOnly={!may(role, 'administrator')} />
        {value.unable === null && feed !== '' ? <Check state={value} asks={may(role, 'clerk')} /> : null}
        {value.offer ? <OfferedVersion state={value} offer={value.offer} installs={may(role, 'manager')} /> : null}
      </Stack>
    </SettingsPage>
  )
}

const Feed = ({ feed, readOnly }: { feed: string; readOnly: boolean }) => {
  const { t } = useTranslation('updates')
  const { t: core } = useTranslation('core')
  const change = useWrite('office.changeSettings')
  const [typed, setTyped] = useState(feed)
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void change.run({ updateFeed: typed.trim() })
      }}
    >
      <Stack gap="xs">
        <RefusalAlert refusal={change.refusal} />
        <Group align="flex-end" wrap="nowrap">
          <TextInput
            style={{ flex: 1 }}
            label={t('feed')}
            description={t('feedHint')}
            placeholder={readOnly ? t('noFeed') : t('feedExample')}
            readOnly={readOnly}
            maxLength={300}
            value={typed}
            onChange={event => {
              setTyped(event.currentTarget.value)
            }}
          />
          {readOnly ? null : (
            <Button type="submit" variant="default" loading={change.running} disabled={typed.trim() === feed}>
              {core('save')}
            </Button>
          )}
        </Group>
        {readOnly ? (
          <Text size="sm" c="dimmed">
            {t('feedByAdministrator')}
          </Text>
        ) : null}
      </Stack>
    </form>
  )
}

const Check = ({ state, asks }: { state: Standing; asks: boolean }) => {
  const { t } = useTranslation('updates')
  const { ago } = useMoments()
  const check = useWrite('updates.check')
  const { stage, checkedAt, offer, failure } = state
  const busy = stage !== 'idle' && stage !== 'ready'
  return (
    <Stack gap="xs">
      <RefusalAlert refusal={check.refusal ?? failure} />
      <Group justify="space-between">
        <Text size="sm" data-testid="updates-checked">
          {[
            checkedAt === null ? t('neverChecked') : t('checked', { ago: ago(checkedAt) }),
            checkedAt !== null && offer === null && failure === null ? t('newest') : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        {asks ? (
          <Button
            variant="default"
            loading={check.running || stage === 'checking'}
            disabled={busy}
            onClick={() => void check.run({})}
          >
            {t('check')}
          </Button>
        ) : null}
      </Group>
      <Text size="sm" c="dimmed">
        {t('hint')}
      </Text>
    </Stack>
  )
}
