/** SQL of the people at this desk and of the journal as it is read. */
import type { Db } from '../../archive/open'
import type { Role } from '../../contract/call'
import type { JournalRow, User } from './contract'

type UserRow = {
  id: string
  sign_in_name: string
  display_name: string
  role: Role
  active: number
  must_change_password: number
  version: number
  created_at: string
}

type JournalDbRow = {
  sequence: number
  at: string
  actor_id: string
  actor_name: string | null
  call: string
  entities: string
  input: string | null
  note: string | null
}

export type JournalFilter = {
  /** Instants; `to` is exclusive. */
  from: string | null
  to: string | null
  actorId: string | null
  call: string | null
  entity: string | null
}

const userOf = (row: UserRow): User => ({
  id: row.id,
  signInName: row.sign_in_name,
  displayName: row.display_name,
  role: row.role,
  active: row.active === 1,
  mustChangePassword: row.must_change_password === 1,
  version: row.version,
  createdAt: row.created_at,
})

const journalOfRow = (row: JournalDbRow): JournalRow => ({
  sequence: row.sequence,
  at: row.at,
  actorId: row.actor_id,
  actorName: row.actor_name ?? '',
  call: row.call,
  entities: JSON.parse(row.entities) as string[],
  input: row.input,
  note: row.note,
})

const journalWhere = `
  WHERE (:from IS NULL OR j.at >= :from) AND (:to IS NULL OR j.at < :to)
    AND (:actorId IS NULL OR j.actor_id = :actorId)
    AND (:call IS NULL OR j.call = :call)
    AND (:entity IS NULL OR instr(j.entities, '"' || :entity || '"') > 0)`

export const accessStore = (db: Db) => {
  const byName = db.prepare<[string], UserRow>('SELECT * FROM user WHERE sign_in_name = ?')
  const byId = db.prepare<[string], UserRow>('SELECT * FROM user WHERE id = ?')
  const page = db.prepare<[number, number], UserRow>(
    'SELECT * FROM user ORDER BY active DESC, sign_in_name LIMIT ? OFFSET ?',
  )
  const count = db.prepare<[], { total: number }>('SELECT count(*) AS total FROM user')
  const active = db.prepare<[], UserRow>('SELECT * FROM user WHERE active = 1 ORDER BY sign_in_name')
  const administrators = db.prepare<[string], { total: number }>(
    "SELECT count(*) AS total FROM user WHERE role = 'administrator' AND active = 1 AND id <> ?",
  )
  const insert = db.prepare(
    `INSERT INTO user (id, sign_in_name, display_name, role, active, must_change_password, version, created_at, created_by, updated_at, updated_by)
     VALUES (?, ?, ?, ?, 1, ?, 1, ?, ?, ?, ?)`,
  )
  const update = db.prepare(
    `UPDATE user SET display_name = ?, role = ?, active = ?, version = version + 1, updated_at = ?, updated_by = ?
     WHERE id = ? AND version = ?`,
  )
  const setMustChange = db.prepare(
    'UPDATE user SET must_change_password = ?, version = version + 1, updated_at = ?, updated_by = ? WHERE id = ?',
  )
  const journalPage = db.prepare<[JournalFilter & { limit: number; offset: number }], JournalDbRow>(
    `SELECT j.sequence, j.at, j.actor_id, i.actor_name, j.call, j.entities, i.input, j.note
     FROM journal j LEFT JOIN journal_input i USING (sequence) ${journalWhere}
     ORDER BY j.sequence DESC LIMIT :limit OFFSET :offset`,
  )
  const journalCount = db.prepare<[JournalFilter], { total: number }>(
    `SELECT count(*) AS total FROM journal j ${journalWhere}`,
  )
  const journalActors = db.prepare<[], { id: string; name: string }>(
    'SELECT id, display_name AS name FROM user ORDER BY sign_in_name',
  )
  const journalCalls = db.prepare<[], { call: string }>('SELECT DISTINCT call FROM journal ORDER BY call')

  return {
    byName: (signInName: string): User | null => {
      const row = byName.get(signInName)
      return row ? userOf(row) : null
    },
    byId: (id: string): User | null => {
      const row = byId.get(id)
      return row ? userOf(row) : null
    },
    page: (limit: number, offset: number): { rows: User[]; total: number } => ({
      rows: page.all(limit, offset).map(userOf),
      total: count.get()?.total ?? 0,
    }),
    /** Everybody who may sign in, by name. */
    active: (): User[] => active.all().map(userOf),
    /** How many active administrators there are besides this person. */
    otherAdministrators: (id: string): number => administrators.get(id)?.total ?? 0,
    add: (
      user: Pick<User, 'id' | 'signInName' | 'displayName' | 'role' | 'mustChangePassword'>,
      at: string,
      by: string,
    ): void => {
      const { id, signInName, displayName, role, mustChangePassword } = user
      insert.run(id, signInName, displayName, role, mustChangePassword ? 1 : 0, at, by, at, by)
    },
    /** False when the version is stale. */
    correct: (
      user: Pick<User, 'id' | 'displayName' | 'role' | 'active' | 'version'>,
      at: string,
      by: string,
    ): boolean =>
      update.run(user.displayName, user.role, user.active ? 1 : 0, at, by, user.id, user.version).changes === 1,
    setMustChange: (id: string, must: boolean, at: string, by: string): void => {
      setMustChange.run(must ? 1 : 0, at, by, id)
    },
    journal: (filter: JournalFilter, limit: number, offset: number): { rows: JournalRow[]; total: number } => ({
      rows: journalPage.all({ ...filter, limit, offset }).map(journalOfRow),
      total: journalCount.get(filter)?.total ?? 0,
    }),
    journalFilters: () => ({
      actors: journalActors.all(),
      calls: journalCalls.all().map(row => row.call),
    }),
  }
}

export type AccessStore = ReturnType<typeof accessStore>
