/** The call list: whom to ring, by area, with room to write and boxes to tick. */
import { useTranslation } from 'react-i18next'
import { showPhone } from '../../../src-main/features/office/phones.rules'
import type { Standing } from '../../../src-main/features/customers/contract'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'
import { useWhole } from './useWhole'

type Props = { area: string; standing: Standing | null } & SheetProps

export const CallListSheet = ({ area, standing, onReady }: Props) => {
  const { t, i18n } = useTranslation('paper')
  const { t: customers } = useTranslation('customers')
  const { t: briefing } = useTranslation('briefing')
  const { day, dayOf, now } = useMoments()
  const office = useRead('office.entry', {}).value
  const lines = useWhole('customers.callList', { area, standing })
  const regions = useRead('suspensions.regions', {})
  useReady(lines === null ? 'failed' : lines && office && regions.value ? 'ready' : 'waiting', onReady)
  if (!lines || !office || !regions.value) return null
  // CLAUSE A2.1: where service is suspended or changed, people are rung first (tests/e2e/daily.spec.ts).
  const urgent = new Map(
    regions.value.flatMap(({ area: of, state }) => (state === 'normal' ? [] : [[of, state] as const])),
  )
  const areas = [...new Set(lines.map(line => line.area))].sort((a, b) => Number(urgent.has(b)) - Number(urgent.has(a)))
  return (
    <>
      <h1>{t('calls.title', { office: office.name })}</h1>
      <p>
        {[
          day(dayOf(now())),
          area === '' ? t('calls.allAreas') : area,
          standing ? customers(`standings.${standing}`) : '',
          t('calls.count', { count: lines.length }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p className="line">{t('calls.legend')}</p>
      {areas.map(name => {
        const inArea = lines.filter(line => line.area === name)
        return (
          <table key={name}>
            <caption>
              {[
                name || t('calls.noArea'),
                t('calls.count', { count: inArea.length }),
                urgent.has(name) ? briefing(`serviceStates.${urgent.get(name) ?? 'suspended'}`) : '',
              ]
                .filter(Boolean)
                .join(' · ')}
            </caption>
            <colgroup>
              <col style={{ width: '12%' }} />
              <col style={{ width: '27%' }} />
              <col style={{ width: '28%' }} />
              <col style={{ width: '15%' }} />
              <col style={{ width: '18%' }} />
            </colgroup>
            <thead>
              <tr>
                <th>{t('calls.code')}</th>
                <th>{t('calls.customer')}</th>
                <th>{t('calls.numbers')}</th>
                <th>{t('calls.outcome')}</th>
                <th>{t('calls.remark')}</th>
              </tr>
            </thead>
            <tbody>
              {inArea.map(line => (
                <tr key={line.id}>
                  <td>{line.code}</td>
                  <td>
                    {line.name}
                    {line.standing === 'normal' ? null : (
                      <div className="small">{customers(`standings.${line.standing}`)}</div>
                    )}
                  </td>
                  <td>
                    {line.contacts.length === 0 ? t('calls.noNumber') : null}
                    {line.contacts.slice(0, 3).map((contact, index) => (
                      <div key={index}>
                        {contact.name}{' '}
                        <strong>
                          {contact.phones.length === 0 ? t('calls.noNumber') : null}
                          {contact.phones.slice(0, 2).map((phone, at) => (
                            <span key={at} className="number">
                              {showPhone(phone, i18n.language)}{' '}
                            </span>
                          ))}
                        </strong>
                      </div>
                    ))}
                  </td>
                  <td className="boxes">
                    <span className="box" /> 1 <span className="box" /> 2 <span className="box" /> 3
                  </td>
                  <td />
                </tr>
              ))}
            </tbody>
          </table>
        )
      })}
    </>
  )
}
