/** Answers the plan calls: written, checked, approved by both departments, in force, handed on and acknowledged (A0.4). */
import type { CallContext, Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import { planBody } from './contract'
import type { PlanBody, PlanHead, plans, VersionHead } from './contract'
import { faultsOf } from './rules'
import type { PlansStore } from './store'

type Parameters = {
  store: PlansStore
  newId: () => string
  departments: () => readonly { id: string; duty: string }[]
  isColleague: (id: string) => boolean
}

/** A plan as the program ships it. */
export type ShippedPlan = { key: string; name: PlanHead['name']; icon: PlanHead['icon']; body: PlanBody }

export const plansService = ({ store, newId, departments, isColleague }: Parameters) => {
  const plan = (id: string): PlanHead => {
    const entry = store.plan(id)
    if (!entry) throw new Refused('plans.notFound')
    return entry
  }
  /** Bodies never change once they are in force; read often, parsed once. */
  const parsed = new Map<string, PlanBody>()
  const version = (id: string): { head: VersionHead; planId: string; body: PlanBody } => {
    const entry = store.version(id)
    if (!entry) throw new Refused('plans.noVersion')
    const key = `${id} ${entry.head.version}`
    const body = parsed.get(key) ?? planBody.parse(entry.body)
    if (parsed.size > 200) parsed.clear()
    parsed.set(key, body)
    return { ...entry, body }
  }
  const head = (id: string): VersionHead => version(id).head
  const refuseFaults = (body: PlanBody): void => {
    const [first] = faultsOf(body)
    if (first) throw new Refused('plans.faulty', { step: first.step })
  }
  const hand = (id: string, { departments: duties }: PlanBody, at: string): void => {
    for (const department of departments())
      if ((duties as readonly string[]).includes(department.duty)) store.hand(id, department.id, at)
  }

  const handlers: Handlers<typeof plans> = {
    page: () => store.all(),
    one: ({ id }) => {
      const entry = plan(id)
      return { ...entry, versions: store.versions(id), handed: entry.inForce ? store.handed(entry.inForce.id) : [] }
    },
    body: ({ versionId }) => {
      const { head, planId, body } = version(versionId)
      return { planId, head, body, faults: faultsOf(body) }
    },
    check: ({ body }) => faultsOf(body),
    add: ({ name, icon, body }, { at, actor }) => {
      const id = newId()
      store.add(id, `own${store.all().length + 1}x${id.slice(-4).replaceAll('-', '')}`, {
        name,
        icon,
        ownerId: null,
        reviewOn: null,
      })
      store.addVersion(newId(), id, 1, body, at, actor.name)
      return plan(id)
    },
    correct: ({ id, version: planVersion, ...fields }) => {
      plan(id)
      if (fields.ownerId !== null && !isColleague(fields.ownerId)) throw new Refused('staff.notFound')
      if (!store.correct(id, planVersion, fields)) throw new Refused('core.conflict')
      return plan(id)
    },
    draft: ({ id }, { at, actor }) => {
      if (plan(id).newer !== null) throw new Refused('plans.draftThere')
      const [newest] = store.versions(id)
      if (!newest) throw new Refused('plans.noVersion')
      const next = newId()
      store.addVersion(next, id, newest.number + 1, version(newest.id).body, at, actor.name)
      return head(next)
    },
    write: ({ versionId, version: rowVersion, body, note }) => {
      const { state } = head(versionId)
      if (state === 'inForce' || state === 'retired') throw new Refused('plans.notADraft')
      if (!store.write(versionId, rowVersion, body, note)) throw new Refused('core.conflict')
      return head(versionId)
    },
    discard: ({ versionId, version: rowVersion }) => {
      const { head, planId } = version(versionId)
      if (head.state === 'inForce' || head.state === 'retired') throw new Refused('plans.notADraft')
      if (store.versions(planId).length === 1) throw new Refused('plans.onlyVersion')
      if (!store.discard(versionId, rowVersion)) throw new Refused('core.conflict')
      return {}
    },
    approve: ({ versionId, version: rowVersion, as, name }, { at }) => {
      const { head: before, body } = version(versionId)
      if (before.state !== 'draft') throw new Refused('plans.notADraft')
      refuseFaults(body)
      if (!store.approve(versionId, rowVersion, as, at, name)) throw new Refused('core.conflict')
      const { salesAt, serviceAt } = head(versionId)
      // CLAUSE A0.4: sales and after-sales write plans together (tests/archive/learning.test.ts).
      if (salesAt !== null && serviceAt !== null) store.setApproved(versionId)
      return head(versionId)
    },
    enforce: ({ versionId, version: rowVersion }, { at }) => {
      const { head: before, planId, body } = version(versionId)
      if (before.state !== 'approved') throw new Refused('plans.notApproved')
      refuseFaults(body)
      if (!store.enforce(planId, versionId, rowVersion, at)) throw new Refused('core.conflict')
      hand(versionId, body, at)
      return head(versionId)
    },
    acknowledge: ({ versionId, departmentId, name }, { at }) => {
      if (!store.acknowledge(versionId, departmentId, name, at)) throw new Refused('plans.acknowledgedAlready')
      return {}
    },
  }

  return {
    handlers,
    version,
    plan,
    /** Copies the shipped plans into a new office's library, in force, so that it can act from the first minute. */
    take: (shipped: readonly ShippedPlan[], { at, actor }: Pick<CallContext, 'at' | 'actor'>): void => {
      for (const { key, name, icon, body } of shipped) {
        const [id, first] = [newId(), newId()]
        store.add(id, key, { name, icon, ownerId: null, reviewOn: null })
        store.addVersion(first, id, 1, body, at, actor.name)
        store.enforce(id, first, 1, at)
        hand(first, body, at)
      }
    },
    all: store.all,
    isVersion: (id: string): boolean => store.version(id) !== null,
  }
}

export type PlansService = ReturnType<typeof plansService>
