/** The first screen: what needs a person now; weather and service; stock, vehicles and approvals; who is on duty. */
import { Grid, SegmentedControl, Stack, Text } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useWeatherWords } from '../../app/weatherWords'
import { ClockBar } from '../../components/ClockBar'
import { Loading } from '../../components/Loading'
import { Page } from '../../components/Page'
import { PlaceLink } from '../../components/PlaceLink'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useQuantity } from '../../components/useQuantity'
import { useSaid } from '../../components/useSaid'
import { todaySearch } from './briefingSearch'
import { Part } from './Part'
import { TodayTabs } from './TodayTabs'

type Facts = OutputOf<'briefing.today'>
const route = getRouteApi('/today')
const lookEvery = 30_000
/** Names in a line; the rest is counted. */
const named = 6

export const TodayScreen = () => {
  const { t } = useTranslation('briefing')
  const { day, time } = useMoments()
  const go = useNavigate()
  const { mine } = todaySearch.parse(route.useSearch())
  const read = useRead('briefing.today', {}, { every: lookEvery })
  const person = useRead('access.state', {}).value?.person?.name ?? ''
  const { value } = read
  return (
    <Page
      title={t('today')}
      actions={
        value ? (
          <Text size="sm" c="dimmed">
            {[day(value.day), value.rest ? t('rest') : '', t('asOf', { time: time(value.at) })]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        ) : null
      }
    >
      <TodayTabs />
      <RefusalAlert refusal={read.refusal} />
      {value ? (
        <Grid gap="lg">
          <Grid.Col span={{ base: 12, md: 8 }}>
            <Stack gap="lg">
              <SegmentedControl
                w="fit-content"
                size="xs"
                aria-label={t('whose')}
                value={mine ? 'mine' : 'all'}
                data={[
                  { value: 'all', label: t('everybody') },
                  { value: 'mine', label: t('mine') },
                ]}
                onChange={chosen => void go({ to: '/today', search: { mine: chosen === 'mine' } })}
              />
              <Now facts={value} mine={mine ? person : null} />
              <Weather facts={value} />
              <Supply facts={value} />
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 4 }}>
            <Stack gap="lg">
              <Duty facts={value} />
              <People facts={value} />
              <Behind facts={value} />
            </Stack>
          </Grid.Col>
        </Grid>
      ) : (
        <Loading />
      )}
    </Page>
  )
}

const Now = ({ facts, mine }: { facts: Facts; mine: string | null }) => {
  const { t } = useTranslation('briefing')
  const { moment } = useMoments()
  const said = useSaid()
  const { clocks, tasks, incidents, callouts } = facts
  const ours = ({ owner }: { owner: string }): boolean => mine === null || owner === mine
  return (
    <>
      <Part
        title={t('clocks')}
        to="/incidents"
        loud={clocks.overdue > 0}
        sum={
          clocks.total === 0
            ? t('noClocks')
            : t('clocksSum', { total: clocks.total, overdue: t('overdue', { count: clocks.overdue }) })
        }
      >
        {clocks.rows.filter(ours).map(({ incidentId, number, title, step, owner, dueAt, warnMinutes }) => (
          <div key={`${incidentId} ${step.zh}`} className="row">
            <span style={{ width: 210, flexShrink: 0 }}>
              <ClockBar dueAt={dueAt} now={facts.at} warnMinutes={warnMinutes} />
            </span>
            <PlaceLink to="/incidents/case" search={{ id: incidentId }}>
              {[said(step), title, owner, number].filter(Boolean).join(' · ')}
            </PlaceLink>
          </div>
        ))}
      </Part>
      <Part
        title={t('tasks')}
        to="/incidents"
        loud={tasks.overdue > 0}
        sum={
          tasks.open === 0
            ? t('none')
            : t('clocksSum', { total: tasks.open, overdue: t('overdue', { count: tasks.overdue }) })
        }
      >
        {tasks.rows.filter(ours).map(({ incidentId, number, what, owner, department, dueAt, followUp }, index) => (
          <div key={index} className="row">
            <span style={{ width: 210, flexShrink: 0 }}>{dueAt === null ? t('noDue') : moment(dueAt)}</span>
            <PlaceLink to="/incidents/case" search={{ id: incidentId }}>
              {[followUp ? t('followUp') : '', what, owner || department, number].filter(Boolean).join(' · ')}
            </PlaceLink>
          </div>
        ))}
      </Part>
      <Part
        title={t('incidents')}
        to="/incidents/list"
        sum={incidents.open === 0 ? t('none') : t('open', { count: incidents.open })}
      >
        {incidents.rows.filter(ours).map(({ id, number, title, kind, owner, place }) => (
          <div key={id}>
            <PlaceLink to="/incidents/case" search={{ id }}>
              {[number, said(kind), title, place, owner].filter(Boolean).join(' · ')}
            </PlaceLink>
          </div>
        ))}
      </Part>
      {callouts.open > 0 ? (
        <Part
          title={t('callouts')}
          to="/incidents/callouts"
          sum={t('calloutsSum', { count: callouts.open, people: callouts.people })}
        />
      ) : null}
    </>
  )
}

