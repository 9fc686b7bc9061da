/** The parts of the visits. */
import { useTranslation } from 'react-i18next'
import { Tabs } from '../../components/Tabs'

export const VisitTabs = () => {
  const { t } = useTranslation('visits')
  return (
    <Tabs
      label={t('title')}
      tabs={[
        { to: '/visits', label: t('tabs.due') },
        { to: '/visits/made', label: t('tabs.made') },
        { to: '/visits/upkeep', label: t('tabs.upkeep') },
      ]}
    />
  )
}
