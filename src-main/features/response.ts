/** Joins plans, incidents, call-outs, messages, training and the manual: what an office does when something happens. */
import { z } from 'zod'
import type { Db } from '../archive/open'
import { Refused } from '../contract/call'
import type { CallContext } from '../contract/call'
import { calloutsService } from './callouts/service'
import type { Callable } from './callouts/service'
import { calloutsStore } from './callouts/store'
import { ineligibility } from './customers/rules'
import type { CustomersStore } from './customers/store'
import type { Breakdown } from './fleet/contract'
import type { Parts as IncidentParts } from './incidents/case.service'
import { figuresOfIncidents } from './incidents/figures.store'
import { incidentsService } from './incidents/service'
import { incidentsStore } from './incidents/store'
import { timelineStore } from './incidents/timeline.store'
import { manualService } from './manual/service'
import { manualStore } from './manual/store'
import { filledIn, standardTemplate } from './messages/rules'
import { messagesService } from './messages/service'
import type { Deliver } from './messages/service'
import { messagesStore } from './messages/store'
import { businessDay, localDateTime } from './office/rules'
import type { Calendar } from './office/calendar.rules'
import { officeCalendar } from './office/service'
import type { OfficeStore } from './office/store'
import { plansService } from './plans/service'
import { plansStore } from './plans/store'
import type { StaffStore } from './staff/store'
import { trainingService } from './training/service'
import { trainingStore } from './training/store'
import { shippedCriteria } from './shipped'
import { standardThresholds } from './weather/rules'
import { sourceSettings, thresholds } from './weather/contract'
import type { Span } from './weather/contract'
import { weatherService } from './weather/service'
import type { FetchWeather } from './weather/service'
import { weatherStore } from './weather/store'
import { suspensionsService } from './suspensions/service'
import type { SuspensionParts } from './suspensions/service'
import type { SuspensionsStore } from './suspensions/store'
import { bulletinsService } from './bulletins/service'
import { bulletinsStore } from './bulletins/store'
import { rankOf } from './weather/signals.rules'

type Parts = {
  db: Db
  office: OfficeStore
  customers: CustomersStore
  staff: StaffStore
  newId: () => string
  now: () => string
  timeZone: () => string
  deliver: Deliver
  fetchWeather: FetchWeather
  /** What the fleet does with deliveries that weather holds up. */
  deliveries: SuspensionParts['deliveries']
  suspensions: SuspensionsStore
  isProduct: (id: string) => boolean
  isVehicle: (id: string) => boolean
  isKitOut: (id: string) => boolean
  stop: IncidentParts['stop']
  breakdown: IncidentParts['breakdown']
}

const weatherSetting = z.object({
  checkBy: z.number().default(9 * 60),
  departmentIds: z.array(z.string()).nullable().default(null),
  thresholds: thresholds.default(standardThresholds),
  edition: z.string().default(shippedCriteria.edition),
  source: sourceSettings.default({ kind: 'manual' }),
})
/** Three departments read the forecast daily unless the office says otherwise (A2.3). */
const readers: readonly string[] = ['sales', 'office', 'supply']
/** 11-24 – 11-26 */
const daysText = ({ from, until }: Span): string =>
  from === until ? from.slice(5) : `${from.slice(5)} – ${until.slice(5)}`
const templateSetting = 'messageTemplate'
const states = { before: '即将到时', at: '已到时限', after: '已超时' } as const

