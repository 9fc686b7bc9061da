/** The sheet that is locked away: the recovery code in large groups, as a picture, and what it is for. */
import { toDataURL } from 'qrcode'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'

const reasons = ['lost', 'account', 'computer'] as const
const ways = ['locked', 'apart', 'renewed'] as const

export const RecoverySheet = ({ code, onReady }: { code: string } & SheetProps) => {
  const { t } = useTranslation('paper')
  const { fullMoment, now } = useMoments()
  const office = useRead('office.entry', {}).value
  const picture = useQuery({
    queryKey: ['picture', code],
    queryFn: () => toDataURL(code, { errorCorrectionLevel: 'M', margin: 0, width: 400 }),
    networkMode: 'always',
    gcTime: 0,
  }).data
  useReady(office && picture ? 'ready' : 'waiting', onReady)
  if (!office || !picture) return null
  const groups = code.split('-')
  return (
    <>
      <h1>{t('recovery.title')}</h1>
      <p>{[office.name, office.outletCode, fullMoment(now())].filter(Boolean).join(' · ')}</p>
      <div className="recovery">
        <img src={picture} alt="" />
        <ol className="groups">
          {groups.map((group, index) => (
            <li key={index}>
              <small>{index + 1}</small> {group}
            </li>
          ))}
        </ol>
      </div>
      <p className="code-line">{code}</p>
      <h2>{t('recovery.whenTitle')}</h2>
      <ul>
        {reasons.map(key => (
          <li key={key}>{t(`recovery.when.${key}`)}</li>
        ))}
      </ul>
      <h2>{t('recovery.keepTitle')}</h2>
      <ul>
        {ways.map(key => (
          <li key={key}>{t(`recovery.keep.${key}`)}</li>
        ))}
      </ul>
      <table className="signatures">
        <tbody>
          <tr>
            <td>{t('recovery.keptBy')}</td>
            <td>{t('recovery.keptWhere')}</td>
            <td>{t('recovery.keptOn')}</td>
          </tr>
        </tbody>
      </table>
    </>
  )
}
