/** When backups are written by themselves, how many are kept, and headquarters' key. */
import { Group, Stack, Switch, Text, TextInput, Title } from '@mantine/core'
import { TimePicker } from '@mantine/dates'
import { useTranslation } from 'react-i18next'
import type { Settings } from '../../../src-main/features/office/contract'
import { useRead, useWrite } from '../../app/bridge'
import { Loading } from '../../components/Loading'
import { NumberSetting } from '../../components/NumberSetting'
import { RefusalAlert } from '../../components/RefusalAlert'

const counts = ['keepLatest', 'keepDays', 'keepWeeks', 'keepMonths', 'keepYears'] as const
const largest = { keepLatest: 100, keepDays: 366, keepWeeks: 260, keepMonths: 120, keepYears: 50 }

export const BackupRules = ({ readOnly }: { readOnly: boolean }) => {
  const { t } = useTranslation('backups')
  const { t: office } = useTranslation('office')
  const settings = useRead('office.settings', {}).value
  const change = useWrite('office.changeSettings')
  if (!settings) return <Loading />
  const put = (changes: Partial<Settings>): void => {
    void change.run(changes)
  }
  return (
    <Stack>
      {readOnly ? <Text c="dimmed">{office('administratorOnly')}</Text> : null}
      <RefusalAlert refusal={change.refusal} />
      <Group align="flex-start" gap="lg" wrap="wrap">
        <Stack gap="sm" w={310}>
          <Title order={2}>{t('rules.when')}</Title>
          <TimePicker
            label={t('rules.at')}
            description={t('rules.atHint')}
            format="24h"
            readOnly={readOnly}
            defaultValue={settings.backupAt}
            onChange={value => {
              // Empty while it is being typed.
              if (value !== '' && value.slice(0, 5) !== settings.backupAt) put({ backupAt: value.slice(0, 5) })
            }}
          />
          <NumberSetting
            label={t('rules.writes')}
            description={t('rules.writesHint')}
            min={0}
            max={100_000}
            readOnly={readOnly}
            value={settings.backupEveryWrites}
            onPut={backupEveryWrites => {
              put({ backupEveryWrites })
            }}
          />
          <Switch
            label={t('rules.closing')}
            disabled={readOnly}
            checked={settings.backupOnClosing}
            onChange={event => {
              put({ backupOnClosing: event.currentTarget.checked })
            }}
          />
        </Stack>
        <Stack gap="sm" w={310}>
          <Title order={2}>{t('rules.keep')}</Title>
          <Text size="sm" c="dimmed">
            {t('rules.keepHint')}
          </Text>
          {counts.map(name => (
            <NumberSetting
              key={name}
              label={t(`rules.${name}`)}
              min={name === 'keepLatest' ? 1 : 0}
              max={largest[name]}
              readOnly={readOnly}
              value={settings[name]}
              onPut={value => {
                put({ [name]: value })
              }}
            />
          ))}
        </Stack>
        <Stack gap="sm" w={310}>
          <Title order={2}>{t('rules.escrow')}</Title>
          <TextInput
            label={t('rules.escrowRecipient')}
            description={t('rules.escrowHint')}
            readOnly={readOnly}
            defaultValue={settings.escrowRecipient}
            onBlur={event => {
              if (event.currentTarget.value.trim() !== settings.escrowRecipient)
                put({ escrowRecipient: event.currentTarget.value.trim() })
            }}
          />
        </Stack>
      </Group>
    </Stack>
  )
}
