/** What can be done with a need: each opens a small form. */
import { useTranslation } from 'react-i18next'
import type { Inquiry, Offer, Tier } from '../../../src-main/features/sourcing/contract'
import { ask, useRead } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { openAction } from '../../components/ActionForm'
import type { Field } from '../../components/ActionForm'
import { useQuantity } from '../../components/useQuantity'

export type NeedEntry = OutputOf<'sourcing.entry'>

export const useNeedActions = (entry: NeedEntry) => {
  const { t } = useTranslation('sourcing')
  const quantity = useQuantity()
  const { id, version, unit, productId } = entry
  const held = useRead('stock.reservations', { productId, offset: 0, limit: 50 }).value?.rows ?? []
  const related = useRead('products.dossier', { id: productId }).value?.related ?? []
  const others = related.map(other => ({ value: other.id, label: `${other.code} ${other.name}` }))
  const left = entry.quantity - entry.covered
  const whom: Field = { name: 'whom', label: t('whom'), kind: 'text', most: 60, required: true }
  const note: Field = { name: 'note', label: t('note'), kind: 'text' }
  const other: Field = { name: 'product', label: t('other'), kind: 'choice', required: true, choices: others }
  return {
    coordinate: (): void => {
      openAction(t('coordinate'), {
        form: `sourcing.coordinate.${id}`,
        lead: t('coordinateHint'),
        fields: [
          { name: 'coordination', label: t('coordination'), kind: 'long', most: 500, required: true },
          { name: 'agreedBy', label: t('agreedBy'), kind: 'text', most: 60, required: true },
          {
            name: 'reservation',
            label: t('releases'),
            kind: 'choice',
            choices: held.map(reservation => ({
              value: reservation.id,
              label: `${reservation.purpose} · ${quantity(reservation.quantity)} ${unit}`,
            })),
          },
        ],
        action: t('coordinate'),
        run: filled =>
          ask('sourcing.coordinate', {
            id,
            version,
            coordination: filled.text('coordination'),
            agreedBy: filled.text('agreedBy'),
            reservationId: filled.chosenOrNull('reservation'),
          }),
      })
    },
    askOwn: (offer: Offer): void => {
      openAction(t('askThere'), {
        form: `sourcing.ask.${id}.${offer.productId}.${offer.warehouseId}`,
        lead: `${offer.product} · ${offer.warehouse}`,
        fields: [
          whom,
          {
            name: 'quantity',
            label: t('offered'),
            kind: 'quantity',
            unit: offer.unit,
            required: true,
            start: Math.min(left, offer.free) / 1000,
          },
          note,
        ],
        action: t('keep'),
        run: filled =>
          ask('sourcing.inquire', {
            id,
            tier: offer.tier,
            productId: offer.productId,
            warehouseId: offer.warehouseId,
            supplierId: null,
            whom: filled.text('whom'),
            answer: 'yes',
            quantity: filled.number('quantity'),
            priceFen: null,
            availableOn: null,
            note: filled.text('note'),
          }),
      })
    },
    askOutside: (tier: Tier): void => {
      openAction(t('askSupplier'), {
        form: `sourcing.ask.${id}.${tier}`,
        lead: t(`tier.${tier}`),
        fields: [
          { name: 'supplier', label: t('supplier'), kind: 'entity', register: 'supplier', required: true },
          whom,
          { name: 'quantity', label: t('offered'), hint: t('offeredHint'), kind: 'quantity', unit },
          { name: 'price', label: t('price'), kind: 'money' },
          { name: 'availableOn', label: t('availableOn'), kind: 'day' },
          note,
        ],
        action: t('keep'),
        run: filled =>
          ask('sourcing.inquire', {
            id,
            tier,
            productId,
            warehouseId: null,
            supplierId: filled.chosen('supplier'),
            whom: filled.text('whom'),
            answer: filled.number('quantity') > 0 ? 'yes' : 'no',
            quantity: filled.number('quantity'),
            priceFen: filled.numberOrNull('price'),
            availableOn: filled.dayOrNull('availableOn'),
            note: filled.text('note'),
          }),
      })
    },
    use: (inquiry: Inquiry): void => {
      openAction(t('use'), {
        form: `sourcing.use.${inquiry.id}`,
        lead: t(inquiry.supplierId === null ? 'useReserves' : 'useOrders'),
        fields: [
          {
            name: 'quantity',
            label: t('quantity'),
            kind: 'quantity',
            unit,
            required: true,
            start: Math.min(left, inquiry.quantity - inquiry.used) / 1000,
          },
        ],
        action: t('use'),
        run: filled => ask('sourcing.use', { id, inquiryId: inquiry.id, quantity: filled.number('quantity') }),
      })
    },
    exhaust: (tier: Tier): void => {
      openAction(t('exhaust'), {
        form: `sourcing.exhaust.${id}.${tier}`,
        lead: t('exhaustWhat', { tier: t(`tier.${tier}`) }),
        fields: [{ name: 'reason', label: t('reason'), kind: 'text', required: true }],
        action: t('exhaust'),
        run: filled => ask('sourcing.exhaust', { id, tier, reason: filled.text('reason') }),
      })
    },
    review: (): void => {
      openAction(t('review'), {
        form: `sourcing.review.${id}`,
        lead: t('reviewHint'),
        fields: [
          other,
          { name: 'opinions', label: t('opinions'), hint: t('opinionsHint'), kind: 'long', most: 4000, required: true },
          { name: 'passed', label: t('passed'), kind: 'yes' },
        ],
        action: t('keep'),
        run: filled =>
          ask('sourcing.review', {
            id,
            productId: filled.chosen('product'),
            opinions: opinionsOf(filled.text('opinions')),
            passed: filled.yes('passed'),
          }),
      })
    },
    amend: (): void => {
      openAction(t('amend'), {
        form: `sourcing.amend.${id}`,
        fields: [other, { name: 'document', label: t('document'), kind: 'text', most: 60, required: true }, note],
        action: t('keep'),
        run: filled =>
          ask('sourcing.amend', {
            id,
            productId: filled.chosen('product'),
            document: filled.text('document'),
            note: filled.text('note'),
          }),
      })
    },
    close: (): void => {
      openAction(t('close'), {
        form: `sourcing.close.${id}`,
        lead: entry.covered < entry.quantity ? t('closeUncovered') : t('closeWhat'),
        fields: [{ name: 'reason', label: t('reason'), kind: 'text', required: true }],
        action: t('close'),
        run: filled => ask('sourcing.close', { id, version, reason: filled.text('reason') }),
      })
    },
  }
}
export type NeedActions = ReturnType<typeof useNeedActions>

/** One opinion a line, whose it is before the first colon; a line without one stands for itself. */
const opinionsOf = (lines: string): { name: string; opinion: string }[] =>
  lines.split('\n').flatMap(line => {
    const text = line.trim()
    if (text === '') return []
    const [, name = '', opinion = ''] = /^([^:：]+)[:：]\s*(.+)$/.exec(text) ?? []
    return [{ name: (name || text).slice(0, 60), opinion: (opinion || text).slice(0, 300) }]
  })
