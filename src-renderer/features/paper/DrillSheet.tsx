/** The certificate of a restore drill: which backup was restored aside, what was compared, and the result. */
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useRefusalText } from '../../components/refusalText'
import { FactTable } from './FactTable'
import { Signatures } from './Signatures'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'

const compared = [
  'customers',
  'staff',
  'products',
  'ledger',
  'sums',
  'users',
  'attachments',
  'journal',
  'tables',
  'rows',
] as const
const checks = ['seal', 'chain', 'integrity', 'hashes', 'sums', 'companions'] as const

export const DrillSheet = ({ id, onReady }: { id: string } & SheetProps) => {
  const { t } = useTranslation('paper')
  const { fullMoment } = useMoments()
  const textOf = useRefusalText()
  const office = useRead('office.entry', {}).value
  const drill = useRead('backups.drill', { id })
  useReady(drill.refusal ? 'failed' : drill.value && office ? 'ready' : 'waiting', onReady)
  if (!drill.value || !office) return null
  const { at, placeName, fileName, milliseconds, code, found, program, byName } = drill.value
  const facts = [
    [t('drill.office'), [office.name, office.outletCode].filter(Boolean).join(' · ')],
    [t('drill.at'), fullMoment(at)],
    [t('drill.place'), placeName],
    [t('drill.file'), fileName],
    [t('drill.took'), t('drill.seconds', { count: Math.round(milliseconds / 100) / 10 })],
    [t('drill.program'), program],
    [t('drill.by'), byName === '' ? t('drill.byItself') : byName],
  ] as const
  return (
    <>
      <h1>{t('title.drill')}</h1>
      <FactTable facts={facts} width="30%" />
      <h2>{code === null ? t('drill.passed') : t('drill.failed', { why: textOf({ code, params: {} }) })}</h2>
      {found ? (
        <table>
          <tbody>
            {compared.map(name => (
              <tr key={name}>
                <th style={{ width: '30%' }}>{t(`drill.found.${name}`)}</th>
                <td>{found[name]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <p>{t('drill.how')}</p>
      <ul>
        {checks.map(name => (
          <li key={name}>{t(`drill.checks.${name}`)}</li>
        ))}
      </ul>
      <Signatures names={[t('drill.seenBy'), t('drill.seenOn')]} />
    </>
  )
}
