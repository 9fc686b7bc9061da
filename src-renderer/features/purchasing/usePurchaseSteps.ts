/** What can be done with a purchase now, the next step first. */
import { useTranslation } from 'react-i18next'
import type { Role } from '../../../src-main/contract/call'
import { may } from '../../../src-main/features/access/rules'
import { plusDays } from '../../../src-main/features/stock/outlook.rules'
import { ask, useRead } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { useMoney } from '../../components/useMoney'

export type PurchaseEntry = OutputOf<'purchasing.entry'>
type Step = { label: string; primary: boolean; run: () => void }

export const usePurchaseSteps = (entry: PurchaseEntry, role: Role): Step[] => {
  const { t } = useTranslation('purchasing')
  const { dayOf, now } = useMoments()
  const money = useMoney()
  const product = useRead('products.entry', { id: entry.productId }).value
  const { id, version, state, unit, received, passed, failed, quantity } = entry
  const step = { id, version }
  const awaiting = received - passed - failed

  const approve = (): void => {
    openAction(t('approve'), {
      form: `purchasing.approve.${id}`,
      fields: [
        {
          name: 'quote',
          label: t('whichQuote'),
          kind: 'choice',
          required: true,
          choices: entry.quotes.map(quote => ({
            value: quote.id,
            label: `${quote.supplier} · ${money(quote.priceFen)} · ${t('leadIs', { count: quote.leadDays })}`,
          })),
        },
        { name: 'document', label: t('document'), kind: 'text', most: 60, required: true },
        { name: 'reason', label: t('notLowest'), kind: 'text' },
      ],
      action: t('approve'),
      run: filled =>
        ask('purchasing.approve', {
          ...step,
          quoteId: filled.chosen('quote'),
          document: filled.text('document'),
          reason: filled.text('reason'),
        }),
    })
  }
  const order = (): void => {
    openAction(t('order'), {
      form: `purchasing.order.${id}`,
      fields: [
        {
          name: 'dueOn',
          label: t('dueOn'),
          kind: 'day',
          required: true,
          start: plusDays(dayOf(now()), entry.leadDays ?? 0),
        },
      ],
      action: t('order'),
      run: filled => ask('purchasing.order', { ...step, dueOn: filled.day('dueOn') }),
    })
  }
  const changeDue = (): void => {
    openAction(t('changeDue'), {
      form: `purchasing.changeDue.${id}`,
      fields: [
        { name: 'dueOn', label: t('dueOn'), kind: 'day', required: true, start: entry.dueOn },
        { name: 'reason', label: t('reason'), kind: 'text', required: true },
      ],
      action: t('changeDue'),
      run: filled =>
        ask('purchasing.changeDue', { ...step, dueOn: filled.day('dueOn'), reason: filled.text('reason') }),
    })
  }
  const receive = (): void => {
    openAction(t('receive'), {
      form: `purchasing.receive.${id}`,
      fields: [
        {
          name: 'quantity',
          label: t('quantity'),
          kind: 'quantity',
          unit,
          required: true,
          start: Math.max(0, quantity - received) / 1000,
        },
        { name: 'reference', label: t('deliveryNote'), kind: 'text', most: 80 },
        { name: 'complete', label: t('complete'), hint: t('completeHint'), kind: 'yes' },
      ],
      action: t('receive'),
      run: filled =>
        ask('purchasing.receive', {
          ...step,
          quantity: filled.number('quantity'),
          reference: filled.text('reference'),
          complete: filled.yes('complete'),
        }),
    })
  }
  const inspect = (): void => {
    openAction(t('inspect'), {
      form: `purchasing.inspect.${id}`,
      fields: [
        { name: 'passed', label: t('passed'), kind: 'quantity', unit, start: awaiting / 1000 },
        { name: 'failed', label: t('failed'), kind: 'quantity', unit },
        { name: 'note', label: t('note'), kind: 'text' },
      ],
      action: t('inspect'),
      run: filled =>
        ask('purchasing.inspect', {
          ...step,
          passed: filled.number('passed'),
          failed: filled.number('failed'),
          note: filled.text('note'),
        }),
    })
  }
  const putAway = (): void => {
    openAction(t('putAway'), {
      form: `purchasing.putAway.${id}`,
      fields: [{ name: 'place', label: t('place'), kind: 'text', most: 40, required: true }],
      action: t('putAway'),
      run: filled => ask('purchasing.putAway', { ...step, place: filled.text('place') }),
    })
  }
  const cancel = (): void => {
    openAction(t('cancelIt'), {
      form: `purchasing.cancel.${id}`,
      fields: [{ name: 'reason', label: t('reason'), kind: 'text', required: true }],
      action: t('cancelIt'),
      danger: true,
      run: filled => ask('purchasing.cancel', { ...step, reason: filled.text('reason') }),
    })
  }

  const possible: (Step & { when: boolean })[] = [
    {
      when: may(role, 'manager') && state === 'requested' && entry.quotes.length > 0,
      label: t('approve'),
      primary: true,
      run: approve,
    },
    { when: may(role, 'clerk') && state === 'approved', label: t('order'), primary: true, run: order },
    { when: may(role, 'keeper') && state === 'ordered', label: t('receive'), primary: awaiting === 0, run: receive },
    {
      when:
        may(role, 'keeper') &&
        (state === 'ordered' || state === 'received') &&
        awaiting > 0 &&
        product?.inspected === true,
      label: t('inspect'),
      primary: true,
      run: inspect,
    },
    {
      when: may(role, 'keeper') && state === 'received' && awaiting === 0,
      label: t('putAway'),
      primary: true,
      run: putAway,
    },
    { when: may(role, 'clerk') && state === 'ordered', label: t('changeDue'), primary: false, run: changeDue },
    {
      when:
        may(role, 'clerk') && received === 0 && (state === 'requested' || state === 'approved' || state === 'ordered'),
      label: t('cancelIt'),
      primary: false,
      run: cancel,
    },
  ]
  return possible.filter(({ when }) => when)
}
