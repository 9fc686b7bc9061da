/** The written report of a late purchase, to the department or to the leaders (B1.3). */
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useQuantity } from '../../components/useQuantity'
import { FactTable } from './FactTable'
import { Signatures } from './Signatures'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'

export const LateReportSheet = ({ id, onReady }: { id: string } & SheetProps) => {
  const { t } = useTranslation('paper')
  const { t: purchasing } = useTranslation('purchasing')
  const { day, fullMoment } = useMoments()
  const quantity = useQuantity()
  const office = useRead('office.entry', {}).value
  const read = useRead('purchasing.report', { id })
  const report = read.value
  useReady(read.refusal ? 'failed' : report && office ? 'ready' : 'waiting', onReady)
  if (!report || !office) return null
  const { purchase } = report
  const facts = [
    [t('purchase.number'), purchase.number],
    [t('stock.product'), `${purchase.code} ${purchase.product}`],
    [t('purchase.quantity'), `${quantity(purchase.quantity)} ${purchase.unit}`],
    [t('purchase.supplier'), purchase.supplier ?? t('purchase.noSupplier')],
    [t('purchase.neededOn'), day(purchase.neededOn)],
    [t('purchase.dueOn'), purchase.dueOn ? day(purchase.dueOn) : t('purchase.notOrdered')],
    [t('late.expected'), report.expectedOn ? day(report.expectedOn) : ''],
    [t('late.runsUnder'), report.runsUnderOn ? day(report.runsUnderOn) : t('late.notUnder')],
  ] as const
  return (
    <>
      <h1>{t('late.title', { number: report.number })}</h1>
      <p>{t(`late.to.${report.recipient}`)}</p>
      <p>
        {t('late.what', {
          office: office.name,
          when: fullMoment(report.at),
          cause: purchasing(`cause.${report.cause}`),
        })}
      </p>
      <FactTable facts={facts} width="34%" />
      <h2>{t('late.measures')}</h2>
      <div className="write" />
      <div className="write" />
      <h2>{t('late.outcome')}</h2>
      {purchase.lateOutcome === '' ? <div className="write" /> : <p>{purchase.lateOutcome}</p>}
      <Signatures
        names={[
          t('late.reporter'),
          report.handedTo === '' ? t('late.received') : t('late.handed', { name: report.handedTo }),
        ]}
      />
    </>
  )
}
