/** The parts of Today. */
import { useTranslation } from 'react-i18next'
import { Tabs } from '../../components/Tabs'

export const TodayTabs = () => {
  const { t } = useTranslation('briefing')
  return (
    <Tabs
      label={t('today')}
      tabs={[
        { to: '/today', label: t('tabs.today') },
        { to: '/today/briefings', label: t('tabs.briefings') },
      ]}
    />
  )
}
