/** What each vehicle delivers on a day, a table a vehicle, with room for the time and the signature (A0.6). */
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'

export const DayPlanSheet = ({ day: asked, onReady }: { day: string } & SheetProps) => {
  const { t } = useTranslation('paper')
  const { t: fleet } = useTranslation('fleet')
  const { day, time } = useMoments()
  const office = useRead('office.entry', {}).value
  const plan = useRead('fleet.dayPlan', { day: asked })
  useReady(plan.refusal ? 'failed' : plan.value && office ? 'ready' : 'waiting', onReady)
  if (!plan.value || !office) return null
  const loaded = plan.value.vehicles.filter(({ deliveries }) => deliveries.length > 0)
  return (
    <>
      <h1>{t('fleet.plan', { office: office.name })}</h1>
      <p>
        {day(asked)} · {t('fleet.count', { count: loaded.reduce((sum, { deliveries }) => sum + deliveries.length, 0) })}
      </p>
      {loaded.length === 0 ? <p>{fleet('nothingPlanned')}</p> : null}
      {loaded.map(({ vehicle, weightKg, deliveries }) => (
        <table key={vehicle?.id ?? ''}>
          <caption>
            {vehicle
              ? [
                  `${vehicle.code} ${vehicle.plate}`,
                  [vehicle.driver, vehicle.driverPhone].filter(Boolean).join(' '),
                  fleet('loadOf', { load: weightKg, capacity: vehicle.capacityKg }),
                ]
                  .filter(Boolean)
                  .join(' · ')
              : fleet('noVehicleYet')}
          </caption>
          <colgroup>
            <col style={{ width: '9%' }} />
            <col style={{ width: '17%' }} />
            <col style={{ width: '30%' }} />
            <col style={{ width: '22%' }} />
            <col style={{ width: '22%' }} />
          </colgroup>
          <thead>
            <tr>
              <th>{t('fleet.time')}</th>
              <th>{t('fleet.number')}</th>
              <th>{t('fleet.customer')}</th>
              <th>{t('fleet.load')}</th>
              <th>{t('fleet.signed')}</th>
            </tr>
          </thead>
          <tbody>
            {deliveries.map(delivery => (
              <tr key={delivery.id}>
                <td>{time(delivery.promisedAt)}</td>
                <td>{delivery.number}</td>
                <td>
                  {delivery.customer}
                  <div className="small">{[delivery.phone, delivery.place].filter(Boolean).join(' · ')}</div>
                </td>
                <td>
                  {delivery.load}
                  <div className="small">{fleet('kilograms', { count: delivery.weightKg })}</div>
                </td>
                <td>{delivery.signedBy}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </>
  )
}
