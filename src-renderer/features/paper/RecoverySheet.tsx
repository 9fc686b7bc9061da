/** The sheet that is locked away: the recovery code in large groups, as a picture, and what it is for. */
import { toDataURL } from 'qrcode'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { Signatures } from './Signatures'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'

const reasons = ['lost', 'account', 'computer'] as const
const ways = ['locked', 'apart', 'renewed'] as const
const steps = ['drive', 'program', 'choose', 'type', 'passwords'] as const

export const RecoverySheet = ({ code, onReady }: { code: string } & SheetProps) => {
  const { t } = useTranslation('paper')
  const { t: backups } = useTranslation('backups')
  const { fullMoment, now } = useMoments()
  const office = useRead('office.entry', {}).value
  const picture = useQuery({
    queryKey: ['picture', code],
    queryFn: () => toDataURL(code, { errorCorrectionLevel: 'M', margin: 0, width: 400 }),
    networkMode: 'always',
    gcTime: 0,
  }).data
  const overview = useRead('backups.overview', {}).value
  const older = useRead('backups.older', {}).value
  useReady(office && picture && overview && older ? 'ready' : 'waiting', onReady)
  if (!office || !picture || !overview || !older) return null
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
      <h2>{t('recovery.stepsTitle')}</h2>
      <ol>
        {steps.map(key => (
          <li key={key}>{t(`recovery.steps.${key}`)}</li>
        ))}
      </ol>
      <h2>{t('recovery.placesTitle')}</h2>
      {overview.places.length === 0 ? <p className="write">{t('recovery.noPlaces')}</p> : null}
      <ul>
        {overview.places.map(place => (
          <li key={place.id}>
            {place.name} · {backups(`place.kind.${place.kind}`)} ·{' '}
            {place.label === '' ? place.folder : backups('place.onDrive', { label: place.label, folder: place.folder })}
          </li>
        ))}
      </ul>
      {older.length > 0 ? (
        <>
          <h2>{t('recovery.olderTitle')}</h2>
          <p>
            {older
              .slice(0, 12)
              .map(({ name }) => name)
              .join('; ')}
            {older.length > 12 ? t('recovery.olderMore', { count: older.length - 12 }) : ''}
          </p>
        </>
      ) : null}
      <Signatures names={[t('recovery.keptBy'), t('recovery.keptWhere'), t('recovery.keptOn')]} />
    </>
  )
}
