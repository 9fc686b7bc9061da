/** The evidence pack of a need: coordination, every tier with who was asked and when, reviews, amendments, what was taken (B2.1). */
import { useTranslation } from 'react-i18next'
import { tiers } from '../../../src-main/features/sourcing/contract'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useMoney } from '../../components/useMoney'
import { useQuantity } from '../../components/useQuantity'
import { FactTable } from './FactTable'
import { Signatures } from './Signatures'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'

export const SourcingSheet = ({ id, onReady }: { id: string } & SheetProps) => {
  const { t } = useTranslation('paper')
  const { t: sourcing } = useTranslation('sourcing')
  const { day, fullMoment } = useMoments()
  const money = useMoney()
  const quantity = useQuantity()
  const read = useRead('sourcing.entry', { id })
  const office = useRead('office.entry', {}).value
  const need = read.value
  useReady(read.refusal ? 'failed' : need && office ? 'ready' : 'waiting', onReady)
  if (!need || !office) return null
  const { unit } = need
  const facts = [
    [t('stock.product'), `${need.code} ${need.product}`],
    [
      t('purchase.quantity'),
      sourcing('coveredOf', { covered: quantity(need.covered), total: quantity(need.quantity), unit }),
    ],
    [sourcing('neededOn'), day(need.neededOn)],
    [sourcing('customer'), [need.customer, need.contract].filter(Boolean).join(' · ')],
    [sourcing('reason'), `${need.reason} · ${need.createdBy} · ${fullMoment(need.createdAt)}`],
    [
      sourcing('coordination'),
      need.coordinatedAt === null
        ? t('sourcing.notCoordinated')
        : sourcing('coordinationIs', {
            text: need.coordination,
            name: need.agreedBy,
            when: fullMoment(need.coordinatedAt),
          }),
    ],
    [sourcing('stateTitle'), [sourcing(`state.${need.state}`), need.closeReason].filter(Boolean).join(' · ')],
  ] as const
  return (
    <>
      <h1>{t('sourcing.title', { number: need.number })}</h1>
      <p>{office.name}</p>
      <FactTable facts={facts} />
      {tiers.map(tier => {
        const asked = need.inquiries.filter(inquiry => inquiry.tier === tier)
        const end = need.exhausted.find(({ tier: known }) => known === tier)
        const reached = need.openTier === null || tier <= need.openTier
        return (
          <section key={tier}>
            <h2>
              {tier}. {sourcing(`tier.${tier}`)}
            </h2>
            {reached ? null : <p>{t('sourcing.notReached')}</p>}
            {asked.length === 0 ? null : (
              <table>
                <thead>
                  <tr>
                    <th style={{ width: '22%' }}>{t('sourcing.when')}</th>
                    <th style={{ width: '28%' }}>{t('sourcing.whom')}</th>
                    <th>{t('sourcing.answer')}</th>
                    <th className="figure">{t('sourcing.taken')}</th>
                  </tr>
                </thead>
                <tbody>
                  {asked.map(inquiry => (
                    <tr key={inquiry.id}>
                      <td>
                        {fullMoment(inquiry.at)}
                        <div className="small">{inquiry.byName}</div>
                      </td>
                      <td>{[inquiry.supplier || inquiry.warehouse, inquiry.whom].filter(Boolean).join(' · ')}</td>
                      <td>
                        {[
                          inquiry.productId === need.productId ? '' : inquiry.product,
                          inquiry.answer === 'no'
                            ? sourcing('answeredNo')
                            : sourcing('answeredYes', { quantity: quantity(inquiry.quantity), unit }),
                          inquiry.priceFen === null ? '' : money(inquiry.priceFen),
                          inquiry.availableOn === null ? '' : day(inquiry.availableOn),
                          inquiry.note,
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                      </td>
                      <td className="figure">{inquiry.used === 0 ? '' : `${quantity(inquiry.used)} ${unit}`}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
            {end ? (
              <p>{sourcing('exhausted', { reason: end.reason, name: end.byName, when: fullMoment(end.at) })}</p>
            ) : null}
          </section>
        )
      })}
      {need.reviews.length === 0 ? null : <h2>{t('sourcing.reviews')}</h2>}
      {need.reviews.map(review => (
        <p key={review.id}>
          {sourcing(review.passed ? 'reviewPassed' : 'reviewRefused', {
            product: review.product,
            when: fullMoment(review.at),
          })}{' '}
          {review.opinions.map(said => sourcing('opinionIs', said)).join(sourcing('separator'))}
        </p>
      ))}
      {need.amendments.length === 0 ? null : <h2>{t('sourcing.amendments')}</h2>}
      {need.amendments.map(amendment => (
        <p key={amendment.id}>
          {sourcing('amended', {
            product: amendment.product,
            document: amendment.document,
            when: fullMoment(amendment.at),
          })}{' '}
          {amendment.note}
        </p>
      ))}
      <Signatures names={[t('sourcing.handledBy'), t('stock.checkedBy')]} />
    </>
  )
}
