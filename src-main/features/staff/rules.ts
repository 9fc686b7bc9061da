/** Rules of the staff register: the departments every office starts with, skills by name, one preferred number. */
import { z } from 'zod'
import { Refused } from '../../contract/call'
import { normalise } from '../customers/search.rules'
import type { ColleagueEntry, ColleagueFields, Duty, KnownSkill } from './contract'
import { colleagueFields } from './contract'

/** CLAUSE A0.1: six departments take part; part B of the measures calls some of them otherwise (tests/archive/staff.test.ts). */
export const standardDepartments: readonly { duty: Duty; name: string; aliases: readonly string[] }[] = [
  { duty: 'office', name: '办公室', aliases: ['管理部', '综合部'] },
  { duty: 'sales', name: '销售部', aliases: ['业务部'] },
  { duty: 'afterSales', name: '售后服务部', aliases: ['售后部', '客服部'] },
  { duty: 'technical', name: '技术部', aliases: ['工程部'] },
  { duty: 'quality', name: '质检部', aliases: ['质量部', '品管部'] },
  { duty: 'supply', name: '供应部', aliases: ['采供部', '采购部', '仓储部', '物流', '物流部'] },
]

/** The department that a list's word means, by name or alias; null when none does. */
export const departmentNamed = <D extends { name: string; aliases: readonly string[] }>(
  word: string,
  departments: readonly D[],
): D | null => {
  const wanted = normalise(word)
  return (
    departments.find(({ name }) => normalise(name) === wanted) ??
    departments.find(({ aliases }) => aliases.some(alias => normalise(alias) === wanted)) ??
    null
  )
}

/** What offices call the skills that plans ask for. */
const skillNames: Record<KnownSkill, readonly string[]> = {
  technician: ['技术员', '技师', 'technician'],
  seniorFitter: ['高级钳工', '高级技工', 'senior fitter'],
  driver: ['驾驶员', '司机', '送货员', 'driver'],
  engineer: ['工程师', 'engineer'],
  buyer: ['采购员', 'buyer'],
  keeper: ['保管人', '保管员', '仓管员', 'keeper'],
  firstAid: ['急救员', '急救', 'first aid'],
}

/** A skill by its code where it is a known one, else as written. */
export const skillOf = (written: string): string => {
  const wanted = normalise(written)
  const known = Object.entries(skillNames).find(
    ([code, names]) => normalise(code) === wanted || names.some(name => normalise(name) === wanted),
  )
  return known?.[0] ?? written.trim()
}

/** A skill in words, as a list writes it. */
export const skillWord = (skill: string, language: 'zh' | 'en'): string => {
  const names = Object.entries(skillNames).find(([code]) => code === skill)?.[1]
  return (language === 'en' ? names?.at(-1) : names?.[0]) ?? skill
}

/** What a new entry starts with. */
export const emptyColleague: ColleagueFields = {
  code: '',
  name: '',
  departmentId: null,
  post: '',
  teamRole: 'none',
  phones: [],
  email: '',
  wecom: '',
  dingtalk: '',
  skills: [],
  deputies: [],
  note: '',
  employed: true,
}

const fieldsAlone = z.object(colleagueFields.shape)

/** What of an entry is edited, without what the archive itself notes of it. */
export const colleagueFieldsOf = (entry: ColleagueEntry): ColleagueFields => fieldsAlone.parse(entry)

/** What a form cannot say by itself, put right or refused. */
export const tidyColleague = (entry: ColleagueFields, id: string | null): ColleagueFields => {
  if (id !== null && entry.deputies.includes(id)) throw new Refused('staff.ownDeputy')
  const chosen = Math.max(
    0,
    entry.phones.findIndex(phone => phone.preferred),
  )
  return {
    ...entry,
    phones: entry.phones.map((phone, index) => ({ ...phone, preferred: index === chosen })),
    skills: [...new Set(entry.skills.map(skillOf))],
    deputies: [...new Set(entry.deputies)],
  }
}
