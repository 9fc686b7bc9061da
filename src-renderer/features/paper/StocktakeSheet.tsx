/** A stocktake: without the ledger's figures while it is counted, with the result once it is posted (B1.2). */
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useQuantity } from '../../components/useQuantity'
import { Signatures } from './Signatures'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'
import { useWhole } from './useWhole'

export const StocktakeSheet = ({ id, onReady }: { id: string } & SheetProps) => {
  const { t } = useTranslation('paper')
  const { t: stock } = useTranslation('stock')
  const { fullMoment } = useMoments()
  const quantity = useQuantity()
  const entry = useRead('stocktakes.entry', { id })
  const rows = useWhole('stocktakes.lines', { id, show: 'all' })
  useReady(entry.refusal || rows === null ? 'failed' : rows && entry.value ? 'ready' : 'waiting', onReady)
  if (!rows || !entry.value) return null
  const { number, warehouse, category, startedAt, startedBy, state } = entry.value
  const posted = state === 'posted'
  return (
    <>
      <h1>{t(posted ? 'stock.countResult' : 'stock.countSheet', { number })}</h1>
      <p>{[warehouse, category, fullMoment(startedAt), startedBy].filter(Boolean).join(' · ')}</p>
      <table>
        <thead>
          <tr>
            <th style={{ width: '11%' }}>{stock('place')}</th>
            <th style={{ width: '13%' }}>{t('stock.code')}</th>
            <th style={{ width: '28%' }}>{t('stock.product')}</th>
            <th className="figure">{t('stock.counted')}</th>
            {posted ? (
              <>
                <th className="figure">{t('stock.book')}</th>
                <th className="figure">{t('stock.variance')}</th>
              </>
            ) : (
              <th className="figure">{t('stock.recounted')}</th>
            )}
            <th style={{ width: '20%' }}>{t('stock.note')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(line => (
            <tr key={line.productId}>
              <td>{line.place}</td>
              <td>{line.code}</td>
              <td>
                {line.name} <span className="small">{line.unit}</span>
              </td>
              {posted ? (
                <>
                  <td className="figure">{quantity(line.counted ?? 0)}</td>
                  <td className="figure">{quantity(line.book ?? 0)}</td>
                  <td className="figure">{quantity(line.variance ?? 0, true)}</td>
                </>
              ) : (
                <>
                  <td />
                  <td />
                </>
              )}
              <td className="small">{line.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Signatures names={[t('stock.countedBy'), t('stock.checkedBy'), t('stock.signedOn')]} />
    </>
  )
}
