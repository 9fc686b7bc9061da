/** A plan as a card for a post: steps in order, who, by when, proved how; hung on the wall. */
import { useTranslation } from 'react-i18next'
import type { PlanBody } from '../../../src-main/features/plans/contract'
import { useRead } from '../../app/bridge'
import { usePlanWords } from '../../components/PlanPreview'
import { useSaid } from '../../components/useSaid'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'

export const PlanSheet = ({ id, onReady }: { id: string } & SheetProps) => {
  const { t } = useTranslation('plans')
  const said = useSaid()
  const read = useRead('plans.body', { versionId: id })
  const plans = useRead('plans.page', {})
  const version = read.value
  const plan = plans.value?.find(known => known.id === version?.planId)
  useReady(read.refusal ? 'failed' : version && plan ? 'ready' : 'waiting', onReady)
  if (!version || !plan) return null
  return (
    <>
      <h1>
        {t('title')} · {said(plan.name)}
      </h1>
      <p>
        {[t('version', { number: version.head.number }), t(`state.${version.head.state}`), plan.owner]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p>{said(version.body.purpose)}</p>
      <Steps body={version.body} />
    </>
  )
}

const Steps = ({ body }: { body: PlanBody }) => {
  const { t } = useTranslation('plans')
  const said = useSaid()
  const words = usePlanWords(body)
  return (
    <table>
      <thead>
        <tr>
          <th style={{ width: '5%' }}>#</th>
          <th>{t('editor.stepTitle')}</th>
          <th style={{ width: '15%' }}>{t('editor.department')}</th>
          <th style={{ width: '25%' }}>{t('editor.due')}</th>
          <th style={{ width: '16%' }}>{t('editor.proof')}</th>
        </tr>
      </thead>
      <tbody>
        {body.steps.map((step, index) => (
          <tr key={step.key}>
            <td>{index + 1}</td>
            <td>
              <strong>{said(step.title)}</strong>
              <div className="small">
                {[said(step.hint), words.after(step), words.when(step.when), step.clauses.join(' ')]
                  .filter(Boolean)
                  .join(' · ')}
              </div>
            </td>
            <td>{t(`duty.${step.department}`)}</td>
            <td className="small">{words.due(step)}</td>
            <td className="small">{t(`proof.${step.proof}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
