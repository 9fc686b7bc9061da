/** One product's card: every line of a period with what stood after it (B1.2). */
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useQuantity } from '../../components/useQuantity'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'

export const StockCardSheet = ({ id, from, to, onReady }: { id: string; from: string; to: string } & SheetProps) => {
  const { t } = useTranslation('paper')
  const { t: stock } = useTranslation('stock')
  const { day, fullMoment } = useMoments()
  const quantity = useQuantity()
  const product = useRead('products.entry', { id })
  const card = useRead('stock.card', { productId: id, from, to })
  const warehouses = useRead('stock.warehouses', {}).value
  const failed = product.refusal ?? card.refusal
  const { value: entry } = product
  const { value: lines } = card
  useReady(failed ? 'failed' : entry && lines && warehouses ? 'ready' : 'waiting', onReady)
  if (failed) return <p>{t('stock.wrongPeriod')}</p>
  if (!entry || !lines || !warehouses) return null
  return (
    <>
      <h1>{t('stock.cardOf', { code: entry.code, name: entry.name })}</h1>
      <p>
        {t('stock.fromTo', { from: day(from), to: day(to) })} · {t('stock.unitIs', { unit: entry.unit })}
      </p>
      <table>
        <colgroup>
          <col style={{ width: '24%' }} />
          <col style={{ width: '14%' }} />
          <col style={{ width: '34%' }} />
          <col style={{ width: '14%' }} />
          <col style={{ width: '14%' }} />
        </colgroup>
        <thead>
          <tr>
            <th>{stock('happenedAt')}</th>
            <th>{stock('action')}</th>
            <th>{t('stock.note')}</th>
            <th className="figure">{stock('quantity')}</th>
            <th className="figure">{t('stock.stands')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>{day(from)}</td>
            <td>{t('stock.opening')}</td>
            <td />
            <td />
            <td className="figure">{quantity(lines.opening)}</td>
          </tr>
          {lines.lines.map((line, index) => (
            <tr key={index}>
              <td>{fullMoment(line.effectiveAt)}</td>
              <td>{stock(`kind.${line.kind}`)}</td>
              <td className="small">
                {[
                  warehouses.find(({ id: known }) => known === line.warehouseId)?.name ?? '',
                  line.reference,
                  line.reason,
                  line.byName,
                  line.reversed ? stock('reversed') : '',
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </td>
              <td className="figure">{quantity(line.quantity, true)}</td>
              <td className="figure">{quantity(line.stands)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {lines.cut ? <p>{t('stock.cut')}</p> : null}
    </>
  )
}
