/** The list to bring in: a file, or cells pasted from a spreadsheet. */
import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Reading } from '../../../src-main/features/lists/contract'
import { ask, useJob } from '../../app/bridge'
import { JobProgress } from '../../components/JobProgress'
import { RefusalAlert } from '../../components/RefusalAlert'
import type { RefusalLike } from '../../components/refusalText'

export const ChooseList = ({ onRead }: { onRead: (reading: Reading) => void }) => {
  const { t } = useTranslation('lists')
  const read = useJob('lists.read')
  const [refusal, setRefusal] = useState<RefusalLike | null>(null)
  const [pasted, setPasted] = useState('')
  const run = async (name: string, content: Uint8Array<ArrayBuffer>): Promise<void> => {
    const outcome = await read.run({ name, content })
    if (outcome.ok) onRead(outcome.value)
  }
  const choose = async (): Promise<void> => {
    const chosen = await ask('system.openFile', { kind: 'list' })
    setRefusal(chosen.ok ? null : chosen)
    if (chosen.ok && chosen.value) await run(chosen.value.name, chosen.value.bytes)
  }
  return (
    <Stack gap="sm" maw={760}>
      <RefusalAlert refusal={refusal ?? read.refusal} />
      <Text c="dimmed">{t('chooseLead')}</Text>
      <Group>
        <Button leftSection={<IconFileImport size={16} />} loading={read.running} onClick={() => void choose()}>
          {t('chooseFile')}
        </Button>
      </Group>
      <form
        onSubmit={event => {
          event.preventDefault()
          void run(t('pastedName'), new TextEncoder().encode(pasted))
        }}
      >
        <Stack gap="xs">
          <Textarea
            label={t('paste')}
            description={t('pasteHint')}
            minRows={4}
            maxRows={8}
            autosize
            value={pasted}
            onChange={event => {
              setPasted(event.currentTarget.value)
            }}
          />
          <Group>
            <Button type="submit" variant="default" disabled={pasted.trim() === ''} loading={read.running}>
              {t('readPasted')}
            </Button>
          </Group>
        </Stack>
      </form>
      {read.running && read.progress ? (
        <JobProgress fraction={read.progress.fraction} doing={t('step.reading')} onCancel={read.cancel} />
      ) : null}
      <Alert color="gray">{t('nothingYet')}</Alert>
    </Stack>
  )
}
