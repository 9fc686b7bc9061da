/** Answers the calls of the day's facts and of the briefing. */
import { instantAt } from '../office/calendar.rules'
import type { CallContext, Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import { businessDay, nextNumber } from '../office/rules'
import type { Briefing, briefings, BriefingSettings, Facts } from './contract'
import type { BriefingStore } from './store'

type Parameters = {
  store: BriefingStore
  newId: () => string
  now: () => string
  timeZone: () => string
  /** The day as it stands, from every feature that has a part in it. */
  facts: (context: CallContext) => Facts
  settings: () => BriefingSettings
  keepSettings: (next: BriefingSettings) => void
}
const prefix = 'RB'

export const briefingService = (parts: Parameters) => {
  const { store, newId, timeZone } = parts
  const dayOf = (at: string): string => businessDay(at, timeZone())
  const one = (id: string): Briefing => {
    const entry = store.one(id)
    if (!entry) throw new Refused('briefing.notFound')
    return entry
  }
  const open = (id: string): Briefing => {
    const entry = one(id)
    if (entry.issuedAt !== null) throw new Refused('briefing.issuedAlready')
    return entry
  }
  const handlers: Handlers<typeof briefings> = {
    today: (_, context) => parts.facts(context),
    page: ({ limit, offset }) => store.page(limit, offset),
    one: ({ id }) => one(id),
    prepared: (_, { at }) => store.prepared(dayOf(at)),
    prepare: (_, context) => {
      const day = dayOf(context.at)
      const before = store.prepared(day)
      if (before) return before
      const id = newId()
      store.add(id, nextNumber(prefix, day, store.numbered), day, context.at, parts.facts(context))
      return one(id)
    },
    remark: ({ id, version, remarks }) => {
      open(id)
      if (!store.remark(id, version, remarks)) throw new Refused('core.conflict')
      return one(id)
    },
    issue: (input, context) => {
      const { day } = open(input.id)
      if (day !== dayOf(context.at)) throw new Refused('briefing.anotherDay')
      if (!store.issue(input, parts.facts(context), context.at, context.actor.name)) throw new Refused('core.conflict')
      return one(input.id)
    },
    settings: () => parts.settings(),
    changeSettings: input => {
      parts.keepSettings(input)
      return parts.settings()
    },
  }
  return {
    handlers,
    /** Whether today's is to be prepared now. */
    isDue: (): boolean => {
      const { prepareAt } = parts.settings()
      if (prepareAt === null) return false
      const day = dayOf(parts.now())
      return parts.now() >= instantAt(day, prepareAt, timeZone()) && !store.hasDay(day)
    },
  }
}
