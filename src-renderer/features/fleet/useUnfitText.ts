/** Why a vehicle cannot take a load over, in words. */
import { useTranslation } from 'react-i18next'
import type { Candidate, Vehicle } from '../../../src-main/features/fleet/contract'

export const useUnfitText = () => {
  const { t } = useTranslation('fleet')
  return ({ maintenanceOverdue }: Vehicle, unfit: NonNullable<Candidate['unfit']>): string => {
    if (unfit !== 'maintenanceOverdue' || maintenanceOverdue === null) return t(`unfit.${unfit}`)
    const { days, kilometres } = maintenanceOverdue
    if (days !== null) return t('overdueDays', { count: days })
    return t('overdueKilometres', { count: kilometres ?? 0 })
  }
}
