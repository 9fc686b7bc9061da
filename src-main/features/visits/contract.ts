/** Regular visits (C5): due by contract or by agreement, recorded, overdue shown; upkeep of the contact details of customers. */
import { z } from 'zod'
import { day, id, instant, nothing, pageOf, paging, read, required, text, version, write } from '../../contract/call'

export const ways = ['phone', 'mail', 'person'] as const

const due = z.strictObject({
  customerId: id,
  code: z.string(),
  name: z.string(),
  area: z.string(),
  phone: z.string(),
  /** The contract's rhythm in days; null where only an appointment stands. */
  everyDays: z.int().nullable(),
  lastOn: day.nullable(),
  lastWay: z.enum(ways).nullable(),
  /** The next visit, moved to a working day unless it was agreed. */
  dueOn: day,
  overdueDays: z.int().min(0),
  appointment: z.strictObject({ way: z.enum(ways), visitor: z.string(), note: z.string() }).nullable(),
})
export type DueVisit = z.output<typeof due>

const visit = z.strictObject({
  id,
  customerId: id,
  customer: z.string(),
  area: z.string(),
  way: z.enum(ways),
  onDay: day,
  visitor: z.string(),
  spokenTo: z.string(),
  result: z.string(),
  satisfied: z.boolean().nullable(),
  recordedAt: instant,
  recordedBy: z.string(),
})
export type Visit = z.output<typeof visit>

const unconfirmed = z.strictObject({
  customerId: id,
  code: z.string(),
  name: z.string(),
  area: z.string(),
  contact: z.string(),
  phone: z.string(),
  lastConfirmedOn: day.nullable(),
  version,
})

export const visits = {
  /** What is due up to so many days ahead, the longest overdue first. */
  due: read(z.strictObject({ ...paging, ahead: z.int().min(0).max(366) }), pageOf(due).extend({ overdue: z.int() })),
  page: read(z.strictObject({ ...paging, customerId: id.nullable() }), pageOf(visit)),
  record: write(
    z.strictObject({
      customerId: id,
      way: z.enum(ways),
      onDay: day,
      visitor: required(60),
      spokenTo: text(60),
      result: required(1000),
      satisfied: z.boolean().nullable(),
      /** Agreed on the spot; null leaves it to the contract. */
      nextOn: day.nullable(),
    }),
    visit,
  ),
  /** Agrees the next visit; it replaces the rhythm once. */
  agree: write(
    z.strictObject({ customerId: id, onDay: day, way: z.enum(ways), visitor: text(60), note: text(200) }),
    nothing,
  ),
  /** Contact details are confirmed every month (A2.4); numbers that are missing, in areas that bad weather threatens first. */
  upkeep: read(
    nothing,
    z.strictObject({
      month: z.string(),
      customers: z.int(),
      customersConfirmed: z.int(),
      customersWithoutPhone: z.int(),
      staff: z.int(),
      staffConfirmed: z.int(),
      staffWithoutPhone: z.array(z.string()),
      /** Customers without a number where severe weather is expected or service suspended. */
      threatened: z.strictObject({ count: z.int(), names: z.array(z.string()) }),
    }),
  ),
  /** Customers not confirmed this month, the longest ago first. */
  unconfirmed: read(z.strictObject({ ...paging, withoutPhone: z.boolean() }), pageOf(unconfirmed)),
}
