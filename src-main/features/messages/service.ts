/** Answers the message calls, and works the queue: marked before it leaves, settled after, never sent twice. */
import type { CallContext, Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import type { Channel, ChannelSettings, Failure, Message, messages } from './contract'
import { waitAfter } from './rules'
import type { KeptChannel, MessagesStore } from './store'

/** How a message goes out; main does it, tests do it against local servers. Null: it was taken. */
export type Deliver = (
  settings: ChannelSettings,
  message: Pick<Message, 'id' | 'subject' | 'text'>,
) => Promise<Failure | null>

type Parameters = {
  store: MessagesStore
  newId: () => string
  now: () => string
  deliver: Deliver
  template: () => string
  keepTemplate: (text: string) => void
  isIncident: (id: string) => boolean
}

const toOf = ({ settings }: KeptChannel): string => (settings.kind === 'mail' ? settings.recipients.join(', ') : '')
const seen = ({ settings, ...kept }: KeptChannel): Channel => ({ ...kept, to: toOf({ settings, ...kept }) })

export const messagesService = (parts: Parameters) => {
  const { store, newId, now } = parts
  const channel = (id: string): Channel => {
    const entry = store.channel(id)
    if (!entry) throw new Refused('messages.noChannel')
    return seen(entry)
  }
  const one = (id: string): Message => {
    const entry = store.one(id)
    if (!entry) throw new Refused('messages.notFound')
    return entry
  }
  const refuseTaken = (name: string, id: string | null): void => {
    const holder = store.idOfChannel(name)
    if (holder !== null && holder !== id) throw new Refused('messages.nameTaken', { name })
  }

  const handlers: Handlers<typeof messages> = {
    channels: () => store.channels().map(seen),
    addChannel: ({ settings, ...fields }) => {
      refuseTaken(fields.name, null)
      const id = newId()
      store.addChannel(id, fields, settings)
      return channel(id)
    },
    correctChannel: ({ id, version, settings, ...fields }) => {
      channel(id)
      refuseTaken(fields.name, id)
      if (!store.correctChannel(id, version, fields, settings)) throw new Refused('core.conflict')
      return channel(id)
    },
    template: () => ({ text: parts.template() }),
    changeTemplate: ({ text }) => {
      parts.keepTemplate(text)
      return { text }
    },
    page: ({ state, limit, offset }) => store.page(state, limit, offset),
    waiting: () => ({ queued: store.count('queued'), failed: store.count('failed') + store.count('doubtful') }),
    send: ({ channelIds, ...input }, { at, actor }) => {
      if (input.incidentId !== null && !parts.isIncident(input.incidentId)) throw new Refused('incidents.notFound')
      for (const channelId of new Set(channelIds)) {
        channel(channelId)
        const id = newId()
        store.add({ ...input, id, channelId, dedupe: id }, at, actor.name)
      }
      return { queued: new Set(channelIds).size }
    },
    retry: ({ id }, { at }) => {
      one(id)
      if (!store.again(id, at)) throw new Refused('messages.notFailed')
      return one(id)
    },
    cancel: ({ id }) => {
      one(id)
      if (!store.cancel(id)) throw new Refused('messages.gone')
      return one(id)
    },
    deliver: async (_, { write, breathe }) => {
      let [sent, failed] = [0, 0]
      for (const id of store.due(now())) {
        await breathe()
        // Marked before it leaves: what is interrupted here is doubtful afterwards, not sent again by itself.
        if (!write(touch => (touch(id), store.begin(id)), { id, step: 'begin' })) continue
        const { channelId, subject, text, attempts } = one(id)
        const settings = store.channel(channelId)?.settings
        const failure = settings ? await parts.deliver(settings, { id, subject, text }) : 'unexpected'
        write(
          touch => {
            touch(id)
            const wait = failure === null ? null : waitAfter(failure, attempts)
            const next = wait === null ? null : new Date(Date.parse(now()) + wait).toISOString()
            if (failure === null) store.sent(id, now())
            else store.failed(id, next === null ? 'failed' : 'queued', failure, next)
          },
          { id, failure },
        )
        if (failure === null) sent += 1
        else failed += 1
      }
      return { sent, failed }
    },
  }
  return {
    handlers,
    hasDue: (): boolean => store.due(now()).length > 0,
    /** After a start nobody knows what became of messages that were leaving. */
    doubt: store.doubt,
    /** Queues an escalation to every channel that carries them; true when there was one. The same key is queued once. */
    escalate: (
      subject: string,
      text: string,
      incidentId: string | null,
      key: string,
      { at, actor }: Pick<CallContext, 'at' | 'actor'>,
    ): boolean => {
      const carriers = store.channels().filter(({ escalations, active }) => escalations && active)
      for (const { id: channelId } of carriers)
        store.add({ id: newId(), channelId, subject, text, incidentId, dedupe: `${key} ${channelId}` }, at, actor.name)
      return carriers.length > 0
    },
  }
}