const Weather = ({ facts }: { facts: Facts }) => {
  const { t } = useTranslation('briefing')
  const { day, moment } = useMoments()
  const words = useWeatherWords()
  const { weather, service } = facts
  const missing = weather.checks.filter(({ at }) => at === null).map(({ department }) => department)
  return (
    <>
      <Part
        title={t('weather')}
        to="/weather"
        loud={weather.signals.length > 0}
        sum={weather.signals.length === 0 ? t('noSignals') : t('signals', { count: weather.signals.length })}
      >
        {weather.signals.map(({ issuer, type, color, issuedAt, areas }) => (
          <Text key={issuer + type + issuedAt} size="sm" fw={600}>
            {[`${type} ${words.color(color)}`, issuer, moment(issuedAt), areas.join('、')].filter(Boolean).join(' · ')}
          </Text>
        ))}
        {weather.places.map(({ name, days }) =>
          days.map(of => (
            <Text key={name + of.day} size="sm">
              {[name, day(of.day), of.sky, words.range(of), words.wind(of), words.fall(of), words.notices(of.notices)]
                .filter(Boolean)
                .join(' · ')}
            </Text>
          )),
        )}
        <Text size="sm" fw={missing.length > 0 ? 600 : 400}>
          {missing.length > 0
            ? t('unchecked', { names: missing.join(t('listSeparator')) })
            : weather.checks.length > 0
              ? t('checked')
              : ''}
        </Text>
      </Part>
      <Part
        title={t('service')}
        to="/weather/service"
        loud={service.length > 0}
        sum={service.length === 0 ? t('serviceNormal') : t('serviceSum', { count: service.length })}
      >
        {service.map(({ area, customers, state, until }) => (
          <Text key={area} size="sm">
            {[
              area,
              t(`serviceStates.${state}`),
              t('customers', { count: customers }),
              until === null ? '' : t('until', { when: moment(until) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        ))}
      </Part>
    </>
  )
}

const Supply = ({ facts }: { facts: Facts }) => {
  const { t } = useTranslation('briefing')
  const { day } = useMoments()
  const said = useSaid()
  const quantity = useQuantity()
  const { stock, purchases, vehicles, deliveries, approvals } = facts
  const openers = { purchase: '/purchasing', plan: '/plans', swap: '/duty/swaps' } as const
  return (
    <>
      <Part
        title={t('stock')}
        to="/stock/alerts"
        loud={stock.below > 0}
        sum={stock.below === 0 ? t('stockFine') : t('below', { count: stock.below })}
      >
        {stock.rows.slice(0, named).map(({ productId, code, name, unit, available, safety }) => (
          <div key={productId}>
            <PlaceLink to="/stock" search={{ id: productId }}>
              {t('belowLine', {
                name: `${code} ${name}`,
                available: `${quantity(available)} ${unit}`,
                safety: `${quantity(safety)} ${unit}`,
              })}
            </PlaceLink>
          </div>
        ))}
      </Part>
      <Part
        title={t('purchases')}
        to="/purchasing"
        loud={purchases.late > 0}
        sum={t('purchasesSum', { open: purchases.open, late: t('late', { count: purchases.late }) })}
      >
        {purchases.rows.slice(0, named).map(({ id, number, product, supplier, expectedOn }) => (
          <div key={id}>
            <PlaceLink to="/purchasing" search={{ id }}>
              {[number, product, supplier, day(expectedOn)].filter(Boolean).join(' · ')}
            </PlaceLink>
          </div>
        ))}
      </Part>
      <Part
        title={t('vehicles')}
        to="/fleet/vehicles"
        loud={vehicles.stopped.length > 0}
        sum={t('vehiclesSum', vehicles)}
      >
        {vehicles.stopped.map(({ id, number, vehicle, place }) => (
          <div key={id}>
            <PlaceLink to="/fleet/breakdowns" search={{ id }}>
              {[t('stopped'), vehicle, place, number].filter(Boolean).join(' · ')}
            </PlaceLink>
          </div>
        ))}
        <PlaceLink to="/fleet">{t('deliveries', deliveries)}</PlaceLink>
      </Part>
      <Part
        title={t('approvals')}
        to="/purchasing"
        sum={approvals.length === 0 ? t('none') : t('waiting', { count: approvals.length })}
      >
        {approvals.map(({ kind, id, text }) => (
          <div key={kind + id}>
            <PlaceLink to={openers[kind]} search={kind === 'swap' ? {} : { id }}>
              {t(`approval.${kind}`)} · {said(text)}
            </PlaceLink>
          </div>
        ))}
      </Part>
    </>
  )
}

const Duty = ({ facts }: { facts: Facts }) => {
  const { t } = useTranslation('briefing')
  const { moment, day } = useMoments()
  const { duty, calls } = facts
  return (
    <Part
      title={t('duty')}
      to="/duty"
      loud={duty.gaps > 0 || duty.unsigned > 0}
      sum={
        duty.kept
          ? [
              duty.gaps > 0 ? t('gaps', { count: duty.gaps }) : '',
              duty.unsigned > 0 ? t('unsigned', { count: duty.unsigned }) : '',
            ]
              .filter(Boolean)
              .join(' · ') || t('dutyFine')
          : t('noRoster')
      }
    >
      {duty.people.map(({ name, phone, shift, untilAt }) => (
        <div key={name + shift}>
          <strong>{name}</strong> <span className="strong">{phone}</span>
          <div className="quiet">
            {shift} · {t('until', { when: moment(untilAt) })}
          </div>
        </div>
      ))}
      {duty.next ? (
        <Text size="sm">
          {t('nextDuty', { names: duty.next.names.join(t('listSeparator')), when: moment(duty.next.fromAt) })}
        </Text>
      ) : null}
      {duty.clashes.map(({ name, day: of, clash }) => (
        <Text key={name + of + clash} size="sm">
          {day(of)} · {name} · {t(`clash.${clash}`)}
        </Text>
      ))}
      {calls.open > 0 ? <PlaceLink to="/duty/calls">{t('calls', { count: calls.open })}</PlaceLink> : null}
    </Part>
  )
}

const People = ({ facts }: { facts: Facts }) => {
  const { t } = useTranslation('briefing')
  const { day } = useMoments()
  const { visits, contacts, weather } = facts
  return (
    <>
      <Part
        title={t('visits')}
        to="/visits"
        loud={visits.overdue > 0}
        sum={
          visits.due === 0
            ? t('noVisits')
            : t('clocksSum', { total: visits.due, overdue: t('overdue', { count: visits.overdue }) })
        }
      >
        {visits.rows.slice(0, named).map(({ customerId, name, area, dueOn }) => (
          <Text key={customerId} size="sm">
            {[day(dueOn), name, area].filter(Boolean).join(' · ')}
          </Text>
        ))}
      </Part>
      <Part
        title={t('bulletins')}
        to="/weather/bulletins"
        loud={weather.unreadBulletins > 0}
        sum={
          weather.unreadBulletins === 0
            ? t('allRead')
            : t('unread', { count: weather.unreadBulletins, people: weather.unreadPeople })
        }
      />
      <Part
        title={t('contacts')}
        to="/visits/upkeep"
        loud={contacts.threatened.length > 0}
        sum={
          contacts.customersWithoutPhone + contacts.staffWithoutPhone === 0
            ? t('contactsFine')
            : t('withoutPhone', { customers: contacts.customersWithoutPhone, staff: contacts.staffWithoutPhone })
        }
      >
        {contacts.threatened.length > 0 ? (
          <Text size="sm">{t('threatened', { names: contacts.threatened.join(t('listSeparator')) })}</Text>
        ) : null}
      </Part>
    </>
  )
}

const Behind = ({ facts }: { facts: Facts }) => {
  const { t } = useTranslation('briefing')
  const { ago } = useMoments()
  const { state, young, newest } = facts.backups
  return (
    <Part
      title={t('backups')}
      to="/backups"
      loud={state !== 'safe'}
      sum={[t(`backupStates.${state}`, { count: young }), newest === null ? '' : ago(newest)]
        .filter(Boolean)
        .join(' · ')}
    />
  )
}
