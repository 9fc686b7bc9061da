/** Each sentence of the measures with when it was carried out, by whom and what proves it. */
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useProofText } from '../../components/useProofText'
import { useSaid } from '../../components/useSaid'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'

type Props = { from: string; to: string; incidentId: string | null } & SheetProps

export const CoverageSheet = ({ from, to, incidentId, onReady }: Props) => {
  const { t } = useTranslation('incidents')
  const { day, fullMoment } = useMoments()
  const said = useSaid()
  const proofText = useProofText()
  const office = useRead('office.entry', {}).value
  const read = useRead('incidents.coverage', { from, to, incidentId })
  useReady(read.refusal ? 'failed' : read.value && office ? 'ready' : 'waiting', onReady)
  if (!read.value || !office) return null
  return (
    <>
      <h1>{t('coverage.title')}</h1>
      <p>
        {office.name} · {day(from)} – {day(to)} ·{' '}
        {t('coverage.summary', { done: read.value.filter(({ count }) => count > 0).length, all: read.value.length })}
      </p>
      <table>
        <thead>
          <tr>
            <th style={{ width: '9%' }}>{t('coverage.sentence')}</th>
            <th>{t('text')}</th>
            <th style={{ width: '10%' }} className="figure">
              {t('figures.count')}
            </th>
            <th style={{ width: '38%' }}>{t('coverage.proved')}</th>
          </tr>
        </thead>
        <tbody>
          {read.value.map(({ id, text, count, last }) => (
            <tr key={id}>
              <td>{id}</td>
              <td>{said(text)}</td>
              <td className="figure">{count}</td>
              <td className="small">
                {last
                  ? [fullMoment(last.at), last.byName, proofText(last), last.number].filter(Boolean).join(' · ')
                  : t('coverage.never')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
