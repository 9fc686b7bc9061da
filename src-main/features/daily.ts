/** Joins what an office does every day: duty, visits, the day's facts and the briefing. */
import type { Db } from '../archive/open'
import { nobody } from '../contract/call'
import type { CallContext, Handlers } from '../contract/call'
import type { DeskContract } from '../contract'
import { briefingService } from './briefing/service'
import type { Facts } from './briefing/contract'
import { briefingStore } from './briefing/store'
import { dutyService } from './duty/service'
import { dutyStore } from './duty/store'
import type { Calendar } from './office/calendar.rules'
import { isWorkingDay } from './office/calendar.rules'
import { businessDay, localDateTime } from './office/rules'
import type { OfficeStore } from './office/store'
import { skillsService } from './skills/service'
import { skillsStore } from './skills/store'
import type { StaffStore } from './staff/store'
import { visitsService } from './visits/service'
import { visitsStore } from './visits/store'
import { z } from 'zod'

/** What is read of the other features, as their screens read it: every figure equals its screen. */
export type Look = Pick<
  { [F in keyof DeskContract]: Handlers<DeskContract[F]> },
  | 'incidents'
  | 'callouts'
  | 'weather'
  | 'bulletins'
  | 'suspensions'
  | 'stock'
  | 'purchasing'
  | 'fleet'
  | 'plans'
  | 'staff'
  | 'tools'
> & { backups: Pick<Handlers<DeskContract['backups']>, 'overview'> }
type Parts = {
  db: Db
  office: OfficeStore
  staff: StaffStore
  newId: () => string
  now: () => string
  timeZone: () => string
  calendar: () => Calendar
  isColleague: (id: string) => boolean
  isCustomer: (id: string) => boolean
  isIncident: (id: string) => boolean
  withoutPhoneIn: (areas: readonly string[]) => { count: number; names: string[] }
  look: () => Look
}

const few = 12
const first = { offset: 0, limit: few }
/** Days of the forecast that a briefing shows. */
const forecastDays = 3
const setting = z.object({
  prepareAt: z
    .number()
    .nullable()
    .default(8 * 60 + 15),
})
const filter = {
  text: '',
  planId: null,
  departmentId: null,
  ownerId: null,
  level: null,
  area: '',
  drills: false,
  state: null,
}

