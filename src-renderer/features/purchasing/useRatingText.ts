/** How a supplier delivered, in words: from the purchases, never typed. */
import { useTranslation } from 'react-i18next'
import type { Rating } from '../../../src-main/features/suppliers/contract'

const percent = (part: number, whole: number): number => Math.round((part / whole) * 100)

export const useRatingText = () => {
  const { t } = useTranslation('suppliers')
  return ({ delivered, onTime, inspected, passed }: Rating): string =>
    delivered === 0
      ? t('unrated')
      : [
          t('onTime', { count: delivered, percent: percent(onTime, delivered) }),
          inspected === 0 ? '' : t('passed', { percent: percent(passed, inspected) }),
        ]
          .filter(Boolean)
          .join(' · ')
}
