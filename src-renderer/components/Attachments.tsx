/** The attachments of an entry: add, save elsewhere, remove. Knows no feature but the files themselves. */
import { ActionIcon, Anchor, Button, Group, Stack, Text, Title } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconPaperclip, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, useRead, useWrite } from '../app/bridge'
import type { InputOf } from '../app/bridge'
import { useMoments } from '../app/moments'
import { RefusalAlert } from './RefusalAlert'
import type { RefusalLike } from './refusalText'
import { useFileSize } from './useFileSize'

type Props = { ownerKind: InputOf<'files.list'>['ownerKind']; ownerId: string; writes: boolean }

export const Attachments = ({ ownerKind, ownerId, writes }: Props) => {
  const { t } = useTranslation('files')
  const { t: core } = useTranslation('core')
  const { moment } = useMoments()
  const sizeOf = useFileSize()
  const files = useRead('files.list', { ownerKind, ownerId })
  const add = useWrite('files.add')
  const remove = useWrite('files.remove')
  const [refusal, setRefusal] = useState<RefusalLike | null>(null)

  const choose = async (): Promise<void> => {
    const chosen = await ask('system.openFile', { kind: 'attachment' })
    setRefusal(chosen.ok ? null : chosen)
    if (!chosen.ok || !chosen.value) return
    await add.run({ ownerKind, ownerId, name: chosen.value.name.slice(-200), content: chosen.value.bytes })
  }
  const save = async (id: string): Promise<void> => {
    const file = await ask('files.content', { id })
    setRefusal(file.ok ? null : file)
    if (!file.ok) return
    const { name, content } = file.value
    const saved = await ask('system.saveFile', { suggestedName: name, bytes: new Uint8Array(content) })
    setRefusal(saved.ok ? null : saved)
  }
  const askRemove = (id: string, name: string): void => {
    modals.openConfirmModal({
      title: t('removeTitle'),
      children: <Text>{t('removeWhat', { name })}</Text>,
      labels: { confirm: core('remove'), cancel: core('cancel') },
      confirmProps: { color: 'red' },
      onConfirm: () => void remove.run({ id }),
    })
  }
  return (
    <div>
      <Group justify="space-between">
        <Title order={3}>{t('title')}</Title>
        {writes ? (
          <Button
            variant="subtle"
            size="xs"
            leftSection={<IconPlus size={14} />}
            loading={add.running}
            onClick={() => void choose()}
          >
            {t('add')}
          </Button>
        ) : null}
      </Group>
      <RefusalAlert refusal={refusal ?? add.refusal ?? remove.refusal ?? files.refusal} />
      <Stack gap={2}>
        {files.value?.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('none')}
          </Text>
        ) : null}
        {files.value?.map(file => (
          <Group key={file.id} gap="xs" wrap="nowrap">
            <IconPaperclip size={16} stroke={1.6} aria-hidden />
            <Anchor component="button" type="button" size="sm" title={t('save')} onClick={() => void save(file.id)}>
              {file.name}
            </Anchor>
            <Text size="xs" c="dimmed" flex={1}>
              {sizeOf(file.bytes)} · {moment(file.createdAt)}
            </Text>
            {writes ? (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`${core('remove')} ${file.name}`}
                onClick={() => {
                  askRemove(file.id, file.name)
                }}
              >
                <IconTrash size={16} />
              </ActionIcon>
            ) : null}
          </Group>
        ))}
      </Stack>
    </div>
  )
}
