/** Brings the lists of a screen in, and gives them out. */
import { Button, Menu } from '@mantine/core'
import { IconTable } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useExport } from './useExport'
import type { ListKind } from './useExport'

type Props = { kinds: readonly ListKind[]; writes: boolean }

export const ListMenu = ({ kinds, writes }: Props) => {
  const { t } = useTranslation('lists')
  const go = useNavigate()
  const { run, running } = useExport()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconTable size={16} />} loading={running}>
          {t('tables')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map(kind => (
          <div key={kind}>
            <Menu.Label>{t(`kinds.${kind}`)}</Menu.Label>
            {writes ? (
              <Menu.Item onClick={() => void go({ to: '/import', search: { kind } })}>{t('import')}</Menu.Item>
            ) : null}
            <Menu.Item onClick={() => void run(kind, 'xlsx')}>{t('asXlsx')}</Menu.Item>
            <Menu.Item onClick={() => void run(kind, 'csv')}>{t('asCsv')}</Menu.Item>
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
