/** A delivery's slip on a continuous form, for the customer to sign. */
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'

export const DeliverySlip = ({ id, onReady }: { id: string } & SheetProps) => {
  const { t } = useTranslation('paper')
  const { t: fleet } = useTranslation('fleet')
  const { fullMoment } = useMoments()
  const office = useRead('office.entry', {}).value
  const read = useRead('fleet.delivery', { id })
  const delivery = read.value
  useReady(read.refusal ? 'failed' : delivery && office ? 'ready' : 'waiting', onReady)
  if (!delivery || !office) return null
  const facts = [
    [t('fleet.number'), delivery.number],
    [t('fleet.customer'), [delivery.customer, delivery.phone].filter(Boolean).join(' · ')],
    [fleet('place'), delivery.place],
    [fleet('promisedAt'), fullMoment(delivery.promisedAt)],
    [t('fleet.load'), `${delivery.load} · ${fleet('kilograms', { count: delivery.weightKg })}`],
    [fleet('vehicle'), delivery.vehicle],
    [fleet('note'), delivery.note],
  ] as const
  return (
    <>
      <h1>{t('fleet.slip', { office: office.name })}</h1>
      <table>
        <tbody>
          {facts.map(([name, value]) => (
            <tr key={name}>
              <th style={{ width: '18%' }}>{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table className="signatures">
        <tbody>
          <tr>
            <td>{t('fleet.driver')}</td>
            <td>{t('fleet.receivedBy')}</td>
            <td>{t('fleet.receivedAt')}</td>
          </tr>
        </tbody>
      </table>
    </>
  )
}
