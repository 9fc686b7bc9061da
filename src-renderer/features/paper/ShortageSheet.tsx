/** A shortage plan (B2.5): how many are needed, who is there, whom to ask in which order, with room for what they said. */
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useSkillName } from '../../app/skillNames'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'

type Props = { skill: string; day: string; needed: number } & SheetProps

export const ShortageSheet = ({ skill, day, needed, onReady }: Props) => {
  const { t } = useTranslation('skills')
  const { day: dayText } = useMoments()
  const nameOf = useSkillName()
  const office = useRead('office.entry', {}).value
  const read = useRead('skills.shortage', { skill, day, needed, departmentId: null })
  const short = read.value
  useReady(read.refusal ? 'failed' : short && office ? 'ready' : 'waiting', onReady)
  if (!short || !office) return null
  return (
    <>
      <h1>{t('paper.title', { office: office.name })}</h1>
      <p>
        {[
          dayText(day),
          nameOf(skill),
          t('paper.needed', { needed }),
          t('there', { there: short.there }),
          short.missing > 0 ? t('missing', { count: short.missing }) : t('enough'),
        ].join(' · ')}
      </p>
      {short.candidates.length === 0 ? <p>{t('nobody')}</p> : null}
      <table>
        <colgroup>
          <col style={{ width: '6%' }} />
          <col style={{ width: '20%' }} />
          <col style={{ width: '34%' }} />
          <col />
        </colgroup>
        <thead>
          <tr>
            <th>{t('paper.order')}</th>
            <th>{t('paper.person')}</th>
            <th>{t('paper.state')}</th>
            <th>{t('paper.answer')}</th>
          </tr>
        </thead>
        <tbody>
          {short.candidates.map((row, index) => (
            <tr key={row.colleagueId}>
              <td>{index + 1}</td>
              <td>
                {row.name} <span className="number">{row.phone}</span>
                <div className="small">{row.department}</div>
              </td>
              <td>
                {t(`availability.${row.availability}`)}
                <div className="small">
                  {row.standing === 'valid' && row.trainedOn !== null
                    ? t('standings.valid', { when: dayText(row.trainedOn) })
                    : t('standings.undated')}
                </div>
                <div className="small">{t('fair', { count: row.called, hours: Math.round(row.minutes / 6) / 10 })}</div>
              </td>
              <td>
                <span className="box" /> {t('paper.comes')} <span className="box" /> {t('paper.cannot')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