export const joinResponse = (parts: Parts) => {
  const { db, office, customers, staff, newId, now, timeZone, isProduct } = parts
  const isCustomer = (id: string): boolean => customers.entry(id) !== null
  const isColleague = (id: string): boolean => staff.entry(id) !== null
  const template = (): string => {
    const kept = office.settings()[templateSetting]
    return typeof kept === 'string' ? kept : standardTemplate
  }
  // Read anew only after a change: it is asked for with every record.
  let kept: Calendar | null = null
  const calendar = (): Calendar => {
    if (kept?.timeZone !== timeZone()) kept = officeCalendar(office, timeZone())
    return kept
  }
  const isIncident = (id: string): boolean => incidentsAt.head(id) !== null

  const plans = plansService({ store: plansStore(db), newId, departments: staff.departments, isColleague })
  const incidentsAt = incidentsStore(db)
  const messages = messagesService({
    store: messagesStore(db),
    newId,
    now,
    deliver: parts.deliver,
    template,
    keepTemplate: text => {
      office.putSetting(templateSetting, text)
    },
    isIncident,
  })
  const calloutsAt = calloutsStore(db)
  const incidents = incidentsService({
    store: incidentsAt,
    timeline: timelineStore(db),
    figures: figuresOfIncidents(db),
    plans,
    newId,
    now,
    timeZone,
    calendar,
    isColleague,
    isCustomer,
    isProduct,
    isVehicle: parts.isVehicle,
    contractOf: (id, day) => {
      const running = (customers.entry(id)?.contracts ?? []).filter(
        ({ startsOn, endsOn }) => (startsOn === null || startsOn <= day) && (endsOn === null || day <= endsOn),
      )
      const least = (values: readonly (number | null)[]): number | null => {
        const set = values.filter(value => value !== null)
        return set.length === 0 ? null : Math.min(...set)
      }
      return {
        responseHours: least(running.map(({ responseHours }) => responseHours)),
        visitEveryDays: least(running.map(({ visitEveryDays }) => visitEveryDays)),
      }
    },
    ineligible: id => {
      const entry = customers.entry(id)
      return entry ? ineligibility(entry, businessDay(now(), timeZone())) : 'noCustomer'
    },
    skillsOf: id => {
      const entry = staff.entry(id)
      return entry?.employed ? { name: entry.name, skills: entry.skills } : null
    },
    isKitOut: parts.isKitOut,
    departments: staff.departments,
    departmentOf: duty => staff.departments().find(department => department.duty === duty)?.id ?? null,
    openCallouts: calloutsAt.openOf,
    stop: parts.stop,
    breakdown: parts.breakdown,
    escalate: ({ incidentId, number, kind, title, place, step, dueAt, stage, key }, context) =>
      messages.escalate(
        '',
        filledIn(template(), {
          office: office.entry()?.name ?? '',
          number,
          kind: kind.zh,
          title,
          place,
          step: step.zh,
          due: localDateTime(dueAt, timeZone()).slice(5, 16),
          state: states[stage],
        }),
        incidentId,
        key,
        context,
      ),
  })
  const callouts = calloutsService({
    store: calloutsAt,
    newId,
    timeZone,
    peopleOf: from => {
      const ofCustomers = (areas: readonly string[] | null, ids: readonly string[] | null = null): Callable[] =>
        customers.callable(areas, ids).map(({ id, name, area }) => ({ customerId: id, colleagueId: null, name, area }))
      const ofStaff = (
        wanted: (row: { id: string; departmentId: string | null; teamRole: string }) => boolean,
      ): Callable[] =>
        staff
          .callable()
          .flatMap(row =>
            wanted(row) ? [{ customerId: null, colleagueId: row.id, name: row.name, area: row.department }] : [],
          )
      switch (from.kind) {
        case 'customers':
          return ofCustomers(null, from.ids)
        case 'areas':
          return ofCustomers(from.areas)
        case 'allCustomers':
          return ofCustomers(null)
        case 'colleagues':
          return ofStaff(({ id }) => from.ids.includes(id))
        case 'departments':
          return ofStaff(({ departmentId }) => departmentId !== null && from.ids.includes(departmentId))
        case 'team':
          return ofStaff(({ teamRole }) => teamRole !== 'none')
        case 'allStaff':
          return ofStaff(() => true)
      }
    },
    phonesOf: ({ customerId, colleagueId }) => {
      const contacts = customerId === null ? [] : (customers.entry(customerId)?.contacts ?? [])
      const own = colleagueId === null ? [] : (staff.entry(colleagueId)?.phones ?? [])
      return [
        ...[...contacts]
          .sort((a, b) => Number(b.preferred) - Number(a.preferred))
          .flatMap(({ name, phones }) =>
            [...phones]
              .sort((a, b) => Number(b.preferred) - Number(a.preferred))
              .map(({ original }) => ({ contact: name, original })),
          ),
        ...[...own]
          .sort((a, b) => Number(b.preferred) - Number(a.preferred))
          .map(({ original }) => ({ contact: '', original })),
      ]
    },
    isIncident,
    finished: incidents.calledOut,
  })
  const weatherChosen = () => {
    const { departmentIds, ...rest } = weatherSetting.parse(office.settings()['weather'] ?? {})
    const standard = (): string[] => staff.departments().flatMap(({ id, duty }) => (readers.includes(duty) ? [id] : []))
    return { ...rest, departmentIds: departmentIds ?? standard() }
  }
  const weather = weatherService({
    store: weatherStore(db),
    newId,
    now,
    timeZone,
    calendar,
    departments: staff.departments,
    customersIn: customers.countIn,
    chosen: weatherChosen,
    choose: next => {
      office.putSetting('weather', { ...weatherChosen(), ...next })
    },
    shipped: shippedCriteria.criteria,
    fetchWeather: parts.fetchWeather,
    openIncident: ({ issuer, type, color, word, areas, occurredAt, text, days }, context) => {
      const plan = plans.all().find(({ key }) => key === 'severeWeather')
      if (!plan) throw new Refused('plans.notFound')
      return incidents.handlers.report(
        {
          planId: plan.id,
          title: [issuer, type, word, daysText(days)].filter(Boolean).join(' ').slice(0, 120),
          place: `${areas.join('、')} ${text}`.trim().slice(0, 200),
          area: areas.length === 1 ? (areas[0] ?? '') : '',
          reporter: issuer,
          reporterPhone: '',
          customerId: null,
          vehicleId: null,
          productId: null,
          level: Math.max(1, rankOf(color)),
          assumedWorst: false,
          facts: {},
          occurredAt,
          receivedAt: null,
          ownerId: null,
          drill: false,
        },
        context,
      ).id
    },
    tell: (departments, key, context) => {
      messages.escalate(
        '',
        `【${office.entry()?.name ?? ''}】今天的三日天气预报还没有查看：${departments.join('、')}。`,
        null,
        key,
        context,
      )
    },
  })
  const suspensions = suspensionsService({
    store: parts.suspensions,
    newId,
    now,
    timeZone,
    customersIn: customers.countIn,
    isSignal: id => weather.signal(id) !== null,
    isIncident,
    isCustomer,
    callOut: callouts.create,
    deliveries: parts.deliveries,
    decided: (id, kind, who, number, context) => {
      // CLAUSE A2.1: the decision is the approval the plan asks for; a change of mind is noted beside it.
      if (kind === 'change') incidents.recorded(id, { kind: 'note' }, `${number} ${who}`, '', context)
      else {
        const step = kind === 'suspend' ? 'decide' : 'resume'
        incidents.recorded(id, { kind: 'approval', who, granted: true, document: number }, '', step, context)
      }
    },
    replenished: (id, number, context) => {
      incidents.recorded(id, { kind: 'note' }, number, 'replenish', context)
    },
  })
  const bulletins = bulletinsService({
    store: bulletinsStore(db),
    newId,
    timeZone,
    office: () => office.entry()?.name ?? '',
    forecasts: weather.forecasts,
    signals: weather.live,
    colleagues: staff.callable,
    isIncident,
    callOut: callouts.create,
    send: messages.handlers.send,
    published: (id, number, context) => {
      incidents.recorded(id, { kind: 'document', document: number }, '', 'bulletin', context)
    },
  })
  const manualAt = manualStore(db)
  return {
    plans,
    incidents,
    messages,
    weather,
    calendar,
    isIncident,
    forgetCustomer: (id: string): void => {
      incidents.forgetCustomer(id)
      calloutsAt.forgetCustomer(id)
    },
    /** Due times hang on the calendar. */
    recalculated: (): void => {
      kept = null
      incidents.recalculated()
    },
    /** A vehicle reported from the fleet's own screen is an incident like any other. */
    openFor: (stopped: Breakdown, context: CallContext): void => {
      const plan = plans.all().find(({ inForce }) => inForce && plans.version(inForce.id).body.vehicle === stopped.kind)
      if (plan) incidents.openFor(stopped, plan.id, context)
    },
    handlers: {
      plans: plans.handlers,
      incidents: incidents.handlers,
      callouts,
      messages: messages.handlers,
      weather: weather.handlers,
      suspensions,
      bulletins,
      manual: manualService({ store: manualAt, newId, isProduct, isIncident }),
      training: trainingService({
        store: trainingStore(db),
        newId,
        timeZone,
        plansInForce: () => plans.all().filter(({ inForce }) => inForce !== null),
        colleagues: staff.callable,
        isColleague,
        isPlanVersion: plans.isVersion,
        isChapterVersion: manualAt.isVersion,
        isCustomer,
        isIncident,
      }),
    },
  }
}
