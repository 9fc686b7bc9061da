/** The journal: append-only, hash-chained, the audit trail of every write. */
import { createHash, randomBytes } from 'node:crypto'
import type { Db } from './open'

export type Entry = {
  at: string
  actorId: string
  actorName: string
  call: string
  entities: readonly string[]
  input: unknown
  note?: string
}

type Row = {
  sequence: number
  at: string
  actor_id: string
  call: string
  entities: string
  salt: Buffer
  digest: Buffer
  note: string | null
  previous: Buffer
  hash: Buffer
}

const secretNames = /password|recoveryCode|secret|passphrase/i

/** The input as kept beside the chain: secrets by name are left out, at any depth. */
export const withoutSecrets = (input: unknown): unknown => {
  if (Array.isArray(input)) return input.map(withoutSecrets)
  if (input instanceof Uint8Array) return { bytes: input.length }
  if (input === null || typeof input !== 'object') return input
  return Object.fromEntries(
    Object.entries(input)
      .filter(([name]) => !secretNames.test(name))
      .map(([name, value]) => [name, withoutSecrets(value)]),
  )
}

/** The hash of one row: every field is length-prefixed, so that no two rows spell the same bytes. */
const hashOf = (row: Omit<Row, 'hash'>): Buffer => {
  const hash = createHash('sha256')
  const fields = [
    String(row.sequence),
    row.at,
    row.actor_id,
    row.call,
    row.entities,
    row.salt,
    row.digest,
    row.note ?? '',
  ]
  for (const field of [...fields, row.previous]) {
    const bytes = typeof field === 'string' ? Buffer.from(field) : field
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    hash.update(length).update(bytes)
  }
  return hash.digest()
}

const digestOf = (salt: Buffer, input: string): Buffer => createHash('sha256').update(salt).update(input).digest()

/** Appends one row inside the caller's transaction. A clock set back is noted; the sequence rules the order. */
export const journalOf = (db: Db) => {
  const last = db.prepare<[], Pick<Row, 'sequence' | 'at' | 'hash'>>(
    'SELECT sequence, at, hash FROM journal ORDER BY sequence DESC LIMIT 1',
  )
  const insert = db.prepare(
    `INSERT INTO journal (sequence, at, actor_id, call, entities, salt, digest, note, previous, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertInput = db.prepare('INSERT INTO journal_input (sequence, actor_name, input) VALUES (?, ?, ?)')
  return {
    append: (entry: Entry): number => {
      const before = last.get()
      const input = JSON.stringify(withoutSecrets(entry.input ?? null))
      const salt = randomBytes(16)
      const setBack = before && entry.at < before.at ? `clock back from ${before.at}` : null
      const row = {
        sequence: (before?.sequence ?? 0) + 1,
        at: entry.at,
        actor_id: entry.actorId,
        call: entry.call,
        entities: JSON.stringify(entry.entities),
        salt,
        digest: digestOf(salt, input),
        note: [entry.note, setBack].filter(Boolean).join('; ') || null,
        previous: before?.hash ?? Buffer.alloc(32),
      }
      const { sequence, at, actor_id, call, entities, digest, note, previous } = row
      insert.run(sequence, at, actor_id, call, entities, salt, digest, note, previous, hashOf(row))
      insertInput.run(sequence, entry.actorName, input)
      return sequence
    },
  }
}

const idOf = (value: unknown): string[] =>
  value !== null && typeof value === 'object' && 'id' in value && typeof value.id === 'string' ? [value.id] : []

/** Runs writes as transactions, each with its journal row in the same transaction. Throws what the work throws, having changed nothing. */
export const journalledWrites = (db: Db) => {
  const journal = journalOf(db)
  return <T>(entry: Omit<Entry, 'entities'>, work: (touch: (...ids: string[]) => void) => T): T =>
    db
      .transaction(() => {
        const entities = new Set(idOf(entry.input))
        const value = work((...ids) => {
          for (const id of ids) entities.add(id)
        })
        for (const id of idOf(value)) entities.add(id)
        journal.append({ ...entry, entities: [...entities] })
        return value
      })
      .immediate()
}

export type ChainCheck = { rows: number; broken: number | null; head: string }

/** Checks the whole chain. `broken` is the first sequence that does not follow from the one before, or whose input was altered. */
export const checkChain = (db: Db): ChainCheck => {
  let previous: Buffer = Buffer.alloc(32)
  let rows = 0
  const all = db.prepare<[], Row & { input: string | null }>(
    'SELECT j.*, i.input FROM journal j LEFT JOIN journal_input i USING (sequence) ORDER BY sequence',
  )
  for (const row of all.iterate()) {
    rows += 1
    const follows = row.sequence === rows && row.previous.equals(previous) && hashOf(row).equals(row.hash)
    const inputHolds = row.input === null || digestOf(row.salt, row.input).equals(row.digest)
    if (!follows || !inputHolds) return { rows, broken: row.sequence, head: previous.toString('hex') }
    previous = row.hash
  }
  return { rows, broken: null, head: previous.toString('hex') }
}
