/** A delivery's slip on a continuous form, for the customer to sign. */
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { FactTable } from './FactTable'
import { Signatures } from './Signatures'
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
      <FactTable facts={facts} width="18%" />
      <Signatures names={[t('fleet.driver'), t('fleet.receivedBy'), t('fleet.receivedAt')]} />
    </>
  )
}
