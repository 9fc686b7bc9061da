/** A shift handover on paper: what was handed over, who signed when, room for both signatures. */
import { useTranslation } from 'react-i18next'
import { handoverParts } from '../../../src-main/features/duty/contract'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { Signatures } from './Signatures'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'

export const ShiftHandoverSheet = ({ id, onReady }: { id: string } & SheetProps) => {
  const { t } = useTranslation('duty')
  const { day, fullMoment } = useMoments()
  const office = useRead('office.entry', {}).value
  const read = useRead('duty.handover', { id })
  const handover = read.value
  useReady(read.refusal ? 'failed' : handover && office ? 'ready' : 'waiting', onReady)
  if (!handover || !office) return null
  const { number, shift, outgoing, incoming, handedAt, handedBy, signedAt, signedBy, remark } = handover
  return (
    <>
      <h1>{t('paper.handover', { office: office.name })}</h1>
      <p>
        {[
          number,
          day(handover.day),
          shift,
          `${outgoing} → ${incoming}`,
          t('handedAt', { when: fullMoment(handedAt), name: handedBy }),
        ].join(' · ')}
      </p>
      {handoverParts.map(part => (
        <section key={part}>
          <h2>{t(`parts.${part}`)}</h2>
          <p style={{ whiteSpace: 'pre-wrap' }}>{handover[part] || t('paper.nothing')}</p>
        </section>
      ))}
      <p>
        {signedAt === null ? t('unsigned') : t('signedAt', { when: fullMoment(signedAt), name: signedBy })}
        {remark === '' ? null : ` · ${t('remark')}: ${remark}`}
      </p>
      <Signatures names={[`${t('outgoing')} ${outgoing}`, `${t('incoming')} ${incoming}`]} />
    </>
  )
}
