/** A business day, typed or chosen. Empty is no day. */
import { DateInput } from '@mantine/dates'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** How a day is typed in both languages. */
const format = 'YYYY-MM-DD'

type Props = {
  label: string
  value: string | null
  onChange: (day: string | null) => void
  error?: ReactNode
  description?: string
}

export const DayInput = ({ value, onChange, ...rest }: Props) => {
  const { t } = useTranslation('core')
  return (
    <DateInput
      {...rest}
      value={value}
      valueFormat={format}
      placeholder={format}
      clearable
      clearButtonProps={{ 'aria-label': t('clear') }}
      onChange={day => {
        onChange(day)
      }}
    />
  )
}
