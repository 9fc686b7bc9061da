/** Gives a whole list out as a file that spreadsheets open and that imports back. */
import { Button, Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ask, useJob } from '../app/bridge'
import { useRefusalText } from './refusalText'

type Props = { kind: 'customers' | 'staff' }

export const ExportMenu = ({ kind }: Props) => {
  const { t, i18n } = useTranslation('lists')
  const textOf = useRefusalText()
  const job = useJob('lists.export')
  const run = async (format: 'csv' | 'xlsx'): Promise<void> => {
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
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} />} loading={job.running}>
          {t('export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void run('xlsx')}>{t('asXlsx')}</Menu.Item>
        <Menu.Item onClick={() => void run('csv')}>{t('asCsv')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
