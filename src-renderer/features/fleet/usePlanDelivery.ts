/** Plans a delivery: for whom, what, how heavy, when. */
import { useTranslation } from 'react-i18next'
import { ask } from '../../app/bridge'
import { openAction } from '../../components/ActionForm'

export const usePlanDelivery = () => {
  const { t } = useTranslation('fleet')
  return (): void => {
    openAction(t('plan'), {
      form: 'fleet.plan',
      fields: [
        { name: 'customer', label: t('customer'), kind: 'entity', register: 'customer', required: true },
        { name: 'load', label: t('load'), kind: 'text', required: true },
        { name: 'weight', label: t('weight'), kind: 'count', suffix: 'kg', most: 100_000, required: true },
        { name: 'promisedAt', label: t('promisedAt'), kind: 'moment', required: true },
        { name: 'vehicle', label: t('vehicle'), kind: 'entity', register: 'vehicle' },
        { name: 'place', label: t('place'), kind: 'text', most: 200 },
        { name: 'note', label: t('note'), kind: 'text' },
      ],
      action: t('plan'),
      run: filled =>
        ask('fleet.plan', {
          customerId: filled.chosen('customer'),
          load: filled.text('load'),
          weightKg: filled.number('weight'),
          promisedAt: filled.instantOrNull('promisedAt') ?? '',
          vehicleId: filled.chosenOrNull('vehicle'),
          place: filled.text('place'),
          note: filled.text('note'),
        }),
    })
  }
}
