/** The roster on the wall: two weeks, every shift, who has it with the number; what nobody has says so. */
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'

export const RosterSheet = ({ from, onReady }: { from: string } & SheetProps) => {
  const { t } = useTranslation('duty')
  const { day: dayText, time } = useMoments()
  const office = useRead('office.entry', {}).value
  const read = useRead('duty.roster', { from, days: 14 })
  const days = read.value
  useReady(read.refusal ? 'failed' : days && office ? 'ready' : 'waiting', onReady)
  if (!days || !office) return null
  return (
    <>
      <h1>{t('paper.roster', { office: office.name })}</h1>
      <table>
        <colgroup>
          <col style={{ width: '27%' }} />
          <col style={{ width: '25%' }} />
          <col />
        </colgroup>
        <thead>
          <tr>
            <th>{t('paper.day')}</th>
            <th>{t('shiftName')}</th>
            <th>{t('paper.people')}</th>
          </tr>
        </thead>
        <tbody>
          {days.flatMap(({ day, rest, slots }) =>
            slots.map(({ shiftId, shift, fromAt, toAt, people }, index) => (
              <tr key={`${day} ${shiftId}`}>
                <td>
                  {index === 0 ? dayText(day) : null}
                  {index === 0 && rest ? <div className="small">{t('paper.rest')}</div> : null}
                </td>
                <td>
                  {shift} <span className="number">{`${time(fromAt)}–${time(toAt)}`}</span>
                </td>
                <td>
                  {people.length === 0 ? t('paper.nobody') : null}
                  {people.map(({ colleagueId, name, phone, clash }) => (
                    <div key={colleagueId}>
                      {name} <span className="number">{phone}</span>
                      {clash === null ? null : t(`clash.${clash}`)}
                    </div>
                  ))}
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </>
  )
}
