/** The customer register by area (A1.3): the archive on paper, everybody's names and numbers, to reach customers with no computer left. */
import { useTranslation } from 'react-i18next'
import { showPhone } from '../../../src-main/features/office/phones.rules'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'
import { useWhole } from './useWhole'

export const CustomerRegisterSheet = ({ area, onReady }: { area: string } & SheetProps) => {
  const { t, i18n } = useTranslation('paper')
  const { t: customers } = useTranslation('customers')
  const { day, dayOf, now } = useMoments()
  const office = useRead('office.entry', {}).value
  const lines = useWhole('customers.callList', { area, standing: null })
  useReady(lines === null ? 'failed' : lines && office ? 'ready' : 'waiting', onReady)
  if (!lines || !office) return null
  const areas = [...new Set(lines.map(line => line.area))]
  return (
    <>
      <h1>{t('register.title', { office: office.name })}</h1>
      <p>
        {[day(dayOf(now())), area === '' ? t('calls.allAreas') : area, t('calls.count', { count: lines.length })].join(
          ' · ',
        )}
      </p>
      {areas.map(name => {
        const inArea = lines.filter(line => line.area === name)
        return (
          <table key={name}>
            <caption>
              {name || t('calls.noArea')} · {t('calls.count', { count: inArea.length })}
            </caption>
            <colgroup>
              <col style={{ width: '12%' }} />
              <col style={{ width: '40%' }} />
              <col />
            </colgroup>
            <thead>
              <tr>
                <th>{t('calls.code')}</th>
                <th>{t('calls.customer')}</th>
                <th>{t('calls.numbers')}</th>
              </tr>
            </thead>
            <tbody>
              {inArea.map(line => (
                <tr key={line.id}>
                  <td>{line.code}</td>
                  <td>
                    {line.name}
                    <div className="small">
                      {[line.address, line.standing === 'normal' ? '' : customers(`standings.${line.standing}`)]
                        .filter(Boolean)
                        .join(' · ')}
                    </div>
                  </td>
                  <td>
                    {line.contacts.length === 0 ? t('calls.noNumber') : null}
                    {line.contacts.map((contact, index) => (
                      <div key={index}>
                        {[contact.name, contact.role].filter(Boolean).join(' · ')}{' '}
                        {contact.phones.length === 0 ? t('calls.noNumber') : null}
                        {contact.phones.map((phone, at) => (
                          <span key={at} className="number">
                            {showPhone(phone, i18n.language)}{' '}
                          </span>
                        ))}
                      </div>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )
      })}
    </>
  )
}
