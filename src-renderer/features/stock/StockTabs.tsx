/** The parts of the stock: what stands, what is below, safety stock to be agreed, stocktakes. */
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import { Tabs } from '../../components/Tabs'

export const StockTabs = () => {
  const { t } = useTranslation('stock')
  const unseen = useRead('stock.alerts', { offset: 0, limit: 1 }).value?.unseen ?? 0
  return (
    <Tabs
      label={t('title')}
      tabs={[
        { to: '/stock', label: t('tabs.stock') },
        { to: '/stock/alerts', label: unseen > 0 ? t('tabs.alertsUnseen', { count: unseen }) : t('tabs.alerts') },
        { to: '/stock/safety', label: t('tabs.safety') },
        { to: '/stock/counts', label: t('tabs.counts') },
        { to: '/stock/tools', label: t('tabs.tools') },
        { to: '/stock/reservations', label: t('tabs.reservations') },
      ]}
    />
  )
}
