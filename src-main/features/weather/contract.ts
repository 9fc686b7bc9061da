/** The weather watch: places, three-day forecasts, warning signals in chains, the daily check of the departments (A2.3, rule 8). */
import { z } from 'zod'
import {
  day,
  id,
  instant,
  job,
  nothing,
  pageOf,
  paging,
  read,
  required,
  text,
  version,
  write,
} from '../../contract/call'

/** From least to most; a warning without a colour keeps its words. */
export const signalColors = ['white', 'blue', 'yellow', 'orange', 'red'] as const
export type SignalColor = (typeof signalColors)[number]
export const signalActions = ['issued', 'updated', 'cancelled'] as const
export const sources = ['qweather', 'openMeteo', 'manual'] as const
export const fetchFailures = [
  'unreachable',
  'timedOut',
  'refused',
  'tooOften',
  'noSuchPlace',
  'unreadable',
  'tooLarge',
] as const
export type FetchFailure = (typeof fetchFailures)[number]

const temperature = z.number().min(-90).max(70).nullable()
const speed = z.number().min(0).max(150).nullable()
const amount = z.number().min(0).max(2000).nullable()

/** One day at one place: °C, m/s, degrees the wind comes from, mm of water; null where nothing is known. */
export const forecastDay = z.strictObject({
  day,
  high: temperature,
  low: temperature,
  wind: speed,
  gust: speed,
  windFrom: z.number().min(0).max(360).nullable(),
  rain: amount,
  snow: amount,
  /** 0 to 1. */
  chance: z.number().min(0).max(1).nullable(),
  /** The sky in words, as the source or a person wrote it. */
  sky: z.string().max(60),
})
export type ForecastDay = z.output<typeof forecastDay>
export const measures = ['gust', 'wind', 'rain', 'snow', 'high', 'low'] as const
export type Measure = (typeof measures)[number]

const placeShape = {
  name: required(40),
  aliases: z.array(required(20)).max(10),
  areas: z.array(required(40)).max(50),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
}
export const place = z.strictObject({ ...placeShape, id, version })
export type Place = z.output<typeof place>

const signal = z.strictObject({
  id,
  chainId: id,
  source: z.enum(['pasted', 'qweather', 'cap']),
  issuer: z.string(),
  type: z.string(),
  color: z.union([z.literal(''), z.enum(signalColors)]),
  word: z.string(),
  action: z.enum(signalActions),
  issuedAt: instant,
  timed: z.boolean(),
  expiresAt: instant.nullable(),
  areas: z.array(z.string()),
  text: z.string(),
  recordedAt: instant,
  byName: z.string(),
})
export type Signal = z.output<typeof signal>

/** What was read out of a pasted text, before anybody keeps it. */
export const signalReading = z.strictObject({
  issuer: z.string().max(60),
  type: z.string().max(30),
  color: z.union([z.literal(''), z.enum(signalColors)]),
  word: z.string().max(20),
  action: z.enum(signalActions),
  issuedAt: instant.nullable(),
})
export type SignalReading = z.output<typeof signalReading>

/** The office's own notice: a forecast beyond its own threshold. Never called a warning (rule 8). */
const notice = z.strictObject({ measure: z.enum(measures), value: z.number(), limit: z.number() })
export type Notice = z.output<typeof notice>
export const thresholds = z.array(z.strictObject({ measure: z.enum(measures), limit: z.number() })).max(6)
export type Thresholds = z.output<typeof thresholds>

const shownDay = forecastDay.extend({
  source: z.enum(sources),
  at: instant,
  byName: z.string(),
  notices: z.array(notice),
})
export type ShownDay = z.output<typeof shownDay>

const fetchState = z.strictObject({
  goodAt: instant.nullable(),
  failure: z.union([z.literal(''), z.enum(fetchFailures)]),
  nextAt: instant.nullable(),
  attributions: z.array(z.string()),
})
export type FetchState = z.output<typeof fetchState>

const checkState = z.strictObject({
  departmentId: id,
  department: z.string(),
  at: instant.nullable(),
  byName: z.string(),
  onBehalf: z.string(),
  late: z.boolean(),
})
export type CheckState = z.output<typeof checkState>

/** Credentials are written, never read back; names with `secret` never reach the journal. */
export const sourceSettings = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('qweather'),
    /** The account's own host, such as abc1234xyz.def.qweatherapi.com. */
    host: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[a-z0-9][a-z0-9.-]{0,80}\.qweatherapi\.com$/),
    projectId: required(40),
    credentialId: required(40),
    /** PKCS#8 PEM of the Ed25519 key. */
    secretKey: z.string().trim().min(1).max(2000),
  }),
  z.strictObject({
    kind: z.literal('openMeteo'),
    /** Empty: the free service, which is for non-commercial use. */
    secretKey: text(100),
  }),
  z.strictObject({ kind: z.literal('manual') }),
])
export type SourceSettings = z.output<typeof sourceSettings>

const settingsView = z.strictObject({
  source: z.enum(sources),
  host: z.string(),
  /** Minutes after midnight by which each department has read the forecast. */
  checkBy: z.int().min(0).max(1439),
  departmentIds: z.array(id).max(20),
  thresholds,
  edition: z.string(),
})
export type WeatherSettings = z.output<typeof settingsView>

const criterion = z.strictObject({
  type: z.string(),
  color: z.enum(signalColors),
  zh: z.string(),
  en: z.string(),
  own: z.boolean(),
})
export type Criterion = z.output<typeof criterion>

