/** A call-out on paper: its number for typing back in, every person's place, numbers, boxes to tick. */
import { useTranslation } from 'react-i18next'
import { outcomes } from '../../../src-main/features/callouts/contract'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'
import { useWhole } from './useWhole'

export const CalloutSheet = ({ id, onReady }: { id: string } & SheetProps) => {
  const { t } = useTranslation('callouts')
  const { fullMoment } = useMoments()
  const read = useRead('callouts.one', { id })
  const people = useWhole('callouts.people', { id, only: 'all' })
  const callout = read.value
  useReady(read.refusal || people === null ? 'failed' : callout && people ? 'ready' : 'waiting', onReady)
  if (!callout || !people) return null
  return (
    <>
      <h1>
        {callout.number} · {callout.title}
      </h1>
      <p>
        {[
          callout.incident,
          fullMoment(callout.createdAt),
          t('round', { round: callout.round }),
          t('progress', { reached: callout.reached, total: callout.total }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {callout.message === '' ? null : <p style={{ whiteSpace: 'pre-wrap' }}>{callout.message}</p>}
      <p className="small">{t('keys')}</p>
      <table>
        <colgroup>
          <col style={{ width: '6%' }} />
          <col style={{ width: '28%' }} />
          <col style={{ width: '26%' }} />
          <col style={{ width: '20%' }} />
          <col style={{ width: '20%' }} />
        </colgroup>
        <thead>
          <tr>
            <th aria-label={t('position')} />
            <th>{t('person')}</th>
            <th>{t('phone')}</th>
            <th>{t('outcome')}</th>
            <th>{t('note')}</th>
          </tr>
        </thead>
        <tbody>
          {people.map(person => (
            <tr key={person.id}>
              <td>{person.position}</td>
              <td>
                {person.name}
                <div className="small">{person.area}</div>
              </td>
              <td>
                {person.phones.length === 0 ? t('noPhone') : null}
                {person.phones.slice(0, 3).map(({ contact, original }) => (
                  <div key={original}>
                    {contact} <span className="number">{original}</span>
                  </div>
                ))}
              </td>
              <td className="boxes">
                {person.state === 'open' || person.state === 'noAnswer' || person.state === 'wrongNumber'
                  ? outcomes.map((outcome, index) => (
                      <span key={outcome}>
                        <span className="box" /> {index + 1}{' '}
                      </span>
                    ))
                  : t(`state.${person.state}`)}
              </td>
              <td>{person.note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
