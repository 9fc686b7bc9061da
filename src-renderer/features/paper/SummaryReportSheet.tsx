/** The summary report to the customer's leaders (C2): the case, its times, what was done and how it ended. */
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useSaid } from '../../components/useSaid'
import { FactTable } from './FactTable'
import { Signatures } from './Signatures'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'

const parts = ['situation', 'cause', 'handling', 'result', 'prevention'] as const

export const SummaryReportSheet = ({ id, onReady }: { id: string } & SheetProps) => {
  const { t } = useTranslation('paper')
  const { t: incidents } = useTranslation('incidents')
  const { fullMoment } = useMoments()
  const said = useSaid()
  const office = useRead('office.entry', {}).value
  const read = useRead('incidents.one', { id })
  const report = useRead('incidents.summaryReport', { id })
  const [entry, body] = [read.value, report.value?.body]
  useReady(read.refusal || report.refusal ? 'failed' : entry && body && office ? 'ready' : 'waiting', onReady)
  if (!entry || !body || !report.value || !office) return null
  const { approvedAt, approvedBy, sentAt, sentTo } = report.value
  const met = (proof: string): string => {
    const step = entry.steps.find(({ step: known }) => known.proof === proof)
    return step?.doneAt ? fullMoment(step.doneAt) : ''
  }
  return (
    <>
      <h1>{t('title.summaryReport')}</h1>
      <FactTable
        width="26%"
        facts={(
          [
            [incidents('customer'), entry.customer],
            [incidents('what'), `${entry.number} ${entry.title}`],
            [incidents('kind'), said(entry.kind.name)],
            [incidents('product'), entry.product],
            [incidents('receivedAt'), fullMoment(entry.receivedAt)],
            [incidents('entry.arrival'), met('arrival')],
            [incidents('entry.satisfaction'), met('satisfaction')],
          ] as const
        ).filter(([, value]) => value !== '')}
      />
      {parts.map(part => (
        <section key={part}>
          <h2>{incidents(`summaryReport.${part}`)}</h2>
          {body[part] === '' ? <div className="write" /> : <p style={{ whiteSpace: 'pre-wrap' }}>{body[part]}</p>}
        </section>
      ))}
      <p className="small">
        {[
          office.name,
          approvedAt === null
            ? incidents('summaryReport.unapproved')
            : incidents('summaryReport.approvedBy', { name: approvedBy, when: fullMoment(approvedAt) }),
          sentAt === null ? '' : incidents('summaryReport.sentTo', { to: sentTo, when: fullMoment(sentAt) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <Signatures names={[t('site.forUs'), t('site.forCustomer')]} />
    </>
  )
}
