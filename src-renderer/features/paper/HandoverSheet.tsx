/** A warehouse changes hands: the counted list, what was found, and three signatures (A4.2). */
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useQuantity } from '../../components/useQuantity'
import { Signatures } from './Signatures'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'
import { useWhole } from './useWhole'

export const HandoverSheet = ({ id, onReady }: { id: string } & SheetProps) => {
  const read = useRead('tools.handover', { id })
  const handover = read.value
  const stocktakeId = handover?.stocktakeId ?? null
  useReady(read.refusal ? 'failed' : handover && stocktakeId === null ? 'ready' : 'waiting', onReady)
  if (!handover) return null
  return (
    <>
      <Head handover={handover} />
      {stocktakeId === null ? null : <Counted id={stocktakeId} {...(onReady ? { onReady } : {})} />}
      <Signed handover={handover} />
    </>
  )
}

type Part = { handover: OutputOf<'tools.handover'> }

const Head = ({ handover }: Part) => {
  const { t } = useTranslation('paper')
  const { fullMoment } = useMoments()
  return (
    <>
      <h1>{t('handover.title', { warehouse: handover.warehouse })}</h1>
      <p>
        {[
          fullMoment(handover.at),
          handover.from === '' ? '' : t('handover.from', { name: handover.from }),
          t('handover.to', { name: handover.to }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </>
  )
}

const Counted = ({ id, onReady }: { id: string } & SheetProps) => {
  const { t } = useTranslation('paper')
  const { t: stock } = useTranslation('stock')
  const quantity = useQuantity()
  const rows = useWhole('stocktakes.lines', { id, show: 'all' })
  useReady(rows === null ? 'failed' : rows ? 'ready' : 'waiting', onReady)
  return (
    <table>
      <thead>
        <tr>
          <th style={{ width: '14%' }}>{stock('place')}</th>
          <th style={{ width: '16%' }}>{t('stock.code')}</th>
          <th>{t('stock.product')}</th>
          <th className="figure">{t('stock.counted')}</th>
          <th className="figure">{t('stock.variance')}</th>
          <th style={{ width: '18%' }}>{t('stock.note')}</th>
        </tr>
      </thead>
      <tbody>
        {rows?.map(line => (
          <tr key={line.productId}>
            <td>{line.place}</td>
            <td>{line.code}</td>
            <td>{line.name}</td>
            <td className="figure">
              {quantity(line.counted ?? 0)} {line.unit}
            </td>
            <td className="figure">{quantity(line.variance ?? 0, true)}</td>
            <td className="small">{line.reason}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Signed = ({ handover }: Part) => {
  const { t } = useTranslation('paper')
  return (
    <Signatures
      names={[
        t('handover.signFrom', { name: handover.from }),
        t('handover.signTo', { name: handover.to }),
        t('handover.signWitness', { name: handover.witness }),
      ]}
    />
  )
}
