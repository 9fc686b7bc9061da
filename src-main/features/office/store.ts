/** SQL of the office's entry, settings and drafts. */
import type { Db } from '../../archive/open'
import type { CalendarDay, OfficeEntry, Range } from './contract'

type Row = {
  id: string
  name: string
  outlet_code: string
  address: string
  phone: string
  time_zone: string
  sample: number
  version: number
  updated_at: string
}

const entryOf = (row: Row): OfficeEntry => ({
  id: row.id,
  name: row.name,
  outletCode: row.outlet_code,
  address: row.address,
  phone: row.phone,
  timeZone: row.time_zone,
  sample: row.sample === 1,
  version: row.version,
  updatedAt: row.updated_at,
})

export const officeStore = (db: Db) => {
  const entry = db.prepare<[], Row>('SELECT * FROM office')
  const insert = db.prepare(
    `INSERT INTO office (id, name, outlet_code, address, phone, time_zone, sample, version, created_at, created_by, updated_at, updated_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?)`,
  )
  const update = db.prepare(
    `UPDATE office SET name = ?, outlet_code = ?, address = ?, phone = ?, time_zone = ?, version = version + 1, updated_at = ?, updated_by = ?
     WHERE id = ? AND version = ?`,
  )
  const settings = db.prepare<[], { name: string; value: string }>('SELECT name, value FROM setting')
  const putSetting = db.prepare(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  )
  const dropSetting = db.prepare('DELETE FROM setting WHERE name = ?')
  const draft = db.prepare<[string, string], { value: string; updated_at: string }>(
    'SELECT value, updated_at FROM draft WHERE user_id = ? AND form = ?',
  )
  const putDraft = db.prepare(
    `INSERT INTO draft (user_id, form, value, updated_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (user_id, form) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
  )
  const dropDraft = db.prepare('DELETE FROM draft WHERE user_id = ? AND form = ?')
  const ranges = db.prepare<[], Range & { weekday: number }>(
    'SELECT weekday, from_minute AS "from", to_minute AS "to" FROM work_range ORDER BY weekday, from_minute',
  )
  const dropRanges = db.prepare('DELETE FROM work_range')
  const putRange = db.prepare('INSERT INTO work_range (weekday, from_minute, to_minute) VALUES (?, ?, ?)')
  const days = db.prepare<[], { day: string; working: number; name: string }>(
    'SELECT day, working, name FROM calendar_day ORDER BY day',
  )
  const putDay = db.prepare(
    `INSERT INTO calendar_day (day, working, name) VALUES (?, ?, ?)
     ON CONFLICT (day) DO UPDATE SET working = excluded.working, name = excluded.name`,
  )
  const dropDay = db.prepare('DELETE FROM calendar_day WHERE day = ?')

  return {
    /** Ranges by weekday, Monday first. */
    hours: (): Range[][] => {
      const all = ranges.all()
      return [1, 2, 3, 4, 5, 6, 7].map(day =>
        all.filter(({ weekday }) => weekday === day).map(({ from, to }) => ({ from, to })),
      )
    },
    putHours: (weekdays: readonly (readonly Range[])[]): void => {
      dropRanges.run()
      weekdays.forEach((ranges, index) => {
        for (const { from, to } of ranges) putRange.run(index + 1, from, to)
      })
    },
    ownDays: (): CalendarDay[] =>
      days.all().map(({ day, working, name }) => ({ day, working: working === 1, name, nameEn: name, own: true })),
    putDay: (day: string, working: boolean, name: string): void => {
      putDay.run(day, working ? 1 : 0, name)
    },
    dropDay: (day: string): void => {
      dropDay.run(day)
    },
    entry: (): OfficeEntry | null => {
      const row = entry.get()
      return row ? entryOf(row) : null
    },
    add: (office: Omit<OfficeEntry, 'version' | 'updatedAt'>, at: string, by: string): void => {
      const { id, name, outletCode, address, phone, timeZone, sample } = office
      insert.run(id, name, outletCode, address, phone, timeZone, sample ? 1 : 0, at, by, at, by)
    },
    /** False when the version is stale. */
    correct: (office: Omit<OfficeEntry, 'sample' | 'updatedAt'>, at: string, by: string): boolean => {
      const { id, name, outletCode, address, phone, timeZone, version } = office
      return update.run(name, outletCode, address, phone, timeZone, at, by, id, version).changes === 1
    },
    settings: (): Record<string, unknown> =>
      Object.fromEntries(settings.all().map(row => [row.name, JSON.parse(row.value) as unknown])),
    putSetting: (name: string, value: unknown): void => {
      putSetting.run(name, JSON.stringify(value))
    },
    dropSetting: (name: string): void => {
      dropSetting.run(name)
    },
    draft: (userId: string, form: string): { value: unknown; savedAt: string } | null => {
      const row = draft.get(userId, form)
      return row ? { value: JSON.parse(row.value) as unknown, savedAt: row.updated_at } : null
    },
    keepDraft: (userId: string, form: string, value: unknown, at: string): void => {
      putDraft.run(userId, form, JSON.stringify(value), at)
    },
    dropDraft: (userId: string, form: string): void => {
      dropDraft.run(userId, form)
    },
  }
}

export type OfficeStore = ReturnType<typeof officeStore>
