/** A search field that waits while an input method is composing. */
import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

type Props = {
  value: string
  onChange: (text: string) => void
  label: string
  width?: number
  /** Enter, which a scanner sends after what it read. */
  onEnter?: (text: string) => void
}

export const SearchBox = ({ value, onChange, label, width = 260, onEnter }: Props) => {
  const { t } = useTranslation('core')
  const [typed, setTyped] = useState(value)
  const composing = useRef(false)
  useEffect(() => {
    if (!composing.current) setTyped(value)
  }, [value])
  return (
    <TextInput
      w={width}
      aria-label={label}
      placeholder={label}
      value={typed}
      leftSection={<IconSearch size={16} />}
      rightSection={
        typed ? (
          <CloseButton
            size="sm"
            aria-label={t('clear')}
            onClick={() => {
              setTyped('')
              onChange('')
            }}
          />
        ) : null
      }
      onKeyDown={event => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) onEnter?.(typed.trim())
      }}
      onCompositionStart={() => {
        composing.current = true
      }}
      onCompositionEnd={event => {
        composing.current = false
        onChange(event.currentTarget.value)
      }}
      onChange={event => {
        setTyped(event.currentTarget.value)
        if (!composing.current) onChange(event.currentTarget.value)
      }}
    />
  )
}
