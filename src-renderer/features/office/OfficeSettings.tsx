/** The office's own entry, and how this desk behaves. */
import { Button, Group, Stack, Switch, Text, TextInput, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import { officeFields } from '../../../src-main/features/office/contract'
import type { OfficeEntry, Settings } from '../../../src-main/features/office/contract'
import { ask, useRead, useWrite } from '../../app/bridge'
import { SettingsPage } from '../../app/SettingsPage'
import { Loading } from '../../components/Loading'
import { NumberSetting } from '../../components/NumberSetting'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useEntryForm } from '../../components/useEntryForm'

export const OfficeSettings = () => {
  const entry = useRead('office.entry', {})
  const settings = useRead('office.settings', {})
  const role = useRead('access.state', {}).value?.person?.role ?? 'auditor'
  if (entry.refusal) return <RefusalAlert refusal={entry.refusal} />
  if (!entry.value || !settings.value) return <Loading />
  return (
    <SettingsPage>
      <Group align="flex-start" gap="xl" wrap="wrap">
        <EntryForm key={entry.value.version} entry={entry.value} readOnly={!may(role, 'manager')} />
        <SettingsForm settings={settings.value} readOnly={!may(role, 'administrator')} />
        <ThisPc />
      </Group>
    </SettingsPage>
  )
}

const EntryForm = ({ entry, readOnly }: { entry: OfficeEntry; readOnly: boolean }) => {
  const { t } = useTranslation('office')
  const { t: core } = useTranslation('core')
  const correct = useWrite('office.correct')
  const { id, version, name, outletCode, address, phone, timeZone } = entry
  const { form, offer, saved } = useEntryForm({
    name: 'office',
    schema: officeFields,
    start: { name, outletCode, address, phone, timeZone },
  })
  const save = async (values: typeof form.values): Promise<void> => {
    const outcome = await correct.run({ ...values, id, version })
    if (outcome.ok)
      saved(() => {
        notifications.show({ message: core('saved') })
      })
  }
  return (
    <form onSubmit={form.onSubmit(values => void save(values))}>
      <Stack gap="sm" w={380}>
        <Title order={2}>{t('entry')}</Title>
        {readOnly ? null : offer}
        <RefusalAlert refusal={correct.refusal} />
        <TextInput label={t('name')} required readOnly={readOnly} {...form.getInputProps('name')} />
        <TextInput label={t('outletCode')} readOnly={readOnly} {...form.getInputProps('outletCode')} />
        <TextInput label={t('address')} readOnly={readOnly} {...form.getInputProps('address')} />
        <TextInput label={t('phone')} readOnly={readOnly} {...form.getInputProps('phone')} />
        <TextInput
          label={t('timeZone')}
          description={t('timeZoneHint')}
          required
          readOnly={readOnly}
          {...form.getInputProps('timeZone')}
        />
        {readOnly ? null : (
          <Group>
            <Button type="submit" loading={correct.running} disabled={!form.isDirty()}>
              {core('save')}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  )
}

const choices = ['keepRunning', 'startWithSystem', 'alarmSound'] as const

/** What this PC does by itself, whoever works at it. */
const ThisPc = () => {
  const { t } = useTranslation('office')
  const kept = useRead('system.preferences', {})
  const { value } = kept
  if (!value) return null
  return (
    <Stack gap="sm" w={380}>
      <Title order={2}>{t('thisPc.title')}</Title>
      {choices.map(name => (
        <Switch
          key={name}
          label={t(`thisPc.${name}`)}
          {...(name === 'keepRunning' ? { description: t('thisPc.keepRunningHint') } : {})}
          checked={value[name]}
          onChange={event => {
            void ask('system.keepPreferences', { [name]: event.currentTarget.checked }).then(() => kept.refetch())
          }}
        />
      ))}
    </Stack>
  )
}

const SettingsForm = ({ settings, readOnly }: { settings: Settings; readOnly: boolean }) => {
  const { t } = useTranslation('office')
  const change = useWrite('office.changeSettings')
  const put = (changes: Partial<Settings>): void => {
    void change.run(changes)
  }
  return (
    <Stack gap="sm" w={380}>
      <Title order={2}>{t('desk')}</Title>
      {readOnly ? <Text c="dimmed">{t('administratorOnly')}</Text> : null}
      <RefusalAlert refusal={change.refusal} />
      <NumberSetting
        label={t('lockAfter')}
        description={t('zeroNever')}
        min={0}
        max={240}
        readOnly={readOnly}
        value={settings.lockAfterMinutes}
        onPut={lockAfterMinutes => {
          put({ lockAfterMinutes })
        }}
      />
      <NumberSetting
        label={t('closeAfter')}
        description={t('zeroNever')}
        min={0}
        max={1440}
        readOnly={readOnly}
        value={settings.closeAfterMinutes}
        onPut={closeAfterMinutes => {
          put({ closeAfterMinutes })
        }}
      />
      <Switch
        label={t('sealKeys')}
        description={t('sealKeysHint')}
        disabled={readOnly}
        checked={settings.sealKeys}
        onChange={event => {
          put({ sealKeys: event.currentTarget.checked })
        }}
      />
      <Switch
        label={t('protectContent')}
        description={t('protectContentHint')}
        disabled={readOnly}
        checked={settings.protectContent}
        onChange={event => {
          put({ protectContent: event.currentTarget.checked })
        }}
      />
    </Stack>
  )
}
