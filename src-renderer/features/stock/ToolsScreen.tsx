/** Keepers of the warehouses, tools with who has them, and kits for emergencies with what is wanting (A4.2). */
import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import { Page } from '../../components/Page'
import { Keepers } from './Keepers'
import { Kits } from './Kits'
import { StockTabs } from './StockTabs'
import { Tools } from './Tools'

const parts = ['kits', 'tools', 'keepers'] as const

export const ToolsScreen = () => {
  const { t } = useTranslation('tools')
  const { t: stock } = useTranslation('stock')
  const [part, setPart] = useState<(typeof parts)[number]>('kits')
  const role = useRead('access.state', {}).value?.person?.role ?? 'auditor'
  return (
    <Page title={stock('title')}>
      <StockTabs />
      <SegmentedControl
        w="fit-content"
        aria-label={t('title')}
        value={part}
        data={parts.map(value => ({ value, label: t(`part.${value}`) }))}
        onChange={value => {
          setPart(parts.find(known => known === value) ?? 'kits')
        }}
      />
      {part === 'kits' ? <Kits role={role} /> : part === 'tools' ? <Tools role={role} /> : <Keepers role={role} />}
    </Page>
  )
}
