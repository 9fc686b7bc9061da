/** The daily briefing (每日简报): the day's facts as issued, yesterday's beside them, the manager's remarks; one page, at most two. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useWeatherWords } from '../../app/weatherWords'
import { useQuantity } from '../../components/useQuantity'
import { useSaid } from '../../components/useSaid'
import { useFitting } from './useFitting'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'

type Facts = OutputOf<'briefing.today'>
/** Lines of each part on a quiet day. */
const usual = 8
/** What one language may take at most. */
const pages = 2

/** The figures of a day that are compared with the day before. */
const figures = {
  incidents: ({ incidents }: Facts) => incidents.open,
  overdueClocks: ({ clocks }: Facts) => clocks.overdue,
  openTasks: ({ tasks }: Facts) => tasks.open,
  overdueTasks: ({ tasks }: Facts) => tasks.overdue,
  suspendedAreas: ({ service }: Facts) => service.length,
  belowSafety: ({ stock }: Facts) => stock.below,
  latePurchases: ({ purchases }: Facts) => purchases.late,
  stoppedVehicles: ({ vehicles }: Facts) => vehicles.stopped.length,
  overdueVisits: ({ visits }: Facts) => visits.overdue,
  unreadBulletins: ({ weather }: Facts) => weather.unreadBulletins,
  openCalls: ({ calls }: Facts) => calls.open,
  youngBackups: ({ backups }: Facts) => backups.young,
} as const
const figureNames = [
  'incidents',
  'overdueClocks',
  'openTasks',
  'overdueTasks',
  'suspendedAreas',
  'belowSafety',
  'latePurchases',
  'stoppedVehicles',
  'overdueVisits',
  'unreadBulletins',
  'openCalls',
  'youngBackups',
] as const

