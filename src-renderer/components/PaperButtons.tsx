/** Print, and save as PDF. */
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconFileTypePdf, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../app/bridge'
import type { InputOf } from '../app/bridge'
import { useRefusalText } from './refusalText'

export const PaperButtons = ({ document }: { document: InputOf<'paper.save'>['document'] }) => {
  const { t } = useTranslation('paper')
  const textOf = useRefusalText()
  const [busy, setBusy] = useState<'print' | 'save' | null>(null)
  /** The whole customer register on paper is the last backup there is; the desk says how old it is. */
  const note = async (): Promise<void> => {
    if (document.kind === 'callList' && document.area === '' && document.standing === null)
      await ask('backups.noteRegisterPrinted', {})
  }
  const print = async (): Promise<void> => {
    setBusy('print')
    const outcome = await ask('paper.print', { document })
    setBusy(null)
    if (!outcome.ok) notifications.show({ color: 'red', message: textOf(outcome) })
    else if (outcome.value.printed) await note()
  }
  const save = async (): Promise<void> => {
    setBusy('save')
    const outcome = await ask('paper.save', { document })
    setBusy(null)
    if (!outcome.ok) notifications.show({ color: 'red', message: textOf(outcome) })
    else if (outcome.value) {
      await note()
      notifications.show({ message: t('saved', { path: outcome.value.path, count: outcome.value.pages }) })
    }
  }
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFileTypePdf size={16} />}
        loading={busy === 'save'}
        onClick={() => void save()}
      >
        {t('save')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconPrinter size={16} />}
        loading={busy === 'print'}
        onClick={() => void print()}
      >
        {t('print')}
      </Button>
    </>
  )
}
