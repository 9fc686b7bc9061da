/** Gives one list out, as the person's spreadsheet likes it. */
import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useExport } from './useExport'
import type { ListKind } from './useExport'

export const ExportMenu = ({ kind }: { kind: ListKind }) => {
  const { t } = useTranslation('lists')
  const { run, running } = useExport()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} />} loading={running}>
          {t('export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void run(kind, 'xlsx')}>{t('asXlsx')}</Menu.Item>
        <Menu.Item onClick={() => void run(kind, 'csv')}>{t('asCsv')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
