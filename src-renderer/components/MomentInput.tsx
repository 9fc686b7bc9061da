/** A local date and time, as the office's clock shows it; its buttons say what they do. */
import { DateTimePicker } from '@mantine/dates'
import type { DateTimePickerProps } from '@mantine/dates'
import { useTranslation } from 'react-i18next'

export const MomentInput = (props: Omit<DateTimePickerProps, 'ref'>) => {
  const { t } = useTranslation('core')
  return (
    <DateTimePicker
      clearable={props.required !== true}
      clearButtonProps={{ 'aria-label': t('clear') }}
      submitButtonProps={{ 'aria-label': t('accept') }}
      {...props}
    />
  )
}
