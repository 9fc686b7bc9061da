/** The views of incidents, and what belongs to them. */
import { useTranslation } from 'react-i18next'
import { Tabs } from '../../components/Tabs'

export const IncidentTabs = () => {
  const { t } = useTranslation('incidents')
  return (
    <Tabs
      label={t('title')}
      tabs={[
        { to: '/incidents', label: t('tabs.board') },
        { to: '/incidents/list', label: t('tabs.list') },
        { to: '/incidents/calendar', label: t('tabs.calendar') },
        { to: '/incidents/callouts', label: t('tabs.callouts') },
        { to: '/incidents/figures', label: t('tabs.figures') },
        { to: '/incidents/coverage', label: t('tabs.coverage') },
      ]}
    />
  )
}
