/** Opens the form that records a visit, of a customer that is known or is chosen in it. */
import { useTranslation } from 'react-i18next'
import { ways } from '../../../src-main/features/visits/contract'
import { ask, useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'

export const useRecordVisit = () => {
  const { t } = useTranslation('visits')
  const { now, dayOf } = useMoments()
  const person = useRead('access.state', {}).value?.person?.name ?? ''
  return (customer: { id: string; name: string } | null): void => {
    openAction(customer ? customer.name : t('record'), {
      form: `visits.record.${customer?.id ?? 'any'}`,
      fields: [
        ...(customer
          ? []
          : [
              {
                name: 'customer',
                label: t('customer'),
                kind: 'entity' as const,
                register: 'customer' as const,
                required: true,
              },
            ]),
        {
          name: 'way',
          label: t('way'),
          kind: 'choice',
          required: true,
          start: 'phone',
          choices: ways.map(value => ({ value, label: t(`ways.${value}`) })),
        },
        { name: 'onDay', label: t('onDay'), kind: 'day', required: true, start: dayOf(now()) },
        { name: 'visitor', label: t('visitor'), kind: 'text', most: 60, required: true, start: person },
        { name: 'spokenTo', label: t('spokenTo'), kind: 'text', most: 60 },
        { name: 'result', label: t('result'), kind: 'long', most: 1000, required: true },
        {
          name: 'satisfied',
          label: t('satisfied'),
          kind: 'choice',
          start: 'unknown',
          choices: (['yes', 'no', 'unknown'] as const).map(value => ({ value, label: t(`satisfaction.${value}`) })),
        },
        { name: 'nextOn', label: t('nextOn'), kind: 'day' },
      ],
      action: t('record'),
      run: filled => {
        const satisfied = filled.chosen('satisfied')
        return ask('visits.record', {
          customerId: customer?.id ?? filled.chosen('customer'),
          way: ways.find(value => value === filled.chosen('way')) ?? 'phone',
          onDay: filled.day('onDay'),
          visitor: filled.text('visitor'),
          spokenTo: filled.text('spokenTo'),
          result: filled.text('result'),
          satisfied: satisfied === 'yes' ? true : satisfied === 'no' ? false : null,
          nextOn: filled.dayOrNull('nextOn'),
        })
      },
    })
  }
}
