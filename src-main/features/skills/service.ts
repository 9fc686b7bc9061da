/** Answers the calls of skills, rotation training, shortage and overtime. */
import type { Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import { dayAfter } from '../office/calendar.rules'
import { businessDay } from '../office/rules'
import type { skills } from './contract'
import { availabilityOf, fairly, standingOn } from './rules'
import type { SkillsStore } from './store'

type Parameters = {
  store: SkillsStore
  newId: () => string
  timeZone: () => string
  colleagues: () => {
    id: string
    name: string
    departmentId: string | null
    department: string
    post: string
    phone: string
    skills: readonly string[]
  }[]
  /** Turns of the roster between two days, the last not included. */
  turns: (from: string, until: string) => { colleagueId: string; day: string; overnight: boolean }[]
}
/** Days over which being called in is counted. */
const fairOver = 90

export const skillsService = (parts: Parameters): Handlers<typeof skills> => {
  const { store, newId, timeZone } = parts
  const dayOf = (at: string): string => businessDay(at, timeZone())
  const refuseNobody = (id: string): void => {
    if (!parts.colleagues().some(known => known.id === id)) throw new Refused('staff.notFound')
  }
  const rotation = (id: string) => {
    const entry = store.rotation(id)
    if (!entry) throw new Refused('skills.noRotation')
    return entry
  }
  return {
    matrix: ({ departmentId, limit, offset }, { at }) => {
      const today = dayOf(at)
      const kept = store.qualifications()
      const people = parts.colleagues()
      const known = [...new Set([...people.flatMap(of => of.skills), ...kept.map(({ skill }) => skill)])].sort()
      const wanted = people.filter(of => departmentId === null || of.departmentId === departmentId)
      return {
        skills: known,
        total: wanted.length,
        rows: wanted.slice(offset, offset + limit).map(({ id, name, department, post, skills: registered }) => ({
          colleagueId: id,
          name,
          department,
          post,
          cells: known.map(skill => {
            const own = kept.find(of => of.colleagueId === id && of.skill === skill) ?? null
            return {
              skill,
              standing: standingOn(today, registered.includes(skill), own),
              trainedOn: own?.trainedOn ?? null,
              validUntil: own?.validUntil ?? null,
            }
          }),
        })),
      }
    },
    qualify: (input, { at, actor }) => {
      refuseNobody(input.colleagueId)
      if (input.trainedOn > dayOf(at)) throw new Refused('skills.notYet')
      if (input.validUntil !== null && input.validUntil < input.trainedOn) throw new Refused('skills.wrongDays')
      store.qualify(input, at, actor.name)
      return {}
    },
    withdraw: ({ colleagueId, skill }) => {
      if (!store.withdraw(colleagueId, skill)) throw new Refused('skills.hasItNot')
      return {}
    },
    rotations: ({ limit, offset }) => store.rotations(limit, offset),
    planRotation: (input, { at, actor }) => {
      refuseNobody(input.colleagueId)
      if (input.untilDay < input.fromDay) throw new Refused('skills.wrongDays')
      const id = newId()
      store.addRotation({ ...input, id }, at, actor.name)
      return rotation(id)
    },
    endRotation: ({ id, state, result, validUntil }, { at, actor }) => {
      const { state: before, colleagueId, skill, untilDay, trainer } = rotation(id)
      if (before !== 'planned') throw new Refused('skills.over')
      const today = dayOf(at)
      if (state === 'passed') {
        const trainedOn = untilDay < today ? untilDay : today
        if (validUntil !== null && validUntil < trainedOn) throw new Refused('skills.wrongDays')
        store.qualify({ colleagueId, skill, trainedOn, validUntil, note: trainer }, at, actor.name)
      }
      store.endRotation(id, state, result)
      return rotation(id)
    },
    shortage: ({ skill, day, needed, departmentId }) => {
      const kept = store.qualifications().filter(of => of.skill === skill)
      const turns = parts.turns(dayAfter(day, -1), dayAfter(day))
      const burden = new Map(
        store
          .burden(dayAfter(day, -fairOver), day)
          .map(({ colleagueId, called, minutes }) => [colleagueId, { called, minutes }]),
      )
      // CLAUSE B2.5: only the trained stand in (tests/archive/skills.test.ts).
      const trained = parts.colleagues().flatMap(({ id, name, department, departmentId: of, phone, skills: own }) => {
        const qualification = kept.find(({ colleagueId }) => colleagueId === id) ?? null
        const standing = standingOn(day, own.includes(skill), qualification)
        if (standing !== 'valid' && standing !== 'undated') return []
        if (departmentId !== null && of !== departmentId) return []
        const ofPerson = turns.filter(({ colleagueId }) => colleagueId === id)
        return [
          {
            colleagueId: id,
            name,
            department,
            phone,
            standing,
            trainedOn: qualification?.trainedOn ?? null,
            availability: availabilityOf(day, ofPerson),
            called: burden.get(id)?.called ?? 0,
            minutes: burden.get(id)?.minutes ?? 0,
          },
        ]
      })
      const there = trained.filter(({ availability }) => availability === 'onDuty').length
      return { there, missing: Math.max(0, needed - there), candidates: fairly(trained) }
    },
    overtimes: ({ month, limit, offset }) => store.overtimes(month, limit, offset),
    recordOvertime: (input, { at, actor }) => {
      refuseNobody(input.colleagueId)
      if (input.onDay > dayOf(at)) throw new Refused('skills.notYet')
      const id = newId()
      store.addOvertime({ ...input, id }, at, actor.name)
      const entry = store.overtime(id)
      if (!entry) throw new Refused('staff.notFound')
      return entry
    },
  }
}
