/** Answers the bulletin calls: composed from the weather, published once, read by each person in one of three ways. */
import type { CallContext, Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import type { From } from '../callouts/contract'
import { businessDay, nextNumber } from '../office/rules'
import type { ShownDay, Signal } from '../weather/contract'
import { rankOf } from '../weather/signals.rules'
import type { Bulletin, bulletins } from './contract'
import { bulletinIn } from './rules'
import type { BulletinsStore } from './store'

type Parts = {
  store: BulletinsStore
  newId: () => string
  timeZone: () => string
  office: () => string
  forecasts: (at: string) => { name: string; days: ShownDay[] }[]
  signals: (at: string) => Signal[]
  colleagues: () => readonly { id: string; name: string; department: string }[]
  isIncident: (id: string) => boolean
  callOut: (
    input: { title: string; message: string; incidentId: string | null; from: From },
    context: CallContext,
  ) => { id: string }
  send: (
    input: { channelIds: string[]; subject: string; text: string; incidentId: string | null },
    context: CallContext,
  ) => unknown
  /** The incident hears that its bulletin is out. */
  published: (incidentId: string, number: string, context: CallContext) => void
}
const prefix = 'TB'
/** Older ones are nobody's business any more. */
const stressedFor = 7 * 86_400_000

export const bulletinsService = (parts: Parts): Handlers<typeof bulletins> => {
  const { store, newId, timeZone } = parts
  const one = (id: string): Bulletin => {
    const entry = store.one(id)
    if (!entry) throw new Refused('bulletins.notFound')
    return entry
  }
  const published = (id: string): Bulletin => {
    const entry = one(id)
    if (entry.publishedAt === null) throw new Refused('bulletins.notPublished')
    return entry
  }
  return {
    page: ({ limit, offset }) => store.page(limit, offset),
    one: ({ id }) => one(id),
    compose: ({ language }, { at }) => {
      const signals = [...parts.signals(at)].sort((a, b) => rankOf(b.color) - rankOf(a.color))
      const places = parts.forecasts(at).filter(({ days }) => days.length > 0)
      const facts = { office: parts.office(), day: businessDay(at, timeZone()), places, signals }
      const [zh, en] = [bulletinIn(facts, 'zh'), bulletinIn(facts, 'en')]
      const severe = signals.length > 0 || places.some(({ days }) => days.some(({ notices }) => notices.length > 0))
      if (language === 'both') return { title: zh.title, text: `${zh.text}\n\n${en.text}`.slice(0, 3000), severe }
      return { ...(language === 'zh' ? zh : en), severe }
    },
    unread: (_, { at }) => store.unread(new Date(Date.parse(at) - stressedFor).toISOString()),
    write: (input, { at, actor }) => {
      if (input.incidentId !== null && !parts.isIncident(input.incidentId)) throw new Refused('incidents.notFound')
      const id = newId()
      const number = nextNumber(prefix, businessDay(at, timeZone()), store.numbered)
      store.add({ ...input, id, number }, at, actor.name)
      return one(id)
    },
    change: input => {
      if (one(input.id).publishedAt !== null) throw new Refused('bulletins.publishedAlready')
      if (!store.change(input)) throw new Refused('core.conflict')
      return one(input.id)
    },
    publish: ({ id, version }, context) => {
      const entry = one(id)
      if (entry.publishedAt !== null) throw new Refused('bulletins.publishedAlready')
      const readers = parts.colleagues().map(({ id: colleagueId, ...of }) => ({ ...of, colleagueId }))
      if (!store.publish(id, version, readers, context.at, context.actor.name)) throw new Refused('core.conflict')
      if (entry.incidentId !== null) parts.published(entry.incidentId, entry.number, context)
      return one(id)
    },
    readers: ({ id, unread, limit, offset }) => {
      one(id)
      return store.readers(id, unread, limit, offset)
    },
    acknowledge: ({ id, ...input }, { at, actor }) => {
      published(id)
      if (!store.acknowledge({ ...input, id, at, byName: actor.name })) throw new Refused('bulletins.readAlready')
      return { unread: one(id).unread }
    },
    callUp: ({ id }, context) => {
      const { number, title, text, calloutId } = published(id)
      if (calloutId !== null) throw new Refused('bulletins.calledAlready')
      const ids = store.readers(id, true, 2000, 0).rows.map(({ colleagueId }) => colleagueId)
      if (ids.length === 0) throw new Refused('bulletins.allRead')
      const callout = parts.callOut(
        // Without its incident, whose call-outs are those of customers (A2.1).
        {
          title: `${number} ${title}`.slice(0, 80),
          message: text.slice(0, 500),
          incidentId: null,
          from: { kind: 'colleagues', ids },
        },
        context,
      )
      store.putCallout(id, callout.id)
      return { calloutId: callout.id }
    },
    send: ({ id, channelIds }, context) => {
      const { title, text, incidentId } = published(id)
      parts.send({ channelIds, subject: title, text, incidentId }, context)
      store.sent(id, context.at)
      return one(id)
    },
  }
}
