/** Backups: whether the archive is safe at a glance, its places, what was written, the drills, and the rules. */
import { Alert, Button, Group, Tabs, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconRestore } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import { useJob, useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { BackupRules } from './BackupRules'
import { Drills } from './Drills'
import { History } from './History'
import { Places } from './Places'
import { backupsSearch, parts } from './backupsSearch'

const route = getRouteApi('/backups')

export const BackupsScreen = () => {
  const { t } = useTranslation('backups')
  const { fullMoment } = useMoments()
  const go = useNavigate()
  const { part } = backupsSearch.parse(route.useSearch())
  const role = useRead('access.state', {}).value?.person?.role ?? 'auditor'
  const until = useRead('backups.undoable', {}).value?.until ?? null
  const undo = useJob('backups.undoRestore')
  const administers = may(role, 'administrator')

  const askUndo = (): void => {
    modals.openConfirmModal({
      title: t('undo.title'),
      children: <Text>{t('undo.what')}</Text>,
      labels: { confirm: t('undo.do'), cancel: t('core:cancel') },
      onConfirm: () => void undo.run({}),
    })
  }
  const restore = administers ? (
    <Button variant="default" leftSection={<IconRestore size={16} />} onClick={() => void go({ to: '/restore' })}>
      {t('restoreOne')}
    </Button>
  ) : null
  return (
    <Page title={t('title')} actions={restore}>
      <RefusalAlert refusal={undo.refusal} />
      {administers && until !== null ? (
        <Alert color="yellow" title={t('undo.possible')}>
          <Group justify="space-between">
            <Text size="sm">{t('undo.hint', { until: fullMoment(until) })}</Text>
            <Button size="xs" variant="default" loading={undo.running} onClick={askUndo}>
              {t('undo.do')}
            </Button>
          </Group>
        </Alert>
      ) : null}
      <Tabs
        value={part}
        keepMounted={false}
        onChange={value =>
          void go({ to: '/backups', search: { part: parts.find(known => known === value) ?? 'places' } })
        }
      >
        <Tabs.List mb="sm">
          {parts.map(name => (
            <Tabs.Tab key={name} value={name}>
              {t(`parts.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="places">
          <Places role={role} />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <History role={role} />
        </Tabs.Panel>
        <Tabs.Panel value="drills">
          <Drills role={role} />
        </Tabs.Panel>
        <Tabs.Panel value="rules">
          <BackupRules readOnly={!administers} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}
