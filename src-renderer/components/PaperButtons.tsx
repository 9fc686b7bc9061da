/** Print, and save as PDF. */
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconFileTypePdf, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../app/bridge'
import type { InputOf } from '../app/bridge'
import { useRefusalText } from './refusalText'

type Asked = InputOf<'paper.save'>

export const PaperButtons = ({ document, sheet = 'A4' }: { document: Asked['document']; sheet?: Asked['sheet'] }) => {
  const { t } = useTranslation('paper')
  const textOf = useRefusalText()
  const [busy, setBusy] = useState<'print' | 'save' | null>(null)
  /** The whole customer register on paper is the last backup there is; the desk says how old it is. */
  const note = async (): Promise<void> => {
    const whole = document.kind === 'callList' ? document.standing === null : document.kind === 'customerRegister'
    if (whole && 'area' in document && document.area === '') await ask('backups.noteRegisterPrinted', {})
  }
  const print = async (): Promise<void> => {
    setBusy('print')
    const outcome = await ask('paper.print', { document, sheet })
    setBusy(null)
    if (!outcome.ok) notifications.show({ color: 'red', message: textOf(outcome) })
    else if (outcome.value.printed) await note()
  }
  const save = async (): Promise<void> => {
    setBusy('save')
    const outcome = await ask('paper.save', { document, sheet })
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
