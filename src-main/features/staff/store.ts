/** SQL of departments and colleagues. */
import type { Db } from '../../archive/open'
import type { ColleagueEntry, ColleagueFields, Department, Duty, gaps, staffSorts, TeamRole } from './contract'

type DepartmentRow = {
  id: string
  duty: Duty
  name: string
  aliases: string
  version: number
  colleagues: number
}
type Row = {
  seq: number
  id: string
  code: string
  name: string
  department_id: string | null
  department: string | null
  post: string
  team_role: TeamRole
  email: string
  wecom: string
  dingtalk: string
  note: string
  employed: number
  last_confirmed_on: string | null
  search_source: string
  version: number
  created_at: string
  updated_at: string
}
type Phone = ColleagueEntry['phones'][number]
type PhoneRow = Omit<Phone, 'preferred'> & { preferred: number }

export type StaffFilter = {
  among: number[] | null
  departmentId: string | null
  skill: string
  team: boolean
  gap: (typeof gaps)[number] | null
  left: boolean
  yearAgo: string
}

const departmentOf = ({ aliases, ...row }: DepartmentRow): Department => ({
  ...row,
  aliases: aliases.split('\n').filter(Boolean),
})

const lacksPhone = `NOT EXISTS (SELECT 1 FROM colleague_phone p WHERE p.colleague_seq = c.seq AND length(p.number) >= 7)`
const unconfirmed = `(c.last_confirmed_on IS NULL OR c.last_confirmed_on < :yearAgo)`

const where = `
  WHERE (:among IS NULL OR c.seq IN (SELECT value FROM json_each(:among)))
    AND c.employed = :employed
    AND (:departmentId IS NULL OR c.department_id = :departmentId)
    AND (:skill = '' OR EXISTS (SELECT 1 FROM colleague_skill s WHERE s.colleague_seq = c.seq AND s.skill = :skill))
    AND (:team = 0 OR c.team_role <> 'none')
    AND CASE :gap
      WHEN 'lacksPhone' THEN ${lacksPhone}
      WHEN 'unconfirmed' THEN ${unconfirmed}
      WHEN 'noDepartment' THEN c.department_id IS NULL
      ELSE 1 END`

const orders: Record<(typeof staffSorts)[number], string> = {
  name: 'c.name_pinyin',
  code: 'c.code COLLATE NOCASE',
  department: 'd.position',
  lastConfirmed: 'c.last_confirmed_on',
}

const selected = `SELECT c.*, d.name AS department FROM colleague c LEFT JOIN department d ON d.id = c.department_id`

