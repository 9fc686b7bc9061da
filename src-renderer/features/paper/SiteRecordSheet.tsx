/** On site (A4.4): guidance before installation, installation, commissioning, inspection and test, to be signed by both sides. */
import { useTranslation } from 'react-i18next'
import type { Entry } from '../../../src-main/features/incidents/contract'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { FactTable } from './FactTable'
import { Signatures } from './Signatures'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'
import { useWhole } from './useWhole'

const works = ['install', 'commission', 'inspect', 'test'] as const

export const SiteRecordSheet = ({ id, onReady }: { id: string } & SheetProps) => {
  const { t } = useTranslation('paper')
  const { t: incidents } = useTranslation('incidents')
  const { fullMoment } = useMoments()
  const read = useRead('incidents.one', { id })
  const entries = useWhole('incidents.entries', { id })
  const entry = read.value
  useReady(read.refusal || entries === null ? 'failed' : entry && entries ? 'ready' : 'waiting', onReady)
  if (!entry || !entries) return null
  const standing = entries.filter(({ corrected }) => !corrected)
  const lastOf = (kind: Entry['kind'], what?: string): Entry | undefined =>
    standing.find(known => known.kind === kind && (what === undefined || known.data['what'] === what))
  const line = (name: string, done: Entry | undefined, passed: string): [string, string, string, string] => [
    name,
    done ? fullMoment(done.at) : '',
    done ? passed : '',
    done ? [done.byName, done.text].filter(Boolean).join(' · ') : '',
  ]
  const guidance = lastOf('guidance')
  const lines = [
    line(
      incidents('entry.guidance'),
      guidance,
      incidents(guidance?.data['understood'] === true ? 'field.understood' : 'field.notUnderstood'),
    ),
    ...works.map(what => {
      const done = lastOf('work', what)
      return line(
        incidents(`field.works.${what}`),
        done,
        incidents(done?.data['passed'] === true ? 'field.passed' : 'field.notPassed'),
      )
    }),
    line(
      incidents('entry.satisfaction'),
      lastOf('satisfaction'),
      incidents(entry.satisfaction.satisfied ? 'field.satisfied' : 'field.notSatisfied'),
    ),
  ]
  return (
    <>
      <h1>{t('title.siteRecord')}</h1>
      <FactTable
        facts={(
          [
            [incidents('customer'), entry.customer],
            [incidents('what'), `${entry.number} ${entry.title}`],
            [incidents('place'), [entry.area, entry.place].filter(Boolean).join(' ')],
            [incidents('product'), entry.product],
          ] as const
        ).filter(([, value]) => value !== '')}
      />
      <table>
        <thead>
          <tr>
            <th style={{ width: '20%' }}>{incidents('field.work')}</th>
            <th style={{ width: '26%' }}>{incidents('time')}</th>
            <th style={{ width: '16%' }}>{t('site.result')}</th>
            <th>{incidents('text')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(([name, when, passed, text]) => (
            <tr key={name}>
              <td>{name}</td>
              <td>{when}</td>
              <td>
                {passed || (
                  <>
                    <span className="box" /> {t('site.yes')} <span className="box" /> {t('site.no')}
                  </>
                )}
              </td>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{t('site.remarks')}</h2>
      <div className="write" />
      <div className="write" />
      <Signatures names={[t('site.forUs'), t('site.forCustomer')]} />
    </>
  )
}
