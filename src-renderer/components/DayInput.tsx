/** A business day, typed or chosen. Empty is no day. */
import { DateInput } from '@mantine/dates'
import type { ReactNode } from 'react'

/** How a day is typed in both languages. */
const format = 'YYYY-MM-DD'

type Props = {
  label: string
  value: string | null
  onChange: (day: string | null) => void
  error?: ReactNode
  description?: string
}

export const DayInput = ({ value, onChange, ...rest }: Props) => (
  <DateInput
    {...rest}
    value={value}
    valueFormat={format}
    placeholder={format}
    clearable
    onChange={day => {
      onChange(day)
    }}
  />
)