export const BriefingSheet = ({ id, onReady }: { id: string } & SheetProps) => {
  const { t } = useTranslation('briefing')
  const { day, moment, fullMoment, time } = useMoments()
  const said = useSaid()
  const quantity = useQuantity()
  const words = useWeatherWords()
  const office = useRead('office.entry', {}).value
  const read = useRead('briefing.one', { id })
  const list = useRead('briefing.page', { offset: 0, limit: 50 })
  const before = list.value?.rows.find(row => row.issuedAt !== null && read.value && row.day < read.value.day)
  const previous = useRead('briefing.one', { id: before?.id ?? '' }, { enabled: before !== undefined })
  const waits = !read.value || !office || !list.value || (before && !previous.value)
  const { ref, most, fitted } = useFitting(pages, usual, !waits)
  useReady(read.refusal ? 'failed' : waits || !fitted ? 'waiting' : 'ready', onReady)
  if (!read.value || !office) return null
  const { facts, number, remarks, issuedAt, issuedBy } = read.value
  const missing = facts.weather.checks.filter(({ at }) => at === null).map(({ department }) => department)
  const lines = (rows: readonly (readonly (string | null)[])[], total: number) => (
    <>
      {rows.slice(0, most).map((row, index) => (
        <p key={index} className="line">
          {row.filter(Boolean).join(' · ')}
        </p>
      ))}
      {total > most ? <p className="line">{t('more', { count: total - most })}</p> : null}
    </>
  )
  return (
    <div className="fitted" ref={ref}>
      <h1>
        {office.name} {t('title')}
      </h1>
      <p>
        {[
          number,
          day(facts.day),
          facts.rest ? t('rest') : '',
          issuedAt === null ? t('notIssued') : t('issuedAt', { when: fullMoment(issuedAt), name: issuedBy }),
          t('asOf', { time: time(facts.at) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {remarks === '' ? null : (
        <>
          <h2>{t('remarks')}</h2>
          <p style={{ whiteSpace: 'pre-wrap' }}>{remarks}</p>
        </>
      )}
      <table>
        <thead>
          <tr>
            {[0, 1].map(half => (
              <Heads key={half} yesterday={previous.value ? day(previous.value.day) : ''} />
            ))}
          </tr>
        </thead>
        <tbody>
          {figureNames.slice(0, figureNames.length / 2).map((name, index) => (
            <tr key={name}>
              {[name, figureNames[index + figureNames.length / 2] ?? name].map(of => (
                <Figure
                  key={of}
                  label={t(`figures.${of}`)}
                  now={figures[of](facts)}
                  before={previous.value ? figures[of](previous.value.facts) : null}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>

      <table>
        <colgroup>
          <col style={{ width: '16%' }} />
          <col />
        </colgroup>
        <tbody>
          <Row title={t('duty')}>
            {facts.duty.people.length === 0 ? (
              <p className="line">{t(facts.duty.kept ? 'nobodyOnDuty' : 'noRoster')}</p>
            ) : null}
            {lines(
              facts.duty.people.map(({ name, phone, shift, untilAt }) => [
                name,
                phone,
                shift,
                t('until', { when: moment(untilAt) }),
              ]),
              facts.duty.people.length,
            )}
          </Row>
          <Row title={t('weather')}>
            {facts.weather.signals.length === 0 ? <p className="line">{t('noSignals')}</p> : null}
            {lines(
              facts.weather.signals.map(({ type, color, issuer, issuedAt: at, areas }) => [
                `${type} ${words.color(color)}`,
                issuer,
                moment(at),
                areas.join('、'),
              ]),
              facts.weather.signals.length,
            )}
            {lines(
              facts.weather.places.flatMap(({ name, days }) =>
                days.map(of => [
                  name,
                  day(of.day),
                  of.sky,
                  words.range(of),
                  words.wind(of),
                  words.fall(of),
                  words.notices(of.notices),
                ]),
              ),
              0,
            )}
            <p className="line">
              {missing.length > 0 ? t('unchecked', { names: missing.join(t('listSeparator')) }) : t('checked')}
            </p>
          </Row>
          <Row title={t('service')}>
            {facts.service.length === 0 ? <p className="line">{t('serviceNormal')}</p> : null}
            {lines(
              facts.service.map(({ area, state, customers, until }) => [
                area,
                t(`serviceStates.${state}`),
                t('customers', { count: customers }),
                until === null ? '' : t('until', { when: moment(until) }),
              ]),
              facts.service.length,
            )}
          </Row>
          <Row title={t('incidents')}>
            {facts.incidents.open === 0 ? <p className="line">{t('none')}</p> : null}
            {lines(
              facts.incidents.rows.map(({ number: of, title, kind, owner, place }) => [
                of,
                said(kind),
                title,
                place,
                owner,
              ]),
              facts.incidents.open,
            )}
          </Row>
          <Row title={t('clocks')}>
            {facts.clocks.total === 0 ? <p className="line">{t('noClocks')}</p> : null}
            {lines(
              facts.clocks.rows.map(({ dueAt, step, title, owner, number: of }) => [
                moment(dueAt),
                dueAt < facts.at ? t('isOver') : '',
                said(step),
                title,
                owner,
                of,
              ]),
              facts.clocks.total,
            )}
          </Row>
          <Row title={t('tasks')}>
            {facts.tasks.open === 0 ? <p className="line">{t('none')}</p> : null}
            {lines(
              facts.tasks.rows.map(({ what, owner, department, dueAt, number: of }) => [
                dueAt === null ? '' : moment(dueAt),
                what,
                owner || department,
                of,
              ]),
              facts.tasks.open,
            )}
          </Row>
          <Row title={t('stock')}>
            {facts.stock.below === 0 ? <p className="line">{t('stockFine')}</p> : null}
            {lines(
              facts.stock.rows.map(({ code, name, unit, available, safety }) => [
                t('belowLine', {
                  name: `${code} ${name}`,
                  available: `${quantity(available)} ${unit}`,
                  safety: `${quantity(safety)} ${unit}`,
                }),
              ]),
              facts.stock.below,
            )}
          </Row>
          <Row title={t('purchases')}>
            <p className="line">
              {t('purchasesSum', { open: facts.purchases.open, late: t('late', { count: facts.purchases.late }) })}
            </p>
            {lines(
              facts.purchases.rows.map(({ number: of, product, supplier, expectedOn }) => [
                of,
                product,
                supplier,
                day(expectedOn),
              ]),
              facts.purchases.late,
            )}
          </Row>
          <Row title={t('vehicles')}>
            <p className="line">{t('vehiclesSum', facts.vehicles)}</p>
            <p className="line">{t('deliveries', facts.deliveries)}</p>
            {lines(
              facts.vehicles.stopped.map(({ vehicle, place, number: of }) => [t('stopped'), vehicle, place, of]),
              facts.vehicles.stopped.length,
            )}
          </Row>
          <Row title={t('approvals')}>
            {facts.approvals.length === 0 ? <p className="line">{t('none')}</p> : null}
            {lines(
              facts.approvals.map(({ kind, text }) => [t(`approval.${kind}`), said(text)]),
              facts.approvals.length,
            )}
          </Row>
          <Row title={t('visits')}>
            {facts.visits.due === 0 ? <p className="line">{t('noVisits')}</p> : null}
            {lines(
              facts.visits.rows.map(({ dueOn, name, area }) => [day(dueOn), name, area]),
              facts.visits.due,
            )}
          </Row>
        </tbody>
      </table>
    </div>
  )
}

/** One part of the day, its name beside it. */
const Row = ({ title, children }: { title: string; children: ReactNode }) => (
  <tr className="loose">
    <th scope="row">{title}</th>
    <td>{children}</td>
  </tr>
)

const Heads = ({ yesterday }: { yesterday: string }) => {
  const { t } = useTranslation('briefing')
  return (
    <>
      <th style={{ width: '26%' }}>{t('figure')}</th>
      <th className="figure">{t('todayColumn')}</th>
      <th className="figure">{yesterday === '' ? t('before') : yesterday}</th>
    </>
  )
}

const Figure = ({ label, now, before }: { label: string; now: number; before: number | null }) => (
  <>
    <td>{label}</td>
    <td className="figure">
      <strong>{now}</strong>
    </td>
    <td className="figure">{before ?? '–'}</td>
  </>
)
