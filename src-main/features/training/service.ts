/** Answers the training calls: sessions planned, held with names and results, and the matrix with its gaps first (A0.4, C4). */
import type { Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import { businessDay } from '../office/rules'
import type { PlanHead } from '../plans/contract'
import type { Session, training } from './contract'
import { masteryOf } from './rules'
import type { Shape, Shown, TrainingStore } from './store'

type Parameters = {
  store: TrainingStore
  newId: () => string
  timeZone: () => string
  plansInForce: () => PlanHead[]
  /** Colleagues whose post a plan can ask for. */
  colleagues: () => { id: string; name: string; departmentId: string | null; department: string }[]
  isPlanVersion: (id: string) => boolean
  isChapterVersion: (id: string) => boolean
  isColleague: (id: string) => boolean
  isCustomer: (id: string) => boolean
  isIncident: (id: string) => boolean
}

export const trainingService = (parts: Parameters): Handlers<typeof training> => {
  const { store, newId, timeZone } = parts
  const one = (id: string): Session => {
    const entry = store.one(id)
    if (!entry) throw new Refused('training.notFound')
    return entry
  }
  const planned = (id: string): Session => {
    const entry = one(id)
    if (entry.state !== 'planned') throw new Refused('training.over')
    return entry
  }
  const refuseWrong = ({ planVersionId, chapterVersionId, customerId, incidentId }: Shape): void => {
    if (planVersionId !== null && chapterVersionId !== null) throw new Refused('training.oneSubject')
    if (planVersionId !== null && !parts.isPlanVersion(planVersionId)) throw new Refused('plans.noVersion')
    if (chapterVersionId !== null && !parts.isChapterVersion(chapterVersionId)) throw new Refused('manual.notFound')
    if (customerId !== null && !parts.isCustomer(customerId)) throw new Refused('customers.notFound')
    if (incidentId !== null && !parts.isIncident(incidentId)) throw new Refused('incidents.notFound')
  }
  return {
    page: ({ state, customers, limit, offset }) => store.page(state, customers, limit, offset),
    one: ({ id }) => ({ ...one(id), people: store.people(id) }),
    plan: (shape, { at, actor }) => {
      refuseWrong(shape)
      const id = newId()
      store.add(id, shape, at, actor.name)
      return one(id)
    },
    correct: ({ id, version, ...shape }) => {
      planned(id)
      refuseWrong(shape)
      if (!store.correct(id, version, shape)) throw new Refused('core.conflict')
      return one(id)
    },
    hold: ({ id, version, onDay, result, people }, { at }) => {
      planned(id)
      if (onDay > businessDay(at, timeZone())) throw new Refused('training.notYet')
      if (people.some(({ present, passed }) => passed && !present)) throw new Refused('training.passedAbsent')
      const colleagues = people.flatMap(({ colleagueId }) => (colleagueId === null ? [] : [colleagueId]))
      if (!colleagues.every(parts.isColleague)) throw new Refused('staff.notFound')
      if (new Set(colleagues).size < colleagues.length) throw new Refused('training.twice')
      if (!store.settle(id, version, 'held', result, onDay)) throw new Refused('core.conflict')
      store.addPeople(id, people)
      return one(id)
    },
    cancel: ({ id, version, reason }) => {
      planned(id)
      if (!store.settle(id, version, 'cancelled', reason, null)) throw new Refused('core.conflict')
      return one(id)
    },
    matrix: ({ departmentId, gapsOnly, limit, offset }) => {
      const plans = parts.plansInForce()
      const best = new Map<string, Shown>()
      // A passed session counts more than a later failed one on the same version.
      for (const shown of store.shown()) best.set(`${shown.colleagueId} ${shown.planId}`, shown)
      const lines = parts
        .colleagues()
        .filter(colleague => departmentId === null || colleague.departmentId === departmentId)
        .map(({ id, name, department }) => {
          const cells = plans.map(plan => {
            const shown = best.get(`${id} ${plan.id}`) ?? null
            const known = shown && { number: shown.number, passed: shown.passed === 1 }
            const mastery = masteryOf(known, plan.inForce?.number ?? 0)
            return { planId: plan.id, mastery, number: shown?.number ?? null, onDay: shown?.onDay ?? null }
          })
          return {
            colleagueId: id,
            name,
            department,
            gaps: cells.filter(({ mastery }) => mastery !== 'current').length,
            cells,
          }
        })
        .filter(({ gaps }) => !gapsOnly || gaps > 0)
        .sort((a, b) => b.gaps - a.gaps)
      return {
        plans: plans.map(({ id, name, inForce }) => ({ id, name, number: inForce?.number ?? 0 })),
        rows: lines.slice(offset, offset + limit),
        total: lines.length,
      }
    },
  }
}
