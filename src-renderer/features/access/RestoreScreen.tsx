/** Restoring over the archive one works in; the replaced one is kept. */
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Page } from '../../components/Page'
import { useOpenedBackup } from './useOpenedBackup'
import { RestoreGuide } from './RestoreGuide'

export const RestoreScreen = () => {
  const { t } = useTranslation('backups')
  const go = useNavigate()
  const { opened, leave: leaveOpened } = useOpenedBackup()
  const leave = (): void => {
    void leaveOpened().then(() => go({ to: '/backups' }))
  }
  return (
    <Page title={t('restoreOne')}>
      <div style={{ maxWidth: 720 }}>
        <RestoreGuide key={opened?.path} opened={opened} beforeSignIn={null} onBack={leave} onDone={leave} />
      </div>
    </Page>
  )
}
