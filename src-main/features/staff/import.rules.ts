/** Colleagues in lists: entries from rows, rows from entries, and what differs between two states of an entry. */
import type { Cells, Difference, Fault, FaultCode, StaffColumn } from '../lists/contract'
import { readDay, readMany, readYes, said, writeMany } from '../lists/table.rules'
import { readPhones, showPhone } from '../office/phones.rules'
import type { ColleagueEntry, ColleagueFields, Department, TeamRole } from './contract'
import { colleagueFields } from './contract'
import { departmentNamed, emptyColleague, skillOf, skillWord } from './rules'

const teamWords: Record<TeamRole, readonly string[]> = {
  none: ['无', '否', 'none', 'no', '-'],
  leader: ['组长', 'leader'],
  deputy: ['副组长', 'deputy', 'deputy leader'],
  member: ['组员', '成员', '是', 'member', 'yes'],
}

const teamRoleOf = (word: string): TeamRole | null => {
  const wanted = word.normalize('NFKC').trim().toLowerCase()
  for (const [role, words] of Object.entries(teamWords) as [TeamRole, readonly string[]][])
    if (words.includes(wanted)) return role
  return null
}

const texts = ['code', 'name', 'post', 'email', 'wecom', 'dingtalk', 'note'] as const

/** An entry from its row, over what is known of it already; an empty cell leaves what is there. Deputies stay codes or names. */
export const colleagueFromRow = (
  cells: Cells,
  known: ColleagueFields | null,
  departments: readonly Department[],
): { entry: ColleagueFields; faults: Fault[]; deputies: string[]; confirmedOn: string | null } => {
  const faults: Fault[] = []
  const fault = (code: FaultCode, column: StaffColumn, value: string): void => {
    faults.push({ code, column, value: value.slice(0, 80) })
  }
  const cell = (column: StaffColumn): string => (cells[column] ?? '').trim()
  const entry: ColleagueFields = structuredClone(known ?? emptyColleague)
  for (const column of texts) if (cell(column) !== '') entry[column] = cell(column)
  if (cell('department') !== '') {
    const department = departmentNamed(cell('department'), departments)
    if (department) entry.departmentId = department.id
    else fault('unknownDepartment', 'department', cell('department'))
  }
  if (cell('teamRole') !== '') {
    const role = teamRoleOf(cell('teamRole'))
    if (role) entry.teamRole = role
    else fault('unknownWord', 'teamRole', cell('teamRole'))
  }
  const phones = (['phones', 'phones2'] as const).flatMap(column => {
    const found = readPhones(cell(column))
    if (cell(column) !== '' && found.length === 0) fault('noPhone', column, cell(column))
    return found
  })
  if (phones.length > 0)
    entry.phones = phones.slice(0, 10).map((phone, index) => ({ ...phone, preferred: index === 0 }))
  if (cell('skills') !== '') entry.skills = [...new Set(readMany(cell('skills')).map(skillOf))]
  const employed = readYes(cell('employed'))
  if (employed === 'fault') fault('unknownWord', 'employed', cell('employed'))
  else if (employed !== null) entry.employed = employed
  const confirmed = readDay(cell('lastConfirmedOn'))
  if ('fault' in confirmed) fault(confirmed.fault, 'lastConfirmedOn', cell('lastConfirmedOn'))
  if (entry.name === '') fault('missing', 'name', '')
  const parsed = colleagueFields.safeParse(entry)
  if (!parsed.success && entry.name !== '' && entry.code !== '')
    for (const issue of parsed.error.issues.slice(0, 3)) {
      const column = texts.find(known => known === issue.path[0])
      fault(column ? 'tooLong' : 'tooMany', column ?? 'skills', '')
    }
  return {
    entry,
    faults,
    deputies: readMany(cell('deputies')),
    confirmedOn: 'day' in confirmed ? confirmed.day : null,
  }
}

type Named = { departmentOf: (id: string) => string; nameOf: (id: string) => string }

const summaries = (entry: ColleagueFields, { departmentOf, nameOf }: Named): Record<string, string> => ({
  name: entry.name,
  department: entry.departmentId === null ? '' : departmentOf(entry.departmentId),
  post: entry.post,
  teamRole: teamWords[entry.teamRole][0] ?? '',
  phones: entry.phones.map(phone => showPhone(phone)).join('；'),
  email: entry.email,
  wecom: entry.wecom,
  dingtalk: entry.dingtalk,
  skills: entry.skills.map(skill => skillWord(skill, 'zh')).join('；'),
  deputies: entry.deputies.map(nameOf).join('；'),
  note: entry.note,
  employed: said(entry.employed, 'zh'),
})

/** What a person sees of a change, column by column. */
export const colleagueDifferences = (before: ColleagueFields, after: ColleagueFields, named: Named): Difference[] => {
  const [old, next] = [summaries(before, named), summaries(after, named)]
  return Object.keys(next)
    .filter(column => old[column] !== next[column])
    .map(column => ({ column, before: old[column] ?? '', after: next[column] ?? '' }))
}

/** The row of an entry in an export. Deputies stand by their codes. */
export const rowOfColleague = (
  entry: ColleagueEntry,
  codesOfDeputies: readonly string[],
  language: 'zh' | 'en',
): Cells => ({
  code: entry.code,
  name: entry.name,
  department: entry.department,
  post: entry.post,
  phones: entry.phones.map(phone => phone.original).join(' / '),
  email: entry.email,
  wecom: entry.wecom,
  dingtalk: entry.dingtalk,
  teamRole: language === 'en' ? entry.teamRole : (teamWords[entry.teamRole][0] ?? ''),
  skills: writeMany(entry.skills.map(skill => skillWord(skill, language))),
  deputies: writeMany(codesOfDeputies),
  note: entry.note,
  employed: said(entry.employed, language),
  lastConfirmedOn: entry.lastConfirmedOn ?? '',
})
