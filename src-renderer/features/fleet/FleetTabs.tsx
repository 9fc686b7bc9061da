/** The parts of the fleet: the day's plan, whom to tell, breakdowns, the vehicles themselves. */
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import { Tabs } from '../../components/Tabs'

const first = { offset: 0, limit: 1 }

export const FleetTabs = () => {
  const { t } = useTranslation('fleet')
  const broken = useRead('fleet.breakdowns', { ...first, all: false }).value?.total ?? 0
  const untold = useRead('fleet.untold', first).value?.total ?? 0
  const requests = useRead('fleet.requests', { ...first, open: true }).value?.total ?? 0
  const counted = (name: 'breakdowns' | 'notices', count: number): string =>
    count > 0 ? t(`tabs.${name}Open`, { count }) : t(`tabs.${name}`)
  return (
    <Tabs
      label={t('title')}
      tabs={[
        { to: '/fleet', label: t('tabs.plan') },
        { to: '/fleet/notices', label: counted('notices', untold + requests) },
        { to: '/fleet/breakdowns', label: counted('breakdowns', broken) },
        { to: '/fleet/vehicles', label: t('tabs.vehicles') },
      ]}
    />
  )
}
