/** Answers the calls of visits: what is due on which working day, what was done, whose details want confirming. */
import type { Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import { dayAfter, workingDayFrom } from '../office/calendar.rules'
import type { Calendar } from '../office/calendar.rules'
import { businessDay } from '../office/rules'
import type { visits } from './contract'
import type { VisitsStore } from './store'

type Parameters = {
  store: VisitsStore
  newId: () => string
  timeZone: () => string
  calendar: () => Calendar
  isCustomer: (id: string) => boolean
  staffWithoutPhone: () => string[]
  /** Areas where severe weather is expected or service is suspended. */
  threatenedAreas: (at: string) => string[]
  withoutPhoneIn: (areas: readonly string[]) => { count: number; names: string[] }
}
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

export const visitsService = (
  parts: Parameters,
): Handlers<typeof visits> & { forgetCustomer: (id: string) => void } => {
  const { store, newId, timeZone } = parts
  const dayOf = (at: string): string => businessDay(at, timeZone())
  const refuseNobody = (id: string): void => {
    if (!parts.isCustomer(id)) throw new Refused('customers.notFound')
  }
  return {
    due: ({ ahead, limit, offset }, { at }) => {
      const today = dayOf(at)
      const { rows, total, overdue } = store.due(today, dayAfter(today, ahead), limit, offset)
      const calendar = parts.calendar()
      return {
        total,
        rows: rows.map(({ agreedWay, agreedVisitor, agreedNote, ...row }) => {
          const dueOn = agreedWay === null ? workingDayFrom(row.dueOn, calendar) : row.dueOn
          return {
            ...row,
            dueOn,
            overdueDays: Math.max(0, daysBetween(dueOn, today)),
            appointment:
              agreedWay === null ? null : { way: agreedWay, visitor: agreedVisitor ?? '', note: agreedNote ?? '' },
          }
        }),
        overdue,
      }
    },
    page: ({ customerId, limit, offset }) => store.page(customerId, limit, offset),
    record: ({ nextOn, ...input }, { at, actor, touch }) => {
      refuseNobody(input.customerId)
      const today = dayOf(at)
      if (input.onDay > today) throw new Refused('visits.notYet')
      if (nextOn !== null && nextOn <= today) throw new Refused('visits.past')
      touch(input.customerId)
      const id = newId()
      store.add({ ...input, id, recordedAt: at, recordedBy: actor.name })
      store.settle(input.customerId)
      if (nextOn !== null) {
        const { customerId, way, visitor } = input
        store.agree({ customerId, way, visitor, onDay: nextOn, note: '' }, at, actor.name)
      }
      const kept = store.one(id)
      if (!kept) throw new Refused('customers.notFound')
      return kept
    },
    agree: (input, { at, actor }) => {
      refuseNobody(input.customerId)
      if (input.onDay < dayOf(at)) throw new Refused('visits.past')
      store.agree(input, at, actor.name)
      return {}
    },
    upkeep: (_, { at }) => {
      const month = dayOf(at).slice(0, 7)
      return {
        month,
        ...store.confirmedSince(`${month}-01`),
        staffWithoutPhone: parts.staffWithoutPhone(),
        threatened: parts.withoutPhoneIn(parts.threatenedAreas(at)),
      }
    },
    unconfirmed: ({ withoutPhone, limit, offset }, { at }) =>
      store.unconfirmed(`${dayOf(at).slice(0, 7)}-01`, withoutPhone, limit, offset),
    forgetCustomer: store.forgetCustomer,
  }
}
