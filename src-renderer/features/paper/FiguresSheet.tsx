/** Incidents of a period summed up (A0.3): by kind, by cause, by customer. */
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useSaid } from '../../components/useSaid'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'

const groupings = ['kind', 'level', 'cause', 'customer', 'product'] as const
type Period = { from: string; to: string }

export const FiguresSheet = ({ from, to, onReady }: Period & SheetProps) => {
  const { t } = useTranslation('incidents')
  const { day, fullMoment, now } = useMoments()
  const office = useRead('office.entry', {}).value
  const first = useRead('incidents.figures', { from, to, by: 'kind' })
  useReady(first.refusal ? 'failed' : first.value && office ? 'ready' : 'waiting', onReady)
  if (!first.value || !office) return null
  return (
    <>
      <h1>{t('figures.title')}</h1>
      <p>
        {office.name} · {day(from)} – {day(to)} · {fullMoment(now())}
      </p>
      {groupings.map(by => (
        <Part key={by} by={by} from={from} to={to} />
      ))}
    </>
  )
}

const Part = ({ by, from, to }: Period & { by: (typeof groupings)[number] }) => {
  const { t } = useTranslation('incidents')
  const said = useSaid()
  const rows = useRead('incidents.figures', { from, to, by }).value ?? []
  const hours = (minutes: number | null): string =>
    minutes === null ? '' : t('hours', { count: Math.round(minutes / 6) / 10 })
  if (rows.length === 0) return null
  return (
    <table>
      <thead>
        <tr>
          <th style={{ width: '30%' }}>{t(`figures.bys.${by}`)}</th>
          <th className="figure">{t('figures.count')}</th>
          <th className="figure">{t('figures.open')}</th>
          <th className="figure">{t('figures.told')}</th>
          <th className="figure">{t('figures.onSite')}</th>
          <th className="figure">{t('figures.closed')}</th>
          <th className="figure">{t('figures.breaches')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.key}>
            <td>
              {by === 'level'
                ? t(`level.${row.key as '1' | '2' | '3' | '4'}`)
                : said(row.label) || t('figures.unnamed')}
            </td>
            <td className="figure">{row.count}</td>
            <td className="figure">{row.open}</td>
            <td className="figure">{hours(row.toldMinutes)}</td>
            <td className="figure">{hours(row.onSiteMinutes)}</td>
            <td className="figure">{hours(row.closedMinutes)}</td>
            <td className="figure">{row.breaches}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
