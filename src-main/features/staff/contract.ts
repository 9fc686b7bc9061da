/** The staff register (A0.1, A2.4): departments with aliases, colleagues with their numbers, posts, skills and deputies. */
import { z } from 'zod'
import { day, id, instant, nothing, pageOf, paging, read, required, text, version, write } from '../../contract/call'
import { phoneEntry } from '../office/contract'

/** The six departments of the measures. */
export const duties = ['office', 'sales', 'afterSales', 'technical', 'quality', 'supply', 'other'] as const
export type Duty = (typeof duties)[number]

const departmentFields = {
  name: required(40),
  duty: z.enum(duties),
  /** Other names it goes by; lists that use them are understood. */
  aliases: z.array(required(40)).max(20),
}
export const department = z.strictObject({ ...departmentFields, id, version, colleagues: z.int().min(0) })
export type Department = z.output<typeof department>

export const teamRoles = ['none', 'leader', 'deputy', 'member'] as const
export type TeamRole = (typeof teamRoles)[number]

/** Skills that plans ask for; anything else is written out. */
export const knownSkills = ['technician', 'seniorFitter', 'driver', 'engineer', 'buyer', 'keeper', 'firstAid'] as const
export type KnownSkill = (typeof knownSkills)[number]

const fields = {
  code: required(30),
  name: required(60),
  departmentId: id.nullable(),
  post: text(60),
  teamRole: z.enum(teamRoles),
  phones: z.array(phoneEntry).max(10),
  email: text(120),
  wecom: text(60),
  dingtalk: text(60),
  /** Known skills by their code, others as written. */
  skills: z.array(required(40)).max(20),
  deputies: z.array(id).max(5),
  note: text(1000),
  /** Those who left stay in the records they made, and out of every list. */
  employed: z.boolean(),
}
export const colleagueFields = z.strictObject(fields)
export type ColleagueFields = z.output<typeof colleagueFields>

export const colleagueEntry = z.strictObject({
  ...fields,
  id,
  version,
  department: z.string(),
  deputyNames: z.array(z.string()),
  lastConfirmedOn: day.nullable(),
  createdAt: instant,
  updatedAt: instant,
})
export type ColleagueEntry = z.output<typeof colleagueEntry>

export const colleagueRow = z.strictObject({
  id,
  code: z.string(),
  name: z.string(),
  department: z.string(),
  post: z.string(),
  teamRole: z.enum(teamRoles),
  /** The number to dial first, as it is read out. */
  phone: z.string(),
  skills: z.array(z.string()),
  employed: z.boolean(),
  lastConfirmedOn: day.nullable(),
  version,
})
export type ColleagueRow = z.output<typeof colleagueRow>

export const gaps = ['lacksPhone', 'unconfirmed', 'noDepartment'] as const
export const staffSorts = ['name', 'code', 'department', 'lastConfirmed'] as const
export const staffFilters = {
  text: text(60),
  departmentId: id.nullable(),
  skill: text(40),
  team: z.boolean(),
  gap: z.enum(gaps).nullable(),
  left: z.boolean(),
}

/** One department's part of the printed register. */
export const registerPart = z.strictObject({ department: z.string(), colleagues: z.array(colleagueEntry) })
export type RegisterPart = z.output<typeof registerPart>

export const staff = {
  departments: read(nothing, z.array(department)),
  addDepartment: write(z.strictObject(departmentFields), department, { role: 'manager' }),
  correctDepartment: write(z.strictObject({ ...departmentFields, id, version }), department, { role: 'manager' }),
  /** Only a department that nobody belongs to. */
  removeDepartment: write(z.strictObject({ id, version }), nothing, { role: 'manager' }),

  page: read(
    z.strictObject({ ...paging, ...staffFilters, sort: z.enum(staffSorts), descending: z.boolean() }),
    pageOf(colleagueRow),
  ),
  entry: read(z.strictObject({ id }), colleagueEntry),
  add: write(colleagueFields, colleagueEntry),
  correct: write(z.strictObject({ ...fields, id, version }), colleagueEntry),
  confirm: write(z.strictObject({ id, version }), colleagueEntry),
  /** Personal information law: removes the entry and what the journal kept of it. */
  erase: write(z.strictObject({ id, version, reason: required(300) }), nothing, { role: 'manager' }),
  search: read(z.strictObject({ text: text(60), limit: z.int().min(1).max(50) }), z.array(colleagueRow)),
  /** How complete the register is (A2.4). */
  completeness: read(
    nothing,
    z.strictObject({
      employed: z.int(),
      lacksPhone: z.array(z.string()),
      unconfirmed: z.int(),
      noDepartment: z.int(),
      /** Nobody leads the response team (A0.1). */
      noLeader: z.boolean(),
    }),
  ),
  /** Everybody employed, by department, whole: for paper and export. */
  register: read(nothing, z.array(registerPart)),
}
