/** What one posting moved, on a continuous form: receipt, issue, transfer or return (B1.2). */
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useQuantity } from '../../components/useQuantity'
import { Signatures } from './Signatures'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'

export const StockSlip = ({ id, onReady }: { id: string } & SheetProps) => {
  const { t } = useTranslation('paper')
  const { t: stock } = useTranslation('stock')
  const { fullMoment } = useMoments()
  const quantity = useQuantity()
  const office = useRead('office.entry', {}).value
  const read = useRead('stock.posting', { id })
  const slip = read.value
  useReady(read.refusal ? 'failed' : slip && office ? 'ready' : 'waiting', onReady)
  if (!slip || !office) return null
  return (
    <>
      <h1>{t('stock.slip', { office: office.name, kind: stock(`kind.${slip.kind}`) })}</h1>
      <p>{[fullMoment(slip.effectiveAt), slip.reference, slip.reason, slip.byName].filter(Boolean).join(' · ')}</p>
      <table>
        <thead>
          <tr>
            <th>{t('stock.code')}</th>
            <th style={{ width: '34%' }}>{t('stock.product')}</th>
            <th>{stock('warehouse')}</th>
            <th>{t('stock.stateTitle')}</th>
            <th className="figure">{stock('quantity')}</th>
          </tr>
        </thead>
        <tbody>
          {slip.lines.map((line, index) => (
            <tr key={index}>
              <td>{line.code}</td>
              <td>{line.name}</td>
              <td>{line.warehouse}</td>
              <td>{stock(`state.${line.state}`)}</td>
              <td className="figure">
                {quantity(line.quantity, true)} {line.unit}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Signatures names={[t('stock.keeper'), t('stock.takenBy'), t('stock.signedOn')]} />
    </>
  )
}
