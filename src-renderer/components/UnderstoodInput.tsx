/** A text field that shows beneath it how what was typed is understood. */
import { Group, Text, TextInput } from '@mantine/core'
import { useState } from 'react'

type Props = {
  label: string
  description: string
  initial: string
  /** One entry per thing understood. */
  understood: readonly string[]
  onText: (text: string) => void
}

export const UnderstoodInput = ({ label, description, initial, understood, onText }: Props) => {
  const [text, setText] = useState(initial)
  return (
    <div>
      <TextInput
        label={label}
        description={description}
        value={text}
        onChange={event => {
          setText(event.currentTarget.value)
          onText(event.currentTarget.value)
        }}
      />
      <Group gap="sm" mt={2}>
        {understood.map((line, index) => (
          <Text key={index} size="xs" c="dimmed">
            {line}
          </Text>
        ))}
      </Group>
    </div>
  )
}
