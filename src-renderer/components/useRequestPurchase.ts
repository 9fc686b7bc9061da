/** Requests a purchase, from the purchases or from what is short. */
import { useTranslation } from 'react-i18next'
import { ask } from '../app/bridge'
import { openAction } from './ActionForm'

type Wanted = { productId: string; label: string; unit: string; quantity: number }

export const useRequestPurchase = () => {
  const { t } = useTranslation('purchasing')
  return (wanted: Wanted | null, onMade: (id: string) => void): void => {
    openAction(t('request'), {
      form: `purchasing.request.${wanted?.productId ?? 'new'}`,
      fields: [
        {
          name: 'product',
          label: t('product'),
          kind: 'entity',
          register: 'product',
          required: true,
          ...(wanted ? { start: wanted.productId, chosen: wanted.label } : {}),
        },
        {
          name: 'quantity',
          label: t('quantity'),
          kind: 'quantity',
          unit: wanted?.unit ?? '',
          required: true,
          ...(wanted ? { start: wanted.quantity / 1000 } : {}),
        },
        { name: 'neededOn', label: t('neededOn'), kind: 'day', required: true },
        { name: 'warehouse', label: t('deliverTo'), kind: 'entity', register: 'warehouse', required: true },
        { name: 'reason', label: t('reason'), kind: 'text', required: true },
      ],
      action: t('request'),
      run: async filled => {
        const made = await ask('purchasing.request', {
          productId: filled.chosen('product'),
          warehouseId: filled.chosen('warehouse'),
          quantity: filled.number('quantity'),
          neededOn: filled.day('neededOn'),
          reason: filled.text('reason'),
        })
        if (made.ok) onMade(made.value.id)
        return made
      },
    })
  }
}
