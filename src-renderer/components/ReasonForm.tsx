/** Asks for the reason of something final before it is done. */
import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RefusalAlert } from './RefusalAlert'
import type { RefusalLike } from './refusalText'

type Props = {
  lead: string
  action: string
  run: (reason: string) => Promise<{ ok: true } | ({ ok: false } & RefusalLike)>
  onDone: () => void
}

export const ReasonForm = ({ lead, action, run, onDone }: Props) => {
  const { t } = useTranslation('core')
  const [reason, setReason] = useState('')
  const [running, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<RefusalLike | null>(null)
  const submit = async (): Promise<void> => {
    setRunning(true)
    const outcome = await run(reason)
    setRunning(false)
    if (outcome.ok) onDone()
    else setRefusal(outcome)
  }
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack>
        <Text>{lead}</Text>
        <RefusalAlert refusal={refusal} />
        <TextInput
          label={t('reason')}
          required
          value={reason}
          onChange={event => {
            setReason(event.currentTarget.value)
          }}
        />
        <Group justify="flex-end">
          <Button type="submit" color="red" loading={running} disabled={reason.trim() === ''}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
