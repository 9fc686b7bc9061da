/** The parts of the weather watch. */
import { useTranslation } from 'react-i18next'
import { Tabs } from '../../components/Tabs'

export const WeatherTabs = () => {
  const { t } = useTranslation('weather')
  return (
    <Tabs
      label={t('title')}
      tabs={[
        { to: '/weather', label: t('tabs.now') },
        { to: '/weather/service', label: t('tabs.service') },
        { to: '/weather/bulletins', label: t('tabs.bulletins') },
        { to: '/weather/checks', label: t('tabs.checks') },
        { to: '/weather/settings', label: t('tabs.settings') },
      ]}
    />
  )
}
