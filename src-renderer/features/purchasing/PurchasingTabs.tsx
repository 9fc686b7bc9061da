/** The parts of buying: purchases, and whom the office buys from. */
import { useTranslation } from 'react-i18next'
import { Tabs } from '../../components/Tabs'

export const PurchasingTabs = () => {
  const { t } = useTranslation('purchasing')
  return (
    <Tabs
      label={t('title')}
      tabs={[
        { to: '/purchasing', label: t('tabs.purchases') },
        { to: '/purchasing/suppliers', label: t('tabs.suppliers') },
      ]}
    />
  )
}
