/** One's own password, among the settings. */
import { Box } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { SettingsPage } from '../../app/SettingsPage'
import { PasswordForm } from './PasswordForm'

export const OwnPassword = () => {
  const { t } = useTranslation('access')
  return (
    <SettingsPage>
      <Box maw={440}>
        <PasswordForm currentLabel={t('currentPassword')} />
      </Box>
    </SettingsPage>
  )
}
