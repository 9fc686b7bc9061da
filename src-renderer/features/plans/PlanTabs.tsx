/** Plans, who is trained on them, and the manual that incidents write. */
import { useTranslation } from 'react-i18next'
import { Tabs } from '../../components/Tabs'

export const PlanTabs = () => {
  const { t } = useTranslation('plans')
  const { t: training } = useTranslation('training')
  return (
    <Tabs
      label={t('title')}
      tabs={[
        { to: '/plans', label: t('tabs.plans') },
        { to: '/plans/training', label: t('tabs.training') },
        { to: '/plans/matrix', label: training('matrix') },
        { to: '/plans/manual', label: t('tabs.manual') },
      ]}
    />
  )
}
