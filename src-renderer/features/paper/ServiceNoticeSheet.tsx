/** The notice of a service decision, to be put up or handed to customers (A2.1). */
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'

export const ServiceNoticeSheet = ({ id, onReady }: { id: string } & SheetProps) => {
  const { t } = useTranslation('suspensions')
  const { fullMoment } = useMoments()
  const office = useRead('office.entry', {}).value
  const read = useRead('suspensions.one', { id })
  useReady(read.refusal ? 'failed' : read.value && office ? 'ready' : 'waiting', onReady)
  if (!read.value || !office) return null
  const last = read.value.decisions.at(-1)
  if (!last) return null
  const from = fullMoment(last.kind === 'resume' ? last.at : last.fromAt)
  const until = last.untilAt === null ? t('untilOpen') : t('noticeUntil', { when: fullMoment(last.untilAt) })
  return (
    <>
      <h1>{t('noticeTitle')}</h1>
      <p>
        {office.name} · {read.value.number}
      </p>
      <p>{t('noticeTo')}</p>
      <p>{t(`noticeBody.${last.kind}`, { reason: last.reason, from, until })}</p>
      <p>
        {t('areas')}：{last.areas.join('、')}
      </p>
      {last.words === '' ? null : <p style={{ whiteSpace: 'pre-wrap' }}>{last.words}</p>}
      <p>
        {office.name} {office.phone}
      </p>
      <p>
        {t('decidedBy')}：{last.decidedBy} · {fullMoment(last.at)}
      </p>
    </>
  )
}
