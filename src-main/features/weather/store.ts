/** SQL of the weather watch. */
import type { Db } from '../../archive/open'
import type { CheckState, Criterion, FetchState, ForecastDay, Place, ShownDay, Signal, SignalColor } from './contract'

type PlaceRow = Omit<Place, 'aliases' | 'areas'> & { aliases: string; areas: string }
type SignalRow = Omit<Signal, 'areas' | 'timed'> & { areas: string; timed: number }
export type NewSignal = Signal & { sourceId: string }
export type KeptDay = Omit<ShownDay, 'notices'>
type CheckRow = Omit<CheckState, 'department' | 'late'> & { day: string; late: number }
export type KeptCheck = Omit<CheckState, 'department'> & { day: string }

const texts = (json: string): string[] => JSON.parse(json) as string[]
const placeOf = ({ aliases, areas, ...row }: PlaceRow): Place => ({
  ...row,
  aliases: texts(aliases),
  areas: texts(areas),
})
const signalOf = ({ areas, timed, ...row }: SignalRow): Signal => ({ ...row, areas: texts(areas), timed: timed === 1 })
const signalFields = `id, chain_id AS chainId, source, issuer, type, color, word, action, issued_at AS issuedAt, timed, expires_at AS expiresAt,
  areas, text, recorded_at AS recordedAt, by_name AS byName`
/** Nothing older can still hold. */
const recent = 400

