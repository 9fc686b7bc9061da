/** Gives a whole list out as a file that spreadsheets open and that imports back. */
import { notifications } from '@mantine/notifications'
import { useTranslation } from 'react-i18next'
import { ask, useJob } from '../app/bridge'
import type { InputOf } from '../app/bridge'
import { useRefusalText } from './refusalText'

export type ListKind = InputOf<'lists.export'>['kind']

export const useExport = () => {
  const { t, i18n } = useTranslation('lists')
  const textOf = useRefusalText()
  const job = useJob('lists.export')
  const run = async (kind: ListKind, format: 'csv' | 'xlsx'): Promise<void> => {
    const outcome = await job.run({ kind, format, language: i18n.language === 'en' ? 'en' : 'zh' })
    const saved = outcome.ok
      ? await ask('system.saveFile', {
          suggestedName: outcome.value.name,
          bytes: new Uint8Array(outcome.value.content),
        })
      : outcome
    if (!saved.ok) notifications.show({ color: 'red', message: textOf(saved) })
    else if (saved.value) notifications.show({ message: t('exported', { path: saved.value.path }) })
  }
  return { run, running: job.running }
}