export const joinDaily = (parts: Parts) => {
  const { db, office, staff, newId, now, timeZone, calendar, look } = parts
  const dutyAt = dutyStore(db)
  const context = (): CallContext => ({ actor: nobody, at: now(), touch: () => undefined })
  const duty = dutyService({
    store: dutyAt,
    newId,
    timeZone,
    calendar,
    isColleague: parts.isColleague,
    isIncident: parts.isIncident,
    openMatters: language => {
      const { incidents, tools, purchasing } = look()
      const all = { offset: 0, limit: 50 }
      const at = context()
      const local = (instant: string | null): string =>
        instant === null ? '' : localDateTime(instant, timeZone()).slice(5, 16)
      const line = (...words: readonly string[]): string => words.filter(Boolean).join(' · ')
      const loans = [...tools.page({ ...all, text: '', gone: false }, at).rows, ...tools.kits(all, at).rows].flatMap(
        ({ name, loan }) => (loan ? [line(name, loan.borrower, loan.dueOn ?? '')] : []),
      )
      return {
        matters: incidents
          .page({ ...all, ...filter, sort: 'urgent' }, at)
          .rows.filter(({ state }) => state !== 'closed')
          .map(({ number, title, owner, department, next, nextDueAt }) =>
            line(number, title, owner || department, next?.[language] ?? '', local(nextDueAt)),
          ),
        tasks: incidents
          .openTasks(all, at)
          .rows.map(({ number, what, owner, department, dueAt }) =>
            line(number, what, owner || department, local(dueAt)),
          ),
        equipment: loans,
        orders: purchasing
          .page({ ...all, show: 'open' }, at)
          .rows.map(({ number, product, supplier, dueOn, neededOn }) =>
            line(number, product, supplier ?? '', dueOn ?? neededOn),
          ),
      }
    },
  })
  const threatenedAreas = (at: string): string[] => {
    const asked = { ...context(), at }
    const { weather, suspensions } = look()
    const { signals, places } = weather.overview({}, asked)
    return [
      ...new Set([
        ...signals.flatMap(({ areas }) => areas),
        ...places.flatMap(({ place, severe }) => (severe ? place.areas : [])),
        ...suspensions.regions({}, asked).flatMap(({ area, state }) => (state === 'normal' ? [] : [area])),
      ]),
    ]
  }
  const { forgetCustomer, ...visits } = visitsService({
    store: visitsStore(db),
    newId,
    timeZone,
    calendar,
    isCustomer: parts.isCustomer,
    staffWithoutPhone: () => look().staff.completeness({}, context()).lacksPhone,
    threatenedAreas,
    withoutPhoneIn: parts.withoutPhoneIn,
  })

  const facts = (asked: CallContext): Facts => {
    const { incidents, callouts, weather, bulletins, suspensions, stock, purchasing, fleet, plans, backups } = look()
    const { at } = asked
    const day = businessDay(at, timeZone())
    const onDuty = duty.now({}, asked)
    const running = incidents.running(first, asked)
    const cases = incidents.page({ ...first, ...filter, sort: 'urgent' }, asked)
    const open = incidents.openTasks(first, asked)
    const calling = callouts.page({ offset: 0, limit: 50, all: false, incidentId: null }, asked)
    const sky = weather.overview({}, asked)
    const unread = bulletins.unread({}, asked)
    const below = stock.alerts(first, asked)
    const wanted = purchasing.page({ offset: 0, limit: 50, show: 'open' }, asked)
    const vehicles = fleet.vehicles({ offset: 0, limit: 200, text: '', retired: false }, asked).rows
    const stopped = fleet.breakdowns({ ...first, all: false }, asked)
    const deliveries = fleet.dayPlan({ day }, asked).vehicles.flatMap(({ deliveries: of }) => of)
    const inState = (state: string): number => deliveries.filter(({ state: of }) => of === state).length
    const due = visits.due({ ...first, ahead: 7 }, asked)
    const upkeep = visits.upkeep({}, asked)
    const { state, young, newest } = backups.overview({}, asked)
    return {
      at,
      day,
      rest: !isWorkingDay(day, calendar()),
      duty: {
        people: onDuty.people.map(({ name, phone, shift, untilAt }) => ({ name, phone, shift, untilAt })),
        next: onDuty.next,
        unsigned: onDuty.unsigned.length,
        gaps: onDuty.gaps,
        kept: onDuty.kept,
        clashes: duty
          .roster({ from: day, days: 7 }, asked)
          .flatMap(({ day: of, slots }) =>
            slots.flatMap(({ people }) =>
              people.flatMap(({ name, clash }) => (clash === null ? [] : [{ name, day: of, clash }])),
            ),
          )
          .slice(0, few),
      },
      clocks: {
        overdue: incidents.overdue({}, asked).count,
        total: running.total,
        rows: running.rows.map(({ incidentId, number, title, step, owner, dueAt, warnMinutes }) => ({
          incidentId,
          number,
          title,
          step,
          owner,
          dueAt,
          warnMinutes,
        })),
      },
      incidents: {
        open: incidents.open({}, asked).count,
        rows: cases.rows
          .filter(({ state: of }) => of !== 'closed')
          .map(({ id, number, title, kind, level, state: of, owner, department, place }) => ({
            id,
            number,
            title,
            kind: kind.name,
            level,
            state: of,
            owner: owner || department,
            place,
          })),
      },
      tasks: {
        open: open.total,
        overdue: open.overdue,
        rows: open.rows.map(({ incidentId, number, what, owner, department, dueAt, kind }) => ({
          incidentId,
          number,
          what,
          owner,
          department,
          dueAt,
          followUp: kind === 'followUp',
        })),
      },
      callouts: { open: calling.total, people: calling.rows.reduce((sum, { open: of }) => sum + of, 0) },
      weather: {
        signals: sky.signals.map(({ issuer, type, color, word, issuedAt, areas }) => ({
          issuer,
          type,
          color,
          word,
          issuedAt,
          areas,
        })),
        places: sky.places.map(({ place, days }) => ({
          name: place.name,
          days: days
            .slice(0, forecastDays)
            .map(({ source: _source, at: _at, byName: _byName, ...forecast }) => forecast),
        })),
        checks: sky.checks.map(({ department, at: done, byName, onBehalf }) => ({
          department,
          at: done,
          byName: onBehalf || byName,
        })),
        unreadBulletins: unread.bulletins,
        unreadPeople: unread.people,
      },
      service: suspensions
        .regions({}, asked)
        .flatMap(({ area, customers, state: of, until, suspensionId }) =>
          of === 'normal' ? [] : [{ area, customers, state: of, until, suspensionId }],
        ),
      stock: {
        below: below.total,
        rows: below.rows.map(({ productId, code, name, unit, available, safety, gap }) => ({
          productId,
          code,
          name,
          unit,
          available,
          safety,
          gap,
        })),
      },
      purchases: {
        open: wanted.total,
        late: wanted.late,
        unresolved: wanted.unresolved,
        rows: purchasing
          .page({ ...first, show: 'late' }, asked)
          .rows.flatMap(({ id, number, product, supplier, lateness }) =>
            lateness ? [{ id, number, product, supplier: supplier ?? '', expectedOn: lateness.expectedOn }] : [],
          ),
      },
      vehicles: {
        ready: vehicles.filter(({ state: of, standby, out }) => of === 'active' && !standby && !out).length,
        standby: vehicles.filter(({ state: of, standby, out }) => of === 'active' && standby && !out).length,
        out: vehicles.filter(({ out }) => out).length,
        repair: vehicles.filter(({ state: of }) => of === 'repair').length,
        stopped: stopped.rows.map(({ id, number, vehicle, place }) => ({ id, number, vehicle, place })),
        maintenanceOverdue: vehicles.filter(({ maintenanceOverdue }) => maintenanceOverdue !== null).length,
      },
      deliveries: {
        planned: inState('planned'),
        out: inState('out'),
        delivered: inState('delivered'),
        untold: fleet.untold({ offset: 0, limit: 1 }, asked).total,
      },
      approvals: [
        ...wanted.rows
          .filter(({ state: of }) => of === 'requested')
          .map(({ id, number, product }) => ({
            kind: 'purchase' as const,
            id,
            text: { zh: `${number} ${product}`, en: `${number} ${product}` },
          })),
        ...plans
          .page({}, asked)
          .flatMap(({ id, name, newer }) =>
            newer === null ? [] : [{ kind: 'plan' as const, id, text: { zh: name.zh, en: name.en || name.zh } }],
          ),
        ...duty
          .swaps(first, asked)
          .rows.filter(({ state: of }) => of === 'asked')
          .map(({ id, giver, taker, day: of }) => ({
            kind: 'swap' as const,
            id,
            text: { zh: `${of} ${giver} → ${taker}`, en: `${of} ${giver} → ${taker}` },
          })),
      ].slice(0, few),
      visits: {
        due: due.total,
        overdue: due.overdue,
        rows: due.rows.map(({ customerId, name, area, dueOn }) => ({ customerId, name, area, dueOn })),
      },
      contacts: {
        customersWithoutPhone: upkeep.customersWithoutPhone,
        staffWithoutPhone: upkeep.staffWithoutPhone.length,
        threatened: upkeep.threatened.names,
      },
      calls: { open: duty.calls({ offset: 0, limit: 1, open: true, text: '' }, asked).total },
      backups: { state, young, newest },
    }
  }
  const skills = skillsService({
    store: skillsStore(db),
    newId,
    timeZone,
    colleagues: () =>
      staff.register().map(({ phones, ...person }) => ({
        ...person,
        phone: [...phones].sort((a, b) => Number(b.preferred) - Number(a.preferred))[0]?.original ?? '',
      })),
    turns: (from, until) => {
      const overnight = new Set(dutyAt.shifts().flatMap(({ id, from: start, to }) => (to <= start ? [id] : [])))
      return dutyAt
        .turns(from, until)
        .map(({ colleagueId, day, shiftId }) => ({ colleagueId, day, overnight: overnight.has(shiftId) }))
    },
  })
  const briefing = briefingService({
    store: briefingStore(db),
    newId,
    now,
    timeZone,
    facts,
    settings: () => setting.parse(office.settings()['briefing'] ?? {}),
    keepSettings: next => {
      office.putSetting('briefing', next)
    },
  })
  return {
    briefing,
    forgetCustomer,
    handlers: { duty, skills, visits, briefing: briefing.handlers },
  }
}
