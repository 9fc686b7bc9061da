/** Answers the staff register's calls. */
import { z } from 'zod'
import type { Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import { matchWord, sortKeyOf, sourceOf, wordsOf } from '../customers/search.rules'
import { searchDigits, showPhone } from '../office/phones.rules'
import { businessDay } from '../office/rules'
import type { ColleagueEntry, ColleagueFields, ColleagueRow, Department, RegisterPart, staff } from './contract'
import { tidyColleague } from './rules'
import type { StaffStore } from './store'

type Parts = { store: StaffStore; newId: () => string; timeZone: () => string }

const searchSource = z.object({
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  readings: z.string(),
  contacts: z.string(),
  contactReadings: z.string(),
  address: z.string(),
  digits: z.string(),
})

const rowOf = (entry: ColleagueEntry): ColleagueRow => {
  const { id, code, name, department, post, teamRole, skills, employed, lastConfirmedOn, version } = entry
  const phone = entry.phones.find(({ preferred }) => preferred)
  return {
    id,
    code,
    name,
    department,
    post,
    teamRole,
    phone: phone ? showPhone(phone) : '',
    skills,
    employed,
    lastConfirmedOn,
    version,
  }
}

export type Filed = { key: string; source: string }

/** What sorting and search need of an entry. */
export const filed = (entry: ColleagueFields): Filed => {
  const source = sourceOf({
    code: entry.code,
    name: entry.name,
    shortName: entry.post,
    address: '',
    contacts: [],
    digits: entry.phones.map(searchDigits),
  })
  return { key: sortKeyOf(entry.name), source: JSON.stringify(source) }
}

export const staffService = ({ store, newId, timeZone }: Parts): Handlers<typeof staff> => {
  const found = (id: string): ColleagueEntry => {
    const entry = store.entry(id)
    if (!entry) throw new Refused('staff.notFound')
    return entry
  }
  const departmentFound = (id: string): Department => {
    const department = store.departments().find(known => known.id === id)
    if (!department) throw new Refused('staff.noSuchDepartment')
    return department
  }
  const refuseTakenName = (name: string, id: string | null): void => {
    if (store.departments().some(known => known.name === name && known.id !== id))
      throw new Refused('staff.departmentTaken', { name })
  }
  const prepared = (input: ColleagueFields, id: string | null) => {
    const holder = store.idOfCode(input.code)
    if (holder !== null && holder !== id) throw new Refused('staff.codeTaken', { code: input.code })
    if (input.departmentId !== null) departmentFound(input.departmentId)
    for (const deputy of input.deputies) found(deputy)
    const entry = tidyColleague(input, id)
    return { entry, ...filed(entry) }
  }
  /** A register is small enough to be looked through whole; every word must be found, the closest field first. */
  const find = (text: string, left: boolean): number[] => {
    const words = wordsOf(text)
    if (words.length === 0) return []
    // Posts come last: a word that names one names many.
    const ranks = ['phone', 'pinyin', 'name', 'code']
    const hits: { seq: number; rank: number }[] = []
    for (const { seq, source } of store.sources(left)) {
      const fields = searchSource.parse(JSON.parse(source))
      const matches = words.map(word => matchWord(fields, word))
      const first = matches[0]
      if (first && matches.every(match => match !== null)) hits.push({ seq, rank: ranks.indexOf(first.field) })
    }
    return hits.sort((one, other) => other.rank - one.rank).map(({ seq }) => seq)
  }
  const yearAgo = (at: string): string => {
    const today = businessDay(at, timeZone())
    return `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`
  }
  const all = { among: null, departmentId: null, skill: '', team: false, gap: null, left: false } as const

  return {
    departments: () => store.departments(),
    addDepartment: (input, { at, actor }) => {
      refuseTakenName(input.name, null)
      const id = newId()
      store.addDepartment({ ...input, id }, at, actor.id)
      return departmentFound(id)
    },
    correctDepartment: (input, { at, actor }) => {
      departmentFound(input.id)
      refuseTakenName(input.name, input.id)
      if (!store.correctDepartment(input, at, actor.id)) throw new Refused('core.conflict')
      return departmentFound(input.id)
    },
    removeDepartment: ({ id, version }) => {
      departmentFound(id)
      if (store.members(id) > 0) throw new Refused('staff.departmentNotEmpty')
      if (!store.removeDepartment(id, version)) throw new Refused('core.conflict')
      return {}
    },

    page: ({ text, sort, descending, limit, offset, ...filter }, { at }) => {
      const among = text === '' ? null : find(text, filter.left)
      const { rows, total } = store.page({ ...filter, among, yearAgo: yearAgo(at) }, sort, descending, limit, offset)
      return { rows: rows.map(rowOf), total }
    },
    entry: ({ id }) => found(id),
    add: (input, { at, actor }) => {
      const { entry, key, source } = prepared(input, null)
      const id = newId()
      store.add(entry, id, key, source, at, actor.id)
      return found(id)
    },
    correct: ({ id, version, ...input }, { at, actor }) => {
      found(id)
      const { entry, key, source } = prepared(input, id)
      if (!store.correct(entry, id, version, key, source, at, actor.id)) throw new Refused('core.conflict')
      return found(id)
    },
    confirm: ({ id, version }, { at, actor }) => {
      found(id)
      if (!store.confirm(id, version, businessDay(at, timeZone()), at, actor.id)) throw new Refused('core.conflict')
      return found(id)
    },
    erase: ({ id, version }) => {
      if (found(id).version !== version) throw new Refused('core.conflict')
      store.erase(id)
      return {}
    },
    search: ({ text, limit }) =>
      find(text, false)
        .slice(0, limit)
        .flatMap(seq => {
          const entry = store.rowAt(seq)
          return entry ? [rowOf(entry)] : []
        }),
    completeness: (_input, { at }) => {
      const counted = (gap: 'unconfirmed' | 'noDepartment' | null): number =>
        store.page({ ...all, gap, yearAgo: yearAgo(at) }, 'name', false, 1, 0).total
      return {
        employed: counted(null),
        lacksPhone: store.lackingPhone(),
        unconfirmed: counted('unconfirmed'),
        noDepartment: counted('noDepartment'),
        noLeader: !store.hasLeader(),
      }
    },
    register: () => {
      const parts: RegisterPart[] = []
      for (const colleague of store.register()) {
        const last = parts.at(-1)
        if (last?.department === colleague.department) last.colleagues.push(colleague)
        else parts.push({ department: colleague.department, colleagues: [colleague] })
      }
      return parts
    },
  }
}
