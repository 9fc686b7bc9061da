/** The parts of duty. */
import { useTranslation } from 'react-i18next'
import { Tabs } from '../../components/Tabs'

export const DutyTabs = () => {
  const { t } = useTranslation('duty')
  return (
    <Tabs
      label={t('title')}
      tabs={[
        { to: '/duty', label: t('tabs.roster') },
        { to: '/duty/handovers', label: t('tabs.handovers') },
        { to: '/duty/calls', label: t('tabs.calls') },
        { to: '/duty/swaps', label: t('tabs.swaps') },
        { to: '/duty/shortage', label: t('tabs.shortage') },
        { to: '/duty/skills', label: t('tabs.skills') },
        { to: '/duty/overtime', label: t('tabs.overtime') },
      ]}
    />
  )
}
