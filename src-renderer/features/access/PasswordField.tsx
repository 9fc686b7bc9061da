/** A password's field: what is typed into it can be shown, by keyboard too. */
import { PasswordInput } from '@mantine/core'
import type { PasswordInputProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export const PasswordField = (props: PasswordInputProps) => {
  const { t } = useTranslation('access')
  return (
    <PasswordInput
      visibilityToggleFocusable
      visibilityToggleButtonProps={{ 'aria-label': t('showTyped') }}
      required
      {...props}
    />
  )
}
