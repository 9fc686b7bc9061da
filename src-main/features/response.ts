/** Joins plans, incidents, call-outs, messages, training and the manual: what an office does when something happens. */
import type { Db } from '../archive/open'
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

type Parts = {
  db: Db
  office: OfficeStore
  customers: CustomersStore
  staff: StaffStore
  newId: () => string
  now: () => string
  timeZone: () => string
  deliver: Deliver
  isProduct: (id: string) => boolean
  isKitOut: (id: string) => boolean
  stop: IncidentParts['stop']
  breakdown: IncidentParts['breakdown']
}

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
  const manualAt = manualStore(db)
  return {
    plans,
    incidents,
    messages,
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
      manual: manualService({ store: manualAt, newId, isProduct, isIncident }),
      training: trainingService({
        store: trainingStore(db),
        newId,
        timeZone,
        plansInForce: () => plans.all().filter(({ inForce }) => inForce !== null),
        colleagues: staff.callable,
        isPlanVersion: plans.isVersion,
        isChapterVersion: manualAt.isVersion,
        isCustomer,
        isIncident,
      }),
    },
  }
}
