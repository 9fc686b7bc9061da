/** Erases a customer's personal data on request: final, with a reason. */
import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerEntry } from '../../../src-main/features/customers/contract'
import { useWrite } from '../../app/bridge'
import { RefusalAlert } from '../../components/RefusalAlert'

export const EraseForm = ({ entry, onDone }: { entry: CustomerEntry; onDone: () => void }) => {
  const { t } = useTranslation('customers')
  const erase = useWrite('customers.erase')
  const [reason, setReason] = useState('')
  const run = async (): Promise<void> => {
    const outcome = await erase.run({ id: entry.id, version: entry.version, reason })
    if (outcome.ok) onDone()
  }
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void run()
      }}
    >
      <Stack>
        <Text>{t('erase.lead', { name: entry.name })}</Text>
        <RefusalAlert refusal={erase.refusal} />
        <TextInput
          label={t('erase.reason')}
          required
          value={reason}
          onChange={event => {
            setReason(event.currentTarget.value)
          }}
        />
        <Group justify="flex-end">
          <Button type="submit" color="red" loading={erase.running} disabled={reason.trim() === ''}>
            {t('erase.do')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
