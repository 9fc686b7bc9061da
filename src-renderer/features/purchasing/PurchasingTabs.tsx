/** The parts of buying: purchases, needs that go through the tiers, early deliveries, and whom the office buys from. */
import { useTranslation } from 'react-i18next'
import { Tabs } from '../../components/Tabs'

export const PurchasingTabs = () => {
  const { t } = useTranslation('purchasing')
  return (
    <Tabs
      label={t('title')}
      tabs={[
        { to: '/purchasing', label: t('tabs.purchases') },
        { to: '/purchasing/sourcing', label: t('tabs.sourcing') },
        { to: '/purchasing/early', label: t('tabs.early') },
        { to: '/purchasing/suppliers', label: t('tabs.suppliers') },
      ]}
    />
  )
}
