/** A whole number that holds from when its field is left, or Enter is pressed; a field left empty goes back to what holds. */
import { NumberInput } from '@mantine/core'
import { useState } from 'react'

type Props = {
  label: string
  description?: string
  value: number
  min: number
  max: number
  readOnly: boolean
  /** Told of another number only, within the bounds. */
  onPut: (value: number) => void
}

export const NumberSetting = ({ value, min, max, onPut, ...rest }: Props) => {
  const [typed, setTyped] = useState<number | string>(value)
  const put = (): void => {
    // What is no number yet, such as an empty field, the input hands over as text.
    const wanted = typeof typed === 'number' ? Math.min(max, Math.max(min, typed)) : value
    setTyped(wanted)
    if (wanted !== value) onPut(wanted)
  }
  return (
    <NumberInput
      {...rest}
      min={min}
      max={max}
      allowDecimal={false}
      value={typed}
      onChange={setTyped}
      onBlur={put}
      onKeyDown={event => {
        if (event.key === 'Enter') put()
      }}
    />
  )
}