export const weatherStore = (db: Db) => {
  const places = db.prepare<[], PlaceRow>(
    'SELECT id, name, aliases, areas, latitude, longitude, version FROM weather_place ORDER BY name LIMIT 200',
  )
  const addPlace = db.prepare(
    'INSERT INTO weather_place (id, name, aliases, areas, latitude, longitude, version) VALUES (:id, :name, :aliases, :areas, :latitude, :longitude, 1)',
  )
  const correctPlace = db.prepare(
    `UPDATE weather_place SET name = :name, aliases = :aliases, areas = :areas, latitude = :latitude, longitude = :longitude,
       version = version + 1 WHERE id = :id AND version = :version`,
  )
  const removePlace = db.prepare('DELETE FROM weather_place WHERE id = ?')
  const days = db.prepare<[string, string, string], KeptDay>(
    `SELECT day, high, low, wind, gust, wind_from AS windFrom, rain, snow, chance, sky, source, at, by_name AS byName
     FROM weather_day WHERE place_id = ? AND day >= ? AND day < ? ORDER BY day`,
  )
  const putDay = db.prepare(
    `INSERT INTO weather_day (place_id, day, high, low, wind, gust, wind_from, rain, snow, chance, sky, source, at, by_name)
     VALUES (:placeId, :day, :high, :low, :wind, :gust, :windFrom, :rain, :snow, :chance, :sky, :source, :at, :byName)
     ON CONFLICT (place_id, day) DO UPDATE SET high = excluded.high, low = excluded.low, wind = excluded.wind, gust = excluded.gust,
       wind_from = excluded.wind_from, rain = excluded.rain, snow = excluded.snow, chance = excluded.chance, sky = excluded.sky,
       source = excluded.source, at = excluded.at, by_name = excluded.by_name`,
  )
  const latest = db.prepare<[], SignalRow>(
    `SELECT ${signalFields} FROM weather_signal ORDER BY issued_at DESC, recorded_at DESC, id DESC LIMIT ${recent}`,
  )
  const page = db.prepare<[number, number], SignalRow>(
    `SELECT ${signalFields} FROM weather_signal ORDER BY issued_at DESC, recorded_at DESC, id DESC LIMIT ? OFFSET ?`,
  )
  const count = db.prepare<[], { total: number }>('SELECT count(*) AS total FROM weather_signal')
  const chain = db.prepare<[string], SignalRow>(
    `SELECT ${signalFields} FROM weather_signal WHERE chain_id = ? ORDER BY issued_at, recorded_at, id LIMIT 200`,
  )
  const signal = db.prepare<[string], SignalRow>(`SELECT ${signalFields} FROM weather_signal WHERE id = ?`)
  const bySource = db.prepare<[string], { chainId: string }>(
    'SELECT chain_id AS chainId FROM weather_signal WHERE source_id = ?',
  )
  const addSignal = db.prepare(
    `INSERT INTO weather_signal (id, chain_id, source, source_id, issuer, type, color, word, action, issued_at, timed, expires_at, areas, text, recorded_at, by_name)
     VALUES (:id, :chainId, :source, :sourceId, :issuer, :type, :color, :word, :action, :issuedAt, :timed, :expiresAt, :areas, :text, :recordedAt, :byName)`,
  )
  const incident = db.prepare<[string], { incidentId: string }>(
    'SELECT incident_id AS incidentId FROM weather_incident WHERE chain_id = ?',
  )
  const putIncident = db.prepare('INSERT INTO weather_incident (chain_id, incident_id) VALUES (?, ?)')
  const criteria = db.prepare<[], Omit<Criterion, 'own'>>(
    'SELECT type, color, zh, en FROM weather_criterion ORDER BY type',
  )
  const putCriterion = db.prepare(
    'INSERT INTO weather_criterion (type, color, zh, en) VALUES (?, ?, ?, ?) ON CONFLICT (type, color) DO UPDATE SET zh = excluded.zh, en = excluded.en',
  )
  const dropCriterion = db.prepare('DELETE FROM weather_criterion WHERE type = ? AND color = ?')
  const checks = db.prepare<[string, string], CheckRow>(
    `SELECT day, department_id AS departmentId, at, by_name AS byName, on_behalf AS onBehalf, late FROM weather_check
     WHERE day >= ? AND day < ? ORDER BY day, at`,
  )
  const addCheck = db.prepare(
    `INSERT INTO weather_check (day, department_id, at, by_name, on_behalf, late, seen) VALUES (:day, :departmentId, :at, :byName, :onBehalf, :late, :seen)
     ON CONFLICT (day, department_id) DO NOTHING`,
  )
  const seen = db.prepare<[string, string], { seen: string }>(
    'SELECT seen FROM weather_check WHERE day = ? AND department_id = ?',
  )
  const reminded = db.prepare<[string], { departmentId: string }>(
    'SELECT department_id AS departmentId FROM weather_reminder WHERE day = ?',
  )
  const addReminder = db.prepare(
    'INSERT INTO weather_reminder (day, department_id, at) VALUES (?, ?, ?) ON CONFLICT (day, department_id) DO NOTHING',
  )
  type FetchRow = Omit<FetchState, 'attributions'> & { attributions: string; tries: number }
  const fetchState = db.prepare<[string], FetchRow>(
    'SELECT good_at AS goodAt, failure, tries, next_at AS nextAt, attributions FROM weather_fetch WHERE place_id = ?',
  )
  const putFetch = db.prepare(
    `INSERT INTO weather_fetch (place_id, good_at, failure, tries, next_at, attributions) VALUES (:placeId, :goodAt, :failure, :tries, :nextAt, :attributions)
     ON CONFLICT (place_id) DO UPDATE SET good_at = excluded.good_at, failure = excluded.failure, tries = excluded.tries,
       next_at = excluded.next_at, attributions = excluded.attributions`,
  )
  const forgetFetches = db.prepare('DELETE FROM weather_fetch')
  const boundPlace = ({ aliases, areas, ...of }: Omit<Place, 'version'>) => ({
    ...of,
    aliases: JSON.stringify(aliases),
    areas: JSON.stringify(areas),
  })
  return {
    places: (): Place[] => places.all().map(placeOf),
    addPlace: (of: Omit<Place, 'version'>): void => {
      addPlace.run(boundPlace(of))
    },
    /** False when the version is stale. */
    correctPlace: (of: Place): boolean => correctPlace.run({ ...boundPlace(of), version: of.version }).changes === 1,
    removePlace: (id: string): boolean => removePlace.run(id).changes === 1,
    /** From a day up to another, which is left out. */
    days: (placeId: string, from: string, until: string): KeptDay[] => days.all(placeId, from, until),
    putDay: (placeId: string, day: ForecastDay, source: KeptDay['source'], at: string, byName: string): void => {
      putDay.run({ ...day, placeId, source, at, byName })
    },
    /** The latest signals, the first first. */
    recent: (): Signal[] => latest.all().map(signalOf).reverse(),
    page: (limit: number, offset: number) => ({
      rows: page.all(limit, offset).map(signalOf),
      total: count.get()?.total ?? 0,
    }),
    chain: (chainId: string): Signal[] => chain.all(chainId).map(signalOf),
    signal: (id: string): Signal | null => {
      const row = signal.get(id)
      return row ? signalOf(row) : null
    },
    /** The chain of a source's own id; null when it has not been taken. */
    chainOf: (sourceId: string): string | null => bySource.get(sourceId)?.chainId ?? null,
    addSignal: ({ areas, timed, ...of }: NewSignal): void => {
      addSignal.run({ ...of, areas: JSON.stringify(areas), timed: timed ? 1 : 0 })
    },
    /** The incident a chain has led to. */
    incidentOf: (chainId: string): string | null => incident.get(chainId)?.incidentId ?? null,
    putIncident: (chainId: string, incidentId: string): void => {
      putIncident.run(chainId, incidentId)
    },
    criteria: (): Omit<Criterion, 'own'>[] => criteria.all(),
    putCriterion: (type: string, color: SignalColor, zh: string, en: string): void => {
      putCriterion.run(type, color, zh, en)
    },
    dropCriterion: (type: string, color: SignalColor): boolean => dropCriterion.run(type, color).changes === 1,
    checks: (from: string, until: string): KeptCheck[] =>
      checks.all(from, until).map(({ late, ...row }) => ({ ...row, late: late === 1 })),
    /** False when the department has read it already that day. */
    addCheck: (of: KeptCheck & { seen: unknown }): boolean =>
      addCheck.run({ ...of, late: of.late ? 1 : 0, seen: JSON.stringify(of.seen) }).changes === 1,
    seen: (day: string, departmentId: string): unknown => {
      const row = seen.get(day, departmentId)
      return row ? (JSON.parse(row.seen) as unknown) : null
    },
    reminded: (day: string): string[] => reminded.all(day).map(({ departmentId }) => departmentId),
    addReminder: (day: string, departmentId: string, at: string): void => {
      addReminder.run(day, departmentId, at)
    },
    fetchState: (placeId: string): (FetchState & { tries: number }) | null => {
      const row = fetchState.get(placeId)
      return row ? { ...row, attributions: texts(row.attributions) } : null
    },
    putFetch: (placeId: string, { attributions, ...state }: FetchState & { tries: number }): void => {
      putFetch.run({ ...state, placeId, attributions: JSON.stringify(attributions) })
    },
    /** Another source begins anew. */
    forgetFetches: (): void => {
      forgetFetches.run()
    },
  }
}

export type WeatherStore = ReturnType<typeof weatherStore>
