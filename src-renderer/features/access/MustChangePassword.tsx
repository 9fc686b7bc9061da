/** The first sign-in with a one-time password: a password of one's own comes first. */
import { useTranslation } from 'react-i18next'
import { DoorFrame } from './DoorFrame'
import { PasswordForm } from './PasswordForm'

export const MustChangePassword = () => {
  const { t } = useTranslation('access')
  return (
    <DoorFrame title={t('mustChange.title')} lead={t('mustChange.lead')}>
      <PasswordForm currentLabel={t('mustChange.current')} />
    </DoorFrame>
  )
}
