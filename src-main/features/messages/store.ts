/** SQL of channels and the queue. */
import type { Db } from '../../archive/open'
import type { Channel, ChannelSettings, Failure, Message } from './contract'

type ChannelRow = {
  id: string
  name: string
  kind: Channel['kind']
  settings: string
  escalations: number
  active: number
  version: number
}
export type KeptChannel = Omit<Channel, 'to'> & { settings: ChannelSettings }
type Fields = Pick<Channel, 'name' | 'escalations' | 'active'>

const channelOf = ({ settings, escalations, active, ...row }: ChannelRow): KeptChannel => ({
  ...row,
  settings: JSON.parse(settings) as ChannelSettings,
  escalations: escalations === 1,
  active: active === 1,
})
const fields = `m.id, m.channel_id AS channelId, c.name AS channel, m.subject, m.text, m.incident_id AS incidentId, m.state, m.attempts,
  m.next_try_at AS nextTryAt, m.sent_at AS sentAt, m.failure, m.created_at AS createdAt, m.created_by AS createdBy`
const source = 'FROM message m JOIN channel c ON c.id = m.channel_id'

export const messagesStore = (db: Db) => {
  const channels = db.prepare<[], ChannelRow>('SELECT * FROM channel ORDER BY name LIMIT 200')
  const channel = db.prepare<[string], ChannelRow>('SELECT * FROM channel WHERE id = ?')
  const named = db.prepare<[string], { id: string }>('SELECT id FROM channel WHERE name = ?')
  const addChannel = db.prepare(
    'INSERT INTO channel (id, name, kind, settings, escalations, active, version) VALUES (:id, :name, :kind, :settings, :escalations, :active, 1)',
  )
  const correctChannel = db.prepare(
    `UPDATE channel SET name = :name, kind = coalesce(:kind, kind), settings = coalesce(:settings, settings), escalations = :escalations,
       active = :active, version = version + 1 WHERE id = :id AND version = :version`,
  )
  const page = db.prepare<[object], Message>(
    `SELECT ${fields} ${source} WHERE :state IS NULL OR m.state = :state ORDER BY m.created_at DESC, m.id DESC LIMIT :limit OFFSET :offset`,
  )
  const count = db.prepare<[object], { total: number }>(
    'SELECT count(*) AS total FROM message m WHERE :state IS NULL OR m.state = :state',
  )
  const one = db.prepare<[string], Message>(`SELECT ${fields} ${source} WHERE m.id = ?`)
  const add = db.prepare(
    `INSERT INTO message (id, channel_id, subject, text, incident_id, dedupe, state, attempts, next_try_at, failure, created_at, created_by)
     VALUES (:id, :channelId, :subject, :text, :incidentId, :dedupe, 'queued', 0, :at, '', :at, :byName) ON CONFLICT (dedupe) DO NOTHING`,
  )
  const due = db.prepare<[string], { id: string }>(
    `SELECT m.id ${source} WHERE m.state = 'queued' AND m.next_try_at <= ? AND c.active = 1 ORDER BY m.next_try_at, m.id LIMIT 20`,
  )
  const begin = db.prepare(
    "UPDATE message SET state = 'sending', attempts = attempts + 1 WHERE id = ? AND state = 'queued'",
  )
  const sent = db.prepare(
    "UPDATE message SET state = 'sent', sent_at = ?, next_try_at = NULL, failure = '' WHERE id = ?",
  )
  const failed = db.prepare('UPDATE message SET state = ?, failure = ?, next_try_at = ? WHERE id = ?')
  const again = db.prepare(
    "UPDATE message SET state = 'queued', attempts = 0, failure = '', next_try_at = ? WHERE id = ? AND state IN ('failed', 'doubtful', 'cancelled')",
  )
  const cancel = db.prepare(
    "UPDATE message SET state = 'cancelled', next_try_at = NULL WHERE id = ? AND state = 'queued'",
  )
  const doubt = db.prepare("UPDATE message SET state = 'doubtful' WHERE state = 'sending'")
  const flags = (of: Fields) => ({ name: of.name, escalations: of.escalations ? 1 : 0, active: of.active ? 1 : 0 })
  return {
    channels: (): KeptChannel[] => channels.all().map(channelOf),
    channel: (id: string): KeptChannel | null => {
      const row = channel.get(id)
      return row ? channelOf(row) : null
    },
    idOfChannel: (name: string): string | null => named.get(name)?.id ?? null,
    addChannel: (id: string, of: Fields, settings: ChannelSettings): void => {
      addChannel.run({ id, ...flags(of), kind: settings.kind, settings: JSON.stringify(settings) })
    },
    correctChannel: (id: string, version: number, of: Fields, settings: ChannelSettings | null): boolean =>
      correctChannel.run({
        id,
        version,
        ...flags(of),
        kind: settings?.kind ?? null,
        settings: settings && JSON.stringify(settings),
      }).changes === 1,
    page: (state: Message['state'] | null, limit: number, offset: number) => ({
      rows: page.all({ state, limit, offset }),
      total: count.get({ state })?.total ?? 0,
    }),
    count: (state: Message['state']): number => count.get({ state })?.total ?? 0,
    one: (id: string): Message | null => one.get(id) ?? null,
    /** False when the same thing was queued before. */
    add: (
      entry: Pick<Message, 'id' | 'channelId' | 'subject' | 'text' | 'incidentId'> & { dedupe: string },
      at: string,
      byName: string,
    ): boolean => add.run({ ...entry, at, byName }).changes === 1,
    due: (now: string): string[] => due.all(now).map(({ id }) => id),
    begin: (id: string): boolean => begin.run(id).changes === 1,
    sent: (id: string, at: string): void => {
      sent.run(at, id)
    },
    failed: (id: string, state: 'queued' | 'failed', failure: Failure, nextTryAt: string | null): void => {
      failed.run(state, failure, nextTryAt, id)
    },
    again: (id: string, at: string): boolean => again.run(at, id).changes === 1,
    cancel: (id: string): boolean => cancel.run(id).changes === 1,
    /** What was on its way when the program ended may have arrived. Answers how many. */
    doubt: (): number => doubt.run().changes,
  }
}

export type MessagesStore = ReturnType<typeof messagesStore>
