/** The daily sheet, or a period's report: opening, what came in and went out, closing (B1.2). */
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useQuantity } from '../../components/useQuantity'
import { Signatures } from './Signatures'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'
import { useWhole } from './useWhole'

const columns = ['opening', 'received', 'returned', 'issued', 'found', 'other', 'closing'] as const

export const StockReportSheet = ({ from, to, onReady }: { from: string; to: string } & SheetProps) => {
  const { t } = useTranslation('paper')
  const { day } = useMoments()
  const quantity = useQuantity()
  const office = useRead('office.entry', {}).value
  const rows = useWhole('stock.report', { from, to })
  useReady(rows === null ? 'failed' : rows && office ? 'ready' : 'waiting', onReady)
  if (!rows || !office) return rows === null ? <p>{t('stock.wrongPeriod')}</p> : null
  return (
    <>
      <h1>{t(from === to ? 'stock.daily' : 'stock.period', { office: office.name })}</h1>
      <p>
        {from === to ? day(from) : t('stock.fromTo', { from: day(from), to: day(to) })} ·{' '}
        {t('stock.count', { count: rows.length })}
      </p>
      <table>
        <colgroup>
          <col style={{ width: '12%' }} />
          <col style={{ width: '25%' }} />
        </colgroup>
        <thead>
          <tr>
            <th>{t('stock.code')}</th>
            <th>{t('stock.product')}</th>
            {columns.map(column => (
              <th key={column} className="figure">
                {t(`stock.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.productId}>
              <td>{row.code}</td>
              <td>
                {row.name} <span className="small">{row.unit}</span>
              </td>
              {columns.map(column => (
                <td key={column} className="figure">
                  {quantity(row[column])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small">{t('stock.sum')}</p>
      <Signatures names={[t('stock.keeper'), t('stock.checkedBy')]} />
    </>
  )
}