/** The forecast and the signals as they stood when a department read them. */
export const seenView = z.strictObject({
  places: z.array(z.strictObject({ name: z.string(), days: z.array(forecastDay) })),
  signals: z.array(z.string()),
})

/** Rings like a clock of an incident, of which it is none. */
const reminder = z.strictObject({
  incidentId: z.null(),
  number: z.string(),
  title: z.string(),
  step: z.strictObject({ zh: z.string(), en: z.string() }),
  dueAt: instant,
  stage: z.literal('at'),
  drill: z.boolean(),
})

/** Days, both included. */
const span = z.strictObject({ from: day, until: day })
export type Span = z.output<typeof span>

export const weather = {
  /** Everything the weather screen shows: live signals first, each place with its coming days, today's checks. */
  overview: read(
    nothing,
    z.strictObject({
      today: day,
      source: z.enum(sources),
      /** With the incident each has led to, and the days it is expected to hold. */
      signals: z.array(signal.extend({ incidentId: id.nullable(), severe: span })),
      places: z.array(
        z.strictObject({
          place,
          days: z.array(shownDay),
          fetch: fetchState,
          customers: z.int(),
          /** The next three days beyond the office's own limits, where no signal speaks of the place yet. */
          severe: span.extend({ incidentId: id.nullable() }).nullable(),
        }),
      ),
      checks: z.array(checkState),
      checkBy: z.int(),
      /** Whether today is a day of rest, on which the duty officer reads for the departments. */
      rest: z.boolean(),
    }),
  ),
  addPlace: write(z.strictObject(placeShape), place, { role: 'manager' }),
  correctPlace: write(z.strictObject({ ...placeShape, id, version }), place, { role: 'manager' }),
  removePlace: write(z.strictObject({ id }), nothing, { role: 'manager' }),
  /** A forecast typed in, from radio, television or a telephone. */
  typeForecast: write(z.strictObject({ placeId: id, days: z.array(forecastDay).min(1).max(10) }), nothing),
  /** Asks the chosen source now; the program asks by itself when it is due. */
  fetch: job(z.strictObject({ now: z.boolean() }), z.never(), z.strictObject({ fetched: z.int(), failed: z.int() }), {
    role: 'clerk',
  }),

  /** Reads a pasted text and keeps nothing: what it says, which chain it goes on with, where it holds. */
  readSignal: read(
    z.strictObject({ text: required(4000) }),
    signalReading.extend({ areas: z.array(z.string()), continues: signal.nullable() }),
  ),
  addSignal: write(
    z.strictObject({
      text: required(4000),
      issuer: required(60),
      type: required(30),
      color: z.union([z.literal(''), z.enum(signalColors)]),
      action: z.enum(signalActions),
      issuedAt: instant,
      expiresAt: instant.nullable(),
      areas: z.array(required(40)).max(200),
    }),
    signal,
  ),
  /** A CAP 1.2 file: one signal for each of its pieces of information. */
  importCap: write(
    z.strictObject({ bytes: z.instanceof(Uint8Array).refine(({ length }) => length <= 1_000_000) }),
    z.strictObject({ taken: z.int(), known: z.int() }),
  ),
  signals: read(z.strictObject({ ...paging, live: z.boolean() }), pageOf(signal.extend({ live: z.boolean() }))),
  /** The severe-weather plan for a signal, with its areas and days filled in; a person decides, and one chain has one incident. */
  startPlan: write(z.strictObject({ id }), z.strictObject({ incidentId: id }), { touches: ['incidents'] }),
  /** The same for a place whose forecast alone is beyond the office's own limits. */
  startPlanAhead: write(z.strictObject({ placeId: id }), z.strictObject({ incidentId: id }), {
    touches: ['incidents'],
  }),
  /** All of one chain, the first first. */
  chain: read(z.strictObject({ chainId: id }), z.array(signal)),

  /** CLAUSE A2.3: a department has read the three days; what it saw is kept. On a day of rest the duty officer's name is needed. */
  check: write(z.strictObject({ departmentId: id, onBehalf: text(60) }), checkState),
  /** A month of checks: each day, each department. */
  checks: read(
    z.strictObject({ month: z.string().regex(/^\d{4}-\d{2}$/) }),
    z.array(z.strictObject({ day, rest: z.boolean(), checks: z.array(checkState) })),
  ),
  /** What a department saw on a day. */
  seen: read(z.strictObject({ day, departmentId: id }), seenView),
  /** Departments that have not read it in time are reminded; the program calls it by itself. */
  remind: write(nothing, z.array(reminder), { touches: ['messages'] }),

  settings: read(nothing, settingsView),
  changeSettings: write(
    z.strictObject({
      checkBy: z.int().min(0).max(1439),
      departmentIds: z.array(id).min(1).max(20),
      thresholds,
      edition: required(80),
    }),
    settingsView,
    { role: 'manager' },
  ),
  changeSource: write(z.strictObject({ settings: sourceSettings }), settingsView, { role: 'administrator' }),
  reference: read(nothing, z.array(criterion)),
  putCriterion: write(
    z.strictObject({ type: required(20), color: z.enum(signalColors), zh: required(200), en: text(200) }),
    nothing,
    { role: 'manager' },
  ),
  /** Takes the office's own word back; the shipped one stands again, if there is one. */
  dropCriterion: write(z.strictObject({ type: required(20), color: z.enum(signalColors) }), nothing, {
    role: 'manager',
  }),
}