export const staffStore = (db: Db) => {
  const callable = db.prepare<
    [],
    { id: string; name: string; departmentId: string | null; department: string; teamRole: TeamRole }
  >(
    `SELECT c.id, c.name, c.department_id AS departmentId, coalesce(d.name, '') AS department, c.team_role AS teamRole FROM colleague c
     LEFT JOIN department d ON d.id = c.department_id WHERE c.employed = 1 ORDER BY d.name IS NULL, d.name, c.name_pinyin, c.seq LIMIT 10000`,
  )
  const departments = db.prepare<[], DepartmentRow>(
    `SELECT d.id, d.duty, d.name, d.aliases, d.version,
       (SELECT count(*) FROM colleague c WHERE c.department_id = d.id AND c.employed = 1) AS colleagues
     FROM department d ORDER BY d.position, d.id`,
  )
  const insertDepartment = db.prepare(
    `INSERT INTO department (id, position, duty, name, aliases, version, created_at, created_by, updated_at, updated_by)
     VALUES (?, (SELECT coalesce(max(position), 0) + 1 FROM department), ?, ?, ?, 1, ?, ?, ?, ?)`,
  )
  const updateDepartment = db.prepare(
    `UPDATE department SET duty = ?, name = ?, aliases = ?, version = version + 1, updated_at = ?, updated_by = ?
     WHERE id = ? AND version = ?`,
  )
  const deleteDepartment = db.prepare('DELETE FROM department WHERE id = ? AND version = ?')
  const members = db.prepare<[string], { total: number }>(
    'SELECT count(*) AS total FROM colleague WHERE department_id = ?',
  )

  const byId = db.prepare<[string], Row>(`${selected} WHERE c.id = ?`)
  const bySeq = db.prepare<[number], Row>(`${selected} WHERE c.seq = ?`)
  const byCode = db.prepare<[string], { id: string }>('SELECT id FROM colleague WHERE code = ?')
  const byName = db.prepare<[string], { id: string }>(
    'SELECT id FROM colleague WHERE name = ? AND employed = 1 LIMIT 2',
  )
  const confirmSilently = db.prepare('UPDATE colleague SET last_confirmed_on = ? WHERE id = ?')
  const clearDeputies = db.prepare('DELETE FROM colleague_deputy WHERE colleague_seq = ?')
  const inOrder = db.prepare<[number, number], Row>(`${selected} ORDER BY c.code LIMIT ? OFFSET ?`)
  const everybody = db.prepare<[], { total: number }>('SELECT count(*) AS total FROM colleague')
  const sources = db.prepare<[], { seq: number; search_source: string }>(
    'SELECT seq, search_source FROM colleague WHERE employed = 1 ORDER BY name_pinyin, seq',
  )
  const allSources = db.prepare<[], { seq: number; search_source: string }>(
    'SELECT seq, search_source FROM colleague ORDER BY name_pinyin, seq',
  )
  const phones = db.prepare<[number], PhoneRow>(
    'SELECT original, number, extension, kind, preferred FROM colleague_phone WHERE colleague_seq = ? ORDER BY position',
  )
  const skills = db.prepare<[number], { skill: string }>(
    'SELECT skill FROM colleague_skill WHERE colleague_seq = ? ORDER BY position',
  )
  const deputies = db.prepare<[number], { deputy_id: string; name: string }>(
    `SELECT e.deputy_id, c.name FROM colleague_deputy e JOIN colleague c ON c.id = e.deputy_id
     WHERE e.colleague_seq = ? ORDER BY e.position`,
  )
  const insert = db.prepare(
    `INSERT INTO colleague (id, code, name, name_pinyin, department_id, post, team_role, email, wecom, dingtalk, note,
       employed, search_source, version, created_at, created_by, updated_at, updated_by)
     VALUES (:id, :code, :name, :key, :departmentId, :post, :teamRole, :email, :wecom, :dingtalk, :note,
       :employed, :source, 1, :at, :by, :at, :by)`,
  )
  const update = db.prepare(
    `UPDATE colleague SET code = :code, name = :name, name_pinyin = :key, department_id = :departmentId, post = :post,
       team_role = :teamRole, email = :email, wecom = :wecom, dingtalk = :dingtalk, note = :note, employed = :employed,
       search_source = :source, version = version + 1, updated_at = :at, updated_by = :by
     WHERE id = :id AND version = :version`,
  )
  const confirm = db.prepare(
    `UPDATE colleague SET last_confirmed_on = ?, version = version + 1, updated_at = ?, updated_by = ?
     WHERE id = ? AND version = ?`,
  )
  const clear = ['colleague_phone', 'colleague_skill', 'colleague_deputy'].map(table =>
    db.prepare(`DELETE FROM ${table} WHERE colleague_seq = ?`),
  )
  const insertPhone = db.prepare(
    `INSERT INTO colleague_phone (colleague_seq, position, original, number, extension, kind, preferred)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertSkill = db.prepare('INSERT INTO colleague_skill (colleague_seq, position, skill) VALUES (?, ?, ?)')
  const insertDeputy = db.prepare('INSERT INTO colleague_deputy (colleague_seq, position, deputy_id) VALUES (?, ?, ?)')
  const dropAsDeputy = db.prepare('DELETE FROM colleague_deputy WHERE deputy_id = ?')
  const remove = db.prepare('DELETE FROM colleague WHERE seq = ?')
  const forgetImported = db.prepare('DELETE FROM import_row WHERE target_id = ?')
  const forgetDrafts = db.prepare('DELETE FROM draft WHERE instr(form, ?) > 0')
  const forgetInputs = db.prepare(
    `DELETE FROM journal_input WHERE sequence IN
       (SELECT sequence FROM journal WHERE instr(entities, '"' || ? || '"') > 0)`,
  )
  const count = db.prepare<[object], { total: number }>(`SELECT count(*) AS total FROM colleague c ${where}`)
  const nameless = db.prepare<[], { name: string }>(
    `SELECT c.name FROM colleague c WHERE c.employed = 1 AND ${lacksPhone} ORDER BY c.name_pinyin LIMIT 50`,
  )
  const leaders = db.prepare<[], { total: number }>(
    "SELECT count(*) AS total FROM colleague WHERE employed = 1 AND team_role = 'leader'",
  )
  const register = db.prepare<[], { id: string }>(
    `SELECT c.id FROM colleague c LEFT JOIN department d ON d.id = c.department_id WHERE c.employed = 1
     ORDER BY d.position IS NULL, d.position,
       CASE c.team_role WHEN 'leader' THEN 0 WHEN 'deputy' THEN 1 ELSE 2 END, c.name_pinyin, c.seq`,
  )
  const phonesOf = (seq: number): Phone[] =>
    phones.all(seq).map(({ preferred, ...phone }) => ({ ...phone, preferred: preferred === 1 }))
  const entryOf = (row: Row): ColleagueEntry => {
    const stands = deputies.all(row.seq)
    return {
      id: row.id,
      code: row.code,
      name: row.name,
      departmentId: row.department_id,
      department: row.department ?? '',
      post: row.post,
      teamRole: row.team_role,
      phones: phonesOf(row.seq),
      email: row.email,
      wecom: row.wecom,
      dingtalk: row.dingtalk,
      skills: skills.all(row.seq).map(({ skill }) => skill),
      deputies: stands.map(({ deputy_id }) => deputy_id),
      deputyNames: stands.map(({ name }) => name),
      note: row.note,
      employed: row.employed === 1,
      lastConfirmedOn: row.last_confirmed_on,
      version: row.version,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
    }
  }
  const columnsOf = ({ phones: _1, skills: _2, deputies: _3, employed, ...columns }: ColleagueFields) => ({
    ...columns,
    employed: employed ? 1 : 0,
  })
  const writeParts = (seq: number, entry: ColleagueFields): void => {
    for (const statement of clear) statement.run(seq)
    for (const [position, phone] of entry.phones.entries()) {
      const { original, number, extension, kind, preferred } = phone
      insertPhone.run(seq, position, original, number, extension, kind, preferred ? 1 : 0)
    }
    for (const [position, skill] of entry.skills.entries()) insertSkill.run(seq, position, skill)
    for (const [position, deputy] of entry.deputies.entries()) insertDeputy.run(seq, position, deputy)
  }

  return {
    /** Everybody employed, by department. */
    callable: () => callable.all(),
    departments: (): Department[] => departments.all().map(departmentOf),
    addDepartment: (
      { id, duty, name, aliases }: Pick<Department, 'id' | 'duty' | 'name'> & { aliases: readonly string[] },
      at: string,
      by: string,
    ): void => {
      insertDepartment.run(id, duty, name, aliases.join('\n'), at, by, at, by)
    },
    /** False when the version is stale. */
    correctDepartment: (
      { id, duty, name, aliases, version }: Omit<Department, 'colleagues'>,
      at: string,
      by: string,
    ): boolean => updateDepartment.run(duty, name, aliases.join('\n'), at, by, id, version).changes === 1,
    removeDepartment: (id: string, version: number): boolean => deleteDepartment.run(id, version).changes === 1,
    members: (id: string): number => members.get(id)?.total ?? 0,

    entry: (id: string): ColleagueEntry | null => {
      const row = byId.get(id)
      return row ? entryOf(row) : null
    },
    idOfCode: (code: string): string | null => byCode.get(code)?.id ?? null,
    /** The only employed colleague of this name; null when there is none or more than one. */
    idOfName: (name: string): string | null => {
      const found = byName.all(name)
      return found.length === 1 ? (found[0]?.id ?? null) : null
    },
    /** A date that a list brought along; no change of its own. */
    confirmSilently: (id: string, day: string): void => {
      confirmSilently.run(day, id)
    },
    setDeputies: (id: string, ids: readonly string[]): void => {
      const seq = byId.get(id)?.seq
      if (seq === undefined) return
      clearDeputies.run(seq)
      for (const [position, deputy] of ids.entries()) insertDeputy.run(seq, position, deputy)
    },
    /** Everybody, also who left, in order of code: for export. */
    all: (limit: number, offset: number) => ({
      rows: inOrder.all(limit, offset).map(entryOf),
      total: everybody.get()?.total ?? 0,
    }),
    add: (entry: ColleagueFields, id: string, key: string, source: string, at: string, by: string): void => {
      const seq = insert.run({ ...columnsOf(entry), id, key, source, at, by }).lastInsertRowid
      writeParts(Number(seq), entry)
    },
    /** False when the version is stale. */
    correct: (
      entry: ColleagueFields,
      id: string,
      version: number,
      key: string,
      source: string,
      at: string,
      by: string,
    ): boolean => {
      const changed = update.run({ ...columnsOf(entry), id, version, key, source, at, by })
      const seq = byId.get(id)?.seq
      if (changed.changes !== 1 || seq === undefined) return false
      writeParts(seq, entry)
      return true
    },
    confirm: (id: string, version: number, day: string, at: string, by: string): boolean =>
      confirm.run(day, at, by, id, version).changes === 1,
    /** Every trace of the entry but its journal lines. */
    erase: (id: string): void => {
      const seq = byId.get(id)?.seq
      if (seq === undefined) return
      dropAsDeputy.run(id)
      for (const statement of clear) statement.run(seq)
      remove.run(seq)
      forgetInputs.run(id)
      forgetImported.run(id)
      forgetDrafts.run(id)
    },
    /** What search looks through, in order of name; those who left only when asked for. */
    sources: (left: boolean): { seq: number; source: string }[] =>
      (left ? allSources : sources).all().map(({ seq, search_source }) => ({ seq, source: search_source })),
    rowAt: (seq: number): ColleagueEntry | null => {
      const row = bySeq.get(seq)
      return row ? entryOf(row) : null
    },
    page: (
      filter: StaffFilter,
      sort: (typeof staffSorts)[number],
      descending: boolean,
      limit: number,
      offset: number,
    ) => {
      const { left, ...rest } = filter
      const bound = {
        ...rest,
        employed: left ? 0 : 1,
        team: filter.team ? 1 : 0,
        among: filter.among && JSON.stringify(filter.among),
      }
      const direction = descending ? 'DESC' : 'ASC'
      const rows = db
        .prepare<[object], Row>(
          `${selected} ${where} ORDER BY ${orders[sort]} ${direction}, c.name_pinyin ${direction}, c.seq ${direction}
           LIMIT :limit OFFSET :offset`,
        )
        .all({ ...bound, limit, offset })
      return { rows: rows.map(entryOf), total: count.get(bound)?.total ?? 0 }
    },
    lackingPhone: (): string[] => nameless.all().map(({ name }) => name),
    hasLeader: (): boolean => (leaders.get()?.total ?? 0) > 0,
    /** Everybody employed, in the order of the printed register. */
    register: (): ColleagueEntry[] =>
      register.all().flatMap(({ id }) => {
        const row = byId.get(id)
        return row ? [entryOf(row)] : []
      }),
  }
}

export type StaffStore = ReturnType<typeof staffStore>
